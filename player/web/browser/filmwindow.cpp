// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/web/browser/filmwindow.h"

#include "app/base/logging.h"
#include "app/base/overloaded.h"
#include "player/loudness.h"
#include "player/web/browser/filmpage.h"
#include "player/web/browser/gatekeeper.h"

#include <QCloseEvent>
#include <QGuiApplication>
#include <QPainter>
#include <QPointer>
#include <QScreen>
#include <QWebEngineProfile>
#include <QWebEngineView>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Medio::PlayerWeb {
namespace {

constexpr auto questions = 200ms;
constexpr auto fadeSteps = 50ms;

} // namespace

FilmWindow::FilmWindow(Patience patience, QWidget *parent)
    : QWidget(parent, Qt::Window | Qt::FramelessWindowHint | Qt::WindowTransparentForInput |
                          Qt::WindowDoesNotAcceptFocus | Qt::WindowStaysOnTopHint)
    , m_patience(patience)
    , m_gatekeeper(std::make_unique<Gatekeeper>())
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_ShowWithoutActivating);
    setContextMenuPolicy(Qt::NoContextMenu);
    setCursor(Qt::BlankCursor);
    m_clock.start();
    m_ask.setInterval(questions);
    connect(&m_ask, &QTimer::timeout, this, &FilmWindow::ask);
    m_ready.setSingleShot(true);
    m_ready.setInterval(m_patience.ready);
    connect(&m_ready, &QTimer::timeout, this,
            [this] { fail(FilmFailure::Unreachable, u"the platform's player did not come"_s); });
    m_fade.setInterval(fadeSteps);
    connect(&m_fade, &QTimer::timeout, this, &FilmWindow::fade);
}

FilmWindow::~FilmWindow() = default; // the view with its page before their profile

void FilmWindow::carryOut(const Order &order)
{
    std::visit(Overloaded{
                   [this](const PlaceWindow &place) {
                       m_place = place.where;
                       showIfPlaying();
                   },
                   [this](const ShowStrip &strip) {
                       m_strip.loadFromData(strip.png, "PNG"); // what is no picture is none
                       m_stripOnRight = strip.onRight;
                       arrange();
                       update();
                   },
                   [this](const OpenFilm &film) { open(film); },
                   [this](const PlayFilm &) { play(); },
                   [this](const PauseFilm &) { pause(); },
                   [this](const SeekFilm &wish) { seek(wish.position); },
                   [this](const SetLoudness &set) {
                       m_loudness = set.loudness;
                       if (!m_fade.isActive())
                           tellLoudness(m_loudness);
                   },
                   [this](const FadeFilm &fade) {
                       m_fadeTime = fade.duration;
                       m_fading.start();
                       m_fade.start();
                   },
                   [this](const StopFilm &) {
                       drop();
                       Q_EMIT reported(Vacant{});
                   },
               },
               order);
}

void FilmWindow::open(const OpenFilm &order)
{
    drop();
    m_showing = Showing{order, {}};
    // Without a name it is off the record.
    m_profile = std::make_unique<QWebEngineProfile>();
    m_profile->setHttpCacheType(QWebEngineProfile::MemoryHttpCache);
    m_profile->setPersistentCookiesPolicy(QWebEngineProfile::NoPersistentCookies);
    m_profile->setSpellCheckEnabled(false);
    m_profile->setUrlRequestInterceptor(m_gatekeeper.get());
    if (!order.language.isEmpty())
        m_profile->setHttpAcceptLanguage(order.language);
    m_view = std::make_unique<QWebEngineView>(this);
    m_view->setContextMenuPolicy(Qt::NoContextMenu);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setAcceptDrops(false);
    m_page = new FilmPage(m_profile.get(), m_view.get());
    m_view->setPage(m_page);
    m_page->setAudioMuted(true); // until it is to play
    connect(m_page, &QWebEnginePage::renderProcessTerminated, this,
            [this](QWebEnginePage::RenderProcessTerminationStatus, int status) {
                fail(FilmFailure::PlayerLost, u"the page's process ended (%1)"_s.arg(status));
            });
    arrange();
    m_view->show();
    m_page->show(order);
    m_ready.start();
    m_ask.start();
}

void FilmWindow::play()
{
    if (!m_showing)
        return;
    m_fade.stop();
    m_showing->isWanted = true;
    m_page->setAudioMuted(false);
    tellLoudness(m_loudness);
    tell(u"play()"_s);
    showIfPlaying();
}

void FilmWindow::pause()
{
    m_fade.stop();
    if (!m_showing)
        return;
    // At once, and even if the page does nothing of the kind.
    m_showing->isWanted = false;
    m_page->setAudioMuted(true);
    tell(u"pause()"_s);
    showIfPlaying();
}

void FilmWindow::seek(std::chrono::milliseconds position)
{
    if (m_showing && !m_showing->isReady)
        m_showing->seek = position;
    else
        tell(u"seek(%1)"_s.arg(double(position.count()) / 1000));
}

