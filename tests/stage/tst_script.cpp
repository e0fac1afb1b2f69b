// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/stage/script.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Medio::Stage;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const Vocabulary vocabulary{
    {u"rocket"_s, u"whale"_s}, {u"Otter"_s, u"Wren"_s}, {u"whale-1"_s, u"Whale # Wakes"_s}, true};

Medio::Expected<Script, QList<ScriptProblem>> parse(const QByteArray &text)
{
    return Script::parse(text, vocabulary);
}

} // namespace

class TestScript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsEveryStep_data();
    void knowsEveryStep();
    void refuses_data();
    void refuses();
    void readsConditions();
    void readsQuotesAndComments();
    void readsTouches();
    void typesTextAsItStands();
    void namesEveryBadLine();
    void namesTheLineWhereTheTextIsNone();
    void readsDurations_data();
    void readsDurations();
    void knowsWhichStepsSetTheMark();
    void aForeignServersClockIsOutOfReach();
    void survivesRandomBytes();
    void survivesShuffledWords();
};

void TestScript::knowsEveryStep_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qsizetype>("index"); // of the alternative of Step::What

    const auto row = [](const char *text, Step::What what) {
        QTest::newRow(text) << QByteArray(text) << qsizetype(what.index());
    };
    row("child Otter", Steps::Child{});
    row("place rocket", Steps::Place{});
    row("place rocket\nlift", Steps::Lift{});
    row("place rocket\nswap whale", Steps::Swap{});
    row("mode hold", Steps::Mode{});
    row("mode tap", Steps::Mode{});
    row("mode ending film", Steps::Ending{});
    row("chip rocket is profile Otter", Steps::House{});
    row("chip rocket is pause", Steps::House{});
    row("chip rocket is bonus", Steps::House{});
    row("chip rocket is bonus 240", Steps::House{});
    row("chip rocket is parent", Steps::House{});
    row("plan Otter", Steps::Plan{});
    row("plan Otter mon=60 bedtime=19:30-06:30 ending=fits", Steps::Plan{});
    row("mode ending limit", Steps::Ending{});
    row("mode ending fits", Steps::Ending{});
    row("wait 250", Steps::Wait{});
    row("screenshot 01-scan", Steps::Screenshot{});
    row("expect ready", Steps::Expect{});
    row("expect first-frame within 200 chip=rocket source=copy", Steps::Expect{});
    row("never first-frame for 1000 chip=rocket", Steps::Never{});
    row("key Space", Steps::Key{});
    row("key Ctrl+Alt+P", Steps::Key{});
    row("type 1234", Steps::Type{});
    row("touch 50% 50%", Steps::Touch{});
    row("touch 0% 0% 100% 100% for 3000", Steps::Touch{});
    row("swipe down", Steps::Swipe{});
    row("server up", Steps::Server{});
    row("server down", Steps::Server{});
    row("server status 503", Steps::Server{});
    row("server slow 3000", Steps::Server{});
    row("server freeze", Steps::Server{});
    row("server html", Steps::Server{});
    row("reader unplug", Steps::Reader{});
    row("reader plug", Steps::Reader{});
    row("reader mute", Steps::Reader{});
    row("reader unmute", Steps::Reader{});
    row("reader garble", Steps::Reader{});
    row("reader garble 500", Steps::Reader{});
    row("clock +1h", Steps::MoveClock{});
    row("clock -90s", Steps::MoveClock{});
    row("clock unset", Steps::UnsetClock{});
    row("clock set", Steps::SetClock{});
    row("clock at 23:59:50", Steps::ClockAt{});
    row("server-clock +1d", Steps::MoveServerClock{});
    row("server-clock at 19:30", Steps::ServerClockAt{});
    row("give Wren 15", Steps::Give{});
    row("pause-all on", Steps::PauseAll{});
    row("pause-all off", Steps::PauseAll{});
    row("fetch-ahead on", Steps::FetchAhead{});
    row("platforms on", Steps::Platforms{});
    row("platforms away", Steps::Platforms{});
    row("film whale-1 damaged", Steps::Film{});
    row("film whale-1 sound", Steps::Film{});
    row("parent limit Wren 2", Steps::ParentLimit{});
    row("parent youtube whale", Steps::ParentFilm{});
    row("power-cut", Steps::PowerCut{});
    row("restart-server", Steps::RestartServer{});
    for (const char *deed : {"home stop", "home start", "home freeze", "home thaw", "database away",
                             "database back", "nginx stop", "nginx start", "nginx maintenance", "nginx open"})
        row(deed, Steps::Behind{});
    row("kiosk 1", Steps::Kiosk{});
    row("kiosk 2", Steps::Kiosk{});
    row("place rocket\nkiosk 2\nplace rocket\nlift\nkiosk 1\nlift", Steps::Lift{});
}

