// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/readercheckup.h"
#include "tests/support/faketagreader.h"

#include <QSignalSpy>
#include <QTest>

using namespace Medio::Nfc;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Uid chip = *Uid::fromString(u"04:A1:B2:C3:D4:E5:F6"_s);

} // namespace

class TestReaderCheckup : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void aReaderThatWorks();
    void aChipThatLiesThereIsTakenAwayFirst();
    void aFieldIsShownByTheChipInIt_data();
    void aFieldIsShownByTheChipInIt();
    void noTapIsWanted();
    void noChipIsSeen();
    void aPhoneIsNoTap();
    void eachFaultHasItsAdvice_data();
    void eachFaultHasItsAdvice();
    void aFaultThatHealsIsNoise();
    void aNoisyLine();
    void aProgramThatSaysNothing();

private:
    void begin(ReaderCheckup::Options options);
    [[nodiscard]] QString about(const QString &topic) const;

    std::unique_ptr<FakeTagReader> m_reader;
    std::unique_ptr<ReaderCheckup> m_checkup;
    QList<std::pair<QString, QString>> m_told;
    std::optional<bool> m_tapWanted; ///< whether a chip lies there
    std::optional<ReaderVerdict> m_verdict;
};

void TestReaderCheckup::init()
{
    m_told.clear();
    m_tapWanted.reset();
    m_verdict.reset();
    m_checkup.reset();
    m_reader = std::make_unique<FakeTagReader>();
}

void TestReaderCheckup::begin(ReaderCheckup::Options options)
{
    m_checkup = std::make_unique<ReaderCheckup>(*m_reader, options);
    connect(m_checkup.get(), &ReaderCheckup::told, this,
            [this](const QString &topic, const QString &finding) {
                m_told.append({topic, finding});
            });
    connect(m_checkup.get(), &ReaderCheckup::tapWanted, this,
            [this](bool liesThere) { m_tapWanted = liesThere; });
    connect(m_checkup.get(), &ReaderCheckup::finished, this, [this](const ReaderVerdict &verdict) {
        QVERIFY(!m_verdict);
        m_verdict = verdict;
    });
    m_checkup->start();
}

QString TestReaderCheckup::about(const QString &topic) const
{
    QStringList findings;
    for (const auto &[each, finding] : m_told)
        if (each == topic)
            findings << finding;
    return findings.join(u" | "_s);
}

void TestReaderCheckup::aReaderThatWorks()
{
    m_reader->become({.device = u"fake reader"_s, .fieldConfirmed = true});
    begin({.noise = 20ms});
    QCOMPARE(about(u"Reader"_s), u"fake reader"_s);
    QVERIFY(!about(u"Firmware"_s).isEmpty());
    m_reader->look(10, 1);
    m_reader->look(110, 2);
    QTRY_VERIFY(m_tapWanted);
    QVERIFY(!*m_tapWanted);
    QCOMPARE(about(u"Noise"_s), u"100 looks in 0.02 s, 1 failed"_s);
    QVERIFY2(about(u"Field"_s).contains(u"confirmed"_s), qPrintable(about(u"Field"_s)));
    m_reader->place(chip);
    QVERIFY(m_verdict);
    QVERIFY(m_verdict->isWell);
    QVERIFY(m_verdict->advice.isEmpty());
    QVERIFY(about(u"Tap"_s).startsWith(chip.toString()));
    QVERIFY2(about(u"Tap"_s).endsWith(u"which looks every 0 ms"_s), qPrintable(about(u"Tap"_s)));
    QVERIFY(!m_reader->isStarted());
}

void TestReaderCheckup::aChipThatLiesThereIsTakenAwayFirst()
{
    m_reader->place(chip);
    begin({.noise = 1ms});
    QTRY_VERIFY(m_tapWanted);
    QVERIFY(*m_tapWanted);
    QVERIFY(!m_verdict);
    m_reader->lift();
    m_reader->place(chip);
    QVERIFY(m_verdict && m_verdict->isWell);
}

void TestReaderCheckup::aFieldIsShownByTheChipInIt_data()
{
    QTest::addColumn<int>("chips"); // in 98 looks that did not fail
    QTest::addColumn<bool>("isWeak");
    QTest::addColumn<bool>("isWell");
    QTest::newRow("heard") << 97 << false << true;
    QTest::newRow("heard badly") << 60 << false << false;
    QTest::newRow("read with gaps") << 97 << true << false;
}

