// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/chronicle.h"
#include "app/base/expected.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace Medio;

class TestChronicle : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void recordsInOrderWithTheTimeOfTheFact()
    {
        Chronicle chronicle;
        QSignalSpy recorded(&chronicle, &Chronicle::recorded);
        const auto before = Chronicle::now();
        chronicle.record(QStringLiteral("ready"));
        chronicle.record(QStringLiteral("screen"), {{QStringLiteral("name"), QStringLiteral("scan")}});
        QCOMPARE(recorded.size(), 2);
        const auto first = recorded[0][0].value<Chronicle::Entry>();
        QCOMPARE(first.event, QStringLiteral("ready"));
        QVERIFY(first.when >= before && first.when <= Chronicle::now());
        QCOMPARE(recorded[1][0].value<Chronicle::Entry>().values.value(u"name").toString(),
                 QStringLiteral("scan"));
    }

    void anotherThreadMayRecord()
    {
        Chronicle chronicle;
        QSignalSpy recorded(&chronicle, &Chronicle::recorded);
        QThread *emittedOn = nullptr;
        connect(&chronicle, &Chronicle::recorded, &chronicle, [&] { emittedOn = QThread::currentThread(); });
        std::unique_ptr<QThread> thread(
            QThread::create([&] { chronicle.record(QStringLiteral("heartbeat")); }));
        thread->start();
        QVERIFY(thread->wait());
        QTRY_COMPARE(recorded.size(), 1);
        QCOMPARE(emittedOn, QThread::currentThread());
    }

    void expectedHoldsAValueOrAReason()
    {
        const Expected<int, QString> good = 3;
        const Expected<int, QString> bad = Unexpected{QStringLiteral("none")};
        QVERIFY(good.has_value());
        QCOMPARE(*good, 3);
        QVERIFY(!bad);
        QCOMPARE(bad.error(), QStringLiteral("none"));
        QCOMPARE(bad.value_or(7), 7);
        const Expected<void, QString> done;
        QVERIFY(done.has_value());
    }
};

QTEST_GUILESS_MAIN(TestChronicle)
#include "tst_chronicle.moc"
