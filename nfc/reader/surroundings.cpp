// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/surroundings.h"

#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

using namespace Qt::StringLiterals;

namespace Medio::Nfc {
namespace {

// The kernel's own NFC drivers take the reader from libnfc and pcscd alike. Removed in this order.
constexpr std::array<QLatin1StringView, 3> nfcModules{"pn533_usb"_L1, "pn533"_L1, "nfc"_L1};

constexpr qint64 longestFile = 1 << 20; // /proc and /etc/group are foreign text too

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(longestFile) : QByteArray();
}

QString reasonOf(int error)
{
    return QString::fromStdString(std::generic_category().message(error));
}

/// What is to be done so that a device file appears.
QString adviceOfMissing(const QString &device)
{
    if (device.startsWith(u"/dev/i2c-"_s))
        return u"Switch I2C on: load the kernel module i2c-dev at each start (a file with that word in "
               "/etc/modules-load.d)."_s;
    if (device.startsWith(u"/dev/spidev"_s))
        return u"Switch SPI on: add the overlay of the board's SPI to config.txt and start anew."_s;
    return u"Plug it in, or name another place: medio-reader --list shows those there are."_s;
}

/// What is to be done about some programs that like to hold readers.
QString adviceOfHolder(const QString &program)
{
    if (program == "pcscd"_L1)
        return u"Let pcscd drive it, with reader.connection = \"pcsc\"; or stop pcscd: "
               "sudo systemctl disable --now pcscd.socket pcscd."_s;
    if (program == "ModemManager"_L1)
        return u"Remove it, the kiosk has no modem: sudo apt-get remove modemmanager."_s;
    if (program.contains(u"getty"_s))
        return u"Take the login away from this line: sudo systemctl mask --now serial-getty@TTY, and its "
               "console= from the kernel's command line."_s;
    if (program == "brltty"_L1)
        return u"It takes every USB serial line for a Braille display: sudo apt-get remove brltty."_s;
    return u"End that program; a reader serves one at a time."_s;
}

} // namespace

Surroundings::Surroundings(QString root)
    : m_root(std::move(root))
{
}

std::optional<Surroundings::Holder> Surroundings::holderOf(const QString &device) const
{
    const QString real = QFileInfo(m_root + device).canonicalFilePath().mid(m_root.size());
    if (real.isEmpty())
        return std::nullopt;
    const QStringList processes = QDir(m_root + u"/proc"_s).entryList({u"[1-9]*"_s}, QDir::Dirs);
    for (const QString &process : processes) {
        bool isNumber = false;
        const qint64 id = process.toLongLong(&isNumber);
        if (!isNumber || (m_root.isEmpty() && id == getpid()))
            continue;
        const QString folder = m_root + u"/proc/"_s + process;
        const QDir files(folder + u"/fd"_s);
        const QStringList names = files.entryList(QDir::Files | QDir::System);
        for (const QString &name : names)
            if (QFile::symLinkTarget(files.filePath(name)) == real)
                return Holder{QString::fromLocal8Bit(contents(folder + u"/comm"_s).trimmed()), id};
    }
    return std::nullopt;
}

std::optional<Surroundings::Access> Surroundings::accessOf(const QString &device) const
{
    struct stat status = {};
    if (stat(QFile::encodeName(m_root + device).constData(), &status) != 0)
        return std::nullopt;
    Access access{QString::number(status.st_gid),
                  (status.st_mode & (S_IRGRP | S_IWGRP)) == (S_IRGRP | S_IWGRP)};
    const QList<QByteArray> groups = contents(m_root + u"/etc/group"_s).split('\n');
    for (const QByteArray &line : groups) {
        const QList<QByteArray> fields = line.split(':'); // name:password:id:members
        if (fields.size() >= 3 && fields[2] == QByteArray::number(status.st_gid))
            access.group = QString::fromLocal8Bit(fields[0]);
    }
    return access;
}

QStringList Surroundings::modulesInTheWay() const
{
    QStringList loaded;
    const QList<QByteArray> lines = contents(m_root + u"/proc/modules"_s).split('\n');
    for (const QLatin1StringView &module : nfcModules)
        for (const QByteArray &line : lines)
            if (QString::fromLatin1(line).section(u' ', 0, 0) == module)
                loaded << module;
    return loaded;
}

Trouble Surroundings::troubleOf(const QString &device, int error) const
{
    switch (error) {
    case EACCES:
    case EPERM:
        return notPermitted(device, device);
    case EBUSY:
    case EWOULDBLOCK:
        return heldBy(device, holderOf(device));
    case ENOENT:
    case ENOTDIR:
        return {ReaderFault::Missing, u"%1 is not there"_s.arg(device), adviceOfMissing(device)};
    default:
        return {ReaderFault::Missing, u"%1 can't be opened: %2"_s.arg(device, reasonOf(error)),
                adviceOfMissing(device)};
    }
}

Trouble Surroundings::troubleOfUsb(const QString &name, const QString &node, const QStringList &drivers,
                                   bool mayOpen) const
{
    if (!mayOpen)
        return notPermitted(name, node);
    // A driver of the kernel that has taken the reader; usbfs is a program that has.
    for (const QLatin1StringView &module : nfcModules) {
        if (!drivers.contains(module))
            continue;
        QStringList loaded = modulesInTheWay();
        if (loaded.isEmpty())
            loaded << module;
        return {ReaderFault::Busy, u"%1 is held by the kernel's module %2"_s.arg(name, module),
                u"Remove it, sudo modprobe -r %1, and keep it away: a line \"blacklist %2\" in a file of "
                "/etc/modprobe.d."_s.arg(loaded.join(u' '), loaded.constFirst())};
    }
    const auto holder = holderOf(node);
    if (holder || drivers.contains("usbfs"_L1))
        return heldBy(name, holder);
    return {ReaderFault::Mute, u"%1 does not answer, and nobody holds it"_s.arg(name),
            u"Pull it out and plug it in again."_s};
}

std::optional<Trouble> Surroundings::troubleOfHolder(const QString &device) const
{
    const auto holder = holderOf(device);
    return holder ? std::optional(heldBy(device, holder)) : std::nullopt;
}

Trouble Surroundings::notPermitted(const QString &what, const QString &node) const
{
    const QString detail = u"%1 may not be opened by this user"_s.arg(what);
    const auto access = accessOf(node);
    if (!access)
        return {ReaderFault::NotPermitted, detail};
    if (!access->groupMayOpen || access->group == "root"_L1)
        return {
            ReaderFault::NotPermitted, u"%1; it belongs to the group %2"_s.arg(detail, access->group),
            u"Give %1 to a group by a udev rule (MODE=\"0660\", GROUP=\"plugdev\") and put this user into "
            "it."_s.arg(node)};
    return {ReaderFault::NotPermitted, u"%1, who must be in the group %2"_s.arg(detail, access->group),
            u"Put this user into the group: sudo usermod -aG %1 USER; then start anew."_s.arg(access->group)};
}

Trouble Surroundings::heldBy(const QString &what, const std::optional<Holder> &holder)
{
    if (!holder)
        return {ReaderFault::Busy, u"%1 is held by another program"_s.arg(what),
                u"sudo fuser -v shows which; end it, a reader serves one at a time."_s};
    const QString program = holder->program.isEmpty() ? u"a program"_s : holder->program;
    return {ReaderFault::Busy,
            u"%1 is held by %2 (process %3)"_s.arg(what, program, QString::number(holder->process)),
            adviceOfHolder(program)};
}

} // namespace Medio::Nfc
