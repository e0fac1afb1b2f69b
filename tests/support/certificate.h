// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <QByteArray>
#include <QFile>
#include <QHostAddress>
#include <QRandomGenerator>
#include <QString>

#include <chrono>
#include <cstdio>
#include <memory>

namespace Medio {

/// What a certificate of the tests says; as it stands: good for this machine's loopback address, for a day.
struct CertificateWish
{
    QByteArray host = "127.0.0.1";    ///< a literal address or a name
    std::chrono::seconds from{-3600}; ///< from now on
    std::chrono::seconds until{24 * 3600};
    QByteArray passphrase = {}; ///< the key is encrypted with it
    bool isAuthority = false;   ///< may sign others
    /// Files of the authority that signs it; empty: it signs itself.
    QString authority = {};
    QString authorityKey = {};
};

/// What a PEM file holds; null: it can't be read.
template<typename T>
std::unique_ptr<T, void (*)(T *)>
readPem(const QString &path, T *(*read)(FILE *, T **, pem_password_cb *, void *), void (*release)(T *))
{
    FILE *file = std::fopen(QFile::encodeName(path).constData(), "r");
    std::unique_ptr<T, void (*)(T *)> held(file ? read(file, nullptr, nullptr, nullptr) : nullptr, release);
    if (file)
        std::fclose(file);
    return held;
}

/// A certificate and its key, as PEM files.
inline bool makeCertificate(const QString &certificatePath, const QString &keyPath, CertificateWish wish)
{
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), &X509_free);
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()),
                     1 + QRandomGenerator::global()->bounded(1'000'000)); // one issuer, one number each
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), wish.from.count());
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), wish.until.count());
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char *>(wish.host.constData()), -1, -1, 0);
    const auto authority = readPem(wish.authority, &PEM_read_X509, &X509_free);
    const auto authorityKey = readPem(wish.authorityKey, &PEM_read_PrivateKey, &EVP_PKEY_free);
    if (!wish.authority.isEmpty() && (!authority || !authorityKey))
        return false;
    X509_set_issuer_name(certificate.get(),
                         X509_get_subject_name(authority ? authority.get() : certificate.get()));
    const bool isAddress = !QHostAddress(QString::fromLatin1(wish.host)).isNull();
    const QByteArray names = (isAddress ? "IP:" : "DNS:") + wish.host;
    const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> alternative(
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names.constData()), &X509_EXTENSION_free);
    if (!alternative || X509_add_ext(certificate.get(), alternative.get(), -1) == 0)
        return false;
    if (wish.isAuthority) {
        const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> signsOthers(
            X509V3_EXT_conf_nid(nullptr, nullptr, NID_basic_constraints, "critical,CA:TRUE"),
            &X509_EXTENSION_free);
        if (!signsOthers || X509_add_ext(certificate.get(), signsOthers.get(), -1) == 0)
            return false;
    }
    if (X509_sign(certificate.get(), authorityKey ? authorityKey.get() : key.get(), EVP_sha256()) == 0)
        return false;
    const auto write = [](const QString &path, auto print) {
        const auto close = [](FILE *file) {
            std::fclose(file);
        };
        const std::unique_ptr<FILE, decltype(close)> file(
            std::fopen(QFile::encodeName(path).constData(), "w"), close);
        return file && print(file.get()) == 1;
    };
    return write(certificatePath, [&](FILE *file) { return PEM_write_X509(file, certificate.get()); }) &&
           write(keyPath, [&](FILE *file) {
               return PEM_write_PrivateKey(file, key.get(),
                                           wish.passphrase.isEmpty() ? nullptr : EVP_aes_256_cbc(),
                                           reinterpret_cast<unsigned char *>(wish.passphrase.data()),
                                           static_cast<int>(wish.passphrase.size()), nullptr, nullptr);
           });
}

/// The usual one; with a passphrase the key is encrypted.
inline bool makeCertificate(const QString &certificatePath, const QString &keyPath,
                            const QByteArray &passphrase = {})
{
    CertificateWish wish;
    wish.passphrase = passphrase;
    return makeCertificate(certificatePath, keyPath, wish);
}

} // namespace Medio
