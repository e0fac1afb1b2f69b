// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/recordingdisk.h"

#include <sqlite3.h>

#include <QFile>
#include <QMutexLocker>

#include <algorithm>
#include <cstring>
#include <new>

namespace Medio {

namespace {

constexpr qsizetype sector = 512;
constexpr char layerName[] = "recording";

RecordingDisk *s_disk = nullptr;
sqlite3_vfs *s_below = nullptr;

/// What SQLite holds of an open file; the file of the layer below lies behind it.
struct RecordedFile
{
    sqlite3_file base; // first: SQLite sees only this
    QString *name;     // null: not recorded
    [[nodiscard]] sqlite3_file *below() { return reinterpret_cast<sqlite3_file *>(this + 1); }
};

RecordedFile &of(sqlite3_file *file)
{
    return *reinterpret_cast<RecordedFile *>(file);
}

sqlite3_file *below(sqlite3_file *file)
{
    return of(file).below();
}

void note(sqlite3_file *file, RecordingDisk::Event event)
{
    if (!of(file).name)
        return;
    event.file = *of(file).name;
    s_disk->note(event);
}

int closeFile(sqlite3_file *file)
{
    const int result = below(file)->pMethods->xClose(below(file));
    delete of(file).name;
    return result;
}
int readFile(sqlite3_file *file, void *to, int amount, sqlite3_int64 offset)
{
    return below(file)->pMethods->xRead(below(file), to, amount, offset);
}
int writeFile(sqlite3_file *file, const void *from, int amount, sqlite3_int64 offset)
{
    note(
        file,
        {RecordingDisk::Event::Kind::Write, {}, offset, QByteArray(static_cast<const char *>(from), amount)});
    return below(file)->pMethods->xWrite(below(file), from, amount, offset);
}
int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    note(file, {RecordingDisk::Event::Kind::Truncate, {}, size, {}});
    return below(file)->pMethods->xTruncate(below(file), size);
}
int syncFile(sqlite3_file *file, int flags)
{
    const int result = below(file)->pMethods->xSync(below(file), flags);
    note(file, {RecordingDisk::Event::Kind::Sync, {}, 0, {}});
    return result;
}
int fileSize(sqlite3_file *file, sqlite3_int64 *size)
{
    return below(file)->pMethods->xFileSize(below(file), size);
}
int lockFile(sqlite3_file *file, int kind)
{
    return below(file)->pMethods->xLock(below(file), kind);
}
int unlockFile(sqlite3_file *file, int kind)
{
    return below(file)->pMethods->xUnlock(below(file), kind);
}
int checkReserved(sqlite3_file *file, int *isReserved)
{
    return below(file)->pMethods->xCheckReservedLock(below(file), isReserved);
}
int controlFile(sqlite3_file *file, int what, void *argument)
{
    return below(file)->pMethods->xFileControl(below(file), what, argument);
}
int sectorSize(sqlite3_file *file)
{
    return below(file)->pMethods->xSectorSize(below(file));
}
/// None that a card or a disk promises: no atomic writes, no order, no safe append.
int characteristics(sqlite3_file *)
{
    return 0;
}
int shareMemory(sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
    return below(file)->pMethods->xShmMap(below(file), page, size, extend, memory);
}
int lockMemory(sqlite3_file *file, int offset, int amount, int flags)
{
    return below(file)->pMethods->xShmLock(below(file), offset, amount, flags);
}
void memoryBarrier(sqlite3_file *file)
{
    below(file)->pMethods->xShmBarrier(below(file));
}
int unshareMemory(sqlite3_file *file, int remove)
{
    return below(file)->pMethods->xShmUnmap(below(file), remove);
}

const sqlite3_io_methods fileMethods{
    2,          closeFile,     readFile,      writeFile,   truncateFile, syncFile,        fileSize,
    lockFile,   unlockFile,    checkReserved, controlFile, sectorSize,   characteristics, shareMemory,
    lockMemory, memoryBarrier, unshareMemory, nullptr,     nullptr};

int openFile(sqlite3_vfs *, const char *path, sqlite3_file *file, int flags, int *outFlags)
{
    auto *recorded = new (file) RecordedFile{};
    const int result = s_below->xOpen(s_below, path, recorded->below(), flags, outFlags);
    if (!recorded->below()->pMethods)
        return result;
    recorded->base.pMethods = &fileMethods;
    const QString name = path ? QFile::decodeName(path) : QString();
    if (s_disk && s_disk->isRecorded(name))
        recorded->name = new QString(s_disk->nameOf(name));
    return result;
}

int removeFile(sqlite3_vfs *, const char *path, int syncFolder)
{
    const QString name = QFile::decodeName(path);
    if (s_disk && s_disk->isRecorded(name))
        s_disk->note({RecordingDisk::Event::Kind::Remove, s_disk->nameOf(name), 0, {}});
    return s_below->xDelete(s_below, path, syncFolder);
}

sqlite3_vfs &layer()
{
    static sqlite3_vfs vfs = [] {
        sqlite3_vfs copy = *s_below; // all else is done below
        copy.zName = layerName;
        copy.szOsFile = static_cast<int>(sizeof(RecordedFile)) + s_below->szOsFile;
        copy.xOpen = openFile;
        copy.xDelete = removeFile;
        copy.pNext = nullptr;
        return copy;
    }();
    return vfs;
}

/// A write that reached the disk in part: whole sectors, any of them.
void writeTorn(QByteArray &file, const RecordingDisk::Event &write, std::mt19937 &random, bool isWhole)
{
    for (qsizetype done = 0; done < write.bytes.size();) {
        const qsizetype at = write.offset + done;
        const qsizetype length = std::min(sector - at % sector, write.bytes.size() - done);
        if (isWhole || random() % 2 == 0) {
            if (file.size() < at + length)
                file.append(QByteArray(at + length - file.size(), '\0'));
            std::memcpy(file.data() + at, write.bytes.constData() + done, static_cast<std::size_t>(length));
        }
        done += length;
    }
}

} // namespace

