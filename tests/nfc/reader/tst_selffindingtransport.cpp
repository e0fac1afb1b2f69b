// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/selffindingtransport.h"
#include "tests/nfc/reader/fakeinventory.h"
#include "tests/nfc/reader/fakesmartcards.h"

#include <QSet>
#include <QTest>

using namespace Medio;
using namespace Medio::Nfc;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const SystemDevice acr{.kind = SystemDevice::Kind::Usb,
                       .node = u"/dev/bus/usb/001/004"_s,
                       .place = u"USB 1-1"_s,
                       .id = u"072f:2200"_s,
                       .name = u"ACR122U"_s};
const SystemDevice marked{
    .kind = SystemDevice::Kind::SerialLine, .node = u"/dev/ttyUSB0"_s, .mark = u"pn532_uart"_s};
const SystemDevice plain{.kind = SystemDevice::Kind::SerialLine, .node = u"/dev/ttyUSB1"_s};

} // namespace

class TestSelfFindingTransport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void opensTheSurest();
    void findsWhatIsPluggedInLater();
    void triesTheNextWhenOneIsBusy();
    void passesOnWhatTheFoundOneSays();
    void aSurerOneTakesOverWhenNothingLiesThere_data();
    void aSurerOneTakesOverWhenNothingLiesThere();
    void letsPcscdGoBeforeItOpens();

private:
    /// Remembers what was opened; busy are those of m_busy.
    class Opened final : public Transport
    {
    public:
        Opened(TestSelfFindingTransport *test, QString text)
            : m_test(test)
            , m_text(std::move(text))
        {
        }
        Expected<Reader, Trouble> open() override
        {
            m_test->m_tried << m_text;
            if (m_test->m_busy.contains(m_text))
                return Unexpected{Trouble{ReaderFault::Busy, m_text}};
            return Reader{.name = m_text};
        }
        Look look(std::chrono::milliseconds) override { return {m_test->m_seen}; }
        QByteArray read(quint8 page) override { return {bytesPerRead, static_cast<char>(page)}; }
        void close() override { ++m_test->m_closed; }
        [[nodiscard]] Trouble trouble(Look::Result) const override { return {ReaderFault::Missing, m_text}; }

    private:
        TestSelfFindingTransport *m_test;
        const QString m_text;
    };

    FakeInventory m_inventory;
    std::unique_ptr<FakeSmartCards> m_cards;
    QSet<QString> m_busy;
    QStringList m_tried;
    Transport::Look::Result m_seen = Transport::Look::Result::Gone;
    int m_closed = 0;
    std::unique_ptr<SelfFindingTransport> m_transport;
};

void TestSelfFindingTransport::init()
{
    m_inventory.list = {plain};
    m_busy.clear();
    m_tried.clear();
    m_closed = 0;
    m_seen = Transport::Look::Result::Gone;
    m_cards = std::make_unique<FakeSmartCards>();
    m_transport =
        std::make_unique<SelfFindingTransport>(m_inventory, *m_cards, [this](const Connection &connection) {
            return std::make_unique<Opened>(this, connection.text);
        });
}

void TestSelfFindingTransport::opensTheSurest()
{
    m_inventory.list << acr << marked;
    const auto reader = m_transport->open();
    QVERIFY(reader);
    QCOMPARE(reader->name, u"pn532_uart:/dev/ttyUSB0:115200"_s);
    QCOMPARE(m_tried.size(), 1);
}

void TestSelfFindingTransport::findsWhatIsPluggedInLater()
{
    const auto none = m_transport->open();
    QVERIFY(!none);
    QCOMPARE(none.error().fault, ReaderFault::NotConfigured);
    QVERIFY(m_tried.isEmpty()); // the plain serial line is not touched
    m_transport->close();       // harmless
    m_inventory.list << acr;
    QCOMPARE(m_transport->open()->name, u"acr122_usb"_s);
    m_transport->close();
    QCOMPARE(m_closed, 1);
    m_cards->names = {u"ACS ACR122U PICC Interface 00 00"_s}; // pcscd is installed meanwhile
    QCOMPARE(m_transport->open()->name, u"pcsc:ACS ACR122U PICC Interface"_s);
}