void TestScript::knowsEveryStep()
{
    QFETCH(QByteArray, text);
    QFETCH(qsizetype, index);
    const auto script = parse(text);
    QVERIFY2(script, script ? "" : qPrintable(script.error().first().message));
    QCOMPARE(qsizetype(script->steps().last().what.index()), index);
}

void TestScript::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("says");

    const auto row = [](const char *text, const char *says) {
        QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(says);
    };
    row("jump", "no step is called \"jump\"");
    row("Place rocket", "no step");
    row("child", "Otter, Wren");
    row("child Fox", "Otter, Wren");
    row("child Otter Wren", "Otter, Wren");
    row("place", "rocket, whale");
    row("place dragon", "rocket, whale");
    row("place rocket\nplace whale", "already");
    row("lift", "no chip");
    row("swap whale", "no chip");
    row("place rocket\nlift\nlift", "no chip");
    row("place rocket\nlift now", "nothing may follow");
    row("mode loud", "mode hold");
    row("chip rocket is loud", "chip CHIP is profile CHILD");
    row("chip rocket was pause", "chip CHIP is profile CHILD");
    row("chip dragon is pause", "a chip of");
    row("chip rocket is profile Fox", "a child of");
    row("chip rocket is bonus 0", "bonus MINUTES");
    row("plan", "plan CHILD [WORDS]");
    row("plan Fox mon=60", "plan CHILD [WORDS]");
    row("plan Otter mon=2000", "'mon=2000' is not allowed: 0 to 1440 minutes");
    row("chip rocket is pause 5", "chip CHIP is profile CHILD");
    row("mode ending soon", "mode hold");
    row("wait", "whole number");
    row("wait -5", "whole number");
    row("wait 1.5", "whole number");
    row("wait 99999999999", "whole number");
    row("wait 5s", "whole number");
    row("screenshot", "letters");
    row("screenshot ../etc/passwd", "letters");
    row("expect", "expect EVENT");
    row("expect redy", "no event is called \"redy\"");
    row("expect ready within", "expect EVENT");
    row("expect ready within soon", "within MS");
    row("expect ready chip", "expect EVENT");
    row("expect ready Chip=x", "expect EVENT");
    row("expect ready for 100", "expect EVENT");
    row("expect ready a=1", "ready has no keys");
    row("expect screen name=foo", "who-is-watching, scan, waking");
    row("expect refused reason=nonsense", "unknown-chip, no-film, limit");
    row("never refused for 1000 reason=limitt", "unknown-chip, no-film, limit");
    row("expect refused chip=rocke", "rocket, whale");
    row("expect refused chp=rocket", "refused has no key \"chp\"; there are chip, uid, reason");
    row("expect profile-chosen child=Fox", "Otter, Wren");
    row("expect first-frame video=whale", "whale-1");
    row("expect first-frame source=cloud", "copy, stream");
    row("expect session-ended reason=limit", "completed, manual, daily_limit, swipe_exit, error");
    row("expect session-ended settled=yes", "true, false");
    row("expect resumed by=hand", "chip, child, network");
    row("expect refused reason=limit reason=limit", "twice");
    row("never ready", "never EVENT for MS");
    row("never ready within 100", "never EVENT for MS");
    row("key", "key [Ctrl+Alt+]NAME");
    row("key Foo", "key [Ctrl+Alt+]NAME");
    row("type", "a text is wanted");
    row("touch 50%", "touch X% Y%");
    row("touch 50% 101%", "touch X% Y%");
    row("touch 1% 1% 2%", "touch X% Y%");
    row("touch 1% 1% for long", "touch X% Y%");
    row("touch 1% 1% for 60001", "60000");
    row("swipe sideways", "up, down, left, right");
    row("server", "server up");
    row("server status", "server up");
    row("server status 99", "server up");
    row("server status 5O3", "server up");
    row("server slow", "server up");
    row("reader shake", "reader unplug");
    row("reader unplug 100", "reader unplug");
    row("clock", "clock +DURATION");
    row("clock 1h", "clock +DURATION");
    row("clock +1y", "clock +DURATION");
    row("server-clock unset", "server-clock");
    row("parent limit Wren", "parent limit CHILD MINUTES");
    row("parent limit Nobody 5", "parent limit CHILD MINUTES");
    row("parent limit Wren 1441", "parent limit CHILD MINUTES");
    row("parent youtube", "parent youtube CHIP");
    row("parent youtube nothing", "parent youtube CHIP");
    row("power-cut now", "nothing may follow");
    row("restart-server now", "nothing may follow");
    row("home away", "stop, start, freeze, thaw");
    row("database", "away, back");
    row("nginx up", "stop, start, maintenance, open");
    row("kiosk 0", "kiosk N");
    row("kiosk 5", "kiosk N");
    row("place rocket\nkiosk 2\nlift", "no chip on the reader");
    row("clock at 24:00", "clock at HH:MM:SS");
    row("server-clock at noon", "server-clock at HH:MM:SS");
    row("give Wren 0", "give CHILD MINUTES");
    row("give Nobody 5", "give CHILD MINUTES");
    row("pause-all", "on, off");
    row("fetch-ahead later", "on, off");
    row("platforms", "on, off, away, back");
    row("film", "film NAME damaged");
    row("film nothing damaged", "film NAME damaged");
    row("film whale-1 lost", "film NAME damaged");
    row("expect ready chip=\"open", "quote");
    row("\xff\xfe", "UTF-8");
}

