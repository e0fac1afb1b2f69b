// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/qtmultimedia/backend.h"

#include <QTest>

using namespace Medio::PlayerQt;
using namespace Qt::StringLiterals;

class TestBackend : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { qunsetenv("QT_MEDIA_BACKEND"); }
    void cleanupTestCase() { qunsetenv("QT_MEDIA_BACKEND"); }

    void theOneThatIsWantedIsPinned()
    {
        QVERIFY(installedBackends().contains(u"ffmpeg"_s));
        QVERIFY(chooseBackend());
        QCOMPARE(qgetenv("QT_MEDIA_BACKEND"), QByteArray("ffmpeg"));
    }

    void theEnvironmentWins()
    {
        const QString other = installedBackends().last();
        qputenv("QT_MEDIA_BACKEND", other.toUtf8());
        QVERIFY(chooseBackend("no such backend"));
        QCOMPARE(qgetenv("QT_MEDIA_BACKEND"), other.toUtf8());
    }

    void thisMachineIsReachedWithoutAProxy()
    {
        qputenv("http_proxy", "http://proxy.example:3128");
        qputenv("NO_PROXY", "home.example");
        qunsetenv("no_proxy");
        QVERIFY(chooseBackend("ffmpeg"));
        QCOMPARE(qgetenv("no_proxy"), QByteArray("home.example,127.0.0.1"));
        QCOMPARE(qgetenv("http_proxy"), QByteArray("http://proxy.example:3128"));
        for (const char *name : {"http_proxy", "no_proxy", "NO_PROXY"})
            qunsetenv(name);
        QVERIFY(chooseBackend("ffmpeg"));
        QVERIFY(!qEnvironmentVariableIsSet("no_proxy"));
    }

    void oneThatIsNotInstalledIsToldWithThoseThatAre()
    {
        const auto chosen = chooseBackend("vlc");
        QVERIFY(!chosen);
        QVERIFY2(chosen.error().contains(u"\"vlc\" is not installed"_s) &&
                     chosen.error().contains(u"ffmpeg"_s),
                 qPrintable(chosen.error()));
        QVERIFY(qEnvironmentVariableIsEmpty("QT_MEDIA_BACKEND"));
    }
};

QTEST_GUILESS_MAIN(TestBackend)
#include "tst_backend.moc"