void TestSelfFindingTransport::triesTheNextWhenOneIsBusy()
{
    m_inventory.list << acr << marked;
    m_busy = {u"pn532_uart:/dev/ttyUSB0:115200"_s, u"acr122_usb"_s};
    for (int i = 0; i < 4; ++i) {
        const auto reader = m_transport->open();
        QVERIFY(!reader);
        QCOMPARE(reader.error().detail, u"pn532_uart:/dev/ttyUSB0:115200"_s); // of the surest, each time
    }
    QCOMPARE(m_tried.mid(0, 3), (QStringList{u"pn532_uart:/dev/ttyUSB0:115200"_s, u"acr122_usb"_s,
                                             u"pn532_uart:/dev/ttyUSB0:115200"_s}));
    m_busy.remove(u"acr122_usb"_s);
    QVERIFY(!m_transport->open());
    QCOMPARE(m_transport->open()->name, u"acr122_usb"_s);
}

void TestSelfFindingTransport::passesOnWhatTheFoundOneSays()
{
    m_inventory.list << acr;
    QVERIFY(m_transport->open());
    QCOMPARE(m_transport->look(0ms).result, Transport::Look::Result::Gone);
    QCOMPARE(m_transport->trouble(Transport::Look::Result::Gone).detail, u"acr122_usb"_s);
    QCOMPARE(m_transport->read(7).at(0), '\7');
}

void TestSelfFindingTransport::aSurerOneTakesOverWhenNothingLiesThere_data()
{
    using Result = Transport::Look::Result;
    QTest::addColumn<Result>("seen");
    QTest::addColumn<bool>("isBusyAtFirst"); // it was there and could not be opened
    QTest::addColumn<bool>("isSurer");
    QTest::addColumn<bool>("takesOver");
    QTest::newRow("nothing lies there") << Result::Nothing << false << true << true;
    QTest::newRow("a chip lies there") << Result::Chip << false << true << false;
    QTest::newRow("one that was busy") << Result::Nothing << true << true << false;
    QTest::newRow("one that is less sure") << Result::Nothing << false << false << false;
}

void TestSelfFindingTransport::aSurerOneTakesOverWhenNothingLiesThere()
{
    QFETCH(Transport::Look::Result, seen);
    QFETCH(bool, isBusyAtFirst);
    QFETCH(bool, isSurer);
    QFETCH(bool, takesOver);
    const QString surer = u"pn532_uart:/dev/ttyUSB0:115200"_s;
    m_inventory.list << acr;
    if (isBusyAtFirst) {
        m_inventory.list << marked;
        m_busy = {surer};
        QVERIFY(!m_transport->open());
    }
    QCOMPARE(m_transport->open()->name, u"acr122_usb"_s);
    if (isSurer && !isBusyAtFirst)
        m_inventory.list << marked;
    if (!isSurer)
        m_cards->names = {u"Some card reader 00 00"_s};
    m_seen = seen;
    int looks = 1;
    while (looks < 1000 && m_transport->look(0ms).result != Transport::Look::Result::Gone)
        ++looks;
    QCOMPARE(looks < 1000, takesOver);
    if (!takesOver)
        return;
    QCOMPARE(m_transport->trouble(Transport::Look::Result::Gone).fault, ReaderFault::Missing);
    m_transport->close();
    QCOMPARE(m_transport->open()->name, surer);
}

void TestSelfFindingTransport::letsPcscdGoBeforeItOpens()
{
    m_cards->names = {u"A PICC 00 00"_s};
    QVERIFY(m_transport->open());
    QVERIFY(!m_cards->isConnected); // whoever opens it connects for itself
    m_cards->connectProblem = SmartCards::Problem::NoService;
    m_transport->close();
    QVERIFY(!m_transport->open());
}

QTEST_APPLESS_MAIN(TestSelfFindingTransport)
#include "tst_selffindingtransport.moc"
