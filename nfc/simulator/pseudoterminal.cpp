// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/pseudoterminal.h"

#include <fcntl.h>
#include <stdlib.h> // NOLINT(modernize-deprecated-headers): posix_openpt
#include <termios.h>
#include <unistd.h>

#include <QFile>
#include <QFileInfo>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

using namespace Qt::StringLiterals;

namespace Medio::Simulator {
namespace {

QString lastError()
{
    return QString::fromStdString(std::generic_category().message(errno));
}

} // namespace

PseudoTerminal::PseudoTerminal(QString link, QObject *parent)
    : QObject(parent)
    , m_link(std::move(link))
{
}

PseudoTerminal::~PseudoTerminal()
{
    unplug();
}

QString PseudoTerminal::plug()
{
    if (isPlugged())
        return {};
    const QFileInfo there(m_link);
    if (there.exists() && !there.isSymLink())
        return u"%1 exists and is no symbolic link"_s.arg(m_link);
    return makeLine();
}

QString PseudoTerminal::makeLine()
{
    m_line = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    std::array<char, 128> name{};
    termios settings{};
    if (m_line < 0 || grantpt(m_line) != 0 || unlockpt(m_line) != 0 ||
        ptsname_r(m_line, name.data(), name.size()) != 0 || tcgetattr(m_line, &settings) != 0)
        return u"no pseudo-terminal: %1"_s.arg(lastError());
    cfmakeraw(&settings);
    tcsetattr(m_line, TCSANOW, &settings);

    // Made beside and renamed: the link is never half there.
    m_target = name.data();
    const QByteArray link = QFile::encodeName(m_link);
    const QByteArray beside = link + ".new";
    ::unlink(beside.constData());
    if (symlink(m_target.constData(), beside.constData()) != 0 ||
        rename(beside.constData(), link.constData()) != 0) {
        const QString reason = lastError();
        close(std::exchange(m_line, -1));
        return u"%1 can't be made: %2"_s.arg(m_link, reason);
    }
    m_readable = std::make_unique<QSocketNotifier>(m_line, QSocketNotifier::Read);
    connect(m_readable.get(), &QSocketNotifier::activated, this, &PseudoTerminal::read);
    return {};
}

void PseudoTerminal::unplug()
{
    if (!isPlugged())
        return;
    // Another run may have put its own there.
    if (QFile::symLinkTarget(m_link) == QFile::decodeName(m_target))
        QFile::remove(m_link);
    m_readable.reset();
    close(std::exchange(m_line, -1));
}

void PseudoTerminal::write(const QByteArray &bytes)
{
    if (!isPlugged() || bytes.isEmpty())
        return;
    [[maybe_unused]] const ssize_t lost =
        ::write(m_line, bytes.constData(), static_cast<size_t>(bytes.size()));
}

void PseudoTerminal::read()
{
    std::array<char, 4096> buffer; // NOLINT: filled by read
    const ssize_t count = ::read(m_line, buffer.data(), buffer.size());
    if (count < 0 && errno == EIO) {
        // The last program has closed it. The notifier can't be deleted in its own call.
        m_readable->setEnabled(false);
        m_readable.release()->deleteLater();
        close(std::exchange(m_line, -1));
        if (const QString problem = makeLine(); !problem.isEmpty())
            qCritical().noquote() << problem;
        return;
    }
    if (count > 0)
        Q_EMIT received(QByteArray(buffer.data(), count));
}

} // namespace Medio::Simulator
