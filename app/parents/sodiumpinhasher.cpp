// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/sodiumpinhasher.h"

#include <sodium.h>

#include <QPointer>
#include <QRegularExpression>

#include <array>
#include <cstddef>
#include <utility>

namespace Medio::Parents {
namespace {

// Of a verifier that is read, not of one that is made: another version may have made it.
constexpr int mostMemory = 256 * 1024; // KiB
constexpr int mostPasses = 10;
constexpr std::size_t hashBytes = 32; // libsodium's, and what 43 characters of Base64 hold

/// What libsodium wrote with crypto_pwhash_str(), taken apart.
struct Verifier
{
    std::size_t memory = 0; ///< bytes
    unsigned long long passes = 0;
    QByteArray salt;
    QByteArray hash;
};

std::optional<Verifier> parse(const QByteArray &bytes)
{
    static const QRegularExpression form(QStringLiteral(
        R"(\A\$argon2id\$v=19\$m=([1-9]\d{0,8}),t=([1-9]\d{0,3}),p=1\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})\z)"));
    if (bytes.size() >= static_cast<qsizetype>(crypto_pwhash_STRBYTES))
        return std::nullopt;
    const QRegularExpressionMatch match = form.match(QString::fromLatin1(bytes));
    const int memory = match.captured(1).toInt();
    const int passes = match.captured(2).toInt();
    if (!match.hasMatch() || memory > mostMemory || passes > mostPasses)
        return std::nullopt;
    const auto decoded = [&match](int group) {
        return QByteArray::fromBase64(match.captured(group).toLatin1());
    };
    return Verifier{static_cast<std::size_t>(memory) * 1024, static_cast<unsigned long long>(passes),
                    decoded(3), decoded(4)};
}

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

PinHasher::Match matchOf(const QByteArray &bytes, const Pin &pin)
{
    // Not crypto_pwhash_str_verify(): where memory is short it says that the PIN is wrong.
    const auto verifier = parse(bytes);
    if (!verifier || verifier->salt.size() != static_cast<qsizetype>(crypto_pwhash_SALTBYTES) ||
        verifier->hash.size() != static_cast<qsizetype>(hashBytes))
        return PinHasher::Match::Failed;
    std::array<unsigned char, hashBytes> made{};
    const std::string_view digits = pin.digits();
    if (crypto_pwhash(made.data(), made.size(), digits.data(), digits.size(),
                      reinterpret_cast<const unsigned char *>(verifier->salt.constData()), verifier->passes,
                      verifier->memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return PinHasher::Match::Failed;
    const bool same = sodium_memcmp(made.data(), verifier->hash.constData(), made.size()) == 0;
    sodium_memzero(made.data(), made.size());
    return same ? PinHasher::Match::Same : PinHasher::Match::Different;
}

} // namespace

SodiumPinHasher::SodiumPinHasher()
{
    if (sodium_init() < 0)
        qFatal("libsodium could not be initialised");
}

SodiumPinHasher::~SodiumPinHasher()
{
    if (m_thread.joinable())
        m_thread.join();
}

void SodiumPinHasher::run(std::function<Answer()> work)
{
    m_thread = std::thread([this, work = std::move(work), before = std::move(m_thread)]() mutable {
        if (before.joinable()) // each takes 64 MiB
            before.join();
        m_answers.post(work());
    });
}

void SodiumPinHasher::hash(std::shared_ptr<const Pin> pin, QObject *context,
                           std::function<void(std::optional<QByteArray>)> done)
{
    // What the answer holds goes along with it: it must not die on the other thread.
    run([pin = std::move(pin), context = QPointer<QObject>(context),
         done = std::move(done)]() mutable -> Answer {
        return [made = hashOf(*pin), context = std::move(context), done = std::move(done)] {
            if (context)
                done(made);
        };
    });
}

void SodiumPinHasher::compare(const QByteArray &verifier, std::shared_ptr<const Pin> pin, QObject *context,
                              std::function<void(Match)> done)
{
    run([verifier, pin = std::move(pin), context = QPointer<QObject>(context),
         done = std::move(done)]() mutable -> Answer {
        return [match = matchOf(verifier, *pin), context = std::move(context), done = std::move(done)] {
            if (context)
                done(match);
        };
    });
}

bool SodiumPinHasher::isVerifier(const QByteArray &bytes) const
{
    return parse(bytes).has_value();
}

} // namespace Medio::Parents
