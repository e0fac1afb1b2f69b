// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/http/tlsfiles.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <QFile>
#include <QFileInfo>

#include <array>
#include <memory>

namespace Medio::Home::TlsFiles {
namespace {

using Context = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;

Context newContext()
{
    return {SSL_CTX_new(TLS_server_method()), &SSL_CTX_free};
}

/// What OpenSSL said last, and forgets now.
QString reason()
{
    std::array<char, 256> text{};
    ERR_error_string_n(ERR_peek_last_error(), text.data(), text.size());
    ERR_clear_error();
    return QString::fromLatin1(text.data());
}

/// Instead of OpenSSL's own, which would wait at the terminal.
int noPassphrase(char *, int, int, void *)
{
    return -1;
}

bool loadCertificate(SSL_CTX *context, const QString &path)
{
    return QFileInfo(path).isFile() // a pipe may never begin
           && SSL_CTX_use_certificate_chain_file(context, QFile::encodeName(path).constData()) == 1;
}

bool loadKey(SSL_CTX *context, const QString &path)
{
    SSL_CTX_set_default_passwd_cb(context, &noPassphrase);
    return QFileInfo(path).isFile() &&
           SSL_CTX_use_PrivateKey_file(context, QFile::encodeName(path).constData(), SSL_FILETYPE_PEM) == 1;
}

} // namespace

bool isCertificate(const QString &path)
{
    const bool is = loadCertificate(newContext().get(), path);
    ERR_clear_error();
    return is;
}

bool isKey(const QString &path)
{
    const bool is = loadKey(newContext().get(), path);
    ERR_clear_error();
    return is;
}

Expected<void, QString> use(const QString &certificate, const QString &key, ssl_ctx_st *context)
{
    ERR_clear_error();
    if (!loadCertificate(context, certificate))
        return Unexpected{QStringLiteral("tls.certificate: %1 can't be used: %2").arg(certificate, reason())};
    if (!loadKey(context, key) || SSL_CTX_check_private_key(context) != 1)
        return Unexpected{
            QStringLiteral("tls.key: %1 can't be used with %2: %3").arg(key, certificate, reason())};
    return {};
}

Expected<void, QString> check(const QString &certificate, const QString &key)
{
    return use(certificate, key, newContext().get());
}

} // namespace Medio::Home::TlsFiles
