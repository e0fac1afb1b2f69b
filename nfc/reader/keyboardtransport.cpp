// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/keyboardtransport.h"

#include "nfc/reader/discovery.h"

#include <fcntl.h>
#include <linux/input.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <QFile>

#include <array>
#include <cerrno>
#include <ctime>
#include <utility>

using namespace Qt::StringLiterals;

namespace Medio::Nfc {
namespace {

constexpr size_t eventsAtOnce = 64;

std::chrono::microseconds timeOf(const input_event &event)
{
    return std::chrono::seconds(event.input_event_sec) + std::chrono::microseconds(event.input_event_usec);
}

} // namespace

Expected<int, int> KeyboardTransport::grab(const QString &node)
{
    const int file = ::open(QFile::encodeName(node).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (file < 0)
        return Unexpected{errno};
    // A wall clock that is set would tear a number apart.
    int clock = CLOCK_MONOTONIC;
    if (ioctl(file, EVIOCSCLOCKID, &clock) != 0 || ioctl(file, EVIOCGRAB, 1) != 0) {
        const int error = errno;
        ::close(file);
        return Unexpected{error};
    }
    return file;
}

KeyboardTransport::KeyboardTransport(Connection connection, const Inventory &inventory,
                                     const Surroundings &surroundings, Grab grab)
    : m_connection(std::move(connection))
    , m_inventory(inventory)
    , m_surroundings(surroundings)
    , m_grab(std::move(grab))
{
}

KeyboardTransport::~KeyboardTransport()
{
    close();
}

Expected<Transport::Reader, Trouble> KeyboardTransport::open()
{
    const QList<SystemDevice> devices = m_inventory.devices();
    const SystemDevice *device = Discovery::keyboard(devices, m_connection.device);
    if (!device && !m_connection.device.startsWith(u'/'))
        return Unexpected{Trouble{ReaderFault::Missing,
                                  u"there is no keyboard %1, or more than one"_s.arg(m_connection.device),
                                  u"Plug it in, or name its file in /dev/input/by-id."_s}};
    m_node = device ? device->node : m_connection.device;
    const auto file = m_grab(m_node);
    if (!file) {
        // Anything but an input device refuses to be grabbed with these.
        if (file.error() == ENOTTY || file.error() == EINVAL)
            return Unexpected{Trouble{ReaderFault::Missing, u"%1 is no keyboard"_s.arg(m_node),
                                      u"medio-reader --list shows those there are."_s}};
        return Unexpected{m_surroundings.troubleOf(m_node, file.error())};
    }
    m_file = *file;
    m_typed = {};
    m_lastDigits.clear();
    m_taps.clear();
    return Reader{.name = device && !device->name.isEmpty() ? device->name : m_connection.text,
                  .place = device && !device->place.isEmpty() ? device->place : m_node,
                  .tellsByItself = true,
                  .tapOnly = true};
}

Transport::Look KeyboardTransport::look(std::chrono::milliseconds patience)
{
    if (!m_taps.isEmpty())
        return {.result = Look::Result::Chip, .uid = m_taps.takeFirst()};
    pollfd source{m_file, POLLIN, 0};
    const int ready = poll(&source, 1, static_cast<int>(patience.count()));
    if (ready < 0)
        return {errno == EINTR ? Look::Result::Nothing : Look::Result::Failed};
    if (ready == 0)
        return {Look::Result::Nothing};
    if ((source.revents & POLLIN) == 0 || !readEvents())
        return {Look::Result::Gone};
    return m_taps.isEmpty() ? Look{Look::Result::Nothing} : look({});
}

bool KeyboardTransport::readEvents()
{
    std::array<input_event, eventsAtOnce> events{};
    const ssize_t size = ::read(m_file, events.data(), sizeof events);
    if (size < 0)
        return errno == EAGAIN || errno == EINTR;
    // The kernel gives whole events.
    for (size_t i = 0; i < static_cast<size_t>(size) / sizeof(input_event); ++i) {
        const auto digits = m_typed.take(events[i]);
        if (digits && isNewTap(*digits, timeOf(events[i])))
            m_taps << uidOfDigits(*digits, m_connection.digits);
    }
    return size > 0;
}

bool KeyboardTransport::isNewTap(const QByteArray &digits, std::chrono::microseconds when)
{
    const bool isRepeated = digits == m_lastDigits && when - m_lastTap >= std::chrono::microseconds(0) &&
                            when - m_lastTap < repeat;
    m_lastDigits = digits;
    m_lastTap = when;
    return !isRepeated;
}

void KeyboardTransport::close()
{
    if (m_file >= 0)
        ::close(m_file); // and with it goes the grab
    m_file = -1;
}

Trouble KeyboardTransport::trouble(Look::Result result) const
{
    if (result == Look::Result::Gone)
        return {ReaderFault::Missing, u"the keyboard at %1 was pulled out"_s.arg(m_node),
                u"Plug it in again."_s};
    return {ReaderFault::Mute, u"the keyboard at %1 can't be read"_s.arg(m_node),
            u"Pull it out and plug it in again."_s};
}

} // namespace Medio::Nfc
