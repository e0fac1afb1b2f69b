// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/filmindex.h"
#include "tests/support/gatewaytrial.h"

#include <signal.h>

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>
#include <limits>
#include <memory>

using namespace Medio;
using namespace Medio::Gateway;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// The gateway between a media library (played by this test) and servers that are as bad as real ones.
class TestMediaGateway : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void servesAFilmAndKeepsIt();
    void playsWithoutTheServerAndAfterARestart();
    void answersOnlyItsOwn();
    void survivesRandomBytes();
    void tellsFailuresApart_data();
    void tellsFailuresApart();
    void serverThatIsDown();
    void cookieStaysAtItsOrigin();
    void resumesAfterADrop_data();
    void resumesAfterADrop();
    void takesNoOtherBytes();
    void resumesAfterSilence();
    void noticesThatTheFilmChanged();
    void asksForASignedAddressAnew();
    void livesWithoutRanges();
    void givesUpWhatAlwaysBreaksOffAtOnePlace_data();
    void givesUpWhatAlwaysBreaksOffAtOnePlace();
    void livesWithoutLength();
    void findsTheIndexAtTheEnd();
    void givesUpOnALyingServer();
    void continuesAPartFromAnEarlierRun();
    void beginsAnewWhenThePartIsLongerThanTheFilm();
    void survivesBeingKilled_data();
    void survivesBeingKilled();
    void filmThatKillsIsBroken();
    void damagedCopyIsDropped();
    void copyOutlivesAnEndInMidVerification();
    void shortenedCopyIsDropped();
    void anotherFilmUnderTheSameName();
    void leastUsedGivesWay();
    void playsOnWithoutADisk();
    void atMostTwoConnections();
    void whatIsPreloadedWaitsForWhatPlays();
    void aPlaceIsReadyWhenItIsThere();
    void aPlaceOfWhatPlaysIsWaitedFor();
    void butNotForEver();
    void aReaderThatLeavesHasNoBytesYet();
    void abortCutsItsReaders();
    void forgets();
    void playsWebAddressesOnly();
    void refusesWhatIsNoFilm_data();
    void refusesWhatIsNoFilm();
    void probeThatIsNotThere();

private:
    [[nodiscard]] Film film(const QString &id) const { return m_trial->film(id); }
    std::optional<GatewayTrial::Opened> open(const Film &film, bool seen = true);
    std::optional<FilmFailure> openFails(const Film &film) { return m_trial->open(film).failed; }
    QByteArray fetch(const QUrl &address, const QByteArray &range = {})
    {
        return m_trial->fetch(address, range);
    }
    bool isKept(const QString &id) const { return m_trial->isKept(id); }
    /// The large film, of which the server sends nothing beyond its middle.
    void serveAHalf();
    /// Whoever is being served asks again.
    void dropConnections()
    {
        m_trial->server.setUp(false);
        m_trial->server.setUp(true);
    }
    /// Puts a copy of it there that takes long to hash, touched by somebody since; its path. No gateway runs.
    QString makeDoubtfulCopy(const QString &id);

    FilmFixture m_films;
    QByteArray m_small;
    QByteArray m_large; ///< several megabytes
    std::unique_ptr<GatewayTrial> m_trial;
};

void TestMediaGateway::initTestCase()
{
    m_small = FilmFixture::bytes(m_films.makeFilm(u"small.mp4"_s, 1));
    m_large = FilmFixture::bytes(m_films.makeFilm(u"large.mp4"_s, 5, true, FilmFixture::noise()));
    QVERIFY(!m_small.isEmpty());
    QVERIFY2(m_large.size() > 3'000'000, qPrintable(QString::number(m_large.size())));
}

void TestMediaGateway::init()
{
    m_trial = std::make_unique<GatewayTrial>();
    m_trial->server.setFilm(m_small);
    m_trial->start();
}

void TestMediaGateway::cleanup()
{
    m_trial.reset();
}

/// Nothing when it is not ready.
std::optional<GatewayTrial::Opened> TestMediaGateway::open(const Film &film, bool seen)
{
    const auto opened = m_trial->open(film, 0ms, seen);
    if (opened.failure.isEmpty())
        return opened;
    qWarning() << "not ready:" << opened.failure;
    return std::nullopt;
}

void TestMediaGateway::serveAHalf()
{
    m_trial->server.setFilm(m_large);
    FilmServer::Manners manners;
    manners.silentAt = m_large.size() / 2;
    m_trial->server.setManners(manners);
}

void TestMediaGateway::servesAFilmAndKeepsIt()
{
    QSignalSpy kept(m_trial->gateway.get(), &MediaGateway::keptChanged);
    const auto opened = open(film(u"a"_s));
    QVERIFY(opened);
    QCOMPARE(opened->origin, FilmOrigin::Stream);
    QCOMPARE(opened->facts.duration, 1000ms);
    QCOMPARE(opened->facts.pictureEnd, 1000ms);
    QCOMPARE(opened->facts.frame, std::chrono::nanoseconds(40ms));
    QCOMPARE(opened->facts.size, QSize(320, 180));
    QCOMPARE(opened->facts.videoCodec, u"h264"_s);
    QCOMPARE(fetch(opened->address), m_small);
    QTRY_VERIFY(isKept(u"a"_s));
    QCOMPARE(kept.size(), 1);
    QCOMPARE(m_trial->server.requests().size(), 1);
}

