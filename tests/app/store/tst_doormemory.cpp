// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/storage.h"
#include "tests/support/fakeclock.h"

#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Medio;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Parents::DoorRecord;

class TestDoorMemory : public QObject
{
    Q_OBJECT

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store::Storage> m_store;

    void open()
    {
        m_store.reset();
        auto opened = Store::Storage::open(m_folder->path(), m_clock);
        QVERIFY(opened);
        m_store = std::move(*opened);
    }
    void set(const QString &key, const QString &value)
    {
        m_store.reset();
        {
            QSqlDatabase file = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"door"_s);
            file.setDatabaseName(m_folder->filePath(u"settings.db"_s));
            QVERIFY(file.open());
            QSqlQuery query(file);
            QVERIFY(query.prepare(u"INSERT OR REPLACE INTO settings VALUES(?,?)"_s));
            query.addBindValue(key);
            query.addBindValue(value);
            QVERIFY(query.exec());
        }
        QSqlDatabase::removeDatabase(u"door"_s);
        open();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        open();
    }

    void whatIsKeptIsOnTheDiskWhenItSaysSo()
    {
        QVERIFY(m_store->door().record() == DoorRecord());
        DoorRecord record;
        record.pinSet = true;
        record.wrongTries = 6;
        record.boot = u"boot"_s;
        record.pauseEnds = 90s;
        record.lastReset = u"word"_s;
        record.pinKnown = true;
        std::optional<bool> answer;
        m_store->door().keep(record, this, [&answer](bool onDisk) { answer = onDisk; });
        QVERIFY(m_store->door().record() == record); // at once
        QVERIFY(!answer);
        QTRY_VERIFY(answer.has_value());
        QVERIFY(*answer);
        open();
        QVERIFY(m_store->door().record() == record);
    }

    void whatNobodyFoundOutIsNotNoted()
    {
        DoorRecord record;
        record.boot = u"boot"_s;
        m_store->door().keep(record, this, [](bool) {});
        m_store->finish();
        open();
        QVERIFY(m_store->door().record() == record);
        QVERIFY(!m_store->door().record().pinKnown);
    }

    void whatNobodyKnowsAnyMoreIsNotNotedEither()
    {
        DoorRecord record;
        record.pinSet = true;
        record.pinKnown = true;
        m_store->door().keep(record, this, [](bool) {});
        record.pinSet = false;
        record.pinKnown = false;
        m_store->door().keep(record, this, [](bool) {});
        m_store->finish();
        open();
        QVERIFY(m_store->door().record() == record);
    }

    void nobodyIsToldWhoIsGone()
    {
        auto listener = std::make_unique<QObject>();
        bool isTold = false;
        m_store->door().keep({}, listener.get(), [&isTold](bool) { isTold = true; });
        listener.reset();
        m_store->finish();
        QVERIFY(!isTold);
    }

    void whoeverDamagesItDoesNotGetInByIt()
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"door.pin_set"_s));
        set(u"door.pin_set"_s, u"nope"_s);
        QVERIFY(m_store->door().record().pinSet);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"door.pin_set"_s));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"door.wrong_tries"_s));
        set(u"door.wrong_tries"_s, u"few"_s);
        QVERIFY(m_store->door().record().wrongTries >= 1000);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"door.pin_set"_s));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"door.wrong_tries"_s));
        set(u"door.wrong_tries"_s, u"-3"_s);
        QVERIFY(m_store->door().record().wrongTries >= 1000);
    }
};

QTEST_GUILESS_MAIN(TestDoorMemory)
#include "tst_doormemory.moc"
