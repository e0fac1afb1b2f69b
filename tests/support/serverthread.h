// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QThread>

#include <memory>
#include <type_traits>

namespace Medio {

/// A server of the tests in a thread of its own: what the main thread does can then be measured alone.
///
///     ServerThread<FakeMedio> server;
///     server.run([](FakeMedio &medio) { medio.databaseDown = true; });
template<typename Server>
class ServerThread
{
public:
    ServerThread()
    {
        m_context.moveToThread(&m_thread);
        m_thread.setObjectName(QStringLiteral("test-server"));
        m_thread.start();
        inThread([this] { m_server = std::make_unique<Server>(); });
    }
    ~ServerThread()
    {
        inThread([this] { m_server.reset(); });
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(ServerThread)

    /// Does it in the server's thread and waits for it. Not from that thread.
    template<typename Deed>
    auto run(Deed deed)
    {
        if constexpr (std::is_void_v<std::invoke_result_t<Deed, Server &>>) {
            inThread([this, &deed] { deed(*m_server); });
        } else {
            std::invoke_result_t<Deed, Server &> result{};
            inThread([this, &deed, &result] { result = deed(*m_server); });
            return result;
        }
    }

private:
    template<typename Deed>
    void inThread(Deed deed)
    {
        QMetaObject::invokeMethod(&m_context, deed, Qt::BlockingQueuedConnection);
    }

    QThread m_thread;
    QObject m_context;
    std::unique_ptr<Server> m_server;
};

} // namespace Medio