void TestMediaGateway::playsWithoutTheServerAndAfterARestart()
{
    QVERIFY(open(film(u"a"_s)));
    QTRY_VERIFY(isKept(u"a"_s));
    m_trial->server.setUp(false);
    auto opened = open(film(u"a"_s));
    QVERIFY(opened);
    QCOMPARE(opened->origin, FilmOrigin::Copy);
    QCOMPARE(fetch(opened->address), m_small);

    m_trial->start();
    opened = open(film(u"a"_s));
    QVERIFY(opened);
    QVERIFY(isKept(u"a"_s));
    QCOMPARE(opened->origin, FilmOrigin::Copy);
    QCOMPARE(opened->facts.size, QSize(320, 180));
    QCOMPARE(fetch(opened->address), m_small);
    QCOMPARE(m_trial->server.requests().size(), 1);
}

void TestMediaGateway::answersOnlyItsOwn()
{
    const auto opened = open(film(u"a"_s));
    QVERIFY(opened);
    QCOMPARE(fetch(opened->address, "bytes=10-19"), m_small.mid(10, 10));
    QCOMPARE(fetch(opened->address, "bytes=-7"), m_small.right(7));

    QNetworkAccessManager network;
    const auto statusOf = [&](const QUrl &address, const QByteArray &verb, const QByteArray &host = {},
                              const QByteArray &range = {}) {
        QNetworkRequest request(address);
        if (!host.isEmpty())
            request.setRawHeader("Host", host);
        if (!range.isEmpty())
            request.setRawHeader("Range", range);
        const std::unique_ptr<QNetworkReply> reply(network.sendCustomRequest(request, verb));
        [&] {
            QTRY_VERIFY(reply->isFinished());
        }();
        const auto headers = reply->rawHeaderList();
        for (const QByteArray &header : headers)
            if (header.toLower().startsWith("access-control"))
                return 0;
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    };
    QCOMPARE(statusOf(opened->address, "GET"), 200);
    QCOMPARE(statusOf(opened->address, "GET", {}, "bytes=5-"), 206);
    QCOMPARE(statusOf(opened->address, "GET", {}, "bytes=99999999-"), 416);
    QCOMPARE(statusOf(opened->address, "POST"), 405);
    QCOMPARE(statusOf(opened->address, "OPTIONS"), 405);
    QCOMPARE(statusOf(opened->address, "GET", "evil.example:80"), 421);
    QCOMPARE(statusOf(opened->address, "GET", "localhost:" + QByteArray::number(opened->address.port())),
             421);
    QUrl other = opened->address;
    other.setPath(u"/film.mp4"_s);
    QCOMPARE(statusOf(other, "GET"), 404);

    // Every ticket has a path of its own, which ends with it.
    const auto again = open(film(u"a"_s));
    QVERIFY(again);
    QVERIFY(again->address != opened->address);
    m_trial->gateway->abort(opened->ticket);
    QTRY_COMPARE(statusOf(opened->address, "GET"), 404);
    QCOMPARE(statusOf(again->address, "GET"), 200);
}

void TestMediaGateway::survivesRandomBytes()
{
    const auto opened = open(film(u"a"_s));
    QVERIFY(opened);
    QRandomGenerator random(5);
    const QByteArray start = "GET " + opened->address.path().toLatin1() +
                             " HTTP/1.1\r\nHost: 127.0.0.1\r\nRange: bytes=0-\r\n\r\n";
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (int round = 0; round < 300; ++round) {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(opened->address.host(), quint16(opened->address.port()));
        QTRY_COMPARE(socket->state(), QAbstractSocket::ConnectedState);
        QByteArray bytes = random.bounded(2) ? start : QByteArray();
        for (int i = random.bounded(1, 200); i > 0; --i) {
            const char byte = char(random.bounded(256));
            if (bytes.isEmpty() || random.bounded(4) == 0)
                bytes += byte;
            else
                bytes[random.bounded(int(bytes.size()))] = byte;
        }
        if (random.bounded(20) == 0)
            bytes += QByteArray(20000, 'x');
        socket->write(bytes);
        socket->flush();
        if (random.bounded(3))
            socket->abort();
        else
            sockets.push_back(std::move(socket));
    }
    QCOMPARE(fetch(opened->address), m_small); // also although so many hold on
}

void TestMediaGateway::tellsFailuresApart_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<FilmFailure>("failure");
    QTest::newRow("404") << 404 << QByteArray() << FilmFailure::Gone;
    QTest::newRow("410") << 410 << QByteArray() << FilmFailure::Gone;
    QTest::newRow("401") << 401 << QByteArray() << FilmFailure::Refused;
    QTest::newRow("403") << 403 << QByteArray() << FilmFailure::Refused;
    QTest::newRow("no first byte") << 416 << QByteArray() << FilmFailure::Broken;
    QTest::newRow("429") << 429 << QByteArray() << FilmFailure::Unreachable;
    QTest::newRow("500") << 500 << QByteArray() << FilmFailure::Unreachable;
    QTest::newRow("503") << 503 << QByteArray() << FilmFailure::Unreachable;
    QTest::newRow("sign-in page") << 200 << QByteArray("text/html; charset=utf-8")
                                  << FilmFailure::Unreachable;
    QTest::newRow("JSON") << 200 << QByteArray("application/json") << FilmFailure::Unreachable;
    QTest::newRow("empty") << 200 << QByteArray("video/mp4") << FilmFailure::Broken;
    QTest::newRow("never answers") << 0 << QByteArray() << FilmFailure::Unreachable;
    QTest::newRow("endless redirects") << 302 << QByteArray() << FilmFailure::Refused;
}

