// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A program that writes is killed again and again: whatever it was told is on disk is there.

#include "app/store/storage.h"
#include "tests/app/flow/flowfamily.h"
#include "tests/support/fakeclock.h"

#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace Medio;
using namespace Medio::Flow::Testing;
using namespace std::chrono_literals;

namespace {
const QDate day(2026, 3, 10);
}

class TestPowerCut : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatWasAcknowledgedIsThereAfterAKill()
    {
        const auto seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        QTemporaryDir folder;
        quint64 acknowledged = 0;
        quint64 next = 1;
        QSet<Api::SessionId> sessions;
        for (int cut = 0; cut < 15; ++cut) {
            QProcess writer;
            writer.start(QStringLiteral(LEDGER_WRITER), {folder.path(), QString::number(next)});
            QVERIFY(writer.waitForStarted());
            const int lines = static_cast<int>(random() % 40);
            int seen = 0;
            quint64 last = next - 1;
            const auto read = [&] {
                while (writer.canReadLine()) {
                    const QByteArray line = writer.readLine().trimmed();
                    QVERIFY(line.startsWith("charged "));
                    last = line.mid(8).toULongLong();
                    // Its companions were written before the next charge.
                    if (last > next && (last - 1) % 5 == 0)
                        sessions.insert(idOf<Api::SessionId>(static_cast<int>(last - 1)));
                    ++seen;
                }
            };
            while (seen <= lines) {
                QVERIFY(writer.waitForReadyRead(10'000));
                read();
            }
            writer.kill(); // SIGKILL: nothing is flushed, nothing is closed
            QVERIFY(writer.waitForFinished());
            read();
            acknowledged += last - (next - 1);
            // The charge under way may or may not have arrived.
            FakeClock clock;
            auto store = Store::Storage::open(folder.path(), clock);
            QVERIFY(store);
            const auto played = (*store)->ledger().of(otter, day).played;
            QVERIFY2(played >= std::chrono::seconds(acknowledged),
                     qPrintable(QStringLiteral("%1 s of %2 s").arg(played.count() / 1000).arg(acknowledged)));
            QVERIFY(played <= std::chrono::seconds(acknowledged + 1));
            acknowledged = static_cast<quint64>(played.count() / 1000);
            QVERIFY(!(*store)->ledger().lostOn());

            // A session whose end is noted is in the outbox; one that is not is found as open.
            QSet<Api::SessionId> pending;
            const QList<Flow::SessionEnd> ends = (*store)->outbox().pending();
            for (const Flow::SessionEnd &end : ends)
                pending.insert(end.session);
            const QList<Flow::UnfinishedSitting> open = (*store)->ledger().unfinished();
            QSet<Api::SessionId> unfinished;
            for (const Flow::UnfinishedSitting &sitting : open) {
                for (const Flow::LeftSession &left : sitting.sessions)
                    unfinished.insert(left.session);
            }
            for (const Api::SessionId &session : std::as_const(sessions))
                QVERIFY(pending.contains(session) || unfinished.contains(session));
            next = last - last % 5 + 101; // numbers are only names
        }
    }

    void everyPrefixOfTheWrittenBytesOpens()
    {
        // A copy of the files as they lie there while the program writes, cut at any byte of the log
        // that SQLite appends to: the former state or a later one, never nonsense.
        QTemporaryDir folder;
        QProcess writer;
        writer.start(QStringLiteral(LEDGER_WRITER), {folder.path(), QStringLiteral("1")});
        QVERIFY(writer.waitForStarted());
        int seen = 0;
        while (seen < 30) {
            QVERIFY(writer.waitForReadyRead(10'000));
            while (writer.canReadLine()) {
                writer.readLine();
                ++seen;
            }
        }
        writer.kill();
        QVERIFY(writer.waitForFinished());

        const auto bytesOf = [&folder](const QString &name) {
            QFile file(folder.filePath(name));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const QByteArray main = bytesOf(QStringLiteral("ledger.db"));
        const QByteArray log = bytesOf(QStringLiteral("ledger.db-wal"));
        QVERIFY(log.size() > 10'000);
        std::chrono::milliseconds before{0};
        for (qsizetype length = 0; length < log.size() + 4637; length += 4637) {
            QTemporaryDir cut;
            const auto write = [&cut](const QString &name, const QByteArray &bytes) {
                QFile file(cut.filePath(name));
                return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
            };
            QVERIFY(write(QStringLiteral("ledger.db"), main));
            QVERIFY(write(QStringLiteral("ledger.db-wal"), log.left(length)));
            FakeClock clock;
            auto store = Store::Storage::open(cut.path(), clock);
            QVERIFY(store);
            const auto played = (*store)->ledger().of(otter, day).played;
            QVERIFY(played >= before);
            QVERIFY(!(*store)->ledger().lostOn());
            before = played;
        }
        QVERIFY(before >= 30s);
    }
};

QTEST_GUILESS_MAIN(TestPowerCut)
#include "tst_powercut.moc"