void TestScript::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, says);
    const auto script = parse(text);
    QVERIFY(!script);
    QVERIFY2(script.error().last().message.contains(says), qPrintable(script.error().last().message));
}

void TestScript::readsConditions()
{
    const auto script = parse("expect session-ended reason=completed settled=true within 2500\n"
                              "expect ready");
    QVERIFY(script);
    const auto first = std::get<Steps::Expect>(script->steps().at(0).what);
    QCOMPARE(first.event, u"session-ended");
    QCOMPARE(first.within.count(), 2500);
    QCOMPARE(first.conditions, (Conditions{{u"reason"_s, u"completed"_s}, {u"settled"_s, u"true"_s}}));
    QCOMPARE(std::get<Steps::Expect>(script->steps().at(1).what).within.count(), 5000);
}

void TestScript::readsQuotesAndComments()
{
    const auto script = parse("# a tour\n\n  expect video-ended video=\"Whale # Wakes\"  # the first\r\n");
    QVERIFY(script);
    QCOMPARE(script->steps().size(), 1);
    QCOMPARE(script->steps().first().line, 3);
    QCOMPARE(std::get<Steps::Expect>(script->steps().first().what).conditions.first().second,
             u"Whale # Wakes");
}

void TestScript::readsTouches()
{
    const auto script = parse("touch 0% 12.5% 100% 50% for 3100");
    QVERIFY(script);
    const auto touch = std::get<Steps::Touch>(script->steps().first().what);
    QCOMPARE(touch.points, (QList<QPointF>{{0, 0.125}, {1, 0.5}}));
    QCOMPARE(touch.held.count(), 3100);
}

void TestScript::typesTextAsItStands()
{
    const auto script = parse("type  two  words \ntype \" quoted # \"\ntype it\"s half");
    QVERIFY(script);
    QCOMPARE(std::get<Steps::Type>(script->steps().at(0).what).text, u"two  words");
    QCOMPARE(std::get<Steps::Type>(script->steps().at(1).what).text, u" quoted # ");
    QCOMPARE(std::get<Steps::Type>(script->steps().at(2).what).text, u"it\"s half");
}

void TestScript::namesEveryBadLine()
{
    const auto script = parse("wait 1\nfly\nwait 2\nlift\n");
    QVERIFY(!script);
    QCOMPARE(script.error().size(), 2);
    QCOMPARE(script.error().at(0).line, 2);
    QCOMPARE(script.error().at(1).line, 4);
}