void TestMediaGateway::tellsFailuresApart()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(FilmFailure, failure);
    // an answer is taken as one: whoever waits for the patience to end instead waits for ever
    m_trial->settings.openPatience = status == 0 ? 1500ms : 1h;
    m_trial->start();
    FilmServer::Manners manners;
    manners.ranges = status != 200;
    if (status == 0)
        manners.mute = true;
    else if (status == 302)
        manners.redirect = "/round/and/round";
    else
        manners.status = status;
    if (!type.isEmpty())
        manners.type = type;
    if (type == "video/mp4")
        m_trial->server.setFilm({});
    m_trial->server.setManners(manners);
    QCOMPARE(openFails(film(u"a"_s)), failure);
    QVERIFY(!isKept(u"a"_s));
    QVERIFY(m_trial->server.requests().size() <= 7);
}

void TestMediaGateway::serverThatIsDown()
{
    m_trial->server.setUp(false);
    QCOMPARE(openFails(film(u"a"_s)), FilmFailure::Unreachable);
    m_trial->server.setUp(true);
    QVERIFY(open(film(u"a"_s)));
}

void TestMediaGateway::cookieStaysAtItsOrigin()
{
    FilmServer foreign;
    foreign.setFilm(m_small);
    FilmServer::Manners manners;
    manners.redirect = foreign.url(u"/elsewhere"_s).toEncoded();
    m_trial->server.setManners(manners);
    UpstreamPolicy policy;
    policy.setSignedIn(m_trial->server.url(u"/api"_s), {{"Cookie", "authToken=secret"}});
    m_trial->gateway->setUpstreamPolicy(policy);
    const auto opened = open(film(u"a"_s));
    QVERIFY(opened);
    QCOMPARE(m_trial->server.requests().constFirst().headers.value("cookie"), QByteArray("authToken=secret"));
    QVERIFY(!foreign.requests().isEmpty());
    const auto requests = foreign.requests();
    for (const FilmServer::Request &request : requests)
        QVERIFY(!request.headers.contains("cookie"));
    QVERIFY(!fetch(opened->address).contains("secret"));
}

void TestMediaGateway::resumesAfterADrop_data()
{
    QTest::addColumn<bool>("dated");
    QTest::addColumn<QByteArray>("validator");
    QTest::newRow("ETag") << false << QByteArray("\"one\"");
    QTest::newRow("Last-Modified, which a part does not repeat")
        << true << QByteArray("Tue, 10 Mar 2026 08:00:00 GMT");
}

void TestMediaGateway::resumesAfterADrop()
{
    QFETCH(bool, dated);
    QFETCH(QByteArray, validator);
    m_trial->server.setFilm(m_large);
    FilmServer::Manners manners;
    manners.dated = dated;
    manners.tag = validator;
    manners.dropAfter = m_large.size() / 3 + 1;
    m_trial->server.setManners(manners);
    const auto opened = open(film(u"a"_s));
    QVERIFY(opened);
    QCOMPARE(fetch(opened->address), m_large);
    QTRY_VERIFY(isKept(u"a"_s));
    const auto requests = m_trial->server.requests();
    // A demuxer that looks at the film's end in between may cost one more.
    QVERIFY(requests.size() >= 3 && requests.size() <= 4);
    for (const FilmServer::Request &request : requests.sliced(1)) {
        QCOMPARE(request.headers.value("if-range"), manners.tag);
        QVERIFY(request.headers.value("range") != "bytes=0-");
    }
}

void TestMediaGateway::takesNoOtherBytes()
{
    serveAHalf();
    QSignalSpy failed(m_trial->gateway.get(), &FilmSource::failed);
    const auto opened = open(film(u"a"_s));
    QVERIFY(opened);
    FilmServer::Manners manners;
    manners.strays = 1000;
    m_trial->server.setManners(manners);
    dropConnections();
    const auto reply = m_trial->ask(opened->address);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][1].value<FilmFailure>(), FilmFailure::Unreachable);
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(m_large.startsWith(reply->readAll()));
    QVERIFY(!isKept(u"a"_s));
}

void TestMediaGateway::resumesAfterSilence()
{
    m_trial->settings.silence = 3s;       // two of them before it is open would be an outage
    m_trial->settings.starvingAfter = 1s; // a busy machine is late, too: that is not meant here
    m_trial->start();
    serveAHalf();
    const auto opened = open(film(u"a"_s));
    QVERIFY(opened);
    QSignalSpy starving(m_trial->gateway.get(), &FilmSource::starving);
    QSignalSpy flowing(m_trial->gateway.get(), &FilmSource::flowing);
    const auto reply = m_trial->ask(opened->address);
    QTRY_COMPARE(starving.size(), 1);
    QCOMPARE(flowing.size(), 0);
    m_trial->server.setManners({});
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(flowing.size(), 1);
    QCOMPARE(reply->readAll(), m_large);
    QTRY_VERIFY(isKept(u"a"_s));
}

