// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/kidsview.h"
#include "app/screens/kids/kidswindow.h"
#include "player/qtmultimedia/qtplayer.h"
#include "player/qtmultimedia/soundbox.h"
#include "tests/app/flow/kioskharness.h"
#include "tests/support/fakefilmsource.h"

#include <QSignalSpy>
#include <QTest>

using namespace Medio;
using namespace Medio::Flow;
using namespace Medio::Flow::Testing;

class TestKidsView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itsOwnSoundsAreAsLoudAsFilms()
    {
        KioskHarness kiosk;
        Screens::KidsWindow window(kiosk.clock);
        FakeFilmSource films;
        PlayerQt::QtPlayer player(films);
        PlayerQt::SoundBox sounds;
        Adapters::KidsView view(window, kiosk.flow, player, sounds, kiosk.catalogue, kiosk.chronicle);
        QSignalSpy loudness(&view, &Adapters::KidsView::soundsAreAsLoud);
        const auto last = [&loudness] {
            return loudness.isEmpty() ? -1.0 : loudness.last().first().toDouble();
        };
        kiosk.begin();
        QCOMPARE(last(), 1.0);
        QCOMPARE(kiosk.player.loudness, last());

        // A parent's cap
        kiosk.set([](KioskSettings &settings) { settings.volumeCap = 1; });
        QCOMPARE(last(), 0.1);
        QCOMPARE(kiosk.player.loudness, last());
        kiosk.set([](KioskSettings &settings) { settings.volumeCap = loudest; });

        // The evening's
        kiosk.flow.setNight(true);
        QCOMPARE(last(), 0.6);
        QCOMPARE(kiosk.player.loudness, last());
        kiosk.flow.setNight(false);

        // What a chip asks for is heard at once, with the chip's own sound
        double heardAt = -1;
        QObject::connect(&window, &Screens::KidsWindow::soundRequested, &view, [&] { heardAt = last(); });
        kiosk.place(softer);
        QCOMPARE(heardAt, 0.9);
        QCOMPARE(kiosk.player.loudness, 0.9);

        // Nothing is said twice
        const auto said = loudness.size();
        kiosk.lift();
        kiosk.play(owl);
        QCOMPARE(loudness.size(), said);
    }
};

QTEST_MAIN(TestKidsView)
#include "tst_kidsview.moc"
