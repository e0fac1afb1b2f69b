// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"
#include "app/screens/kids/kidswindow.h"
#include "player/gateway/mediagateway.h"
#include "player/qtmultimedia/qtplayer.h"
#include "tests/support/filmfixture.h"
#include "tests/support/filmserver.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <functional>
#include <utility>

namespace Medio::Bench {

/// Two films of so many seconds that nobody takes for each other, nor for black: red with a low tone, blue
/// with a high one, each with a picture that moves; 1280 x 720, 30 frames a second.
class TwoFilms
{
public:
    static constexpr int lowTone = 440;
    static constexpr int highTone = 1320;

    explicit TwoFilms(double seconds)
        : m_red(make(QStringLiteral("red"), QStringLiteral("0xd04040"), lowTone, seconds))
        , m_blue(make(QStringLiteral("blue"), QStringLiteral("0x4050d0"), highTone, seconds))
    {
        if (m_red.isEmpty() || m_blue.isEmpty())
            qFatal("The films could not be made.");
    }
    [[nodiscard]] const QString &red() const { return m_red; }
    [[nodiscard]] const QString &blue() const { return m_blue; }

private:
    QString make(const QString &name, const QString &colour, int tone, double seconds) const
    {
        const QString pictures =
            QStringLiteral(
                "color=c=%1:s=1280x720:r=30:d=%2[c];testsrc2=s=320x180:r=30:d=%2[t];[c][t]overlay=20:20")
                .arg(colour)
                .arg(seconds);
        return m_films.make(name + QStringLiteral(".mp4"),
                            {QStringLiteral("-f"), QStringLiteral("lavfi"), QStringLiteral("-i"), pictures,
                             QStringLiteral("-f"), QStringLiteral("lavfi"), QStringLiteral("-i"),
                             QStringLiteral("sine=f=%1:d=%2").arg(tone).arg(seconds), QStringLiteral("-c:v"),
                             QStringLiteral("libx264"), QStringLiteral("-preset"), QStringLiteral("veryfast"),
                             QStringLiteral("-pix_fmt"), QStringLiteral("yuv420p"), QStringLiteral("-c:a"),
                             QStringLiteral("aac"), QStringLiteral("-movflags"),
                             QStringLiteral("+faststart")});
    }

    FilmFixture m_films;
    QString m_red;
    QString m_blue;
};

/// What shows films in the kiosk, put together as there: gateway and its programs, player, the children's
/// window; without flow and reader. Two films, red and blue, are kept here once start() calls back.
class FilmRig : public QObject
{
public:
    FilmRig(const TwoFilms &films, const QSize &size)
        : m_window(m_clock)
    {
        m_red.setFilm(FilmFixture::bytes(films.red()));
        m_blue.setFilm(FilmFixture::bytes(films.blue()));
        Gateway::GatewaySettings settings;
        settings.cacheFolder = m_cache.path();
        settings.probeProgram = QCoreApplication::applicationDirPath() + QStringLiteral("/medio-probe");
        settings.spare = 0;
        m_gateway = std::make_unique<Gateway::MediaGateway>(settings);
        m_player = std::make_unique<PlayerQt::QtPlayer>(*m_gateway);
        m_window.resize(size);
        m_window.QWidget::show();
        connect(m_player.get(), &PlayerQt::QtPlayer::pictureReady, &m_window,
                &Screens::KidsWindow::setFilmPicture);
        connect(m_player.get(), &Player::failed, this,
                [](quint64, FilmFailure failure, const QString &detail) {
                    qFatal("failed: %s %s", qPrintable(nameOf(failure)), qPrintable(detail));
                });
    }

    /// Plays each film once, so that it is kept.
    void start(std::function<void()> ready)
    {
        connect(m_gateway.get(), &Gateway::MediaGateway::keptChanged, this, [this, ready = std::move(ready)] {
            if (m_gateway->kept().size() == 1)
                open(1);
            else
                QTimer::singleShot(std::chrono::seconds(1), this, ready);
        });
        open(0);
    }

    [[nodiscard]] Film film(int number) const
    {
        return number % 2 == 0 ? Film{QStringLiteral("red"), m_red.url(QStringLiteral("/red")), {}}
                               : Film{QStringLiteral("blue"), m_blue.url(QStringLiteral("/blue")), {}};
    }

    /// As the flow does: the window is told which start's pictures it is to show.
    Player::Start open(int number)
    {
        Flow::Scene scene;
        scene.screen = Flow::Screen::Playing;
        scene.poster = Flow::Poster{
            *Api::VideoId::parse(QStringLiteral("00000000-0000-4000-8000-00000000000%1").arg(number % 2)),
            QStringLiteral("Film"),
            {}};
        scene.films = 2;
        scene.film = number % 2;
        scene.start = m_player->open(film(number), std::chrono::milliseconds(0));
        m_window.show(scene);
        return scene.start;
    }

    [[nodiscard]] PlayerQt::QtPlayer &player() { return *m_player; }
    [[nodiscard]] Screens::KidsWindow &window() { return m_window; }

private:
    SystemClock m_clock;
    QTemporaryDir m_cache;
    FilmServer m_red;
    FilmServer m_blue;
    std::unique_ptr<Gateway::MediaGateway> m_gateway;
    std::unique_ptr<PlayerQt::QtPlayer> m_player;
    Screens::KidsWindow m_window;
};

} // namespace Medio::Bench
