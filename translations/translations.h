// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

#include <memory>

class QTranslator;

namespace Medio::Translations {

/// The languages that are compiled in: "de", "en".
[[nodiscard]] QStringList languages();

/// The texts of a language ("de", "de_AT"), or nothing if it is not among languages(). The caller
/// installs it (QCoreApplication::installTranslator) and keeps it alive.
[[nodiscard]] std::unique_ptr<QTranslator> load(const QString &language);

} // namespace Medio::Translations
