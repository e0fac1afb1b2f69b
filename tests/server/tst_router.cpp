// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/http/router.h"

#include <QTest>

using namespace Medio::Home;

class TestRouter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void finds_data();
    void finds();
    void keepsParameters();

private:
    Router m_router;
};

void TestRouter::initTestCase()
{
    const auto add = [this](const QByteArray &method, const QString &pattern) {
        Route route{method, pattern, Place::IoThread, [](const Call &, Connection *) {
                        return Response();
                    }};
        route.unversioned = pattern == QStringLiteral("csrf-token");
        m_router.add(route);
    };
    add("GET", QStringLiteral("/"));
    add("GET", QStringLiteral("csrf-token"));
    add("GET", QStringLiteral("videos"));
    add("PUT", QStringLiteral("videos/:id"));
    add("GET", QStringLiteral("videos/:id/stream"));
    add("GET", QStringLiteral("videos/:id/:piece"));
}

void TestRouter::finds_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("pattern"); // empty: not found

    const auto row = [](const char *method, const char *path, const char *pattern) {
        QTest::addRow("%s %s", method, path)
            << QByteArray(method) << QString::fromLatin1(path) << QString::fromLatin1(pattern);
    };
    row("GET", "/", "/");
    row("GET", "/api/videos", "videos");
    row("HEAD", "/api/videos", "videos");
    row("GET", "/api/v1/videos", "videos");
    row("GET", "/API/V1/Videos/", "videos");
    row("POST", "/api/videos", "");
    row("GET", "/videos", "");
    row("GET", "/api", "");
    row("GET", "/api/v1", "");
    row("GET", "/api/v2/videos", "");
    row("GET", "/api//videos", "");
    row("GET", "//api/videos", "");
    row("GET", "/api/csrf-token", "csrf-token");
    row("GET", "/api/v1/csrf-token", "");
    row("PUT", "/api/videos/x", "videos/:id");
    row("GET", "/api/videos/x", "");
    row("GET", "/api/videos/x/STREAM", "videos/:id/stream");
    row("GET", "/api/videos/x/seg0.ts", "videos/:id/:piece");
}

void TestRouter::finds()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QString, pattern);
    const Router::Match match = m_router.find(method, path);
    QCOMPARE(match.route ? match.route->pattern : QString(), pattern);
}

void TestRouter::keepsParameters()
{
    const auto match = m_router.find("GET", QStringLiteral("/api/videos/AbC/Seg0.ts"));
    QCOMPARE(match.parameters.value(QStringLiteral("id")), QStringLiteral("AbC"));
    QCOMPARE(match.parameters.value(QStringLiteral("piece")), QStringLiteral("Seg0.ts"));
}

QTEST_GUILESS_MAIN(TestRouter)
#include "tst_router.moc"