void FilmWindow::ask()
{
    if (!m_showing)
        return;
    if (m_asked.isValid()) {
        if (m_asked.hasExpired(m_patience.answer.count()))
            fail(FilmFailure::PlayerLost, u"the page does not answer"_s);
        return;
    }
    m_asked.start();
    m_page->runJavaScript(u"window.medio ? window.medio.take() : ''"_s,
                          [self = QPointer(this), film = m_showing->order.film](const QVariant &answer) {
                              if (!self || !self->m_showing || self->m_showing->order.film != film)
                                  return;
                              self->m_asked.invalidate();
                              self->take(answer.toString());
                          });
}

void FilmWindow::take(const QString &text)
{
    if (text.isEmpty())
        return; // the document is not there yet
    if (const auto state = pageStateFrom(text))
        take(*state);
    else
        fail(FilmFailure::Broken, u"the page says what can't be"_s);
}

void FilmWindow::take(PageState state)
{
    const OpenFilm film = m_showing->order;
    if (!state.error.isEmpty()) {
        const QString detail = u"%1 %2: %3"_s.arg(nameOf(film.what.platform), film.what.id, state.error);
        fail(failureOf(film.what.platform, state.error), detail);
        return;
    }
    if (state.isReady && !std::exchange(m_showing->isReady, true)) {
        m_ready.stop();
        Q_EMIT reported(Ready{film.film, state.duration});
        // What was asked before there was a player
        if (const auto position = std::exchange(m_showing->seek, std::nullopt))
            seek(*position);
        if (m_showing->isWanted)
            play();
        else
            pause();
    }
    if (!m_showing->isReady)
        return;
    const bool isIdle = m_showing->isWanted && !m_fade.isActive();
    const Nudges::Verdict verdict =
        isIdle
            ? m_showing->nudges.judge(film.what.platform, state, std::chrono::milliseconds(m_clock.elapsed()))
            : Nudges::Verdict{state.motion};
    state.motion = verdict.motion;
    if (std::exchange(m_showing->state, state) != state)
        Q_EMIT reported(Moved{film.film, state.motion, state.position, state.duration});
    if (state.motion == Motion::Ended) {
        drop(); // before what platforms show then is seen
        return;
    }
    if (verdict.isHopeless)
        fail(FilmFailure::PlayerLost, u"the platform's player does not play"_s);
    else if (verdict.isNudged)
        tell(u"play()"_s);
}

void FilmWindow::fade()
{
    const double rest = 1 - double(m_fading.elapsed()) / double(std::max<qint64>(m_fadeTime.count(), 1));
    if (!m_showing || rest <= 0) {
        pause();
        return;
    }
    tellLoudness(m_loudness * rest);
}

void FilmWindow::tell(const QString &order)
{
    if (m_page && m_showing && m_showing->isReady)
        m_page->runJavaScript(u"window.medio && window.medio."_s + order);
}

void FilmWindow::tellLoudness(double loudness)
{
    tell(u"setAmplitude(%1)"_s.arg(double(amplitudeOf(loudness))));
}

void FilmWindow::fail(FilmFailure failure, const QString &detail)
{
    if (!m_showing)
        return;
    const quint64 film = m_showing->order.film;
    drop();
    Q_EMIT reported(FilmFailed{film, failure, detail});
}

void FilmWindow::drop()
{
    hide();
    for (QTimer *timer : {&m_ask, &m_ready, &m_fade})
        timer->stop();
    m_asked.invalidate();
    m_showing.reset();
    m_page = nullptr;
    // A page can't go from within one of its own signals.
    if (m_view) {
        m_view->hide();
        m_view->page()->setAudioMuted(true);
        m_view->page()->disconnect(this);
        m_view->setParent(nullptr);
        QObject::connect(m_view.get(), &QObject::destroyed,
                         [profile = m_profile.release()] { profile->deleteLater(); });
        m_view.release()->deleteLater();
    }
}

void FilmWindow::showIfPlaying()
{
    if (!m_showing || !m_showing->isReady || !m_showing->isWanted) {
        hide();
        return;
    }
    const QRect where = m_place.isEmpty() ? screen()->geometry() : m_place;
    const QList<QScreen *> screens = QGuiApplication::screens();
    const bool isWhole = std::any_of(screens.cbegin(), screens.cend(),
                                     [&where](const QScreen *one) { return one->geometry() == where; });
    setGeometry(where); // also the whole screen: without a window manager nobody else does
    setWindowState(isWhole ? Qt::WindowFullScreen : Qt::WindowNoState);
    show(); // on top of all others: it was away
}

void FilmWindow::arrange()
{
    const bool hasStrip = !m_strip.isNull();
    if (m_view)
        m_view->setGeometry(hasStrip ? filmPlaceOf(size(), m_stripOnRight) : rect());
}

void FilmWindow::closeEvent(QCloseEvent *event)
{
    event->ignore(); // the kiosk says when
}

void FilmWindow::resizeEvent(QResizeEvent *)
{
    arrange();
}

void FilmWindow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Qt::black);
    if (!m_strip.isNull())
        painter.drawPixmap(stripOf(size(), m_stripOnRight), m_strip);
}

} // namespace Medio::PlayerWeb