void TestMediaGateway::noticesThatTheFilmChanged()
{
    serveAHalf();
    QSignalSpy failed(m_trial->gateway.get(), &FilmSource::failed);
    const auto opened = open(film(u"a"_s));
    QVERIFY(opened);
    FilmServer::Manners manners;
    manners.tag = "\"two\"";
    m_trial->server.setManners(manners);
    dropConnections();
    const auto reply = m_trial->ask(opened->address);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][1].value<FilmFailure>(), FilmFailure::Unreachable);
    QVERIFY(!isKept(u"a"_s));
    // The next child gets the new one.
    const auto again = open(film(u"a"_s));
    QVERIFY(again);
    QCOMPARE(fetch(again->address), m_large);
}

void TestMediaGateway::asksForASignedAddressAnew()
{
    // Each is good for one request; the next is given out when the old one was refused.
    m_trial->server.setFilm(m_large);
    FilmServer::Manners manners;
    manners.signedFor = 1;
    manners.dropAfter = m_large.size() / 3 + 1;
    m_trial->server.setManners(manners);
    const auto opened = open(film(u"a"_s));
    QVERIFY(opened);
    QCOMPARE(fetch(opened->address), m_large);
    QTRY_VERIFY(isKept(u"a"_s));
    const auto requests = m_trial->server.requests();
    for (const FilmServer::Request &request : requests.sliced(2)) // what is here is not asked for again
        QVERIFY(request.headers.value("range") != "bytes=0-");

    // Refused for good: not for ever.
    manners.signedFor = 0;
    manners.status = 403;
    m_trial->server.setManners(manners);
    QCOMPARE(openFails(film(u"b"_s)), FilmFailure::Refused);
}

void TestMediaGateway::livesWithoutRanges()
{
    m_trial->server.setFilm(m_large);
    FilmServer::Manners manners;
    manners.ranges = false;
    manners.bytesPerSecond = 8'000'000;
    m_trial->server.setManners(manners);
    const auto opened = open(film(u"a"_s));
    QVERIFY(opened);
    QCOMPARE(fetch(opened->address, "bytes=-1000"), m_large.right(1000)); // waits for it
    QCOMPARE(fetch(opened->address), m_large);
    QTRY_VERIFY(isKept(u"a"_s));
    QCOMPARE(m_trial->server.requests().size(), 1);
}

void TestMediaGateway::givesUpWhatAlwaysBreaksOffAtOnePlace_data()
{
    QTest::addColumn<qint64>("spare");
    QTest::newRow("kept meanwhile") << qint64(0);
    QTest::newRow("in memory") << std::numeric_limits<qint64>::max() / 4;
}

void TestMediaGateway::givesUpWhatAlwaysBreaksOffAtOnePlace()
{
    QFETCH(qint64, spare);
    m_trial->settings.spare = spare;
    m_trial->settings.starvePatience = 30min;
    m_trial->start();
    m_trial->server.setFilm(m_large);
    FilmServer::Manners manners;
    manners.ranges = false;
    manners.dropAfter = m_large.size() / 2;
    manners.bytesPerSecond = 4'000'000; // two of them in vain before it is ready would be an outage
    m_trial->server.setManners(manners);
    const auto opened = open(film(u"a"_s));
    QVERIFY(opened);
    QSignalSpy failed(m_trial->gateway.get(), &FilmSource::failed);
    const auto reply = m_trial->ask(opened->address);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 60000);
    QCOMPARE(failed[0][1].value<FilmFailure>(), FilmFailure::Unreachable);
    QVERIFY(m_trial->server.requests().size() <= 6);
    // What got farther at last is another matter.
    m_trial->server.setManners({});
    const auto again = open(film(u"a"_s));
    QVERIFY(again);
    QCOMPARE(fetch(again->address), m_large);
}

void TestMediaGateway::livesWithoutLength()
{
    FilmServer::Manners manners;
    manners.ranges = false;
    manners.tells = false;
    manners.validates = false;
    m_trial->server.setManners(manners);
    const auto opened = open(film(u"a"_s));
    QVERIFY(opened);
    QCOMPARE(fetch(opened->address), m_small);
    QTRY_VERIFY(isKept(u"a"_s));
}

void TestMediaGateway::findsTheIndexAtTheEnd()
{
    // A slow server and a film whose index is its last part: fetched out of order.
    const QByteArray large = FilmFixture::bytes(m_films.make(
        u"back.mp4"_s, {u"-i"_s, m_films.path(u"large.mp4"_s), u"-c"_s, u"copy"_s, u"-movflags"_s, u"0"_s}));
    QVERIFY(large.indexOf("moov") > large.size() / 2);
    m_trial->server.setFilm(large);
    FilmServer::Manners manners;
    manners.bytesPerSecond = 1'000'000;
    m_trial->server.setManners(manners);
    const auto opened = open(film(u"a"_s));
    QVERIFY(opened);
    const auto requests = m_trial->server.requests();
    m_trial->server.setManners({});
    dropConnections();
    const bool jumped =
        std::any_of(requests.cbegin(), requests.cend(), [&](const FilmServer::Request &request) {
            const QByteArray range = request.headers.value("range");
            return range.mid(6, range.indexOf('-') - 6).toLongLong() > large.size() / 2;
        });
    QVERIFY2(jumped, "the index came in its turn, with all that lies before it");
    QCOMPARE(fetch(opened->address), large);
    QTRY_VERIFY(isKept(u"a"_s));
}

