// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/systemkeychain.h"

#include "app/base/logging.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QLibrary>
#include <QPointer>
#include <QTimer>
#include <qt6keychain/keychain.h>

#include <utility>

namespace Medio::Net {

namespace {

using namespace Qt::StringLiterals;

const auto service = u"medio-kiosk"_s;
const auto secretService = u"org.freedesktop.secrets"_s;

/// libsecret, which QtKeychain loads, keeps to the keyring process that it first met and fails for
/// ever when that one is gone. This makes it look again. Without the library there is nothing to do.
void forgetKeyringService()
{
    using Disconnect = void (*)();
    QLibrary libsecret(u"secret-1"_s, 0);
    if (const auto disconnect = reinterpret_cast<Disconnect>(libsecret.resolve("secret_service_disconnect")))
        disconnect();
}

Keychain::Problem problemOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return Keychain::Problem::Locked;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    // QtKeychain has no better word for "no session bus" and "no Secret Service" (measured).
    case QKeychain::OtherError:
        return Keychain::Problem::Unavailable;
    case QKeychain::NoError:
    case QKeychain::EntryNotFound:
    case QKeychain::CouldNotDeleteEntry:
        break;
    }
    return Keychain::Problem::Failed;
}

} // namespace

/// One load, save or removal: ask whether the collection is locked, run the job, be over in time.
class SystemKeychain::Operation final : public QObject
{
public:
    using Finished = std::function<void(QKeychain::Job *, std::optional<Problem>)>;

    /// `context` may die meanwhile: the job still runs (a removal must happen), nobody is told.
    Operation(SystemKeychain &keychain, QKeychain::Job *job, QObject *context, Finished finished)
        : QObject(&keychain)
        , m_keychain(keychain)
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
        QDBusMessage question =
            QDBusMessage::createMethodCall(secretService, u"/org/freedesktop/secrets/aliases/default"_s,
                                           u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
        question << u"org.freedesktop.Secret.Collection"_s << u"Locked"_s;
        auto *watcher =
            new QDBusPendingCallWatcher(bus.asyncCall(question, static_cast<int>(timeout.count())), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
            const QDBusPendingReply<QDBusVariant> reply = *watcher;
            if (m_over)
                return;
            if (reply.isError() && reply.error().type() == QDBusError::ServiceUnknown)
                end(Problem::Unavailable);
            else if (!reply.isError() && reply.value().variant().toBool())
                end(Problem::Locked);
            else
                startJob();
        });
    }

private:
    /// Unlocked, no collection yet, or another keychain than the Secret Service.
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
            qCInfo(lcNet).noquote() << "keychain:" << nameOf(*problem) << m_job->errorString();
        const Finished finished = std::move(m_finished);
        const QPointer<QObject> context = m_context;
        const QPointer<SystemKeychain> keychain = &m_keychain;
        if (m_jobStarted && problem == Problem::TimedOut) {
            // The job may still be waiting for a prompt. It can't be cancelled; it deletes itself.
            m_job->setParent(nullptr);
            m_job->setAutoDelete(true);
        }
        if (context)
            finished(m_job, problem);
        deleteLater();
        if (keychain) {
            keychain->m_operations.removeOne(this);
            keychain->startNext();
        }
    }

    SystemKeychain &m_keychain;
    QKeychain::Job *m_job;
    QPointer<QObject> m_context;
    Finished m_finished;
    QTimer m_timer;
    bool m_jobStarted = false;
    bool m_over = false;
};

SystemKeychain::SystemKeychain(std::chrono::milliseconds timeout, QObject *parent)
    : QObject(parent)
    , m_timeout(timeout)
    , m_keyring(secretService, QDBusConnection::sessionBus(), QDBusServiceWatcher::WatchForOwnerChange)
{
    connect(&m_keyring, &QDBusServiceWatcher::serviceOwnerChanged, this,
            [](const QString &, const QString &former) {
                if (!former.isEmpty())
                    forgetKeyringService();
            });
}

SystemKeychain::~SystemKeychain() = default;

void SystemKeychain::read(const QString &entry, QObject *context, std::function<void(const Read &)> done)
{
    auto *job = new QKeychain::ReadPasswordJob(service);
    job->setKey(entry);
    enqueue(new Operation(*this, job, context,
                          [done = std::move(done)](QKeychain::Job *finished, std::optional<Problem> problem) {
                              if (problem) {
                                  done(Unexpected{*problem});
                                  return;
                              }
                              const QByteArray secret =
                                  finished->error() == QKeychain::NoError
                                      ? static_cast<QKeychain::ReadPasswordJob *>(finished)->binaryData()
                                      : QByteArray();
                              done(secret.isEmpty() ? std::optional<QByteArray>() : std::optional(secret));
                          }));
}

void SystemKeychain::write(const QString &entry, const QByteArray &secret, QObject *context,
                           std::function<void(const Done &)> done)
{
    auto *job = new QKeychain::WritePasswordJob(service);
    job->setKey(entry);
    job->setBinaryData(secret);
    enqueue(new Operation(*this, job, context,
                          [done = std::move(done)](QKeychain::Job *, std::optional<Problem> problem) {
                              done(problem ? Done(Unexpected{*problem}) : Done());
                          }));
}

void SystemKeychain::remove(const QString &entry, QObject *context, std::function<void(const Done &)> done)
{
    auto *job = new QKeychain::DeletePasswordJob(service);
    job->setKey(entry);
    enqueue(new Operation(*this, job, context,
                          [done = std::move(done)](QKeychain::Job *, std::optional<Problem> problem) {
                              done(problem ? Done(Unexpected{*problem}) : Done());
                          }));
}

void SystemKeychain::enqueue(Operation *operation)
{
    m_operations.enqueue(operation);
    if (m_operations.size() == 1)
        startNext();
}

void SystemKeychain::startNext()
{
    if (m_operations.isEmpty())
        return;
    // Later: nobody is told anything before the call that asked has returned.
    QMetaObject::invokeMethod(
        m_operations.head(), [operation = m_operations.head(), this] { operation->start(m_timeout); },
        Qt::QueuedConnection);
}

} // namespace Medio::Net
