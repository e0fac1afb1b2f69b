// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/surroundings.h"

#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>

using namespace Medio;
using namespace Medio::Nfc;
using namespace Qt::StringLiterals;

/// On a machine that is a folder.
class TestSurroundings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void namesTheHolder();
    void followsLinks();
    void isNotMisledByWhatProcHolds();
    void namesTheGroup_data();
    void namesTheGroup();
    void explains_data();
    void explains();
    void explainsUsb_data();
    void explainsUsb();

private:
    void write(const QString &path, const QByteArray &content)
    {
        const QString whole = m_root->path() + path;
        QVERIFY(QDir().mkpath(QFileInfo(whole).path()));
        QFile file(whole);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    void link(const QString &path, const QString &target)
    {
        const QString whole = m_root->path() + path;
        QVERIFY(QDir().mkpath(QFileInfo(whole).path()));
        QCOMPARE(symlink(QFile::encodeName(target).constData(), QFile::encodeName(whole).constData()), 0);
    }
    void process(int id, const QByteArray &name, const QString &opened)
    {
        write(u"/proc/%1/comm"_s.arg(id), name + '\n');
        link(u"/proc/%1/fd/0"_s.arg(id), u"/dev/null"_s);
        link(u"/proc/%1/fd/7"_s.arg(id), opened);
    }

    std::unique_ptr<QTemporaryDir> m_root;
    std::unique_ptr<Surroundings> m_machine;
};

void TestSurroundings::init()
{
    m_root = std::make_unique<QTemporaryDir>();
    QVERIFY(m_root->isValid());
    m_machine = std::make_unique<Surroundings>(QFileInfo(m_root->path()).canonicalFilePath());
    write(u"/dev/ttyUSB0"_s, {});
    write(u"/dev/bus/usb/001/004"_s, {});
    write(u"/etc/group"_s, "root:x:0:\ndialout:x:20:medio\nbroken line\n::\nplugdev:x:" +
                               QByteArray::number(getgid() == 0 ? 46 : getgid()) + ":\n");
}

void TestSurroundings::namesTheHolder()
{
    QVERIFY(!m_machine->holderOf(u"/dev/ttyUSB0"_s));
    process(41, "bash", u"/dev/pts/0"_s);
    process(42, "ModemManager", u"/dev/ttyUSB0"_s);
    const auto holder = m_machine->holderOf(u"/dev/ttyUSB0"_s);
    QVERIFY(holder);
    QCOMPARE(holder->program, u"ModemManager"_s);
    QCOMPARE(holder->process, 42);
    QVERIFY(!m_machine->holderOf(u"/dev/ttyUSB1"_s));
}

void TestSurroundings::followsLinks()
{
    link(u"/dev/serial/by-id/usb-x"_s, u"../../ttyUSB0"_s);
    process(42, "minicom", u"/dev/ttyUSB0"_s);
    const auto holder = m_machine->holderOf(u"/dev/serial/by-id/usb-x"_s);
    QVERIFY(holder);
    QCOMPARE(holder->program, u"minicom"_s);
}

