// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/stage/script.h"

#include "app/flow/kidplan.h"
#include "tests/automation/keyname.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <functional>
#include <optional>

namespace Medio::Stage {

using namespace std::chrono_literals;

namespace {

constexpr auto longestWait = std::chrono::duration_cast<Milliseconds>(24h);
constexpr auto defaultWithin = 5000ms;
constexpr auto defaultTouch = 60ms;
constexpr auto defaultGarble = 1000ms;
constexpr int mostKiosks = 4; // each is a dozen processes

struct Problem
{
    QString message;
};
using Parsed = Expected<Step::What, Problem>;

Unexpected<Problem> wrong(const QString &message)
{
    return Unexpected{Problem{message}};
}

QString listOf(const QStringList &names)
{
    return names.join(QStringLiteral(", "));
}

/// Cuts the comment off and splits at blanks; double quotes keep blanks and # together and are
/// dropped. Nothing for an open quote.
std::optional<QStringList> wordsOf(const QString &line)
{
    QStringList words;
    QString word;
    bool inWord = false;
    bool quoted = false;
    for (const QChar c : line) {
        if (c == u'"') {
            quoted = !quoted;
            inWord = true;
        } else if (!quoted && c == u'#' && !inWord) {
            break;
        } else if (!quoted && c.isSpace()) {
            if (inWord)
                words.append(std::exchange(word, {}));
            inWord = false;
        } else {
            word.append(c);
            inWord = true;
        }
    }
    if (quoted)
        return std::nullopt;
    if (inWord)
        words.append(word);
    return words;
}

/// The line without its comment; the same rules as wordsOf().
QString withoutComment(const QString &line)
{
    bool quoted = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line.at(i) == u'"')
            quoted = !quoted;
        else if (!quoted && line.at(i) == u'#' && (i == 0 || line.at(i - 1).isSpace()))
            return line.left(i).trimmed();
    }
    return line.trimmed();
}

std::optional<int> numberOf(const QString &text, int least, int most)
{
    static const QRegularExpression digits(QStringLiteral("^[0-9]{1,9}$"));
    if (!digits.match(text).hasMatch())
        return std::nullopt;
    const int number = text.toInt();
    return number >= least && number <= most ? std::optional(number) : std::nullopt;
}

std::optional<Milliseconds> millisecondsOf(const QString &text)
{
    const auto number = numberOf(text, 0, int(longestWait.count()));
    return number ? std::optional(Milliseconds(*number)) : std::nullopt;
}

std::optional<double> fractionOf(QString text)
{
    static const QRegularExpression form(QStringLiteral("^[0-9]{1,3}(\\.[0-9]{1,6})?%?$"));
    if (!form.match(text).hasMatch())
        return std::nullopt;
    if (text.endsWith(u'%'))
        text.chop(1);
    const double percent = text.toDouble();
    return percent <= 100 ? std::optional(percent / 100) : std::nullopt;
}

/// Of "at 23:59:50"; the seconds may be missing.
std::optional<QTime> timeOf(const QStringList &arguments)
{
    if (arguments.size() != 2 || arguments.first() != u"at")
        return std::nullopt;
    for (const char *form : {"HH:mm:ss", "HH:mm"}) {
        const QTime time = QTime::fromString(arguments.last(), QLatin1String(form));
        if (time.isValid())
            return time;
    }
    return std::nullopt;
}

class Parser
{
public:
    explicit Parser(const Vocabulary &vocabulary);

    Expected<std::optional<Step>, Problem> parseLine(const QString &line, int number);

private:
    using Rule = std::function<Parsed(const QStringList &arguments)>;

    [[nodiscard]] Parsed oneOf(const QStringList &arguments, const QStringList &allowed,
                               const std::function<Step::What(const QString &)> &make) const;
    Parsed chip(const QStringList &arguments, bool swap);
    Parsed mode(const QStringList &arguments) const;
    Parsed house(const QStringList &arguments) const;
    Parsed plan(const QStringList &arguments) const;
    Parsed give(const QStringList &arguments) const;
    Parsed expectOrNever(const QStringList &arguments, bool never) const;
    Parsed touch(const QStringList &arguments) const;
    Parsed server(const QStringList &arguments) const;
    Parsed reader(const QStringList &arguments) const;
    Parsed clock(const QStringList &arguments) const;
    Parsed parent(const QStringList &arguments) const;

