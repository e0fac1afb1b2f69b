// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/qtmultimedia/backend.h"
#include "player/qtmultimedia/qtplayer.h"
#include "tests/support/fakefilmsource.h"
#include "tests/support/filmfixture.h"
#include "tests/support/filmserver.h"

#include <QDir>
#include <QGuiApplication>
#include <QLibraryInfo>
#include <QSignalSpy>
#include <QTest>

using namespace Medio;
using namespace Medio::PlayerQt;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Films with Qt Multimedia's other backend, which the configuration may name: one of them per process.
class TestGStreamer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void playsOneFilmAfterTheOther();
    void playsWhatWasPreloaded();
    void restsAndIsSentElsewhere();
    void asksNoProxyForTheGateway();

private:
    [[nodiscard]] static Film film(const QString &id)
    {
        return {id, QUrl(u"http://server.example/a.mp4"_s), {}};
    }
    void sayReady() { sayReady(QUrl::fromLocalFile(m_path)); }
    void sayReady(const QUrl &address) { m_source.sayReady(m_source.opens.last().ticket, address, m_facts); }

    FilmFixture m_films;
    QString m_path;
    FilmFacts m_facts;
    FakeFilmSource m_source;
};

void TestGStreamer::initTestCase()
{
    if (!installedBackends().contains(u"gstreamer"_s))
        QSKIP("Qt's plugin for GStreamer is not installed");
    // What takes an MP4 apart and what decodes it: packages of their own, of which Qt's plugin needs none.
    const QDir plugins(QLibraryInfo::path(QLibraryInfo::LibrariesPath) + u"/gstreamer-1.0"_s);
    for (const QString &name : {u"libgstisomp4.so"_s, u"libgstlibav.so"_s})
        if (!plugins.exists(name))
            QSKIP("gstreamer1.0-plugins-good or gstreamer1.0-libav is not installed");
    m_path = m_films.makeFilm(u"film.mp4"_s, 3, false, {u"-g"_s, u"25"_s});
    QVERIFY(!m_path.isEmpty());
    m_facts.duration = 3s;
    m_facts.pictureEnd = 3s;
    m_facts.frame = 40ms;
    m_facts.size = {320, 180};
    m_facts.videoCodec = u"h264"_s;
    m_facts.audioCodec = u"aac"_s;
    m_facts.pixelFormat = u"yuv420p"_s;
}

void TestGStreamer::playsOneFilmAfterTheOther()
{
    QtPlayer player(m_source);
    QSignalSpy first(&player, &Player::firstFrame);
    QSignalSpy ended(&player, &Player::ended);
    QSignalSpy failed(&player, &Player::failed);
    QSignalSpy pictures(&player, &QtPlayer::pictureReady);
    for (int i = 0; i < 3; ++i) {
        player.open(film(u"a"_s), 0ms);
        sayReady();
        QTRY_COMPARE(first.size() + failed.size(), i + 1);
        QCOMPARE(pictures.last()[1].value<FilmPicture>().size, m_facts.size);
        QTRY_COMPARE(ended.size() + failed.size(), i + 1);
        QCOMPARE(failed.size(), 0);
        QCOMPARE(ended[i][1].toBool(), true);
    }
    QVERIFY2(pictures.size() > 75, qPrintable(QString::number(pictures.size()))); // some come too late
}

void TestGStreamer::playsWhatWasPreloaded()
{
    QtPlayer player(m_source);
    QSignalSpy first(&player, &Player::firstFrame);
    QSignalSpy ended(&player, &Player::ended);
    QSignalSpy failed(&player, &Player::failed);
    player.open(film(u"a"_s), 0ms);
    sayReady();
    QTRY_COMPARE(first.size() + failed.size(), 1);
    player.preload(film(u"b"_s), 0ms);
    sayReady();
    QTRY_COMPARE(ended.size() + failed.size(), 1);
    const auto asked = m_source.opens.size();
    player.open(film(u"b"_s), 0ms);
    QCOMPARE(m_source.opens.size(), asked);
    QTRY_COMPARE(first.size() + failed.size(), 2);
    QTRY_COMPARE(ended.size() + failed.size(), 2);
    QCOMPARE(failed.size(), 0);
    QCOMPARE(ended[1][1].toBool(), true);
}

void TestGStreamer::restsAndIsSentElsewhere()
{
    QtPlayer player(m_source);
    QSignalSpy ended(&player, &Player::ended);
    QSignalSpy failed(&player, &Player::failed);
    QSignalSpy pictures(&player, &QtPlayer::pictureReady);
    player.open(film(u"a"_s), 0ms);
    sayReady();
    QTRY_VERIFY(pictures.size() > 3);
    player.pause();
    while (pictures.wait(500)) {
    } // what was on its way
    const auto place = player.position();
    QVERIFY(place < m_facts.duration);
    player.play();
    QTRY_VERIFY(player.position() > place);
    player.seek(2s);
    QTRY_VERIFY(player.position() > 2s);
    QTRY_COMPARE(ended.size() + failed.size(), 1);
    QCOMPARE(failed.size(), 0);
    QCOMPARE(ended[0][1].toBool(), true);
}

void TestGStreamer::asksNoProxyForTheGateway()
{
    FilmServer gateway;
    gateway.setFilm(FilmFixture::bytes(m_path));
    QtPlayer player(m_source);
    QSignalSpy ended(&player, &Player::ended);
    QSignalSpy failed(&player, &Player::failed);
    player.open(film(u"a"_s), 0ms);
    sayReady(gateway.url(u"/film.mp4"_s));
    QTRY_COMPARE(ended.size() + failed.size(), 1);
    QCOMPARE(failed.size(), 0);
}

int main(int argc, char *argv[])
{
    // No sound device: what is heard is told by tst_soundserver, with the other backend.
    qputenv("PULSE_SERVER", "unix:/nowhere");
    qputenv("http_proxy", "http://127.0.0.1:9"); // where nobody answers
    if (const auto chosen = chooseBackend("gstreamer"); !chosen)
        qInfo().noquote() << chosen.error();
    const QGuiApplication application(argc, argv);
    TestGStreamer test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_gstreamer.moc"
