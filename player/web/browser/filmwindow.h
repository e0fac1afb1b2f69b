// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/web/browser/filmdocument.h"
#include "player/web/browser/nudges.h"
#include "player/web/webprotocol.h"

#include <QElapsedTimer>
#include <QPixmap>
#include <QTimer>
#include <QWidget>

#include <chrono>
#include <memory>
#include <optional>

class QWebEngineProfile;
class QWebEngineView;

namespace Medio::PlayerWeb {

class FilmPage;
class Gatekeeper;

/// The window with the platform's player and, beside it, the strip the kiosk sends. It carries out
/// orders and reports. It is seen only while a film is to play: so what a platform draws over a
/// paused or ended film is never seen, nor is anything of ours drawn over its player. Takes no input.
///
/// Every film has a profile of its own, off the record, so that nothing outlives it: no cookie, no
/// storage, no cache. The page is asked how it is going, five times a second; it can't call us.
class FilmWindow final : public QWidget
{
    Q_OBJECT
public:
    struct Patience
    {
        std::chrono::milliseconds ready{25000}; ///< for the platform's player
        std::chrono::milliseconds answer{8000}; ///< for the page: else it hangs
    };

    explicit FilmWindow(Patience patience, QWidget *parent = nullptr);
    ~FilmWindow() override;

    void carryOut(const Order &order);

Q_SIGNALS:
    void reported(const Medio::PlayerWeb::Report &report);

protected:
    void closeEvent(QCloseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Showing
    {
        OpenFilm order;
        PageState state;
        bool isReady = false;
        bool isWanted = true; ///< to play
        Nudges nudges = {};
        std::optional<std::chrono::milliseconds> seek = {}; ///< before the player was there
    };

    void open(const OpenFilm &order);
    void play();
    void pause();
    void seek(std::chrono::milliseconds position);
    void ask();
    void take(const QString &text);
    void take(PageState state);
    void fade();
    void tell(const QString &order);
    void tellLoudness(double loudness);
    void fail(FilmFailure failure, const QString &detail);
    void drop();
    void showIfPlaying();
    void arrange();

    const Patience m_patience;
    std::unique_ptr<Gatekeeper> m_gatekeeper;
    std::unique_ptr<QWebEngineProfile> m_profile; ///< of the present film
    std::unique_ptr<QWebEngineView> m_view;
    FilmPage *m_page = nullptr; ///< the view's

    std::optional<Showing> m_showing;
    QTimer m_ask;
    QTimer m_ready;        ///< runs from the order until the player is there
    QElapsedTimer m_clock; ///< since the program began
    QElapsedTimer m_asked; ///< since the last question; valid while it is open
    double m_loudness = 1;
    QTimer m_fade;
    QElapsedTimer m_fading;
    std::chrono::milliseconds m_fadeTime{0};

    QRect m_place;
    QPixmap m_strip;
    bool m_stripOnRight = false;
};

} // namespace Medio::PlayerWeb