void TestScript::namesTheLineWhereTheTextIsNone()
{
    const auto notUtf8 = parse("wait 1\n# \xc3\xa4\xe2\x82\xac\nwait \xff\nwait 1\n");
    QVERIFY(!notUtf8);
    QCOMPARE(notUtf8.error(), (QList<ScriptProblem>{{3, u"a script is UTF-8 text"_s}}));
    const auto binary = parse(QByteArray("wait 1\nwait\0 2", 14));
    QVERIFY(!binary);
    QCOMPARE(binary.error().first().line, 2);
    const auto endless = parse(QByteArray(Script::longest / 2, '\n') + QByteArray(Script::longest, '#'));
    QVERIFY(!endless);
    QCOMPARE(endless.error().first().line, int(Script::longest / 2) + 1);
}

void TestScript::readsDurations_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<qint64>("milliseconds");

    QTest::newRow("ms") << "+500ms" << true << qint64(500);
    QTest::newRow("bare") << "+500" << true << qint64(500);
    QTest::newRow("s") << "-90s" << true << qint64(-90'000);
    QTest::newRow("m") << "+5m" << true << qint64(300'000);
    QTest::newRow("min") << "+5min" << true << qint64(300'000);
    QTest::newRow("h m") << "+1h30m" << true << qint64(5'400'000);
    QTest::newRow("half") << "+1.5h" << true << qint64(5'400'000);
    QTest::newRow("d") << "-1d" << true << qint64(-86'400'000);
    QTest::newRow("w") << "+2w" << true << qint64(14) * 86'400'000;
    QTest::newRow("no sign") << "1h" << false << qint64(0);
    QTest::newRow("unit only") << "+h" << false << qint64(0);
    QTest::newRow("unknown unit") << "+1y" << false << qint64(0);
    QTest::newRow("two signs") << "+-1h" << false << qint64(0);
    QTest::newRow("too long") << "+999999d" << false << qint64(0);
    QTest::newRow("empty") << "" << false << qint64(0);
}

void TestScript::readsDurations()
{
    QFETCH(QString, text);
    QFETCH(bool, valid);
    QFETCH(qint64, milliseconds);
    const auto duration = durationOf(text, true);
    QCOMPARE(duration.has_value(), valid);
    if (valid)
        QCOMPARE(qint64(duration->count()), milliseconds);
}

void TestScript::knowsWhichStepsSetTheMark()
{
    const auto script =
        parse("expect ready\nnever ready for 1\nwait 1\nscreenshot a\nkiosk 1\nmode hold\npower-cut");
    QVERIFY(script);
    QList<bool> deeds;
    for (const Step &step : script->steps())
        deeds.append(step.isDeed());
    QCOMPARE(deeds, (QList<bool>{false, false, false, false, false, true, true}));
}

void TestScript::aForeignServersClockIsOutOfReach()
{
    Vocabulary foreign = vocabulary;
    foreign.ownServer = false;
    QVERIFY(!Script::parse("server-clock +1h", foreign));
    QVERIFY(Script::parse("restart-server\nclock +1h", foreign));
    for (const char *deed : {"home stop", "database away", "nginx stop", "film whale-1 damaged"})
        QVERIFY2(!Script::parse(deed, foreign), deed);
}

void TestScript::survivesRandomBytes()
{
    QRandomGenerator random(2026);
    for (int round = 0; round < 2000; ++round) {
        QByteArray bytes(random.bounded(200), Qt::Uninitialized);
        for (char &byte : bytes)
            byte = char(random.bounded(256));
        const auto script = parse(bytes);
        QVERIFY(script || !script.error().isEmpty());
    }
    QVERIFY(!parse(QByteArray(2 * 1024 * 1024, '\n')));
}

void TestScript::survivesShuffledWords()
{
    const QStringList words =
        u"child Otter place rocket lift swap whale mode hold ending film wait 5 expect never ready within "
        u"for "
        "chip=rocket = \" # key Space type touch 5% swipe up server status 503 slow reader garble clock +1h "
        "unset parent limit Wren 3 give pause-all on at 10:00 power-cut restart-server kiosk 1 2 \n \n \n"_s
            .split(u' ');
    QRandomGenerator random(10);
    int scripts = 0;
    for (int round = 0; round < 20'000; ++round) {
        QStringList text;
        for (int i = random.bounded(12); i >= 0; --i)
            text.append(words.at(random.bounded(int(words.size()))));
        const auto script = parse(text.join(u' ').toUtf8());
        scripts += script ? 1 : 0;
        QVERIFY(script || !script.error().isEmpty());
    }
    QVERIFY(scripts > 0);
}

QTEST_APPLESS_MAIN(TestScript)
#include "tst_script.moc"
