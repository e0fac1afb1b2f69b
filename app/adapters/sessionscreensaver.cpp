// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/sessionscreensaver.h"

#include "app/base/logging.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

#include <utility>

namespace Medio::Adapters {

namespace {

constexpr QLatin1String service("org.freedesktop.ScreenSaver");

QDBusMessage call(const QString &method, const QVariantList &arguments = {})
{
    QDBusMessage message = QDBusMessage::createMethodCall(
        service, QStringLiteral("/org/freedesktop/ScreenSaver"), service, method);
    message.setArguments(arguments);
    return message;
}

} // namespace

SessionScreenSaver::SessionScreenSaver(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
    , m_bus(bus)
    , m_watcher(service, bus, QDBusServiceWatcher::WatchForRegistration)
{
    connect(&m_watcher, &QDBusServiceWatcher::serviceRegistered, this, [this] {
        m_cookie.reset(); // of the one before
        m_hasCome = m_asked;
        if (m_lit)
            inhibit();
    });
}

void SessionScreenSaver::keepLit()
{
    if (std::exchange(m_lit, true) || !m_bus.isConnected())
        return;
    m_bus.send(call(QStringLiteral("SimulateUserActivity")));
    inhibit();
}

void SessionScreenSaver::letGoDark()
{
    m_lit = false;
    if (m_cookie)
        m_bus.send(call(QStringLiteral("UnInhibit"), {*std::exchange(m_cookie, std::nullopt)}));
}

void SessionScreenSaver::inhibit()
{
    if (m_cookie || std::exchange(m_asked, true))
        return;
    const QVariantList arguments{QStringLiteral("medio-kiosk"), QStringLiteral("Children's screen")};
    auto *waiting =
        new QDBusPendingCallWatcher(m_bus.asyncCall(call(QStringLiteral("Inhibit"), arguments)), this);
    connect(waiting, &QDBusPendingCallWatcher::finished, this, &SessionScreenSaver::answered);
}

void SessionScreenSaver::answered(QDBusPendingCallWatcher *waiting)
{
    waiting->deleteLater();
    m_asked = false;
    const bool hasCome = std::exchange(m_hasCome, false);
    const QDBusPendingReply<uint> reply = *waiting;
    if (reply.isError()) {
        qCDebug(lcApp).noquote() << "no screen saver to be inhibited:" << reply.error().name();
        if (hasCome && m_lit)
            inhibit();
        return;
    }
    m_cookie = reply.value();
    if (!m_lit)
        letGoDark();
}

} // namespace Medio::Adapters