void TestReaderCheckup::aFieldIsShownByTheChipInIt()
{
    QFETCH(int, chips);
    QFETCH(bool, isWeak);
    QFETCH(bool, isWell);
    m_reader->place(chip);
    begin({.noise = 20ms, .tap = 0ms});
    m_reader->look(10, 1, 9);
    m_reader->look(110, 3, 9 + chips);
    if (isWeak)
        m_reader->weaken();
    QTRY_VERIFY(m_verdict);
    QCOMPARE(m_verdict->isWell, isWell);
    QCOMPARE(about(u"Field"_s), u"the chip that lies there answered in %1 of 98 looks"_s.arg(chips));
    QVERIFY2(isWell || m_verdict->advice.contains(u"flat"_s), qPrintable(m_verdict->advice));
}

void TestReaderCheckup::noTapIsWanted()
{
    begin({.noise = 1ms, .tap = 0ms});
    QTRY_VERIFY(m_verdict);
    QVERIFY(m_verdict->isWell);
    QVERIFY(!m_tapWanted);
    QVERIFY2(about(u"Field"_s).contains(u"does not tell"_s), qPrintable(about(u"Field"_s)));
}

void TestReaderCheckup::noChipIsSeen()
{
    begin({.noise = 1ms, .tap = 1ms});
    QTRY_VERIFY(m_verdict);
    QVERIFY(!m_verdict->isWell);
    QVERIFY(m_tapWanted);
    QVERIFY(m_verdict->finding.contains(u"no chip was seen"_s));
}

void TestReaderCheckup::aPhoneIsNoTap()
{
    begin({.noise = 1ms});
    QTRY_VERIFY(m_tapWanted);
    m_reader->refuse();
    QVERIFY(about(u"Tap"_s).contains(u"phone"_s));
    QVERIFY(!m_verdict);
    m_reader->place(chip);
    QVERIFY(m_verdict && m_verdict->isWell);
}

void TestReaderCheckup::eachFaultHasItsAdvice_data()
{
    QTest::addColumn<ReaderFault>("fault");
    QTest::addColumn<QString>("advice");
    QTest::newRow("not configured") << ReaderFault::NotConfigured << u"reader.connection"_s;
    QTest::newRow("missing") << ReaderFault::Missing << u"Plug the reader in"_s;
    QTest::newRow("busy") << ReaderFault::Busy << u"End the program"_s;
    QTest::newRow("not permitted") << ReaderFault::NotPermitted << u"group"_s;
    QTest::newRow("mute") << ReaderFault::Mute << u"Pull the reader out"_s;
    QTest::newRow("program failed") << ReaderFault::ProgramFailed << u"install medio-kiosk again"_s;
}

void TestReaderCheckup::eachFaultHasItsAdvice()
{
    QFETCH(ReaderFault, fault);
    QFETCH(QString, advice);
    m_reader->fail(fault, u"what is wrong"_s);
    begin({.heal = 1ms});
    QTRY_VERIFY(m_verdict);
    QVERIFY(!m_verdict->isWell);
    QCOMPARE(m_verdict->finding, u"what is wrong"_s);
    QVERIFY2(m_verdict->advice.contains(advice), qPrintable(m_verdict->advice));
}

void TestReaderCheckup::aFaultThatHealsIsNoise()
{
    begin({.heal = 10s, .noise = 20ms});
    m_reader->fail(ReaderFault::Mute);
    m_reader->recover();
    QTRY_VERIFY(m_verdict);
    QVERIFY(!m_verdict->isWell);
    QVERIFY2(m_verdict->finding.contains(u"came back"_s), qPrintable(m_verdict->finding));
}

void TestReaderCheckup::aNoisyLine()
{
    begin({.noise = 20ms});
    m_reader->look(1, 0);
    m_reader->look(101, 6);
    QTRY_VERIFY(m_verdict);
    QVERIFY(!m_verdict->isWell);
    QVERIFY2(m_verdict->finding.contains(u"noisy"_s), qPrintable(m_verdict->finding));
}

void TestReaderCheckup::aProgramThatSaysNothing()
{
    m_reader->holdBack();
    begin({.answer = 1ms});
    QTRY_VERIFY(m_verdict);
    QVERIFY(!m_verdict->isWell);
    QVERIFY(m_verdict->finding.contains(u"says nothing"_s));
}

QTEST_GUILESS_MAIN(TestReaderCheckup)
#include "tst_readercheckup.moc"
