// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/picturestore.h"

#include <QImage>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace Medio::Screens {
namespace {

qint64 bytesOf(QSize size)
{
    return qint64(size.width()) * size.height() * 4;
}

} // namespace

/// Draws what is asked for, in this order, on one thread: the player and the reader need the other
/// cores more. What goes in and out passes under one mutex, where thread sanitizer sees it too.
class PictureStore::Draughtsman
{
public:
    explicit Draughtsman(std::function<void()> drawn)
        : m_drawn(std::move(drawn))
        , m_thread([this] { work(); })
    {
    }
    ~Draughtsman()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_wanted.clear();
            m_ending = true;
        }
        m_wake.notify_one();
        m_thread.join();
    }
    Q_DISABLE_COPY_MOVE(Draughtsman)

    void draw(const PictureKey &key)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_wanted.push_back(key);
        }
        m_wake.notify_one();
    }
    /// All but the one under way.
    void forget()
    {
        const std::lock_guard lock(m_mutex);
        m_wanted.clear();
    }
    [[nodiscard]] std::vector<std::pair<PictureKey, QImage>> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_finished, {});
    }

private:
    void work()
    {
        std::unique_lock lock(m_mutex);
        for (;;) {
            m_wake.wait(lock, [this] { return m_ending || !m_wanted.empty(); });
            if (m_ending)
                return;
            const PictureKey key = std::move(m_wanted.front());
            m_wanted.pop_front();
            lock.unlock();
            QImage picture = drawPicture(key);
            lock.lock();
            m_finished.emplace_back(key, std::move(picture));
            lock.unlock();
            m_drawn();
            lock.lock();
        }
    }

    const std::function<void()> m_drawn; ///< called on the thread
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<PictureKey> m_wanted;
    std::vector<std::pair<PictureKey, QImage>> m_finished;
    bool m_ending = false;
    std::thread m_thread; ///< the last member: it uses the others
};

PictureStore::PictureStore(QObject *parent)
    : QObject(parent)
    , m_draughtsman(std::make_unique<Draughtsman>([this] {
        // The store ends the thread before itself; what is still queued then dies with it
        QMetaObject::invokeMethod(this, &PictureStore::collect, Qt::QueuedConnection);
    }))
{
}

PictureStore::~PictureStore() = default;

void PictureStore::collect()
{
    for (auto &[key, picture] : m_draughtsman->take()) {
        if (m_pending.remove(key))
            m_pendingBytes -= bytesOf(key.size);
        ++m_drawnAhead;
        keep(key, QPixmap::fromImage(std::move(picture)));
        Q_EMIT ready(key);
    }
}

void PictureStore::setRoom(QSize window, qint64 budget)
{
    m_budget = budget;
    m_window = window;
    m_whole = static_cast<int>(std::count_if(m_pictures.keyBegin(), m_pictures.keyEnd(),
                                             [window](const PictureKey &key) { return key.size == window; }));
}

bool PictureStore::isLarge(const PictureKey &key)
{
    // Foreign files count as large at any size: decoding has no bound of its own
    return key.size.width() * key.size.height() > 350 * 350 || !key.text.isEmpty();
}

void PictureStore::request(const PictureKey &key, bool perhaps)
{
    if (has(key) || m_pending.contains(key))
        return;
    const qint64 size = bytesOf(key.size);
    if (perhaps && m_bytes + m_pendingBytes + size > m_budget * 9 / 10)
        return;
    if (key.art == Art::Words) {
        keep(key, QPixmap::fromImage(drawPicture(key)));
        return;
    }
    m_pending.insert(key);
    m_pendingBytes += size;
    m_draughtsman->draw(key);
}

void PictureStore::forgetRequests()
{
    m_draughtsman->forget();
    m_pending.clear();
    m_pendingBytes = 0;
}

QPixmap PictureStore::take(const PictureKey &key)
{
    if (const auto found = m_pictures.find(key); found != m_pictures.end()) {
        found->used = m_round;
        return found->pixmap;
    }
    if (!isLarge(key) || key.art == Art::Words) {
        ++m_drawnInPaint;
        QPixmap pixmap = QPixmap::fromImage(drawPicture(key));
        keep(key, pixmap);
        return pixmap;
    }
    request(key);
    // The same thing in another size, or another place by the same light
    const Kept *near = nullptr;
    for (auto it = m_pictures.begin(); it != m_pictures.end(); ++it) {
        const PictureKey &other = it.key();
        if (other.art != key.art || other.night != key.night || other.mirrored != key.mirrored)
            continue;
        if (other.variant == key.variant && other.level == key.level && other.text == key.text) {
            it->used = m_round;
            return it->pixmap;
        }
        if (key.art == Art::Place)
            near = &*it;
    }
    return near != nullptr ? near->pixmap : QPixmap();
}

void PictureStore::keep(const PictureKey &key, const QPixmap &pixmap)
{
    if (const auto found = m_pictures.constFind(key); found != m_pictures.cend())
        m_bytes -= bytesOf(found->pixmap.size());
    else if (key.size == m_window)
        ++m_whole;
    m_pictures.insert(key, Kept{pixmap, m_round});
    m_bytes += bytesOf(pixmap.size());
}

void PictureStore::settle()
{
    constexpr int mostWhole = 3;
    if (m_bytes > m_budget || m_whole > mostWhole) {
        std::vector<std::pair<quint64, PictureKey>> byAge;
        byAge.reserve(static_cast<size_t>(m_pictures.size()));
        for (auto it = m_pictures.cbegin(); it != m_pictures.cend(); ++it) {
            if (it->used < m_round)
                byAge.emplace_back(it->used, it.key());
        }
        std::sort(byAge.begin(), byAge.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
        for (const auto &[used, key] : byAge) {
            const bool whole = key.size == m_window;
            if (m_bytes <= m_budget && !(whole && m_whole > mostWhole))
                continue;
            m_bytes -= bytesOf(m_pictures.value(key).pixmap.size());
            m_whole -= whole ? 1 : 0;
            m_pictures.remove(key);
        }
    }
    ++m_round;
}

} // namespace Medio::Screens