    Vocabulary m_vocabulary;
    QHash<QString, Rule> m_rules;
    QString m_line; // as written, for `type`
    // the script is a straight line, so these are known
    int m_kiosk = 1;
    QSet<int> m_chipsOn; // kiosks with a chip on the reader
};

Parsed nothingMore(const QStringList &arguments, Step::What what)
{
    if (!arguments.isEmpty())
        return wrong(QStringLiteral("nothing may follow"));
    return what;
}

/// What stands behind the fault proxy, and what can be done to it.
QList<std::pair<const char *, QStringList>> behind()
{
    return {
        {"home",
         {QStringLiteral("stop"), QStringLiteral("start"), QStringLiteral("freeze"), QStringLiteral("thaw")}},
        {"database", {QStringLiteral("away"), QStringLiteral("back")}},
        {"nginx",
         {QStringLiteral("stop"), QStringLiteral("start"), QStringLiteral("maintenance"),
          QStringLiteral("open")}}};
}

Parser::Parser(const Vocabulary &vocabulary)
    : m_vocabulary(vocabulary)
{
    const auto add = [this](const char *name, const Rule &rule) {
        m_rules.insert(QString::fromLatin1(name), rule);
    };
    add("child", [this](const QStringList &a) {
        return oneOf(a, m_vocabulary.children, [](const QString &name) { return Steps::Child{name}; });
    });
    add("place", [this](const QStringList &a) { return chip(a, false); });
    add("swap", [this](const QStringList &a) { return chip(a, true); });
    add("lift", [this](const QStringList &a) -> Parsed {
        if (!m_chipsOn.remove(m_kiosk))
            return wrong(QStringLiteral("there is no chip on the reader"));
        return nothingMore(a, Steps::Lift{});
    });
    add("mode", [this](const QStringList &a) { return mode(a); });
    add("chip", [this](const QStringList &a) { return house(a); });
    add("plan", [this](const QStringList &a) { return plan(a); });
    add("give", [this](const QStringList &a) { return give(a); });
    add("pause-all", [this](const QStringList &a) {
        return oneOf(a, {QStringLiteral("on"), QStringLiteral("off")},
                     [](const QString &value) { return Steps::PauseAll{value == u"on"}; });
    });
    add("fetch-ahead", [this](const QStringList &a) {
        return oneOf(a, {QStringLiteral("on"), QStringLiteral("off")},
                     [](const QString &value) { return Steps::FetchAhead{value == u"on"}; });
    });
    add("platforms", [this](const QStringList &a) {
        using Deed = Steps::Platforms::Deed;
        static const QList<std::pair<QString, Deed>> deeds = {{QStringLiteral("on"), Deed::Allow},
                                                              {QStringLiteral("off"), Deed::Forbid},
                                                              {QStringLiteral("away"), Deed::Away},
                                                              {QStringLiteral("back"), Deed::Back}};
        QStringList names;
        for (const auto &deed : deeds)
            names.append(deed.first);
        return oneOf(a, names, [&names](const QString &name) {
            return Steps::Platforms{deeds.at(names.indexOf(name)).second};
        });
    });
    add("film", [this](const QStringList &a) -> Parsed {
        if (!m_vocabulary.ownServer)
            return wrong(QStringLiteral("what belongs to a foreign server is out of reach"));
        static const QStringList states = {QStringLiteral("damaged"), QStringLiteral("sound")};
        if (a.size() != 2 || !m_vocabulary.films.contains(a.first()) || !states.contains(a.last()))
            return wrong(QStringLiteral("film NAME damaged, or film NAME sound: one of ") +
                         m_vocabulary.films.join(QStringLiteral(", ")));
        return Step::What(Steps::Film{a.first(), a.last() == u"sound"});
    });
    add("wait", [](const QStringList &a) -> Parsed {
        const auto duration = a.size() == 1 ? millisecondsOf(a.first()) : std::nullopt;
        if (!duration)
            return wrong(QStringLiteral("wait MS: a whole number of milliseconds, at most a day"));
        return Step::What(Steps::Wait{*duration});
    });
    add("screenshot", [](const QStringList &a) -> Parsed {
        static const QRegularExpression form(QStringLiteral("^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"));
        if (a.size() != 1 || !form.match(a.first()).hasMatch())
            return wrong(QStringLiteral("screenshot NAME: letters, digits, dot, dash and underscore"));
        return Step::What(Steps::Screenshot{a.first()});
    });
    add("expect", [this](const QStringList &a) { return expectOrNever(a, false); });
    add("never", [this](const QStringList &a) { return expectOrNever(a, true); });
    add("key", [](const QStringList &a) -> Parsed {
        if (a.size() != 1 || !keyStrokeOf(a.first()))
            return wrong(QStringLiteral(
                "key [Ctrl+Alt+]NAME: a name such as Space, Left, Escape, F4, MediaPlay, P or 7"));
        return Step::What(Steps::Key{a.first()});
    });
    add("type", [this](const QStringList &a) -> Parsed {
        if (a.isEmpty())
            return wrong(QStringLiteral("type TEXT: a text is wanted"));
        QString text = m_line.mid(m_line.indexOf(QStringLiteral("type")) + 4).trimmed();
        if (text.size() > 2 && text.startsWith(u'"') && text.indexOf(u'"', 1) == text.size() - 1)
            text = text.mid(1, text.size() - 2);
        return Step::What(Steps::Type{text});
    });
    add("touch", [this](const QStringList &a) { return touch(a); });
    add("swipe", [this](const QStringList &a) {
        return oneOf(
            a,
            {QStringLiteral("up"), QStringLiteral("down"), QStringLiteral("left"), QStringLiteral("right")},
            [](const QString &direction) { return Steps::Swipe{direction}; });
    });
    add("server", [this](const QStringList &a) { return server(a); });
    add("reader", [this](const QStringList &a) { return reader(a); });
    add("clock", [this](const QStringList &a) { return clock(a); });
    add("server-clock", [this](const QStringList &a) -> Parsed {
        if (!m_vocabulary.ownServer)
            return wrong(QStringLiteral("the clock of a foreign server is out of reach"));
        if (const auto at = timeOf(a))
            return Step::What(Steps::ServerClockAt{*at});
        const auto by = a.size() == 1 ? durationOf(a.first(), true) : std::nullopt;
        if (!by)
            return wrong(QStringLiteral("server-clock +DURATION or -DURATION, such as +2h, -90s or +1d; "
                                        "server-clock at HH:MM:SS"));
        return Step::What(Steps::MoveServerClock{*by});
    });
    add("parent", [this](const QStringList &a) { return parent(a); });
    add("power-cut", [](const QStringList &a) { return nothingMore(a, Steps::PowerCut{}); });
    add("restart-server", [](const QStringList &a) { return nothingMore(a, Steps::RestartServer{}); });
    for (const auto &[part, deeds] : behind()) {
        add(part, [this, part, deeds](const QStringList &a) -> Parsed {
            if (!m_vocabulary.ownServer)
                return wrong(QStringLiteral("what belongs to a foreign server is out of reach"));
            return oneOf(a, deeds, [part](const QString &deed) {
                return Steps::Behind{QString::fromLatin1(part), deed};
            });
        });
    }
    add("kiosk", [this](const QStringList &a) -> Parsed {
        const auto number = a.size() == 1 ? numberOf(a.first(), 1, mostKiosks) : std::nullopt;
        if (!number)
            return wrong(QStringLiteral("kiosk N: a number from 1 to %1").arg(mostKiosks));
        m_kiosk = *number;
        return Step::What(Steps::Kiosk{*number});
    });
}