void TestSurroundings::isNotMisledByWhatProcHolds()
{
    write(u"/proc/1x/comm"_s, "no process");
    link(u"/proc/1x/fd/1"_s, u"/dev/ttyUSB0"_s);
    write(u"/proc/5/comm"_s, {}); // ended meanwhile: no descriptors
    process(6, QByteArray(5000, '\xff'), u"/dev/ttyUSB0"_s);
    write(u"/proc/modules"_s, QByteArray(100'000, '\xff'));
    const auto holder = m_machine->holderOf(u"/dev/ttyUSB0"_s);
    QVERIFY(holder);
    QCOMPARE(holder->process, 6);
    QVERIFY(m_machine->modulesInTheWay().isEmpty());
    QVERIFY(m_machine->troubleOf(u"/dev/ttyUSB0"_s, EBUSY).fault == ReaderFault::Busy);
}

void TestSurroundings::namesTheGroup_data()
{
    QTest::addColumn<uint>("mode");
    QTest::addColumn<bool>("groupMayOpen");
    QTest::newRow("reading and writing") << 0660U << true;
    QTest::newRow("reading") << 0640U << false;
    QTest::newRow("nobody") << 0600U << false;
}

void TestSurroundings::namesTheGroup()
{
    QFETCH(uint, mode);
    QFETCH(bool, groupMayOpen);
    const QByteArray node = QFile::encodeName(m_root->path() + u"/dev/ttyUSB0"_s);
    QCOMPARE(chmod(node.constData(), mode), 0);
    const auto access = m_machine->accessOf(u"/dev/ttyUSB0"_s);
    QVERIFY(access);
    QCOMPARE(access->groupMayOpen, groupMayOpen);
    QCOMPARE(access->group, getgid() == 0 ? u"root"_s : u"plugdev"_s);
    QVERIFY(!m_machine->accessOf(u"/dev/ttyUSB9"_s));

    // Only the owner of the machine may give a file to another group.
    if (getgid() == 0) {
        QCOMPARE(chown(node.constData(), 0, 20), 0);
        QCOMPARE(m_machine->accessOf(u"/dev/ttyUSB0"_s)->group, u"dialout"_s);
        const Trouble trouble = m_machine->troubleOf(u"/dev/ttyUSB0"_s, EACCES);
        QCOMPARE(trouble.fault, ReaderFault::NotPermitted);
        QVERIFY2(trouble.advice.contains(groupMayOpen ? u"usermod -aG dialout"_s : u"udev rule"_s),
                 qPrintable(trouble.advice));
        QCOMPARE(chown(node.constData(), 0, 4711), 0);
        QCOMPARE(m_machine->accessOf(u"/dev/ttyUSB0"_s)->group, u"4711"_s);
    }
}

void TestSurroundings::explains_data()
{
    QTest::addColumn<QString>("device");
    QTest::addColumn<int>("error");
    QTest::addColumn<QString>("holder");
    QTest::addColumn<ReaderFault>("fault");
    QTest::addColumn<QString>("advice");
    QTest::newRow("not there") << u"/dev/ttyUSB9"_s << ENOENT << QString() << ReaderFault::Missing
                               << u"--list"_s;
    QTest::newRow("I2C off") << u"/dev/i2c-1"_s << ENOENT << QString() << ReaderFault::Missing
                             << u"i2c-dev"_s;
    QTest::newRow("SPI off") << u"/dev/spidev0.0"_s << ENOENT << QString() << ReaderFault::Missing
                             << u"config.txt"_s;
    QTest::newRow("not permitted and not to be seen")
        << u"/dev/ttyUSB9"_s << EACCES << QString() << ReaderFault::NotPermitted << QString();
    QTest::newRow("held by a program")
        << u"/dev/ttyUSB0"_s << EBUSY << u"screen"_s << ReaderFault::Busy << u"End that program"_s;
    QTest::newRow("held by a login") << u"/dev/ttyUSB0"_s << EWOULDBLOCK << u"agetty"_s << ReaderFault::Busy
                                     << u"serial-getty"_s;
    QTest::newRow("held by ModemManager")
        << u"/dev/ttyUSB0"_s << EBUSY << u"ModemManager"_s << ReaderFault::Busy << u"modemmanager"_s;
    QTest::newRow("held by nobody we may see")
        << u"/dev/ttyUSB0"_s << EBUSY << QString() << ReaderFault::Busy << u"fuser"_s;
    QTest::newRow("broken") << u"/dev/ttyUSB0"_s << EIO << QString() << ReaderFault::Missing << u"--list"_s;
}

void TestSurroundings::explains()
{
    QFETCH(QString, device);
    QFETCH(int, error);
    QFETCH(QString, holder);
    QFETCH(ReaderFault, fault);
    QFETCH(QString, advice);
    if (!holder.isEmpty())
        process(42, holder.toUtf8(), device);
    const Trouble trouble = m_machine->troubleOf(device, error);
    QCOMPARE(trouble.fault, fault);
    QVERIFY(trouble.detail.contains(device));
    QVERIFY2(trouble.detail.contains(holder), qPrintable(trouble.detail));
    QVERIFY2(trouble.advice.contains(advice), qPrintable(trouble.advice));
}

void TestSurroundings::explainsUsb_data()
{
    QTest::addColumn<QStringList>("drivers");
    QTest::addColumn<bool>("mayOpen");
    QTest::addColumn<QByteArray>("modules");
    QTest::addColumn<QString>("holder");
    QTest::addColumn<ReaderFault>("fault");
    QTest::addColumn<QString>("said");
    QTest::newRow("not permitted") << QStringList() << false << QByteArray() << QString()
                                   << ReaderFault::NotPermitted << u"udev rule"_s;
    QTest::newRow("a module of the kernel")
        << QStringList{u"pn533_usb"_s} << true
        << QByteArray("nfc 1 2 pn533, Live 0x0\npn533_usb 1 0 - Live 0x0\npn533 1 1 pn533_usb, Live 0x0\n")
        << QString() << ReaderFault::Busy << u"modprobe -r pn533_usb pn533 nfc"_s;
    QTest::newRow("a module that is built in") << QStringList{u"pn533_usb"_s} << true << QByteArray()
                                               << QString() << ReaderFault::Busy << u"blacklist pn533_usb"_s;
    QTest::newRow("pcscd") << QStringList{u"usbfs"_s} << true << QByteArray("nfcsim 1 0 - Live 0x0\n")
                           << u"pcscd"_s << ReaderFault::Busy << u"reader.connection = \"pcsc\""_s;
    QTest::newRow("nobody we may see")
        << QStringList{u"usbfs"_s} << true << QByteArray() << QString() << ReaderFault::Busy << u"fuser"_s;
    QTest::newRow("nobody at all") << QStringList() << true << QByteArray() << QString() << ReaderFault::Mute
                                   << u"plug it in again"_s;
}

void TestSurroundings::explainsUsb()
{
    QFETCH(QStringList, drivers);
    QFETCH(bool, mayOpen);
    QFETCH(QByteArray, modules);
    QFETCH(QString, holder);
    QFETCH(ReaderFault, fault);
    QFETCH(QString, said);
    const QString node = u"/dev/bus/usb/001/004"_s;
    write(u"/proc/modules"_s, modules);
    if (!holder.isEmpty())
        process(42, holder.toUtf8(), node);
    if (!mayOpen)
        QVERIFY(QFile::setPermissions(m_root->path() + node, QFile::ReadOwner | QFile::WriteOwner));
    const Trouble trouble = m_machine->troubleOfUsb(u"ACS ACR122U"_s, node, drivers, mayOpen);
    QCOMPARE(trouble.fault, fault);
    QVERIFY(trouble.detail.contains(u"ACS ACR122U"_s));
    QVERIFY2(trouble.advice.contains(said), qPrintable(trouble.advice));
}

QTEST_APPLESS_MAIN(TestSurroundings)
#include "tst_surroundings.moc"
