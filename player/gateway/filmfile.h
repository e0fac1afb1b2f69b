// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/gateway/intervalmap.h"

#include <QByteArray>
#include <QMap>
#include <QString>

namespace Medio::Gateway {

/// The bytes of one film that are on this machine: a sparse file, and, when the disk does not
/// take them, a window of memory that moves along with the reader.
/// Thread: the gateway's; not copied.
class FilmFile
{
public:
    /// What a film may hold in memory when the disk is full: some ten seconds of a large film.
    static constexpr qint64 windowSize = 24LL * 1024 * 1024;

    FilmFile() = default;
    ~FilmFile();
    Q_DISABLE_COPY_MOVE(FilmFile)

    /// A whole film that is not ours to change. False: it can't be read or is empty.
    bool openWhole(const QString &path);

    /// A film in the making, created when it is not there. `have` of an earlier run is believed
    /// only if a file of this size is there. Never fails: without a file it lives in the window.
    void openPart(const QString &path, qint64 size, const IntervalMap &have);

    /// Lives in the window from the start.
    void openWindow(qint64 size);

    [[nodiscard]] qint64 size() const { return m_size; }
    [[nodiscard]] const IntervalMap &have() const { return m_have; }

    /// Nothing that is here can be missing later: false once the window is in use.
    [[nodiscard]] bool isOnDisk() const { return m_onDisk; }
    [[nodiscard]] bool isComplete() const { return m_size > 0 && m_have.covers(0, m_size); }

    /// Whether bytes at `offset` may be put here before the reader moves on.
    [[nodiscard]] bool hasRoomAt(qint64 offset) const;

    /// What is in the file stays; from now on the rest lives in the window.
    void leaveDisk();

    /// Bytes outside of 0..size are ignored.
    void put(qint64 offset, const QByteArray &bytes);

    /// Up to `most` bytes from `offset` on; empty when the first is not here.
    [[nodiscard]] QByteArray get(qint64 offset, qint64 most);

    /// The same, and the reader has not moved.
    [[nodiscard]] QByteArray peek(qint64 offset, qint64 most);

    /// A descriptor of its own for work that must not wait here (fdatasync, hashing); -1 without
    /// a file. The caller closes it.
    [[nodiscard]] int duplicate() const;

private:
    void close();
    void shrinkWindow();

    int m_fd = -1;
    qint64 m_size = -1;
    bool m_onDisk = false;
    bool m_writable = false;
    IntervalMap m_have;   ///< file and window
    IntervalMap m_inFile; ///< of these, what lies in the file
    QMap<qint64, QByteArray> m_window;
    qint64 m_windowBytes = 0;
    qint64 m_lastRead = 0;
};

} // namespace Medio::Gateway