Expected<std::optional<Step>, Problem> Parser::parseLine(const QString &line, int number)
{
    m_line = withoutComment(line);
    // a text to type is no list of words: its quotes need not match
    std::optional<QStringList> words = wordsOf(m_line);
    if (!words && m_line.startsWith(u"type "))
        words = QStringList{QStringLiteral("type"), m_line.mid(5)};
    if (!words)
        return wrong(QStringLiteral("a double quote is not closed"));
    if (words->isEmpty())
        return std::optional<Step>();
    const QString name = words->takeFirst();
    const auto rule = m_rules.constFind(name);
    if (rule == m_rules.cend()) {
        QStringList known = m_rules.keys();
        known.sort();
        return wrong(QStringLiteral("no step is called \"%1\"; there are %2").arg(name, listOf(known)));
    }
    Parsed parsed = (*rule)(*words);
    if (!parsed)
        return Unexpected{parsed.error()};
    return std::optional(Step{number, m_line, *std::move(parsed)});
}

Parsed Parser::oneOf(const QStringList &arguments, const QStringList &allowed,
                     const std::function<Step::What(const QString &)> &make) const
{
    if (arguments.size() != 1 || !allowed.contains(arguments.first()))
        return wrong(QStringLiteral("one of %1 is wanted").arg(listOf(allowed)));
    return make(arguments.first());
}

