// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/readernotes.h"
#include "app/base/chronicle.h"
#include "tests/support/faketagreader.h"

#include <QJsonDocument>
#include <QTest>

#include <memory>

using namespace Medio;
using namespace Qt::StringLiterals;

class TestReaderNotes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aChipThatLiesBadly();
    void whatIsWrittenIsCountedAndNotKept();
    void aReaderThatChanges();

private:
    std::unique_ptr<Nfc::FakeTagReader> m_reader;
    std::unique_ptr<Chronicle> m_chronicle;
    std::unique_ptr<Adapters::ReaderNotes> m_notes;
    QStringList m_written; ///< event and its values
};

void TestReaderNotes::init()
{
    m_written.clear();
    m_notes.reset();
    m_reader = std::make_unique<Nfc::FakeTagReader>();
    m_chronicle = std::make_unique<Chronicle>();
    connect(m_chronicle.get(), &Chronicle::recorded, this, [this](const Chronicle::Entry &entry) {
        m_written << entry.event + u' ' +
                         QString::fromUtf8(QJsonDocument(entry.values).toJson(QJsonDocument::Compact));
    });
    m_notes = std::make_unique<Adapters::ReaderNotes>(*m_reader, *m_chronicle);
    m_reader->start();
    m_reader->place(*Nfc::Uid::fromString(u"DEADBEEF"_s));
}

void TestReaderNotes::aChipThatLiesBadly()
{
    m_reader->weaken();
    QTRY_COMPARE(m_written, QStringList{uR"(chip-weak {"uid":"DE:AD:BE:EF"})"_s});
}

void TestReaderNotes::whatIsWrittenIsCountedAndNotKept()
{
    m_reader->read({Nfc::NdefText{u"de"_s, u"Anna Amsel"_s}, Nfc::NdefUri{u"https://medio.example"_s},
                    Nfc::NdefText{u"en"_s, u"Anne"_s}});
    QTRY_COMPARE(m_written, QStringList{uR"(chip-read {"addresses":1,"texts":2,"uid":"DE:AD:BE:EF"})"_s});
}

void TestReaderNotes::aReaderThatChanges()
{
    Nfc::ReaderStatus status{.name = u"left"_s, .device = u"ACS ACR122U"_s, .firmware = u"PN532 v1.6"_s};
    m_reader->become(status);
    m_reader->become(status); // nothing new
    QTRY_COMPARE(
        m_written,
        QStringList{
            uR"(reader-changed {"fault":"none","firmware":"PN532 v1.6","name":"ACS ACR122U","reader":"left"})"_s});
    m_reader->fail(Nfc::ReaderFault::Busy);
    m_reader->become(status);
    QTRY_COMPARE(m_written.size(), 2);
    QVERIFY(m_written[1].contains(u"\"fault\":\"busy\""_s));
}

QTEST_GUILESS_MAIN(TestReaderNotes)
#include "tst_readernotes.moc"
