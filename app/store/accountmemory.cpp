// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/accountmemory.h"

#include <utility>

namespace Medio::Store {

namespace {
QString serverKey()
{
    return QStringLiteral("account.server");
}

QString emailKey()
{
    return QStringLiteral("account.email");
}
} // namespace

AccountMemory::AccountMemory(std::shared_ptr<SettingsFile> file, StoreThread &thread)
    : m_file(std::move(file))
    , m_thread(thread)
    , m_account{QUrl(m_file->values().value(serverKey()), QUrl::StrictMode),
                m_file->values().value(emailKey())}
{
}

AccountMemory::~AccountMemory()
{
    SettingsFile::close(std::move(m_file), m_thread);
}

void AccountMemory::remember(const Parents::RememberedAccount &account)
{
    if (account == m_account)
        return;
    m_account = account;
    const QUrl server = account.server.adjusted(QUrl::RemoveUserInfo);
    SettingsFile::write(m_file, m_thread,
                        {{serverKey(), server.toString(QUrl::FullyEncoded)}, {emailKey(), account.email}});
}

} // namespace Medio::Store