Parsed Parser::chip(const QStringList &arguments, bool swap)
{
    if (arguments.size() != 1 || !m_vocabulary.chips.contains(arguments.first()))
        return wrong(QStringLiteral("one chip of %1 is wanted").arg(listOf(m_vocabulary.chips)));
    if (swap && !m_chipsOn.contains(m_kiosk))
        return wrong(QStringLiteral("there is no chip on the reader to swap"));
    if (!swap && m_chipsOn.contains(m_kiosk))
        return wrong(QStringLiteral("there is a chip on the reader already"));
    m_chipsOn.insert(m_kiosk);
    if (swap)
        return Step::What(Steps::Swap{arguments.first()});
    return Step::What(Steps::Place{arguments.first()});
}

Parsed Parser::mode(const QStringList &arguments) const
{
    if (arguments == QStringList{QStringLiteral("hold")} || arguments == QStringList{QStringLiteral("tap")})
        return Step::What(Steps::Mode{arguments.first()});
    static const QStringList endings = {QStringLiteral("film"), QStringLiteral("limit"),
                                        QStringLiteral("fits")};
    if (arguments.size() == 2 && arguments.first() == u"ending" && endings.contains(arguments.last()))
        return Step::What(Steps::Ending{arguments.last()});
    return wrong(QStringLiteral("mode hold, mode tap, or mode ending film, limit or fits"));
}

Parsed Parser::house(const QStringList &arguments) const
{
    static const QStringList alone = {
        QStringLiteral("pause"),  QStringLiteral("next"), QStringLiteral("back"),  QStringLiteral("louder"),
        QStringLiteral("softer"), QStringLiteral("stop"), QStringLiteral("bonus"), QStringLiteral("parent")};
    const QString what = arguments.value(2);
    const QString which = arguments.value(3);
    const int minutes = which.toInt();
    const bool isKind =
        (arguments.size() == 3 && alone.contains(what)) ||
        (arguments.size() == 4 && what == u"profile" && m_vocabulary.children.contains(which)) ||
        (arguments.size() == 4 && what == u"bonus" && minutes >= 1 && minutes <= 240);
    if (!isKind || arguments.value(1) != u"is" || !m_vocabulary.chips.contains(arguments.first()))
        return wrong(
            QStringLiteral("chip CHIP is profile CHILD, %1 or bonus MINUTES; a chip of %2, a child of %3")
                .arg(alone.join(QStringLiteral(", ")), listOf(m_vocabulary.chips),
                     listOf(m_vocabulary.children)));
    return Step::What(Steps::House{arguments.first(), arguments.mid(2)});
}

Parsed Parser::plan(const QStringList &arguments) const
{
    if (!m_vocabulary.children.contains(arguments.value(0)))
        return wrong(QStringLiteral("plan CHILD [WORDS]: one of %1").arg(listOf(m_vocabulary.children)));
    const QString words = arguments.mid(1).join(u' ');
    if (const auto parsed = Flow::KidPlan::parse(words); !parsed)
        return wrong(parsed.error());
    return Step::What(Steps::Plan{arguments.first(), words});
}

Parsed Parser::give(const QStringList &arguments) const
{
    const auto minutes = arguments.size() == 2 ? numberOf(arguments.last(), 1, 240) : std::nullopt;
    if (!minutes || !m_vocabulary.children.contains(arguments.first()))
        return wrong(
            QStringLiteral("give CHILD MINUTES: one of %1, and 1..240").arg(listOf(m_vocabulary.children)));
    return Step::What(Steps::Give{arguments.first(), *minutes});
}

