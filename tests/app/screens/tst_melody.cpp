// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/melody.h"
#include "tests/app/screens/scenes.h"

#include <QSet>
#include <QTest>

using namespace Medio;
using namespace Medio::Screens;
using namespace std::chrono_literals;

namespace {

Flow::Scene sceneNamed(const QString &name)
{
    for (const NamedScene &named : allScenes()) {
        if (named.name == name)
            return named.scene;
    }
    qFatal("no such scene");
}

QStringList heard(const Melody &melody)
{
    QStringList names;
    for (const Cue &cue : melody.cues)
        names.append(cue.sound);
    return names;
}

} // namespace

class TestMelody : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachPictureHasItsOwn_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("sounds");
        const auto row = [](const char *name, const QStringList &sounds) {
            QTest::newRow(name) << QString::fromLatin1(name) << sounds;
        };
        const auto one = [](const char *sound) {
            return QStringList{QString::fromLatin1(sound)};
        };
        row("who-is-watching", {});
        row("scan", {});
        row("near-end", {});
        row("volume", one("pop"));
        row("playing", {});
        row("sleeping", {});
        row("chip-seen", one("pop"));
        row("snoring", one("snore"));
        row("waking", one("purr"));
        row("paused", one("set-down"));
        row("locked", one("set-down"));
        row("celebration", one("hop"));
        row("good-night", one("lullaby"));
        row("bedtime", one("lullaby"));
        row("unknown-chip", one("hm"));
        row("not-a-chip", one("hm"));
        row("unread", one("hm"));
        row("spent-bonus", {QStringLiteral("hm"), QStringLiteral("snore")});
        row("no-film", {QStringLiteral("hm"), QStringLiteral("page")});
        row("not-here", one("knock"));
        row("cloud-asleep", one("knock"));
        row("reader-missing", one("knock"));
        row("broken", {QStringLiteral("page"), QStringLiteral("page")});
        row("not-yours", {QStringLiteral("glow-4"), QStringLiteral("hm")});
        row("too-old", one("hm"));
        row("sign-in", one("glow"));
    }
    void eachPictureHasItsOwn()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, sounds);
        Flow::Scene before;
        before.screen = name == QStringLiteral("scan") ? Flow::Screen::Playing : Flow::Screen::Scan;
        QCOMPARE(heard(melodyOf(before, sceneNamed(name))), sounds);
    }

    void detailsAreSilent()
    {
        Flow::Scene scene = sceneNamed(QStringLiteral("scan"));
        Flow::Scene later = scene;
        later.timeLeft = 0.3;
        later.playable.clear();
        QCOMPARE(melodyOf(scene, later), Melody());
        scene = sceneNamed(QStringLiteral("paused"));
        later = scene;
        later.film = 3;
        QCOMPARE(melodyOf(scene, later), Melody());
    }

    void aChipIsAnsweredBeforeEverythingElse()
    {
        const Flow::Scene scan = sceneNamed(QStringLiteral("scan"));
        Flow::Scene waking = sceneNamed(QStringLiteral("waking"));
        waking.tap = 5;
        const Melody melody = melodyOf(scan, waking);
        QCOMPARE(heard(melody), QStringList{QStringLiteral("pop")});
        QCOMPARE(melody.again, QStringLiteral("purr"));
        QCOMPARE(melody.every, 3s);
        // The same picture again is answered again
        Flow::Scene again = sceneNamed(QStringLiteral("unknown-chip"));
        again.tap = 6;
        Flow::Scene next = again;
        next.tap = 7;
        QCOMPARE(heard(melodyOf(again, next)), QStringList{QStringLiteral("hm")});
    }

    void aVolumeChipPopsWhateverIsThere()
    {
        for (const char *name : {"scan", "paused", "playing", "no-film"}) {
            const Flow::Scene before = sceneNamed(QString::fromLatin1(name));
            Flow::Scene after = before;
            after.tap = before.tap + 1;
            after.volumeTap = after.tap;
            QCOMPARE(heard(melodyOf(before, after)), QStringList{QStringLiteral("pop")});
        }
    }

    void whoFallsAsleepIsNotSungToTwice()
    {
        const Flow::Scene before = sceneNamed(QStringLiteral("good-night"));
        Flow::Scene after = before;
        after.tap = 4;
        QCOMPARE(heard(melodyOf(before, after)), QStringList{QStringLiteral("snore")});
    }

    void aMissingReaderKnocksOnceAMinute()
    {
        const Melody melody =
            melodyOf(sceneNamed(QStringLiteral("scan")), sceneNamed(QStringLiteral("reader-missing")));
        QCOMPARE(melody.again, QStringLiteral("knock"));
        QCOMPARE(melody.every, 60s);
    }

    void aProfileChipSoundsLikeItsChild()
    {
        const Flow::Scene scan = sceneNamed(QStringLiteral("scan"));
        Flow::Scene other = scan;
        other.child = sampleFace(1);
        other.tap = 1;
        QCOMPARE(heard(melodyOf(scan, other)), QStringList{QStringLiteral("glow-2")});
    }

    void moreTimeIsAHop()
    {
        const Flow::Scene scan = sceneNamed(QStringLiteral("scan"));
        Flow::Scene more = scan;
        more.bonus = 1;
        more.tap = 1;
        QCOMPARE(heard(melodyOf(scan, more)), QStringList{QStringLiteral("hop")});
        QCOMPARE(heard(melodyOf(more, scan)), QStringList{});
        // Written first, given then: the chip was answered a moment before
        Flow::Scene placed = scan;
        placed.tap = 1;
        QCOMPARE(heard(melodyOf(scan, placed)), QStringList{QStringLiteral("pop")});
        QCOMPARE(heard(melodyOf(placed, more)), QStringList{QStringLiteral("hop")});
        // What comes back of a charge is no gift
        Flow::Scene back = more;
        more.bonus = 0.98;
        QCOMPARE(heard(melodyOf(more, back)), QStringList{});
    }

    void everyAnimalHasItsPitch()
    {
        QSet<QString> pitches;
        for (int i = 0; i < 8; ++i)
            pitches.insert(glowOf(sampleFace(i), i));
        QCOMPARE(pitches.size(), 8);
    }
};

QTEST_GUILESS_MAIN(TestMelody)
#include "tst_melody.moc"