void TestMediaGateway::givesUpOnALyingServer()
{
    // A demuxer looks at the announced end first, so this shows before anybody watches.
    FilmServer::Manners manners;
    manners.lie = 5000;
    m_trial->server.setManners(manners);
    QCOMPARE(openFails(film(u"a"_s)), FilmFailure::Unreachable);
    QVERIFY(!isKept(u"a"_s));
    QVERIFY(m_trial->server.requests().size() < 5);
}

void TestMediaGateway::continuesAPartFromAnEarlierRun()
{
    m_trial->server.setFilm(m_large);
    FilmServer::Manners manners;
    manners.silentAt = m_large.size() - 1'000'000;
    m_trial->server.setManners(manners);
    auto opened = open(film(u"a"_s));
    QVERIFY(opened);
    QCOMPARE(fetch(opened->address, "bytes=0-1999999").size(), 2'000'000);
    m_trial->start();
    m_trial->server.setManners({});
    opened = open(film(u"a"_s));
    QVERIFY(opened);
    QCOMPARE(fetch(opened->address), m_large);
    const QByteArray range = m_trial->server.requests().at(1).headers.value("range");
    QVERIFY2(range.mid(6, range.size() - 7).toLongLong() >= 2'000'000, range.constData());
}

void TestMediaGateway::beginsAnewWhenThePartIsLongerThanTheFilm()
{
    m_trial->server.setFilm(m_large);
    FilmServer::Manners manners;
    manners.validates = false;
    manners.silentAt = m_large.size() - 1'000'000;
    m_trial->server.setManners(manners);
    const auto opened = open(film(u"a"_s));
    QVERIFY(opened);
    QCOMPARE(fetch(opened->address, "bytes=0-1999999").size(), 2'000'000);
    manners.silentAt = -1;
    m_trial->server.setManners(manners);
    m_trial->server.setFilm(m_small);
    m_trial->start();
    const auto again = open(film(u"a"_s));
    QVERIFY(again);
    QCOMPARE(fetch(again->address), m_small);
    QTRY_VERIFY(isKept(u"a"_s));
}

QString TestMediaGateway::makeDoubtfulCopy(const QString &id)
{
    FilmIndex index;
    index.open(m_trial->cache.path());
    FilmRecord record;
    record.id = id;
    record.place = film(id).address.path();
    record.size = 4'000'000'000;
    record.complete = true;
    record.hash = "of the bytes that are there";
    record.modified = 1;
    const QString path = index.copyPath(record);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.resize(record.size))
        qFatal("A fixture can't be written");
    index.save(record);
    return path;
}

void TestMediaGateway::survivesBeingKilled_data()
{
    QTest::addColumn<bool>("isBusy");
    QTest::newRow("alone") << false;
    QTest::newRow("while another film is hashed") << true;
}

void TestMediaGateway::survivesBeingKilled()
{
    QFETCH(bool, isBusy);
    m_trial->gateway.reset();
    if (isBusy)
        makeDoubtfulCopy(u"b"_s);
    m_trial->server.setFilm(m_large);
    FilmServer::Manners manners;
    manners.bytesPerSecond = 700'000; // a disk that others use, too, takes its time for what is written down
    m_trial->server.setManners(manners);

    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(),
                {u"--fetch"_s, film(u"a"_s).address.toString(), m_trial->cache.path(),
                 m_trial->settings.probeProgram, isBusy ? u"--beside"_s : QString()});
    // It says so when two megabytes and more are here, and goes on.
    QTRY_VERIFY_WITH_TIMEOUT(child.canReadLine(), 100000);
    ::kill(pid_t(child.processId()), SIGKILL);
    const qint64 here = child.readLine().trimmed().toLongLong();
    QVERIFY(here > 2'500'000);
    QTRY_COMPARE(child.state(), QProcess::NotRunning);
    QCOMPARE(child.exitStatus(), QProcess::CrashExit);

    m_trial->server.setManners({});
    const auto before = m_trial->server.requests().size();
    m_trial->start();
    const auto opened = open(film(u"a"_s));
    QVERIFY(opened);
    QCOMPARE(fetch(opened->address), m_large);
    QTRY_VERIFY(isKept(u"a"_s));
    const QByteArray range = m_trial->server.requests().at(before).headers.value("range");
    QVERIFY2(range.mid(6, range.size() - 7).toLongLong() > here - 1024 * 1024, range.constData());
}

