// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/playerswitch.h"
#include "tests/support/fakeplayer.h"

#include <QSignalSpy>
#include <QTest>

using namespace Medio;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class PlayerSwitchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachFilmGoesToItsPlayer()
    {
        FakePlayer usual;
        FakePlayer platforms;
        PlayerSwitch both(usual, platforms);
        const Film file{u"a"_s, QUrl(u"https://medio.example/a.mp4"_s), {}};
        const Film video{u"b"_s, QUrl(u"https://www.youtube.com/watch?v=aaaaaaaaaaa"_s), {}};

        both.preload(video, 2s);
        both.open(file, 1s);
        QCOMPARE(usual.opens.size(), 1);
        QCOMPARE(usual.opens.first().film, file);
        QCOMPARE(platforms.preloads, QList{video});
        QCOMPARE(platforms.preloadPositions, QList{2000ms});
        QVERIFY(platforms.opens.isEmpty());

        both.open(video, 2s);
        QCOMPARE(usual.stops, 1); // never two sounds
        QCOMPARE(usual.present(), 0U);
        QCOMPARE(platforms.opens.size(), 1);
        QCOMPARE(both.position(), 2s);

        both.pause();
        QVERIFY(!platforms.playing);
        both.play();
        both.seek(3s);
        QCOMPARE(platforms.seeks, QList{3000ms});
        both.fadeOut(1s);
        QCOMPARE(platforms.fades.size(), 1);
        QVERIFY(usual.seeks.isEmpty() && usual.fades.isEmpty());

        both.open(file, 0s);
        QCOMPARE(platforms.stops, 1);
        QCOMPARE(usual.opens.size(), 2);
    }

    void whatWasGotReadyIsStoppedToo()
    {
        FakePlayer usual;
        FakePlayer platforms;
        PlayerSwitch both(usual, platforms);
        const Film file{u"a"_s, QUrl(u"https://medio.example/a.mp4"_s), {}};
        const Film video{u"b"_s, QUrl(u"https://vimeo.com/1"_s), {}};
        both.open(video, 0s);
        both.preload(file, 0s);
        const int before = usual.stops;
        both.stop();
        QCOMPARE(platforms.stops, 1);
        QCOMPARE(usual.stops, before + 1);
        both.open(file, 0s);
        both.preload(video, 0s);
        both.stop();
        QCOMPARE(usual.present(), 0U);
        QVERIFY(platforms.stops >= 2);
    }

    void bothAreHeardAsLoud()
    {
        FakePlayer usual;
        FakePlayer platforms;
        PlayerSwitch both(usual, platforms);
        both.setVolume(0.3);
        QCOMPARE(usual.loudness, 0.3);
        QCOMPARE(platforms.loudness, 0.3);
    }

    void whatEitherSaysIsSaid()
    {
        FakePlayer usual;
        FakePlayer platforms;
        PlayerSwitch both(usual, platforms);
        QSignalSpy frames(&both, &Player::firstFrame);
        QSignalSpy ends(&both, &Player::ended);
        QSignalSpy failures(&both, &Player::failed);
        both.open({u"a"_s, QUrl(u"https://medio.example/a.mp4"_s), {}}, 0s);
        usual.sayFirstFrame();
        usual.sayEnded();
        both.open({u"b"_s, QUrl(u"https://vimeo.com/1"_s), {}}, 0s);
        platforms.sayFirstFrame();
        platforms.sayFailed(FilmFailure::NotEmbeddable);
        QCOMPARE(frames.size(), 2);
        QCOMPARE(ends.size(), 1);
        QCOMPARE(failures.size(), 1);
        QCOMPARE(failures.first().at(1).value<FilmFailure>(), FilmFailure::NotEmbeddable);
    }
};

QTEST_GUILESS_MAIN(PlayerSwitchTest)
#include "tst_playerswitch.moc"
