// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/keychaintokenstore.h"

#include "app/base/logging.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QPointer>
#include <QTimer>
#include <qt6keychain/keychain.h>

#include <utility>

namespace Medio::Net {

namespace {

using namespace Qt::StringLiterals;

const auto service = u"medio-kiosk"_s;

QString keyOf(const QString &origin)
{
    return u"refresh-token "_s + origin;
}

TokenStore::Problem problemOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return TokenStore::Problem::Locked;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    // QtKeychain has no better word for "no session bus" and "no Secret Service" (measured).
    case QKeychain::OtherError:
        return TokenStore::Problem::Unavailable;
    case QKeychain::NoError:
    case QKeychain::EntryNotFound:
    case QKeychain::CouldNotDeleteEntry:
        break;
    }
    return TokenStore::Problem::Failed;
}

} // namespace

/// One load, save or removal: ask whether the collection is locked, run the job, be over in time.
class KeychainTokenStore::Operation final : public QObject
{
public:
    using Finished = std::function<void(QKeychain::Job *, std::optional<Problem>)>;

    /// `context` may die meanwhile: the job still runs (a removal must happen), nobody is told.
    Operation(KeychainTokenStore &store, QKeychain::Job *job, QObject *context, Finished finished)
        : QObject(&store)
        , m_store(store)
        , m_job(job)
        , m_context(context)
        , m_finished(std::move(finished))
    {
        m_job->setParent(this);
        m_job->setAutoDelete(false);
        m_job->setInsecureFallback(false);
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer); // a coarse one may ring too early
        connect(&m_timer, &QTimer::timeout, this, [this] { end(Problem::TimedOut); });
        connect(m_job, &QKeychain::Job::finished, this, [this] {
            const QKeychain::Error error = m_job->error();
            end(error == QKeychain::NoError || error == QKeychain::EntryNotFound
                    ? std::nullopt
                    : std::optional(problemOf(error)));
        });
    }

    void start(std::chrono::milliseconds timeout)
    {
        m_timer.start(timeout);
        const QDBusConnection bus = QDBusConnection::sessionBus();
        if (!bus.isConnected()) {
            end(Problem::Unavailable);
            return;
        }
        QDBusMessage question = QDBusMessage::createMethodCall(
            u"org.freedesktop.secrets"_s, u"/org/freedesktop/secrets/aliases/default"_s,
            u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
        question << u"org.freedesktop.Secret.Collection"_s << u"Locked"_s;
        auto *watcher =
            new QDBusPendingCallWatcher(bus.asyncCall(question, static_cast<int>(timeout.count())), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
            const QDBusPendingReply<QDBusVariant> reply = *watcher;
            if (reply.isError() && reply.error().type() == QDBusError::ServiceUnknown)
                end(Problem::Unavailable);
            else if (!reply.isError() && reply.value().variant().toBool())
                end(Problem::Locked);
            else if (!m_over)
                startJob(); // unlocked, no collection yet, or another keychain than the Secret Service
        });
    }

private:
    void startJob()
    {
        m_jobStarted = true;
        m_job->start();
    }

    void end(const std::optional<Problem> &problem)
    {
        if (m_over)
            return;
        m_over = true;
        m_timer.stop();
        m_job->disconnect(this);
        if (problem)
            qCInfo(lcNet) << "keychain:" << problemName(*problem) << m_job->errorString();
        const Finished finished = std::move(m_finished);
        const QPointer<QObject> context = m_context;
        const QPointer<KeychainTokenStore> store = &m_store;
        if (m_jobStarted && problem == Problem::TimedOut) {
            // The job may still be waiting for a prompt. It can't be cancelled; it deletes itself.
            m_job->setParent(nullptr);
            m_job->setAutoDelete(true);
        }
        if (context)
            finished(m_job, problem);
        deleteLater();
        if (store) {
            store->m_operations.removeOne(this);
            store->startNext();
        }
    }

    static const char *problemName(Problem problem)
    {
        switch (problem) {
        case Problem::Locked:
            return "locked";
        case Problem::Unavailable:
            return "unavailable";
        case Problem::TimedOut:
            return "timed out";
        case Problem::Failed:
            return "failed";
        }
        Q_UNREACHABLE();
    }

    KeychainTokenStore &m_store;
    QKeychain::Job *m_job;
    QPointer<QObject> m_context;
    Finished m_finished;
    QTimer m_timer;
    bool m_jobStarted = false;
    bool m_over = false;
};

KeychainTokenStore::KeychainTokenStore(std::chrono::milliseconds timeout, QObject *parent)
    : QObject(parent)
    , m_timeout(timeout)
{
}

KeychainTokenStore::~KeychainTokenStore() = default;

void KeychainTokenStore::load(const QString &origin, QObject *context, std::function<void(Loaded)> done)
{
    auto *job = new QKeychain::ReadPasswordJob(service);
    job->setKey(keyOf(origin));
    enqueue(new Operation(*this, job, context,
                          [done = std::move(done)](QKeychain::Job *finished, std::optional<Problem> problem) {
                              if (problem) {
                                  done(Unexpected{*problem});
                                  return;
                              }
                              const QByteArray token =
                                  finished->error() == QKeychain::NoError
                                      ? static_cast<QKeychain::ReadPasswordJob *>(finished)->binaryData()
                                      : QByteArray();
                              done(token.isEmpty() ? std::optional<QByteArray>() : std::optional(token));
                          }));
}

void KeychainTokenStore::save(const QString &origin, const QByteArray &token, QObject *context,
                              std::function<void(Done)> done)
{
    auto *job = new QKeychain::WritePasswordJob(service);
    job->setKey(keyOf(origin));
    job->setBinaryData(token);
    enqueue(new Operation(*this, job, context,
                          [done = std::move(done)](QKeychain::Job *, std::optional<Problem> problem) {
                              done(problem ? Done(Unexpected{*problem}) : Done());
                          }));
}

void KeychainTokenStore::remove(const QString &origin, QObject *context, std::function<void(Done)> done)
{
    auto *job = new QKeychain::DeletePasswordJob(service);
    job->setKey(keyOf(origin));
    enqueue(new Operation(*this, job, context,
                          [done = std::move(done)](QKeychain::Job *, std::optional<Problem> problem) {
                              done(problem ? Done(Unexpected{*problem}) : Done());
                          }));
}

void KeychainTokenStore::enqueue(Operation *operation)
{
    m_operations.enqueue(operation);
    if (m_operations.size() == 1)
        startNext();
}

void KeychainTokenStore::startNext()
{
    if (m_operations.isEmpty())
        return;
    // Later: nobody is told anything before the call that asked has returned.
    QMetaObject::invokeMethod(
        m_operations.head(), [operation = m_operations.head(), this] { operation->start(m_timeout); },
        Qt::QueuedConnection);
}

} // namespace Medio::Net
