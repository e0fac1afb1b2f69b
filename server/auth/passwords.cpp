// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/auth/passwords.h"

#include <crypt.h>
#include <openssl/crypto.h>

#include <QRandomGenerator>

#include <array>
#include <memory>

namespace Medio::Home::Passwords {
namespace {

constexpr unsigned long cost = 10;

/// Empty when libxcrypt refuses the setting, or the password holds a NUL.
QByteArray crypt(const QString &password, const QByteArray &setting)
{
    // More does not count for bcrypt, and more than 512 bytes libxcrypt refuses.
    QByteArray phrase = password.toUtf8().left(72);
    if (phrase.contains('\0')) // would end the phrase early
        return {};
    const auto data = std::make_unique<crypt_data>(); // 32 KiB, zeroed
    const char *result = crypt_rn(phrase.constData(), setting.constData(), data.get(), sizeof(crypt_data));
    QByteArray hash = result ? QByteArray(result) : QByteArray();
    OPENSSL_cleanse(data.get(), sizeof(crypt_data));
    OPENSSL_cleanse(phrase.data(), static_cast<size_t>(phrase.size()));
    return hash;
}

} // namespace

QByteArray hash(const QString &password)
{
    std::array<quint32, 4> random{};
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    std::array<char, CRYPT_GENSALT_OUTPUT_SIZE> setting{};
    if (!crypt_gensalt_rn("$2b$", cost, reinterpret_cast<const char *>(random.data()), sizeof(random),
                          setting.data(), static_cast<int>(setting.size())))
        qFatal("crypt_gensalt_rn knows no bcrypt");
    QByteArray result = crypt(password, setting.data());
    Q_ASSERT(!result.isEmpty());
    return result;
}

bool matches(const QString &password, const QByteArray &hash)
{
    if (!hash.startsWith("$2a$") && !hash.startsWith("$2b$") && !hash.startsWith("$2y$"))
        return false;
    const QByteArray result = crypt(password, hash);
    return result.size() == hash.size() &&
           CRYPTO_memcmp(result.constData(), hash.constData(), static_cast<size_t>(hash.size())) == 0;
}

void waste(const QString &password)
{
    static const QByteArray nobody = hash(QStringLiteral("nobody"));
    [[maybe_unused]] const bool never = matches(password, nobody);
}

} // namespace Medio::Home::Passwords
