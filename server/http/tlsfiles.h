// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"

#include <QString>

struct ssl_ctx_st;

/// Certificate and key in PEM files. A key with a passphrase is refused: nobody is there to type it.
namespace Medio::Home::TlsFiles {

[[nodiscard]] bool isCertificate(const QString &path);
[[nodiscard]] bool isKey(const QString &path);

/// Loads both into OpenSSL's context. The error is for people and names the file.
Expected<void, QString> use(const QString &certificate, const QString &key, ssl_ctx_st *context);

/// The same into nothing.
Expected<void, QString> check(const QString &certificate, const QString &key);

} // namespace Medio::Home::TlsFiles
