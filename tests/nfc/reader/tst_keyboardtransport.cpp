// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/keyboardtransport.h"
#include "tests/nfc/reader/fakeinventory.h"
#include "tests/nfc/reader/keystrokes.h"

#include <fcntl.h>
#include <unistd.h>

#include <QRandomGenerator>
#include <QTest>

#include <array>
#include <cerrno>

using namespace Medio;
using namespace Medio::Nfc;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Result = Transport::Look::Result;

/// With a pipe in the place of an input device: the bytes are those the kernel would give.
class TestKeyboardTransport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void isGrabbedByIdNameOrPath_data();
    void isGrabbedByIdNameOrPath();
    void saysWhyItCannotBeOpened_data();
    void saysWhyItCannotBeOpened();
    void tellsTaps();
    void tellsOneTapWhileTheReaderRepeats();
    void tellsANumberThatIsNoUid();
    void goesOnWhereAReadingEnded();
    void seesThePlugPulled();
    void survivesRandomBytes();

private:
    void makeTransport(const QString &connection)
    {
        m_transport = std::make_unique<KeyboardTransport>(*Connection::fromString(connection), m_inventory,
                                                          m_surroundings,
                                                          [this](const QString &node) -> Expected<int, int> {
                                                              m_grabbed = node;
                                                              if (m_error != 0)
                                                                  return Unexpected{m_error};
                                                              return dup(m_pipe[0]);
                                                          });
    }
    void type(const QString &keys) { write(Keystrokes::bytesOf(keys)); }
    void write(const QByteArray &bytes)
    {
        QCOMPARE(::write(m_pipe[1], bytes.constData(), static_cast<size_t>(bytes.size())), bytes.size());
    }
    /// Looks until there is nothing more; a look reads some ten keys.
    QStringList taps()
    {
        QStringList taps;
        for (int quiet = 0; quiet < 20;) {
            const auto look = m_transport->look(0ms);
            quiet = look.result == Result::Nothing ? quiet + 1 : 0;
            if (look.result == Result::Chip)
                taps << QString::fromLatin1(look.uid.toHex());
            else if (look.result != Result::Nothing)
                return taps << u"end"_s;
        }
        return taps;
    }

    FakeInventory m_inventory;
    Surroundings m_surroundings;
    std::array<int, 2> m_pipe{-1, -1};
    int m_error = 0;
    QString m_grabbed;
    std::unique_ptr<KeyboardTransport> m_transport;
};

void TestKeyboardTransport::init()
{
    QCOMPARE(pipe2(m_pipe.data(), O_NONBLOCK | O_CLOEXEC), 0);
    m_error = 0;
    m_inventory.list = {{.kind = SystemDevice::Kind::Keyboard,
                         .node = u"/dev/input/event3"_s,
                         .lastingName = u"/dev/input/by-id/usb-Sycreader-event-kbd"_s,
                         .place = u"USB 1-1"_s,
                         .id = u"ffff:0035"_s,
                         .name = u"Sycreader USB"_s}};
}

void TestKeyboardTransport::cleanup()
{
    m_transport.reset();
    for (const int end : m_pipe)
        close(end);
}

void TestKeyboardTransport::isGrabbedByIdNameOrPath_data()
{
    QTest::addColumn<QString>("connection");
    QTest::newRow("id") << u"evdev:FFFF:0035"_s;
    QTest::newRow("name") << u"evdev:Sycreader USB"_s;
    QTest::newRow("path") << u"evdev:/dev/input/event3"_s;
    QTest::newRow("lasting path") << u"evdev:/dev/input/by-id/usb-Sycreader-event-kbd"_s;
}

void TestKeyboardTransport::isGrabbedByIdNameOrPath()
{
    QFETCH(QString, connection);
    makeTransport(connection);
    const auto reader = m_transport->open();
    QVERIFY(reader);
    QCOMPARE(m_grabbed, u"/dev/input/event3"_s);
    QCOMPARE(reader->name, u"Sycreader USB"_s);
    QCOMPARE(reader->place, u"USB 1-1"_s);
    QVERIFY(reader->tapOnly && reader->tellsByItself);
}

