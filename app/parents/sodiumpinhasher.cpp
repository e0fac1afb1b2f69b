// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/sodiumpinhasher.h"

#include <sodium.h>

#include <QFutureWatcher>
#include <QPointer>
#include <QPromise>
#include <QRegularExpression>

#include <array>
#include <cerrno>
#include <utility>

namespace Medio::Parents {
namespace {

// Of a verifier that is read, not of one that is made: another version may have made it.
constexpr int mostMemory = 256 * 1024; // KiB
constexpr int mostPasses = 10;

std::optional<QByteArray> hashOf(const Pin &pin)
{
    std::array<char, crypto_pwhash_STRBYTES> text{};
    const std::string_view digits = pin.digits();
    if (crypto_pwhash_str_alg(text.data(), digits.data(), digits.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                              crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return std::nullopt;
    QByteArray verifier(text.data());
    sodium_memzero(text.data(), text.size());
    return verifier;
}

PinHasher::Match matchOf(const QByteArray &verifier, const Pin &pin)
{
    const std::string_view digits = pin.digits();
    errno = 0;
    if (crypto_pwhash_str_verify(verifier.constData(), digits.data(), digits.size()) == 0)
        return PinHasher::Match::Same;
    // libsodium says EINVAL when the hash was made and differs, and nothing of the kind when it was not.
    return errno == EINVAL ? PinHasher::Match::Different : PinHasher::Match::Failed;
}

} // namespace

SodiumPinHasher::SodiumPinHasher(QObject *parent)
    : QObject(parent)
{
    if (sodium_init() < 0)
        qFatal("libsodium could not be initialised");
    m_pool.setMaxThreadCount(1); // each takes 64 MiB
}

SodiumPinHasher::~SodiumPinHasher()
{
    m_pool.waitForDone();
}

template<typename Result>
void SodiumPinHasher::run(std::function<Result()> work, QObject *context, std::function<void(Result)> done)
{
    // The callback stays on this thread: what it holds must not die on the other one.
    auto *watcher = new QFutureWatcher<Result>(this);
    connect(watcher, &QFutureWatcherBase::finished, this,
            [watcher, context = QPointer<QObject>(context), done = std::move(done)] {
                watcher->deleteLater();
                if (context)
                    done(watcher->result());
            });
    const auto promise = std::make_shared<QPromise<Result>>();
    watcher->setFuture(promise->future());
    m_pool.start([promise, work = std::move(work)] {
        promise->start();
        promise->addResult(work());
        promise->finish();
    });
}

void SodiumPinHasher::hash(std::shared_ptr<const Pin> pin, QObject *context,
                           std::function<void(std::optional<QByteArray>)> done)
{
    run<std::optional<QByteArray>>([pin = std::move(pin)] { return hashOf(*pin); }, context, std::move(done));
}

void SodiumPinHasher::compare(const QByteArray &verifier, std::shared_ptr<const Pin> pin, QObject *context,
                              std::function<void(Match)> done)
{
    run<Match>([verifier, pin = std::move(pin)] { return matchOf(verifier, *pin); }, context,
               std::move(done));
}

bool SodiumPinHasher::isVerifier(const QByteArray &bytes) const
{
    static const QRegularExpression form(QStringLiteral(
        R"(\A\$argon2id\$v=19\$m=([1-9]\d{0,8}),t=([1-9]\d{0,3}),p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}\z)"));
    if (bytes.size() >= static_cast<qsizetype>(crypto_pwhash_STRBYTES))
        return false;
    const QRegularExpressionMatch match = form.match(QString::fromLatin1(bytes));
    return match.hasMatch() && match.captured(1).toInt() <= mostMemory &&
           match.captured(2).toInt() <= mostPasses;
}

} // namespace Medio::Parents
