// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/filmfetch.h"

#include "app/base/logging.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace Medio::Gateway {

using namespace std::chrono_literals;

namespace {

constexpr auto firstPause = 250ms;
constexpr auto longestPause = 8s;

/// An address that was signed for a while is asked for anew this often before it is a refusal.
constexpr int mostRefusals = 4;

/// A server that begins anew each time may break off before what is here so often: then it always will.
constexpr int mostRepeats = 4;

} // namespace

FilmFetch::FilmFetch(const Film &film, QObject *parent)
    : QObject(parent)
    , m_film(film)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, [this] { steer(); });
}

void FilmFetch::start()
{
    m_fetching = true;
    m_retry.stop();
    m_attempts = 0;
    m_trouble.reset();
    steer();
}

void FilmFetch::pauseFetching()
{
    m_fetching = false;
    m_retry.stop();
    dropUpstream();
}

void FilmFetch::dropUpstream()
{
    if (m_upstream == nullptr)
        return;
    m_upstream->disconnect(this);
    m_upstream->cancel();
    m_upstream->deleteLater(); // it may be the one that speaks
    m_upstream = nullptr;
}

void FilmFetch::prosper()
{
    m_attempts = 0;
    m_repeats = 0;
    m_isRepeating = false;
    m_trouble.reset();
}

void FilmFetch::suffer(const Trouble &trouble)
{
    dropUpstream();
    m_trouble = trouble;
    ++m_attempts;
    m_repeats += std::exchange(m_isRepeating, false) ? 1 : 0;
    if ((trouble.failure == FilmFailure::Refused && m_attempts >= mostRefusals) || m_repeats >= mostRepeats)
        m_trouble->passing = false;
    qCInfo(lcGateway).noquote() << "Film" << m_film.id << ":" << trouble.detail
                                << (m_trouble->passing ? "- will be asked again" : "");
    if (m_trouble->passing && m_fetching) {
        const auto pause = firstPause * (1 << std::min(m_attempts - 1, 10));
        m_retry.start(std::min<std::chrono::milliseconds>(pause, longestPause));
    }
    Q_EMIT troubled(*m_trouble);
}

} // namespace Medio::Gateway