void TestMediaGateway::filmThatKillsIsBroken()
{
    // Handed over, and then nothing was heard of it: neither that it was seen nor that it was left.
    for (int time = 1; time <= 2; ++time) {
        QVERIFY(open(film(u"a"_s), false));
        QTRY_VERIFY(isKept(u"a"_s));
        m_trial->start();
    }
    QCOMPARE(openFails(film(u"a"_s)), FilmFailure::Broken);
    const auto today = m_trial->settings.today;
    m_trial->settings.today = [] {
        return QDate(2026, 3, 11);
    };
    m_trial->start();
    QVERIFY(open(film(u"a"_s))); // a new day, a new try
    m_trial->settings.today = today;
    for (int time = 1; time <= 2; ++time) {
        m_trial->start();
        QVERIFY(open(film(u"a"_s), false));
        QTRY_VERIFY(isKept(u"a"_s));
    }
    m_trial->start();
    QCOMPARE(openFails(film(u"a"_s)), FilmFailure::Broken);
    m_trial->settings.programVersion = u"a better one"_s;
    m_trial->start();
    QVERIFY(open(film(u"a"_s)));
    m_trial->start();
    m_trial->gateway->copies().forget(u"a"_s);
    for (int time = 1; time <= 4; ++time) {
        const auto opened = open(film(u"a"_s), false);
        QVERIFY(opened);
        if (time % 2)
            m_trial->gateway->shown(opened->ticket);
        else
            m_trial->gateway->abort(opened->ticket);
        m_trial->start();
    }
    QVERIFY(open(film(u"a"_s), false));
}

void TestMediaGateway::damagedCopyIsDropped()
{
    QVERIFY(open(film(u"a"_s)));
    QTRY_VERIFY(isKept(u"a"_s));
    m_trial->start();
    const QStringList copies = QDir(m_trial->cache.path()).entryList({u"*.film"_s});
    QCOMPARE(copies.size(), 1);
    QByteArray damaged = m_small;
    damaged[damaged.size() / 2] = char(~damaged[damaged.size() / 2]);
    FilmFixture::write(m_trial->cache.filePath(copies.first()), damaged);
    QFile file(m_trial->cache.filePath(copies.first()));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(-100), QFileDevice::FileModificationTime));
    file.close();
    const auto opened = open(film(u"a"_s));
    QVERIFY(opened);
    QCOMPARE(opened->origin, FilmOrigin::Stream);
    QCOMPARE(fetch(opened->address), m_small);
    QTRY_VERIFY(isKept(u"a"_s));
}

void TestMediaGateway::copyOutlivesAnEndInMidVerification()
{
    m_trial->gateway.reset();
    const QString path = makeDoubtfulCopy(u"a"_s);
    m_trial->start();
    m_trial->gateway->open(film(u"a"_s), 0ms);
    // The next wish is answered after the first one's verification has begun.
    QCOMPARE(openFails({u"b"_s, QUrl(), {}}), FilmFailure::Broken);
    m_trial->gateway->open(film(u"a"_s), 0ms); // a wish that may never be heard
    m_trial->gateway.reset();

    QVERIFY(QFile::exists(path));
    FilmIndex index;
    index.open(m_trial->cache.path());
    const auto found = index.find(u"a"_s);
    QVERIFY(found);
    QVERIFY(found->complete);
}

void TestMediaGateway::shortenedCopyIsDropped()
{
    QVERIFY(open(film(u"a"_s)));
    QTRY_VERIFY(isKept(u"a"_s));
    QFile copy(m_trial->cache.filePath(QDir(m_trial->cache.path()).entryList({u"*.film"_s}).constFirst()));
    QVERIFY(copy.resize(1000));
    m_trial->start();
    m_trial->server.setUp(false);
    QCOMPARE(openFails(film(u"a"_s)), FilmFailure::Unreachable);
    QVERIFY(!isKept(u"a"_s));
}

void TestMediaGateway::anotherFilmUnderTheSameName()
{
    QVERIFY(open(film(u"a"_s)));
    QTRY_VERIFY(isKept(u"a"_s));
    m_trial->server.setFilm(m_large);
    const auto opened = open({u"a"_s, m_trial->server.url(u"/other"_s), {}});
    QVERIFY(opened);
    QCOMPARE(opened->origin, FilmOrigin::Stream);
    QCOMPARE(fetch(opened->address), m_large);
}

void TestMediaGateway::leastUsedGivesWay()
{
    m_trial->settings.budget = m_small.size() * 5 / 2;
    m_trial->start();
    QHash<QByteArray, QByteArray> files; // equal ones would share their place
    for (const char name : {'a', 'b', 'c'})
        files.insert(QByteArray("/") + name, m_small +
                                                 QByteArrayLiteral("\0\0\0\x9"
                                                                   "free") +
                                                 name);
    m_trial->server.setFiles(files);
    for (const QString &id : {u"a"_s, u"b"_s}) {
        const auto opened = open(film(id));
        QVERIFY(opened);
        QTRY_VERIFY(isKept(id));
        m_trial->gateway->abort(opened->ticket);
    }
    const auto again = open(film(u"a"_s)); // so that b is the least used one
    QVERIFY(again);
    m_trial->gateway->abort(again->ticket);
    QVERIFY(open(film(u"c"_s)));
    QTRY_VERIFY(isKept(u"c"_s));
    QCOMPARE(m_trial->gateway->kept(), QSet<QString>({u"a"_s, u"c"_s}));
    QCOMPARE(QDir(m_trial->cache.path()).entryList({u"*.film"_s}).size(), 2);
}