Parsed Parser::expectOrNever(const QStringList &arguments, bool never) const
{
    const QString form = never ? QStringLiteral("never EVENT for MS [key=value ...]")
                               : QStringLiteral("expect EVENT [within MS] [key=value ...]");
    if (arguments.isEmpty())
        return wrong(form);
    static const QRegularExpression condition(QStringLiteral("^([a-z][a-z0-9_-]*)=(.*)$"));
    const QString preposition = never ? QStringLiteral("for") : QStringLiteral("within");
    std::optional<Milliseconds> duration;
    Conditions conditions;
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        if (arguments.at(i) == preposition && !duration && i + 1 < arguments.size()) {
            duration = millisecondsOf(arguments.at(++i));
            if (!duration)
                return wrong(
                    QStringLiteral("%1 MS: a whole number of milliseconds, at most a day").arg(preposition));
            continue;
        }
        const auto match = condition.match(arguments.at(i));
        if (!match.hasMatch())
            return wrong(form);
        conditions.append({match.captured(1), match.captured(2)});
    }
    if (const auto problem = m_vocabulary.problemWith(arguments.first(), conditions))
        return wrong(*problem);
    if (!never)
        return Step::What(Steps::Expect{arguments.first(), duration.value_or(defaultWithin), conditions});
    if (!duration)
        return wrong(form);
    return Step::What(Steps::Never{arguments.first(), *duration, conditions});
}

Parsed Parser::touch(const QStringList &arguments) const
{
    const QString form = QStringLiteral("touch X% Y% [X% Y%] [for MS]: one or two points, each 0%..100%");
    QStringList numbers = arguments;
    Milliseconds held = defaultTouch;
    if (numbers.size() > 2 && numbers.at(numbers.size() - 2) == u"for") {
        const auto duration = millisecondsOf(numbers.takeLast());
        numbers.removeLast();
        if (!duration || *duration > 60s)
            return wrong(form + QStringLiteral("; at most 60000 ms"));
        held = *duration;
    }
    if (numbers.size() != 2 && numbers.size() != 4)
        return wrong(form);
    QList<QPointF> points;
    for (qsizetype i = 0; i < numbers.size(); i += 2) {
        const auto x = fractionOf(numbers.at(i));
        const auto y = fractionOf(numbers.at(i + 1));
        if (!x || !y)
            return wrong(form);
        points.append({*x, *y});
    }
    return Step::What(Steps::Touch{points, held});
}

