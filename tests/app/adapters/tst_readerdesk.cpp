// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/readerdesk.h"
#include "tests/app/flow/flowfamily.h"
#include "tests/support/fakeflowports.h"
#include "tests/support/faketagreader.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Medio;
using namespace Medio::Flow::Testing;
using namespace Qt::StringLiterals;

using Parents::ChipDesk;
using Parents::DeskChip;

class TestReaderDesk : public QObject
{
    Q_OBJECT

    std::unique_ptr<Nfc::FakeTagReader> m_reader;
    std::unique_ptr<Flow::FakeHouseChips> m_house;
    std::unique_ptr<Adapters::ReaderDesk> m_desk;
    std::unique_ptr<QSignalSpy> m_arrived;
    std::unique_ptr<QSignalSpy> m_left;

    [[nodiscard]] DeskChip last() const { return m_arrived->constLast()[0].value<DeskChip>(); }

private Q_SLOTS:
    void init()
    {
        m_reader = std::make_unique<Nfc::FakeTagReader>();
        m_house = std::make_unique<Flow::FakeHouseChips>();
        m_house->put(parents, Flow::ParentChip());
        m_desk = std::make_unique<Adapters::ReaderDesk>(*m_reader, *m_house);
        m_arrived = std::make_unique<QSignalSpy>(m_desk.get(), &ChipDesk::arrived);
        m_left = std::make_unique<QSignalSpy>(m_desk.get(), &ChipDesk::left);
        QVERIFY(!m_desk->hasReader());
        m_reader->start();
        QVERIFY(m_desk->hasReader());
    }

    void nothingIsToldWhileItIsClosed()
    {
        m_reader->place(rocket);
        m_reader->lift();
        m_reader->refuse();
        QCOMPARE(m_arrived->size(), 0);
        QCOMPARE(m_left->size(), 0);
        m_reader->place(whale);
        QVERIFY(!m_desk->chip());
    }

    void whatLiesThereIsToldAfterOpening()
    {
        m_reader->place(rocket);
        m_desk->open();
        m_desk->open();
        QCOMPARE(m_arrived->size(), 0); // never from within the call
        QTRY_COMPARE(m_arrived->size(), 1);
        QCOMPARE(last(), (DeskChip{DeskChip::Nature::Ordinary, rocket.toString(), {}}));
        QCOMPARE(m_desk->chip(), last());
        m_reader->lift();
        QCOMPARE(m_left->size(), 1);
        QVERIFY(!m_desk->chip());
        m_reader->place(rocket); // the same one put on again
        QCOMPARE(m_arrived->size(), 2);
        m_desk->close();
        m_reader->lift();
        QCOMPARE(m_left->size(), 1);
    }

    void aDeskThatWasClosedBeforeItSpokeSaysNothing()
    {
        m_reader->place(rocket);
        m_desk->open();
        m_desk->close();
        m_desk->open();
        m_desk->close();
        QCoreApplication::sendPostedEvents();
        QCOMPARE(m_arrived->size(), 0);
    }

    void eachChipHasItsNature()
    {
        m_desk->open();
        m_reader->place(parents);
        QCOMPARE(last(), (DeskChip{DeskChip::Nature::House, parents.toString(), u"parent"_s}));
        m_reader->refuse(Nfc::UidFlaw::Random);
        QCOMPARE(last(), (DeskChip{DeskChip::Nature::Random, u"08:A1:B2:C3"_s, {}}));
        QVERIFY(!m_desk->chip()); // nobody says when it is taken away
        m_reader->refuse(Nfc::UidFlaw::Impossible);
        QCOMPARE(last().nature, DeskChip::Nature::Impossible);
    }

    void aReaderThatComesBackTellsNothingTwice()
    {
        m_desk->open();
        m_reader->place(rocket);
        QSignalSpy changed(m_desk.get(), &ChipDesk::readerChanged);
        m_reader->fail(Nfc::ReaderFault::Missing);
        QVERIFY(!m_desk->hasReader());
        QVERIFY(m_desk->chip()); // a fault is no hand
        m_reader->recover();
        QVERIFY(m_desk->hasReader());
        QCOMPARE(changed.size(), 2);
        QCOMPARE(m_arrived->size(), 1);
        QCOMPARE(m_left->size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestReaderDesk)
#include "tst_readerdesk.moc"
