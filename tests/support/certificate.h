// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <QByteArray>
#include <QFile>
#include <QString>

#include <cstdio>
#include <memory>

namespace Medio {

/// A self-signed certificate for 127.0.0.1, good for a day, and its key, as PEM files. With a
/// passphrase the key is encrypted.
inline bool makeCertificate(const QString &certificatePath, const QString &keyPath,
                            QByteArray passphrase = {})
{
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), &X509_free);
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 24 * 3600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char *>("127.0.0.1"), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate.get()));
    if (X509_sign(certificate.get(), key.get(), EVP_sha256()) == 0)
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
                                           passphrase.isEmpty() ? nullptr : EVP_aes_256_cbc(),
                                           reinterpret_cast<unsigned char *>(passphrase.data()),
                                           static_cast<int>(passphrase.size()), nullptr, nullptr);
           });
}

} // namespace Medio
