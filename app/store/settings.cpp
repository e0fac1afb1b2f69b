// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/settings.h"

#include "app/base/logging.h"

#include <algorithm>
#include <array>
#include <utility>

namespace Medio::Store {

using Flow::KioskSettings;

namespace {

template<typename Enum, size_t N>
bool readWord(const QString &text, const std::array<Enum, N> &allowed, Enum &value)
{
    const auto found = std::find_if(allowed.begin(), allowed.end(),
                                    [&text](Enum candidate) { return Flow::nameOf(candidate) == text; });
    if (found == allowed.end())
        return false;
    value = *found;
    return true;
}

bool readFlag(const QString &text, bool &value)
{
    value = text == u"yes";
    return value || text == u"no";
}

QString flagText(bool value)
{
    return value ? QStringLiteral("yes") : QStringLiteral("no");
}

/// One setting: its key, and how its value becomes text and back. read: false = not allowed.
struct Field
{
    QString key;
    QString (*write)(const KioskSettings &);
    bool (*read)(const QString &, KioskSettings &);
};

/// A whole number from `least` to `most`, and nothing else.
template<int least, int most>
bool readNumber(const QString &text, int &value)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    if (!isNumber || number < least || number > most)
        return false;
    value = number;
    return true;
}

QString hourText(const QTime &time)
{
    return time.toString(QStringLiteral("HH:mm"));
}

bool readHour(const QString &text, QTime &value)
{
    const QTime time = QTime::fromString(text, QStringLiteral("HH:mm"));
    if (time.isValid())
        value = time;
    return time.isValid();
}

const std::array<Field, 20> &fields()
{
    using namespace Flow;
    static const std::array<Field, 20> table{{
        {QStringLiteral("reader.mode"), [](const KioskSettings &s) { return nameOf(s.mode); },
         [](const QString &text, KioskSettings &s) {
             return readWord(text, std::array{ReaderMode::Hold, ReaderMode::Tap}, s.mode);
         }},
        {QStringLiteral("reader.second-chip"), [](const KioskSettings &s) { return nameOf(s.secondChip); },
         [](const QString &text, KioskSettings &s) {
             return readWord(text, std::array{SecondChip::Switch, SecondChip::Queue, SecondChip::Ignore},
                             s.secondChip);
         }},
        {QStringLiteral("reader.same-chip"), [](const KioskSettings &s) { return nameOf(s.sameChip); },
         [](const QString &text, KioskSettings &s) {
             return readWord(text,
                             std::array{SameChip::Pause, SameChip::Restart, SameChip::Next, SameChip::Ignore},
                             s.sameChip);
         }},
        {QStringLiteral("sound.volume"), [](const KioskSettings &s) { return QString::number(s.volume); },
         [](const QString &text, KioskSettings &s) {
             return readNumber<1, loudest>(text, s.volume);
         }},
        {QStringLiteral("sound.cap"), [](const KioskSettings &s) { return QString::number(s.volumeCap); },
         [](const QString &text, KioskSettings &s) {
             return readNumber<1, loudest>(text, s.volumeCap);
         }},
        {QStringLiteral("sound.evening-cap"),
         [](const KioskSettings &s) { return QString::number(s.eveningCap); },
         [](const QString &text, KioskSettings &s) {
             return readNumber<1, loudest>(text, s.eveningCap);
         }},
        {QStringLiteral("evening.from"), [](const KioskSettings &s) { return hourText(s.eveningFrom); },
         [](const QString &text, KioskSettings &s) {
             return readHour(text, s.eveningFrom);
         }},
        {QStringLiteral("evening.to"), [](const KioskSettings &s) { return hourText(s.eveningTo); },
         [](const QString &text, KioskSettings &s) {
             return readHour(text, s.eveningTo);
         }},
        {QStringLiteral("reader.side"), [](const KioskSettings &s) { return nameOf(s.readerSide); },
         [](const QString &text, KioskSettings &s) {
             return readWord(
                 text, std::array{ReaderSide::Below, ReaderSide::Left, ReaderSide::Right, ReaderSide::Beside},
                 s.readerSide);
         }},
        {QStringLiteral("film.ending"), [](const KioskSettings &s) { return nameOf(s.ending); },
         [](const QString &text, KioskSettings &s) {
             return readWord(text, std::array{Ending::Film, Ending::Limit, Ending::Fits}, s.ending);
         }},
        {QStringLiteral("film.from-start"), [](const KioskSettings &s) { return flagText(s.fromStart); },
         [](const QString &text, KioskSettings &s) {
             return readFlag(text, s.fromStart);
         }},
        {QStringLiteral("copies.room"),
         [](const KioskSettings &s) {
             return s.copyRoom ? QString::number(*s.copyRoom) : QStringLiteral("");
         },
         [](const QString &text, KioskSettings &s) {
             int room = 0;
             const bool isRoom = readNumber<1, mostCopyRoom>(text, room);
             s.copyRoom = isRoom ? std::optional(room) : std::nullopt;
             return isRoom || text.isEmpty();
         }},
        {QStringLiteral("copies.ahead"), [](const KioskSettings &s) { return flagText(s.fetchAhead); },
         [](const QString &text, KioskSettings &s) {
             return readFlag(text, s.fetchAhead);
         }},
        {QStringLiteral("copies.metered"), [](const KioskSettings &s) { return flagText(s.fetchMetered); },
         [](const QString &text, KioskSettings &s) {
             return readFlag(text, s.fetchMetered);
         }},
        {QStringLiteral("server.strict"), [](const KioskSettings &s) { return flagText(s.strict); },
         [](const QString &text, KioskSettings &s) {
             return readFlag(text, s.strict);
         }},
        {QStringLiteral("screen.calm"), [](const KioskSettings &s) { return flagText(s.calm); },
         [](const QString &text, KioskSettings &s) {
             return readFlag(text, s.calm);
         }},
        {QStringLiteral("time.paused"), [](const KioskSettings &s) { return flagText(s.pausedAll); },
         [](const QString &text, KioskSettings &s) {
             return readFlag(text, s.pausedAll);
         }},
        {QStringLiteral("time.offline-share"),
         [](const KioskSettings &s) { return QString::number(s.offlineShare); },
         [](const QString &text, KioskSettings &s) {
             return readNumber<0, 100>(text, s.offlineShare);
         }},
        {QStringLiteral("film.platforms"), [](const KioskSettings &s) { return flagText(s.webFilms); },
         [](const QString &text, KioskSettings &s) {
             return readFlag(text, s.webFilms);
         }},
        {QStringLiteral("child"),
         [](const KioskSettings &s) { return s.child ? s.child->toString() : QStringLiteral(""); },
         [](const QString &text, KioskSettings &s) {
             s.child = Api::ProfileId::parse(text);
             return s.child || text.isEmpty();
         }},
    }};
    return table;
}

/// One row for each child: "plan.<profile>", in the words of Flow::KidPlan.
constexpr QLatin1String planPrefix("plan.");

QHash<Api::ProfileId, Flow::KidPlan> plansIn(const SettingsFile &file)
{
    QHash<Api::ProfileId, Flow::KidPlan> plans;
    for (auto row = file.values().cbegin(); row != file.values().cend(); ++row) {
        if (!row.key().startsWith(planPrefix) || row->isEmpty())
            continue;
        const auto child = Api::ProfileId::parse(row.key().mid(planPrefix.size()));
        const auto plan = Flow::KidPlan::parse(*row);
        if (child && plan)
            plans.insert(*child, *plan);
        else
            qCWarning(lcStore).noquote()
                << file.path() + QStringLiteral(": ") + row.key() << "is as if it was not set:"
                << (plan ? QStringLiteral("no child has this name") : plan.error());
    }
    return plans;
}

SettingsFile::Rows changedPlans(const QHash<Api::ProfileId, Flow::KidPlan> &before,
                                const QHash<Api::ProfileId, Flow::KidPlan> &after)
{
    SettingsFile::Rows rows;
    for (auto plan = after.cbegin(); plan != after.cend(); ++plan) {
        if (before.value(plan.key()) != *plan)
            rows.append({planPrefix + plan.key().toString(), plan->toText()});
    }
    for (auto plan = before.cbegin(); plan != before.cend(); ++plan) {
        if (!after.contains(plan.key()))
            rows.append({planPrefix + plan.key().toString(), QStringLiteral("")});
    }
    return rows;
}

KioskSettings settingsIn(const SettingsFile &file)
{
    KioskSettings settings;
    for (const Field &field : fields()) {
        const auto value = file.values().constFind(field.key);
        if (value == file.values().cend())
            continue;
        KioskSettings changed = settings;
        if (field.read(*value, changed))
            settings = changed;
        else
            qCWarning(lcStore).noquote() << file.path() + QStringLiteral(": ") + field.key << "can't be"
                                         << *value << "and is as if it was not set";
    }
    settings.plans = plansIn(file);
    return settings;
}

} // namespace

Settings::Settings(std::shared_ptr<SettingsFile> file, StoreThread &thread, QObject *parent)
    : SettingsStore(parent)
    , m_file(std::move(file))
    , m_thread(thread)
    , m_settings(settingsIn(*m_file))
{
}

Settings::~Settings()
{
    SettingsFile::close(std::move(m_file), m_thread);
}

void Settings::save(const KioskSettings &settings)
{
    SettingsFile::Rows rows = changedPlans(m_settings.plans, settings.plans);
    for (const Field &field : fields()) {
        const QString value = field.write(settings);
        if (value != field.write(m_settings))
            rows.append({field.key, value});
    }
    if (rows.isEmpty())
        return;
    m_settings = settings;
    SettingsFile::write(m_file, m_thread, rows);
    Q_EMIT changed();
}

} // namespace Medio::Store
