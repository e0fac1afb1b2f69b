// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/automation/keyname.h"

#include <QHash>
#include <QMetaEnum>
#include <QStringList>

namespace Medio {

namespace {

std::optional<Qt::KeyboardModifier> modifierOf(const QString &name)
{
    static const QHash<QString, Qt::KeyboardModifier> modifiers = {
        {QStringLiteral("ctrl"), Qt::ControlModifier},
        {QStringLiteral("alt"), Qt::AltModifier},
        {QStringLiteral("shift"), Qt::ShiftModifier},
        {QStringLiteral("meta"), Qt::MetaModifier},
    };
    const auto found = modifiers.constFind(name.toLower());
    return found == modifiers.cend() ? std::nullopt : std::optional(*found);
}

std::optional<Qt::Key> keyOf(const QString &name)
{
    static const QHash<QString, Qt::Key> keys = [] {
        const QMetaEnum known = QMetaEnum::fromType<Qt::Key>();
        QHash<QString, Qt::Key> byName;
        for (int i = 0; i < known.keyCount(); ++i)
            byName.insert(QString::fromLatin1(known.key(i)).mid(4).toLower(), Qt::Key(known.value(i)));
        byName.insert(QStringLiteral("esc"), Qt::Key_Escape);
        byName.insert(QStringLiteral("pgup"), Qt::Key_PageUp);
        byName.insert(QStringLiteral("pgdown"), Qt::Key_PageDown);
        byName.insert(QStringLiteral("del"), Qt::Key_Delete);
        byName.insert(QStringLiteral("ins"), Qt::Key_Insert);
        byName.remove(QStringLiteral("unknown"));
        return byName;
    }();
    const auto found = keys.constFind(name.toLower());
    return found == keys.cend() ? std::nullopt : std::optional(*found);
}

} // namespace

std::optional<KeyStroke> keyStrokeOf(const QString &text)
{
    KeyStroke stroke;
    QStringList names = text.split(QLatin1Char('+'));
    const std::optional<Qt::Key> key = keyOf(names.takeLast());
    if (!key)
        return std::nullopt;
    stroke.key = *key;
    for (const QString &name : std::as_const(names)) {
        const std::optional<Qt::KeyboardModifier> modifier = modifierOf(name);
        if (!modifier || stroke.modifiers.testFlag(*modifier))
            return std::nullopt;
        stroke.modifiers |= *modifier;
    }
    return stroke;
}

} // namespace Medio
