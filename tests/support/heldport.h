// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QtGlobal>

namespace Medio {

/// A port of 127.0.0.1, chosen by the kernel and kept for programs that are stopped and started again.
/// Nobody else is given it meanwhile; while no program listens there, connections are refused.
class HeldPort
{
public:
    HeldPort()
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        // Bound and never listening: whoever sets SO_REUSEADDR (every server does) may bind it too.
        const int yes = 1;
        setsockopt(m_socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *generic = reinterpret_cast<sockaddr *>(&address);
        if (::bind(m_socket, generic, size) == 0 && ::getsockname(m_socket, generic, &size) == 0)
            m_number = ntohs(address.sin_port);
    }
    ~HeldPort() { ::close(m_socket); }
    Q_DISABLE_COPY_MOVE(HeldPort)

    /// 0: there was none to be had.
    [[nodiscard]] quint16 number() const { return m_number; }

private:
    const int m_socket;
    quint16 m_number = 0;
};

} // namespace Medio
