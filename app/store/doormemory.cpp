// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/doormemory.h"

#include "app/base/logging.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace Medio::Store {
namespace {

using Parents::DoorRecord;

QString pinSetKey()
{
    return QStringLiteral("door.pin_set");
}

QString wrongTriesKey()
{
    return QStringLiteral("door.wrong_tries");
}

QString bootKey()
{
    return QStringLiteral("door.boot");
}

QString pauseEndsKey()
{
    return QStringLiteral("door.pause_ends");
}

QString lastResetKey()
{
    return QStringLiteral("door.last_reset");
}

/// More than this is no different to the door.
constexpr int mostWrongTries = 1'000'000;

DoorRecord recordIn(const SettingsFile &file)
{
    const QHash<QString, QString> &values = file.values();
    const auto warn = [&file](const QString &key) {
        qCWarning(lcStore).noquote() << file.path() + QStringLiteral(": ") + key
                                     << "is not as this program writes it";
    };
    DoorRecord record;
    // Whoever damages the file does not get in by it: what is there but can't be read counts as shut.
    if (const QString text = values.value(pinSetKey()); !text.isEmpty() && text != u"no") {
        record.pinSet = true;
        if (text != u"yes")
            warn(pinSetKey());
    }
    record.pinKnown = !values.value(pinSetKey()).isEmpty();
    if (const QString text = values.value(wrongTriesKey()); !text.isEmpty()) {
        bool isNumber = false;
        const int tries = text.toInt(&isNumber);
        isNumber = isNumber && tries >= 0;
        if (!isNumber)
            warn(wrongTriesKey());
        record.wrongTries = isNumber ? std::min(tries, mostWrongTries) : mostWrongTries;
    }
    record.boot = values.value(bootKey());
    if (const QString text = values.value(pauseEndsKey()); !text.isEmpty()) {
        bool isNumber = false;
        record.pauseEnds = std::chrono::nanoseconds(text.toLongLong(&isNumber));
        if (!isNumber)
            warn(pauseEndsKey());
    }
    record.lastReset = values.value(lastResetKey());
    return record;
}

} // namespace

DoorMemory::DoorMemory(std::shared_ptr<SettingsFile> file, StoreThread &thread)
    : m_file(std::move(file))
    , m_thread(thread)
    , m_record(recordIn(*m_file))
{
}

DoorMemory::~DoorMemory()
{
    SettingsFile::close(std::move(m_file), m_thread);
}

void DoorMemory::keep(const DoorRecord &record, QObject *context, std::function<void(bool onDisk)> done)
{
    m_record = record;
    const SettingsFile::Rows rows{{pinSetKey(), !record.pinKnown ? QString()
                                                : record.pinSet  ? QStringLiteral("yes")
                                                                 : QStringLiteral("no")},
                                  {wrongTriesKey(), QString::number(record.wrongTries)},
                                  {bootKey(), record.boot},
                                  {pauseEndsKey(), QString::number(qint64(record.pauseEnds.count()))},
                                  {lastResetKey(), record.lastReset}};
    SettingsFile::write(m_file, m_thread, rows,
                        [context = QPointer<QObject>(context), done = std::move(done)](bool onDisk) {
                            if (context)
                                done(onDisk);
                        });
}

} // namespace Medio::Store
