// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/mediagateway.h"
#include "player/qtmultimedia/backend.h"
#include "player/qtmultimedia/qtplayer.h"
#include "tests/support/filmfixture.h"
#include "tests/support/filmserver.h"

#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Medio;
using namespace Medio::Gateway;
using namespace Medio::PlayerQt;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// The player behind its gateway, with films that are as real as can be without a screen.
class TestQtPlayer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void playsAFilmToItsEnd();

private:
    Film film(const QString &id) const { return {id, m_server->url(u"/"_s + id), {}}; }

    FilmFixture m_films;
    QByteArray m_short;
    std::unique_ptr<QTemporaryDir> m_cache;
    std::unique_ptr<FilmServer> m_server;
    std::unique_ptr<MediaGateway> m_gateway;
    std::unique_ptr<QtPlayer> m_player;
};

void TestQtPlayer::initTestCase()
{
    m_short = FilmFixture::bytes(m_films.makeFilm(u"short.mp4"_s, 1.2));
    QVERIFY(!m_short.isEmpty());
}

void TestQtPlayer::init()
{
    m_cache = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FilmServer>();
    m_server->setFilm(m_short);
    GatewaySettings settings;
    settings.cacheFolder = m_cache->path();
    settings.probeProgram = qEnvironmentVariable("MEDIO_BIN_DIR") + u"/medio-probe"_s;
    m_gateway = std::make_unique<MediaGateway>(settings);
    m_player = std::make_unique<QtPlayer>(*m_gateway);
    m_player->setPictureSize({640, 640});
}

void TestQtPlayer::cleanup()
{
    m_player.reset();
    m_gateway.reset();
    m_server.reset();
}

void TestQtPlayer::playsAFilmToItsEnd()
{
    QSignalSpy opened(m_player.get(), &Player::opened);
    QSignalSpy first(m_player.get(), &Player::firstFrame);
    QSignalSpy ended(m_player.get(), &Player::ended);
    QSignalSpy failed(m_player.get(), &Player::failed);
    QSignalSpy pictures(m_player.get(), &QtPlayer::pictureReady);
    const auto start = m_player->open(film(u"a"_s), 0ms);
    QTRY_COMPARE(first.size(), 1);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened[0][0].toULongLong(), start);
    QCOMPARE(m_player->duration(), 1200ms);
    QCOMPARE(pictures[0][1].value<QImage>().size(), QSize(640, 360));
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(ended[0][1].toBool(), true);
    QCOMPARE(failed.size(), 0);
    QVERIFY2(pictures.size() >= 28, qPrintable(QString::number(pictures.size())));
}

int main(int argc, char *argv[])
{
    chooseBackend();
    const QGuiApplication application(argc, argv);
    TestQtPlayer test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_qtplayer.moc"
