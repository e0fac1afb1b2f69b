// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/platformfilms.h"
#include "player/web/webplayer.h"
#include "tests/support/fakeflowports.h"
#include "tests/support/fakeparentsports.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Medio;
using namespace Qt::StringLiterals;

using Flow::WebAccess;

class PlatformFilmsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_settings = std::make_unique<Flow::FakeSettingsStore>();
        m_household = std::make_unique<Parents::FakeHousehold>();
    }

    void withoutThePackageNothingElseCounts()
    {
        PlayerWeb::WebPlayer player({.program = u"/nowhere/medio-web-player"_s});
        Adapters::PlatformFilms films(player, *m_settings);
        QCOMPARE(films.access(), WebAccess::NotInstalled);
        agree(true);
        QCOMPARE(films.access(), WebAccess::NotInstalled);
    }

    void aParentAgreesAndTakesItBack()
    {
        PlayerWeb::WebPlayer player({.program = QCoreApplication::applicationFilePath()});
        Adapters::PlatformFilms films(player, *m_settings);
        films.setCut(false);
        Adapters::PlatformDesk desk(films, *m_settings, *m_household);
        QSignalSpy told(&films, &Flow::WebFilms::changed);
        QSignalSpy changed(&desk, &Parents::PlatformDesk::changed);
        QCOMPARE(films.access(), WebAccess::NoConsent);
        desk.setAgreed(true);
        QCOMPARE(films.access(), WebAccess::Ready);
        QVERIFY(m_settings->settings().webFilms); // which is kept
        QVERIFY(desk.facts().isReady());
        desk.setAgreed(false);
        QCOMPARE(films.access(), WebAccess::NoConsent);
        QCOMPARE(told.size(), 2);
        QCOMPARE(changed.size(), 2);
    }

    void withoutANetworkTheyWait()
    {
        PlayerWeb::WebPlayer player({.program = QCoreApplication::applicationFilePath()});
        Adapters::PlatformFilms films(player, *m_settings);
        agree(true);
        films.setCut(false);
        QSignalSpy told(&films, &Flow::WebFilms::changed);
        // Where nobody manages the network, the system may say for ever that there is none.
        films.setCut(true);
        QCOMPARE(films.access(), WebAccess::Ready);
        films.setServerAway(true);
        QCOMPARE(films.access(), WebAccess::NoNetwork);
        films.setCut(false);
        QCOMPARE(films.access(), WebAccess::Ready);
        films.setCut(true);
        QCOMPARE(films.access(), WebAccess::NoNetwork);
        films.setServerAway(false);
        QCOMPARE(films.access(), WebAccess::Ready);
        QCOMPARE(told.size(), 5);
        // A platform that did not answer is away for a while, another failure says nothing
        Q_EMIT player.failed(1, FilmFailure::NotEmbeddable, {});
        QCOMPARE(films.access(), WebAccess::Ready);
        Q_EMIT player.failed(1, FilmFailure::Unreachable, {});
        QCOMPARE(films.access(), WebAccess::NoNetwork);
    }

    void countsWhatParentsHave()
    {
        Api::Family family;
        const auto add = [&family](const QString &platform, const QString &id, const QString &address) {
            Api::Video video;
            video.id = Api::VideoId::create();
            video.platformName = platform;
            video.platformVideoId = id;
            video.videoUrl = address;
            family.videos.append(video);
        };
        add(u"youtube"_s, u"aBc_-123456"_s, {});
        add(u"Vimeo"_s, u"76979871"_s, {});
        add(u"youtube"_s, u"no id"_s, {});
        add(u"youtube"_s, u"x"_s, u"https://films.example/a.mp4"_s);
        m_household->replace(family);
        PlayerWeb::WebPlayer player({.program = QCoreApplication::applicationFilePath()});
        Adapters::PlatformFilms films(player, *m_settings);
        const Adapters::PlatformDesk desk(films, *m_settings, *m_household);
        QCOMPARE(desk.facts().films, 2);
        QCOMPARE(desk.facts().unknown, 1);
    }

private:
    void agree(bool agreed)
    {
        Flow::KioskSettings settings = m_settings->settings();
        settings.webFilms = agreed;
        m_settings->save(settings);
    }

    std::unique_ptr<Flow::FakeSettingsStore> m_settings;
    std::unique_ptr<Parents::FakeHousehold> m_household;
};

QTEST_GUILESS_MAIN(PlatformFilmsTest)
#include "tst_platformfilms.moc"