RecordingDisk::RecordingDisk(const QString &prefix)
    : m_prefix(prefix)
{
    Q_ASSERT(!s_disk);
    s_disk = this;
    if (!s_below)
        s_below = sqlite3_vfs_find(nullptr);
    sqlite3_vfs_register(&layer(), 1);
}

RecordingDisk::~RecordingDisk()
{
    sqlite3_vfs_register(s_below, 1);
    s_disk = nullptr;
}

void RecordingDisk::note(const Event &event)
{
    const QMutexLocker lock(&m_mutex);
    m_events.append(event);
}

void RecordingDisk::mark(int what)
{
    note({Event::Kind::Mark, {}, what, {}});
}

qsizetype RecordingDisk::moments() const
{
    const QMutexLocker lock(&m_mutex);
    return m_events.size();
}

int RecordingDisk::markAt(qsizetype moment) const
{
    const QMutexLocker lock(&m_mutex);
    for (qsizetype i = moment - 1; i >= 0; --i) {
        if (m_events.at(i).kind == Event::Kind::Mark)
            return static_cast<int>(m_events.at(i).offset);
    }
    return -1;
}

QHash<QString, QByteArray> RecordingDisk::after(qsizetype moment, Cut cut, std::mt19937 &random) const
{
    const QMutexLocker lock(&m_mutex);
    QHash<QString, QByteArray> files;
    QHash<QString, qsizetype> synced; // by file: its last sync
    for (qsizetype i = 0; i < moment; ++i) {
        if (m_events.at(i).kind == Event::Kind::Sync)
            synced[m_events.at(i).file] = i;
    }
    for (qsizetype i = 0; i < moment; ++i) {
        const Event &event = m_events.at(i);
        const bool isSure = cut == Cut::Process || synced.value(event.file, -1) > i;
        switch (event.kind) {
        case Event::Kind::Write:
            if (isSure)
                writeTorn(files[event.file], event, random, true);
            else if (const auto chance = random() % 4; chance != 0) // 0: it never came
                writeTorn(files[event.file], event, random, chance != 1);
            break;
        case Event::Kind::Truncate:
            if (isSure || random() % 2 == 0)
                files[event.file].resize(event.offset, '\0');
            break;
        case Event::Kind::Remove:
            files.remove(event.file);
            break;
        case Event::Kind::Sync:
        case Event::Kind::Mark:
            break;
        }
    }
    return files;
}

qint64 RecordingDisk::bytesWritten() const
{
    const QMutexLocker lock(&m_mutex);
    qint64 sum = 0;
    for (const Event &event : m_events)
        sum += event.kind == Event::Kind::Write ? event.bytes.size() : 0;
    return sum;
}

int RecordingDisk::syncs() const
{
    const QMutexLocker lock(&m_mutex);
    return static_cast<int>(std::count_if(m_events.cbegin(), m_events.cend(), [](const Event &event) {
        return event.kind == Event::Kind::Sync;
    }));
}

} // namespace Medio
