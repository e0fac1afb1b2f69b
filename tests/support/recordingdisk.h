// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QMutex>
#include <QString>

#include <random>

namespace Medio {

/// A layer below SQLite (a VFS, made the default one) that writes down what is written: every write,
/// truncation and sync of the files whose path begins with `prefix`, in their order, together with what
/// the test marks in between. From that it can make the files anew as they may be found after a power cut
/// at any moment: what was synced is there; of what was written since then any part may be, in any order,
/// and torn at the edges of sectors. Only one at a time; it outlives the databases that are opened.
class RecordingDisk
{
public:
    /// The shared-memory file is not recorded: it is made anew from the log.
    explicit RecordingDisk(const QString &prefix);
    ~RecordingDisk();
    Q_DISABLE_COPY_MOVE(RecordingDisk)

    /// Something happened now, as a number of the test's.
    void mark(int what);

    /// Moments between events, from 0 (nothing was written) to the number of events.
    [[nodiscard]] qsizetype moments() const;
    /// The last mark before that moment; -1: none.
    [[nodiscard]] int markAt(qsizetype moment) const;

    enum class Cut {
        Process, ///< the program was killed: the system writes out what it was given
        Power,   ///< the machine was
    };
    /// The files as they may be found, by what follows the prefix in their path.
    [[nodiscard]] QHash<QString, QByteArray> after(qsizetype moment, Cut cut, std::mt19937 &random) const;

    /// Bytes written so far, syncs so far.
    [[nodiscard]] qint64 bytesWritten() const;
    [[nodiscard]] int syncs() const;

    struct Event
    {
        enum class Kind { Write, Truncate, Sync, Remove, Mark };
        Kind kind = Kind::Write;
        QString file = {};
        qint64 offset = 0; ///< or the new length, or the mark
        QByteArray bytes = {};
    };
    /// For the layer itself; any thread.
    void note(const Event &event);
    [[nodiscard]] bool isRecorded(const QString &path) const { return path.startsWith(m_prefix); }
    [[nodiscard]] QString nameOf(const QString &path) const { return path.mid(m_prefix.size()); }

private:
    const QString m_prefix;
    mutable QMutex m_mutex;
    QList<Event> m_events;
};

} // namespace Medio
