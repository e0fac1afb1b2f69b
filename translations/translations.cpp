// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "translations/translations.h"

#include <QDir>
#include <QTranslator>

// Q_INIT_RESOURCE must stand outside of every namespace
static void initialise()
{
    Q_INIT_RESOURCE(medio_translations_translations);
}

namespace Medio::Translations {

QStringList languages()
{
    initialise();
    QStringList found;
    for (const QString &file :
         QDir(QStringLiteral(":/i18n")).entryList({QStringLiteral("medio_*.qm")}, QDir::Files, QDir::Name))
        found.append(file.mid(6, file.size() - 9));
    return found;
}

std::unique_ptr<QTranslator> load(const QString &language)
{
    const QString plain = language.section(u'_', 0, 0).section(u'-', 0, 0).toLower();
    if (!languages().contains(plain))
        return nullptr;
    auto translator = std::make_unique<QTranslator>();
    if (!translator->load(QStringLiteral(":/i18n/medio_") + plain + QStringLiteral(".qm")))
        return nullptr;
    return translator;
}

} // namespace Medio::Translations