Parsed Parser::server(const QStringList &arguments) const
{
    using Manner = Steps::Server::Manner;
    static const QHash<QString, Manner> plain = {{QStringLiteral("up"), Manner::Up},
                                                 {QStringLiteral("down"), Manner::Down},
                                                 {QStringLiteral("freeze"), Manner::Freeze},
                                                 {QStringLiteral("html"), Manner::Html}};
    if (arguments.size() == 1 && plain.contains(arguments.first()))
        return Step::What(Steps::Server{plain.value(arguments.first())});
    if (arguments.size() == 2 && arguments.first() == u"status") {
        if (const auto status = numberOf(arguments.last(), 200, 599))
            return Step::What(Steps::Server{Manner::Status, *status});
    }
    if (arguments.size() == 2 && arguments.first() == u"slow") {
        if (const auto delay = numberOf(arguments.last(), 0, 600'000))
            return Step::What(Steps::Server{Manner::Slow, *delay});
    }
    return wrong(
        QStringLiteral("server up, down, status CODE (200..599), slow MS (at most 600000), freeze or html"));
}

Parsed Parser::reader(const QStringList &arguments) const
{
    static const QStringList plain = {QStringLiteral("unplug"), QStringLiteral("plug"),
                                      QStringLiteral("mute"), QStringLiteral("unmute")};
    if (arguments.size() == 1 && plain.contains(arguments.first()))
        return Step::What(Steps::Reader{arguments.first()});
    if (arguments == QStringList{QStringLiteral("garble")})
        return Step::What(Steps::Reader{arguments.first(), defaultGarble});
    if (arguments.size() == 2 && arguments.first() == u"garble") {
        if (const auto duration = millisecondsOf(arguments.last()))
            return Step::What(Steps::Reader{arguments.first(), *duration});
    }
    return wrong(QStringLiteral("reader unplug, plug, mute, unmute or garble [MS]"));
}

Parsed Parser::clock(const QStringList &arguments) const
{
    if (arguments.size() == 1) {
        if (arguments.first() == u"unset")
            return Step::What(Steps::UnsetClock{});
        if (arguments.first() == u"set")
            return Step::What(Steps::SetClock{});
        if (const auto by = durationOf(arguments.first(), true))
            return Step::What(Steps::MoveClock{*by});
    }
    if (const auto at = timeOf(arguments))
        return Step::What(Steps::ClockAt{*at});
    return wrong(QStringLiteral("clock +DURATION or -DURATION, such as +2h, -90s or +1d; clock at HH:MM:SS; "
                                "clock unset; clock set"));
}

Parsed Parser::parent(const QStringList &arguments) const
{
    if (arguments.size() == 2 && arguments.first() == u"youtube" &&
        m_vocabulary.chips.contains(arguments.last()))
        return Step::What(Steps::ParentFilm{arguments.last()});
    const auto minutes = arguments.size() == 3 ? numberOf(arguments.last(), 0, 1440) : std::nullopt;
    if (!minutes || arguments.first() != u"limit" || !m_vocabulary.children.contains(arguments.at(1))) {
        return wrong(QStringLiteral(
                         "parent limit CHILD MINUTES: one of %1, and 0..1440; parent youtube CHIP: one of %2")
                         .arg(listOf(m_vocabulary.children), listOf(m_vocabulary.chips)));
    }
    return Step::What(Steps::ParentLimit{arguments.at(1), *minutes});
}

} // namespace

bool Step::isDeed() const
{
    return !std::holds_alternative<Steps::Expect>(what) && !std::holds_alternative<Steps::Never>(what) &&
           !std::holds_alternative<Steps::Wait>(what) && !std::holds_alternative<Steps::Screenshot>(what) &&
           !std::holds_alternative<Steps::Kiosk>(what);
}

std::optional<Milliseconds> durationOf(const QString &text, bool signWanted)
{
    static const QRegularExpression form(
        QStringLiteral("^([+-])?((?:[0-9]{1,9}(?:\\.[0-9]{1,6})?(?:ms|s|min|m|h|d|w))+|[0-9]{1,12})$"));
    static const QRegularExpression part(QStringLiteral("([0-9.]+)(ms|s|min|m|h|d|w)"));
    static const QHash<QString, double> inMilliseconds = {
        {QStringLiteral("ms"), 1},
        {QStringLiteral("s"), 1e3},
        {QStringLiteral("m"), 60e3},
        {QStringLiteral("min"), 60e3},
        {QStringLiteral("h"), 3600e3},
        {QStringLiteral("d"), 24 * 3600e3},
        {QStringLiteral("w"), 7 * 24 * 3600e3},
    };
    constexpr double longest = 100.0 * 366 * 24 * 3600e3;

    const auto match = form.match(text);
    if (!match.hasMatch() || (signWanted && match.captured(1).isEmpty()))
        return std::nullopt;
    double sum = 0;
    bool isNumber = false;
    const double bare = match.captured(2).toDouble(&isNumber);
    if (isNumber)
        sum = bare;
    auto parts = part.globalMatch(match.captured(2));
    while (!isNumber && parts.hasNext()) {
        const auto piece = parts.next();
        sum += piece.captured(1).toDouble() * inMilliseconds.value(piece.captured(2));
    }
    if (sum > longest)
        return std::nullopt;
    return Milliseconds(qRound64(match.captured(1) == u"-" ? -sum : sum));
}

Expected<Script, QList<ScriptProblem>> Script::parse(const QByteArray &text, const Vocabulary &vocabulary)
{
    if (text.size() > longest) {
        const auto line = int(text.first(longest).count('\n')) + 1;
        return Unexpected{QList<ScriptProblem>{{line, QStringLiteral("a script is at most 1 MiB long")}}};
    }
    const QList<QByteArray> lines = text.split('\n');
    Script script;
    QList<ScriptProblem> problems;
    Parser parser(vocabulary);
    for (int i = 0; i < lines.size(); ++i) {
        if (!QByteArrayView(lines.at(i)).isValidUtf8() || lines.at(i).contains('\0')) {
            problems.append({i + 1, QStringLiteral("a script is UTF-8 text")});
            continue;
        }
        Expected<std::optional<Step>, Problem> parsed =
            parser.parseLine(QString::fromUtf8(lines.at(i)), i + 1);
        if (!parsed)
            problems.append({i + 1, parsed.error().message});
        else if (*parsed)
            script.m_steps.append(**std::move(parsed));
    }
    if (!problems.isEmpty())
        return Unexpected{problems};
    return script;
}

} // namespace Medio::Stage