void TestKeyboardTransport::saysWhyItCannotBeOpened_data()
{
    QTest::addColumn<QString>("connection");
    QTest::addColumn<int>("error");
    QTest::addColumn<ReaderFault>("fault");
    QTest::newRow("not plugged in") << u"evdev:1234:5678"_s << 0 << ReaderFault::Missing;
    QTest::newRow("a path that is not there")
        << u"evdev:/dev/input/event99"_s << ENOENT << ReaderFault::Missing;
    QTest::newRow("not permitted") << u"evdev:ffff:0035"_s << EACCES << ReaderFault::NotPermitted;
    QTest::newRow("grabbed by somebody") << u"evdev:ffff:0035"_s << EBUSY << ReaderFault::Busy;
    QTest::newRow("no keyboard") << u"evdev:/dev/input/js0"_s << ENOTTY << ReaderFault::Missing;
}

void TestKeyboardTransport::saysWhyItCannotBeOpened()
{
    QFETCH(QString, connection);
    QFETCH(int, error);
    QFETCH(ReaderFault, fault);
    m_error = error;
    makeTransport(connection);
    const auto reader = m_transport->open();
    QVERIFY(!reader);
    QCOMPARE(reader.error().fault, fault);
    QVERIFY(!reader.error().detail.isEmpty());
    m_transport->close(); // harmless
}

void TestKeyboardTransport::tellsTaps()
{
    makeTransport(u"evdev:ffff:0035"_s);
    QVERIFY(m_transport->open());
    QVERIFY(taps().isEmpty());
    type(u"0012345678\n"_s);
    QCOMPARE(taps(), QStringList{u"00bc614e"_s});
    type(u"~~~~04A1B2C3D4E5F6\n"_s);
    QCOMPARE(taps(), QStringList{u"04a1b2c3d4e5f6"_s});
}

void TestKeyboardTransport::tellsOneTapWhileTheReaderRepeats()
{
    makeTransport(u"evdev:ffff:0035"_s);
    QVERIFY(m_transport->open());
    type(u"04A1B2C3\n~04A1B2C3\n~04A1B2C3\n~~04A1B2C3\n"_s);
    QCOMPARE(taps(), (QStringList{u"04a1b2c3"_s, u"04a1b2c3"_s})); // the last after a pause of 2 s
    type(u"12345678\n04A1B2C3\n"_s);
    QVERIFY(taps().endsWith(u"04a1b2c3"_s)); // another one in between is another tap
}

void TestKeyboardTransport::tellsANumberThatIsNoUid()
{
    makeTransport(u"evdev:ffff:0035"_s);
    QVERIFY(m_transport->open());
    type(u"123\n"_s);
    QCOMPARE(taps(), QStringList{QString()}); // a chip whose UID is none: it is refused
}

void TestKeyboardTransport::goesOnWhereAReadingEnded()
{
    makeTransport(u"evdev:ffff:0035"_s);
    QVERIFY(m_transport->open());
    const QByteArray bytes = Keystrokes::bytesOf(u"04A1B2C3D4E5F6\n"_s);
    QStringList got;
    for (qsizetype i = 0; i < bytes.size(); i += sizeof(input_event)) {
        write(bytes.mid(i, sizeof(input_event)));
        got << taps();
    }
    QCOMPARE(got, QStringList{u"04a1b2c3d4e5f6"_s});
}

void TestKeyboardTransport::seesThePlugPulled()
{
    makeTransport(u"evdev:ffff:0035"_s);
    QVERIFY(m_transport->open());
    close(std::exchange(m_pipe[1], -1));
    const auto look = m_transport->look(0ms);
    QCOMPARE(look.result, Result::Gone);
    QCOMPARE(m_transport->trouble(look.result).fault, ReaderFault::Missing);
}

void TestKeyboardTransport::survivesRandomBytes()
{
    makeTransport(u"evdev:ffff:0035"_s);
    QVERIFY(m_transport->open());
    QRandomGenerator random(11);
    for (int i = 0; i < 2000; ++i) {
        QByteArray bytes(static_cast<qsizetype>(sizeof(input_event)) * random.bounded(1, 20), '\0');
        for (char &byte : bytes)
            byte = static_cast<char>(random.bounded(256));
        write(bytes);
        const QStringList got = taps();
        QVERIFY(!got.contains(u"end"_s));
    }
}

QTEST_APPLESS_MAIN(TestKeyboardTransport)
#include "tst_keyboardtransport.moc"
