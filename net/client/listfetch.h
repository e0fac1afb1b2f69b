// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/client/authsession.h"
#include "net/client/call.h"
#include "net/client/pagereader.h"

#include <functional>
#include <utility>

namespace Medio::Net {

/// All pages of a list as one call. Fails as the first page that fails, and with Aborted when somebody
/// else signs in meanwhile.
template<typename T>
class ListFetch final : public Call<QList<T>>
{
public:
    using Ask = std::function<Call<Api::Page<T>> *(int page)>;

    ListFetch(const AuthSession &session, Ask ask, QObject *parent)
        : Call<QList<T>>(parent)
        , m_session(session)
        , m_ask(std::move(ask))
    {
    }

protected:
    void begin() override
    {
        m_era = m_session.era();
        fetch();
    }

private:
    void fetch()
    {
        m_ask(m_reader.next().value())->then(this->work(), [this](const auto &page) {
            if (!page) {
                this->finish(Unexpected{page.error()});
            } else if (m_era != m_session.era()) {
                this->finish(Unexpected{AuthSession::changedHands()});
            } else {
                m_reader.take(*page);
                if (m_reader.next())
                    fetch();
                else
                    this->finish(m_reader.items());
            }
        });
    }

    const AuthSession &m_session;
    Ask m_ask;
    PageReader<T> m_reader;
    quint64 m_era = 0;
};

} // namespace Medio::Net
