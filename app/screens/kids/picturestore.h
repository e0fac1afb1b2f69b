// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/screens/kids/picture.h"

#include <QHash>
#include <QObject>
#include <QPixmap>
#include <QSet>

#include <memory>

namespace Medio::Screens {

/// The drawn pictures. Draws ahead on one worker thread; what is missing while painting is either
/// replaced by a near one (large pictures) or drawn at once (small ones). Owned and called by the
/// GUI thread; ready() is emitted there.
class PictureStore final : public QObject
{
    Q_OBJECT
public:
    explicit PictureStore(QObject *parent = nullptr);
    ~PictureStore() override;

    /// Pictures as large as the window are kept while they are shown, and two more; the others as the
    /// budget allows.
    void setRoom(QSize window, qint64 budget);

    [[nodiscard]] bool has(const PictureKey &key) const { return m_pictures.contains(key); }
    /// Draws it in the background unless it is there or on its way. Words are drawn at once, here.
    /// `perhaps`: it may never be needed, so it does not push out what is.
    void request(const PictureKey &key, bool perhaps = false);
    /// Forgets what was requested and not begun.
    void forgetRequests();
    [[nodiscard]] bool isIdle() const { return m_pending.isEmpty(); }

    /// For painting. A null pixmap where a large picture is on its way and nothing is near.
    [[nodiscard]] QPixmap take(const PictureKey &key);

    /// Evicts what was not used for longest until there is room; never what was used since the last
    /// call.
    void settle();

    [[nodiscard]] quint64 drawnInPaint() const { return m_drawnInPaint; }
    [[nodiscard]] quint64 drawnAhead() const { return m_drawnAhead; }
    [[nodiscard]] qint64 bytes() const { return m_bytes; }

Q_SIGNALS:
    void ready(const Medio::Screens::PictureKey &key);

private:
    struct Kept
    {
        QPixmap pixmap;
        quint64 used = 0;
    };
    class Draughtsman;
    void collect();
    void keep(const PictureKey &key, const QPixmap &pixmap);
    [[nodiscard]] static bool isLarge(const PictureKey &key);

    QHash<PictureKey, Kept> m_pictures;
    QSet<PictureKey> m_pending;
    std::unique_ptr<Draughtsman> m_draughtsman;
    quint64 m_round = 1;
    qint64 m_bytes = 0;
    qint64 m_pendingBytes = 0;
    qint64 m_budget = qint64(48) * 1024 * 1024;
    QSize m_window;
    int m_whole = 0; ///< as large as the window
    quint64 m_drawnInPaint = 0;
    quint64 m_drawnAhead = 0;
};

} // namespace Medio::Screens
