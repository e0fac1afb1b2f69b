// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "app/base/logging.h"
#include "net/api/apierror.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace Medio::Net {

/// A call to the server and its life: created → started → exactly one of succeeded, failed,
/// aborted → gone. The client that made it owns it; it starts by itself when the event loop runs
/// next, and deletes itself after its end, so keep a QPointer if you keep anything.
/// Thread: GUI thread.
class CallBase : public QObject
{
    Q_OBJECT
public:
    enum class State { Created, Started, Succeeded, Failed, Aborted };
    Q_ENUM(State)

    ~CallBase() override;

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isFinished() const { return m_state > State::Started; }
    /// Why it failed or was aborted, without knowing what it was for; nothing in any other state.
    [[nodiscard]] virtual std::optional<Api::ApiError> error() const = 0;

    /// Ends it now. Callbacks of then() do not run: whoever aborts knows. Without effect at the end.
    void abort();

Q_SIGNALS:
    void started();
    /// Once; state() says how. Emitted before the callbacks of then().
    void finished();

protected:
    explicit CallBase(QObject *parent);

    /// Does the work; everything it starts must be bound to work(), which dies with the end.
    virtual void begin() = 0;
    /// As begin(), for another try: its lines in the log carry the fields of whoever made the call.
    void beginAgain();
    virtual void setAborted() = 0;

    [[nodiscard]] QObject *work() const { return m_work.get(); }
    /// Ends the life; nothing after the end changes anything.
    bool end(State state);

private:
    State m_state = State::Created;
    const Logging::Context m_fields;
    std::unique_ptr<QObject> m_work;
};

/// A call whose result is a T, or the reason why there is none.
template<typename T>
class Call : public CallBase
{
public:
    using Result = Expected<T, Api::ApiError>;
    using Callback = std::function<void(const Result &)>;

    /// Runs `callback` at the end, unless the call is aborted; several run in the order in which they
    /// were given. The call is bound to `context`: when the last context dies, it is aborted.
    Call *then(QObject *context, Callback callback)
    {
        m_callbacks.append({context, std::move(callback)});
        connect(context, &QObject::destroyed, this, [this, context] { leave(context); });
        return this;
    }

    /// Meaningful after finished(); the error Aborted before.
    [[nodiscard]] const Result &result() const { return m_result; }

    [[nodiscard]] std::optional<Api::ApiError> error() const override
    {
        return isFinished() && !m_result ? std::optional(m_result.error()) : std::nullopt;
    }

protected:
    using CallBase::CallBase;

    void finish(const Result &result)
    {
        if (isFinished())
            return;
        m_result = result;
        const auto callbacks = std::exchange(m_callbacks, {});
        const QPointer<CallBase> self = this;
        if (!end(result ? State::Succeeded : State::Failed))
            return;
        for (const auto &[context, callback] : callbacks) {
            if (context)
                callback(result);
        }
    }

    void setAborted() override
    {
        m_callbacks.clear();
        m_result = Unexpected{Api::ApiError{Api::ApiError::Kind::Aborted, 0, {}, {}, {}, {}}};
    }

private:
    void leave(QObject *context)
    {
        m_callbacks.removeIf(
            [context](const auto &entry) { return !entry.first || entry.first.data() == context; });
        if (m_callbacks.isEmpty())
            abort();
    }

    QList<std::pair<QPointer<QObject>, Callback>> m_callbacks;
    Result m_result = Unexpected{Api::ApiError{Api::ApiError::Kind::Aborted, 0, {}, {}, {}, {}}};
};

} // namespace Medio::Net
