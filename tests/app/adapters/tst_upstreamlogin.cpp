// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Films by a real nginx: once before their server, with a certificate of the family's own authority, once as
// the proxy that the system wants.

#include "app/adapters/filmproxies.h"
#include "app/adapters/upstreamlogin.h"
#include "tests/support/certificate.h"
#include "tests/support/clientside.h"
#include "tests/support/gatewaytrial.h"
#include "tests/support/realservers.h"

#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Medio;
using namespace Qt::StringLiterals;

class TestUpstreamLogin : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void theFamilysAuthoritySpeaksForItsOwnServer();
    void farFilmsComeByTheSystemsProxy();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    /// With files of its own, before the server of films.
    [[nodiscard]] std::unique_ptr<RealNginx> nginx(const QString &name, bool isSecure) const;
    [[nodiscard]] static bool isUp(const RealNginx &server);

    QTemporaryDir m_folder;
    QByteArray m_bytes;
    std::unique_ptr<GatewayTrial> m_trial;
};

void TestUpstreamLogin::initTestCase()
{
    if (RealNginx::program().isEmpty())
        QSKIP("nginx is not installed (packaging/dependencies names it)");
    const FilmFixture films;
    m_bytes = FilmFixture::bytes(films.makeFilm(u"film.mp4"_s, 1));
    QVERIFY(!m_bytes.isEmpty());
    CertificateWish authority;
    authority.host = "authority.example";
    authority.isAuthority = true;
    QVERIFY(makeCertificate(path(u"authority.pem"_s), path(u"authority.key"_s), authority));
    CertificateWish server;
    server.authority = path(u"authority.pem"_s);
    server.authorityKey = path(u"authority.key"_s);
    QVERIFY(makeCertificate(path(u"server.pem"_s), path(u"server.key"_s), server));
}

void TestUpstreamLogin::init()
{
    m_trial = std::make_unique<GatewayTrial>();
    m_trial->server.setFilm(m_bytes);
    m_trial->settings.makeProxies = [] {
        return std::make_unique<Adapters::FilmProxies>();
    };
}

void TestUpstreamLogin::cleanup()
{
    m_trial.reset();
}

std::unique_ptr<RealNginx> TestUpstreamLogin::nginx(const QString &name, bool isSecure) const
{
    auto server = QDir().mkpath(path(name)) ? std::make_unique<RealNginx>(path(name), m_trial->server.url({}))
                                            : nullptr;
    if (server && isSecure)
        server->secure(path(u"server.pem"_s), path(u"server.key"_s));
    return server && server->start() ? std::move(server) : nullptr;
}

bool TestUpstreamLogin::isUp(const RealNginx &server)
{
    return QTest::qWaitFor(
        [&server] {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress::LocalHost, server.port());
            return socket.waitForConnected(1000);
        },
        30000);
}

void TestUpstreamLogin::theFamilysAuthoritySpeaksForItsOwnServer()
{
    const auto own = nginx(u"own"_s, true);
    const auto foreign = nginx(u"foreign"_s, true);
    QVERIFY(own && foreign && isUp(*own) && isUp(*foreign));
    const auto film = [](const RealNginx &server, const QString &id) {
        return Film{id, server.url().resolved(QUrl(u'/' + id)), {}};
    };

    m_trial->start();
    const SystemClock clock;
    Net::ClientSide side(clock);
    const Adapters::UpstreamLogin login(side.session, side.gate, *m_trial->gateway);
    QCOMPARE(m_trial->open(film(*own, u"nobody-vouches"_s)).failed, FilmFailure::Unreachable);
    QVERIFY(m_trial->server.requests().isEmpty());

    const auto authorities = Net::HttpGate::readAuthorities(path(u"authority.pem"_s));
    QVERIFY(authorities);
    side.gate.setAuthorities(*authorities);
    side.gate.setServer(Api::ServerAddress::parse(own->url().toString()).value());
    const auto opened = m_trial->open(film(*own, u"vouched"_s));
    QCOMPARE(opened.failure, QString());
    QCOMPARE(m_trial->fetch(opened.address), m_bytes);
    QTRY_VERIFY_WITH_TIMEOUT(m_trial->isKept(u"vouched"_s), 60000);

    QCOMPARE(m_trial->open(film(*foreign, u"elsewhere"_s)).failed, FilmFailure::Unreachable);
    const auto requests = m_trial->server.requests();
    for (const FilmServer::Request &request : requests)
        QVERIFY(request.path != "/elsewhere");
    own->stop();
    foreign->stop();
    QTRY_VERIFY_WITH_TIMEOUT(own->isStopped() && foreign->isStopped(), 60000);
}

void TestUpstreamLogin::farFilmsComeByTheSystemsProxy()
{
    const auto proxy = nginx(u"proxy"_s, false);
    QVERIFY(proxy && isUp(*proxy));
    for (const char *name : {"all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY", "HTTP_PROXY"})
        qunsetenv(name);
    qputenv("http_proxy", proxy->url().toEncoded());

    m_trial->start();
    const auto far = m_trial->open({u"far"_s, QUrl(u"http://films.example/far"_s), {}});
    QCOMPARE(far.failure, QString());
    QCOMPARE(m_trial->fetch(far.address), m_bytes);
    // Nobody but the gateway: what it gives out on this machine asks no proxy.
    const auto requests = m_trial->server.requests();
    for (const FilmServer::Request &request : requests)
        QCOMPARE(request.headers.value("host"), QByteArray("films.example"));

    // Into this house the way is direct, whatever becomes of the proxy.
    proxy->stop();
    QTRY_VERIFY_WITH_TIMEOUT(proxy->isStopped(), 60000);
    QCOMPARE(m_trial->open(m_trial->film(u"near"_s)).failure, QString());
    m_trial->settings.openPatience = std::chrono::seconds(3);
    m_trial->start();
    QCOMPARE(m_trial->open({u"farther"_s, QUrl(u"http://films.example/farther"_s), {}}).failed,
             FilmFailure::Unreachable);
}

QTEST_GUILESS_MAIN(TestUpstreamLogin)
#include "tst_upstreamlogin.moc"