void TestMediaGateway::playsOnWithoutADisk()
{
    m_trial->settings.cacheFolder = u"/dev/null/nowhere"_s;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u".*No film will be kept.*"_s));
    m_trial->start();
    m_trial->server.setFilm(m_large);
    const auto opened = open(film(u"a"_s));
    QVERIFY(opened);
    QCOMPARE(fetch(opened->address), m_large);
    QVERIFY(m_trial->gateway->kept().isEmpty());

    // A film that is larger than the whole budget.
    m_trial->settings.cacheFolder = m_trial->cache.path();
    m_trial->settings.budget = m_large.size() - 1;
    m_trial->start();
    const auto large = open(film(u"a"_s));
    QVERIFY(large);
    QCOMPARE(fetch(large->address), m_large);
    QVERIFY(m_trial->gateway->kept().isEmpty());
}

void TestMediaGateway::atMostTwoConnections()
{
    m_trial->server.setFilm(m_large);
    FilmServer::Manners manners;
    manners.bytesPerSecond = 10'000'000;
    m_trial->server.setManners(manners);
    QSignalSpy ready(m_trial->gateway.get(), &FilmSource::ready);
    for (const QString &id : {u"a"_s, u"b"_s, u"c"_s, u"d"_s})
        m_trial->gateway->open(film(id), 0ms);
    QTRY_VERIFY_WITH_TIMEOUT(isKept(u"c"_s) && isKept(u"d"_s), 100000);
    QCOMPARE(m_trial->server.mostAtOnce(), 2);
    QTRY_VERIFY_WITH_TIMEOUT(isKept(u"a"_s) && isKept(u"b"_s), 100000);
    QCOMPARE(m_trial->server.mostAtOnce(), 2);
}

void TestMediaGateway::whatIsPreloadedWaitsForWhatPlays()
{
    m_trial->server.setFilm(m_large);
    FilmServer::Manners manners;
    manners.bytesPerSecond = m_large.size() / 3;
    m_trial->server.setManners(manners);
    const auto playing = open(film(u"a"_s));
    QVERIFY(playing);
    const auto next = open(film(u"b"_s)); // rehearsed beside it
    QVERIFY(next);
    QTRY_COMPARE(m_trial->server.sending(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(isKept(u"a"_s), 100000);
    QVERIFY(!isKept(u"b"_s));
    QCOMPARE(fetch(next->address), m_large); // and then it comes
    // The same when the first one is left.
    const auto third = open(film(u"c"_s));
    QVERIFY(third);
    QVERIFY(open(film(u"d"_s)));
    QTRY_COMPARE(m_trial->server.sending(), 1);
    m_trial->gateway->abort(third->ticket);
    QTRY_VERIFY_WITH_TIMEOUT(isKept(u"d"_s), 100000);
}

void TestMediaGateway::aPlaceIsReadyWhenItIsThere()
{
    // What a stalled server does not send: the player may go there without waiting, and no sooner.
    serveAHalf();
    m_trial->settings.silence = 1h;
    m_trial->start();
    const auto playing = open(film(u"a"_s));
    QVERIFY(playing);
    QSignalSpy ready(m_trial->gateway.get(), &FilmSource::ready);
    QSignalSpy failed(m_trial->gateway.get(), &FilmSource::failed);
    static_cast<void>(m_trial->gateway->open(film(u"a"_s), 4500ms));
    m_trial->gateway->abort(playing->ticket);
    QVERIFY(!QTest::qWaitFor([&] { return !ready.isEmpty() || !failed.isEmpty(); }, 2000));
    m_trial->server.setManners({});
    dropConnections();
    QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 1, 100000);
    QCOMPARE(failed.size(), 0);
}

void TestMediaGateway::aPlaceOfWhatPlaysIsWaitedFor()
{
    m_trial->settings.openPatience = 1s;
    m_trial->start();
    serveAHalf();
    QSignalSpy ready(m_trial->gateway.get(), &FilmSource::ready);
    QSignalSpy failed(m_trial->gateway.get(), &FilmSource::failed);
    const auto playing = m_trial->gateway->open(film(u"a"_s), 0ms);
    QTRY_COMPARE(ready.size(), 1);
    m_trial->server.setUp(false);
    const auto sought = m_trial->gateway->open(film(u"a"_s), 4s);
    m_trial->gateway->abort(playing);
    QVERIFY(!failed.wait(9000)); // longer than a rehearsal lasts, after several questions in vain
    m_trial->server.setManners({});
    m_trial->server.setUp(true);
    QTRY_COMPARE(ready.size(), 2);
    QCOMPARE(ready[1][0].toULongLong(), sought);
    QCOMPARE(failed.size(), 0);
}

void TestMediaGateway::butNotForEver()
{
    m_trial->settings.starvePatience = 1s;
    m_trial->start();
    serveAHalf();
    QVERIFY(open(film(u"a"_s)));
    m_trial->server.setUp(false);
    const auto sought = m_trial->open(film(u"a"_s), 4s);
    QVERIFY(sought.failed);
    QCOMPARE(*sought.failed, FilmFailure::Unreachable);
}

void TestMediaGateway::aReaderThatLeavesHasNoBytesYet()
{
    m_trial->settings.silence = 1h;
    m_trial->settings.starvePatience = 1h;
    m_trial->start();
    serveAHalf();
    const auto opened = open(film(u"a"_s));
    QVERIFY(opened);
    QSignalSpy starving(m_trial->gateway.get(), &FilmSource::starving);
    QSignalSpy flowing(m_trial->gateway.get(), &FilmSource::flowing);
    auto reply = m_trial->ask(opened->address);
    QTRY_COMPARE(starving.size(), 1);
    reply.reset();
    QVERIFY(!flowing.wait(500));
    QVERIFY(fetch(opened->address, "bytes=0-99").size() == 100);
    QTRY_COMPARE(flowing.size(), 1);
    QCOMPARE(starving.size(), 1);
}

void TestMediaGateway::abortCutsItsReaders()
{
    serveAHalf();
    const auto opened = open(film(u"a"_s));
    QVERIFY(opened);
    QSignalSpy starving(m_trial->gateway.get(), &FilmSource::starving);
    const auto reply = m_trial->ask(opened->address);
    QTRY_COMPARE(starving.size(), 1);
    QVERIFY(!reply->isFinished());
    QSignalSpy any(m_trial->gateway.get(), &FilmSource::failed);
    m_trial->gateway->abort(opened->ticket);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(any.size(), 0);
}

void TestMediaGateway::forgets()
{
    const auto opened = open(film(u"a"_s));
    QVERIFY(opened);
    QTRY_VERIFY(isKept(u"a"_s));
    m_trial->gateway->copies().forget(u"a"_s);
    QTRY_VERIFY(!isKept(u"a"_s));
    QVERIFY(QDir(m_trial->cache.path()).entryList({u"*.film"_s, u"*.part"_s}).isEmpty());
    QCOMPARE(fetch(opened->address), m_small); // who watches goes on
}

void TestMediaGateway::playsWebAddressesOnly()
{
    // Addresses are a server's words: it can't have this machine's files shown.
    QCOMPARE(openFails({u"a"_s, QUrl::fromLocalFile(m_films.path(u"small.mp4"_s)), {}}), FilmFailure::Broken);
    QCOMPARE(openFails({u"b"_s, QUrl(u"data:video/mp4,abc"_s), {}}), FilmFailure::Broken);
    QCOMPARE(openFails({u"c"_s, QUrl(u"ftp://127.0.0.1/a.mp4"_s), {}}), FilmFailure::Broken);
    QCOMPARE(openFails({u"d"_s, QUrl(), {}}), FilmFailure::Broken);
}

void TestMediaGateway::refusesWhatIsNoFilm_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("HLS of this machine")
        << QByteArray("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:6\n#EXTINF:6.0,"
                      "\nfile:///etc/passwd\n#EXT-X-ENDLIST\n");
    QTest::newRow("WebM") << "\x1A\x45\xDF\xA3" + QByteArray(5000, 'x');
    QByteArray noise(100000, Qt::Uninitialized);
    QRandomGenerator(1).fillRange(reinterpret_cast<quint32 *>(noise.data()), noise.size() / 4);
    QTest::newRow("noise") << noise;
    QTest::newRow("text") << QByteArray("hello");
    QTest::newRow("cut") << m_small.left(300);
}

void TestMediaGateway::refusesWhatIsNoFilm()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!bytes.isEmpty());
    m_trial->server.setFilm(bytes);
    QCOMPARE(openFails(film(u"a"_s)), FilmFailure::Broken);
    QVERIFY(m_trial->gateway->kept().isEmpty());
    m_trial->start();
    QTRY_VERIFY(QDir(m_trial->cache.path()).entryList({u"*.film"_s, u"*.part"_s}).isEmpty());
}

void TestMediaGateway::probeThatIsNotThere()
{
    m_trial->settings.probeProgram = u"/nowhere/medio-probe"_s;
    m_trial->start();
    QCOMPARE(openFails(film(u"a"_s)), FilmFailure::PlayerLost);
}

namespace {

/// What survivesBeingKilled() kills: fetches a film and says when a good part of it is here.
int fetchForEver(const QStringList &arguments)
{
    GatewaySettings settings;
    settings.cacheFolder = arguments.at(3);
    settings.probeProgram = arguments.at(4);
    settings.spare = 0;
    settings.openPatience = 1h;
    MediaGateway gateway(settings);
    QNetworkAccessManager network;
    FilmSource::Ticket film = 0;
    QObject::connect(&gateway, &FilmSource::ready, &network, [&](quint64 ticket, const QUrl &address) {
        if (ticket != film)
            return;
        QNetworkReply *reply = network.get(QNetworkRequest(address));
        QObject::connect(reply, &QNetworkReply::readyRead, reply, [reply] {
            if (reply->bytesAvailable() > 2'500'000) {
                std::printf("%lld\n", static_cast<long long>(reply->bytesAvailable()));
                std::fflush(stdout);
            }
        });
    });
    const QUrl address(arguments.at(2));
    if (arguments.value(5) == "--beside"_L1)
        gateway.open({u"b"_s, address.resolved(QUrl(u"b"_s)), {}}, 0ms);
    film = gateway.open({u"a"_s, address, {}}, 0ms);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--fetch"_L1)
        return fetchForEver(arguments);
    TestMediaGateway test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_mediagateway.moc"
