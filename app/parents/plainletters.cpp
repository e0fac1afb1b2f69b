// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/plainletters.h"

#include <utility>

namespace Medio::Parents {
namespace {

/// Letters that have no mark to leave out.
QLatin1StringView special(char16_t letter)
{
    switch (letter) {
    case u'ß':
        return QLatin1StringView("ss");
    case u'ẞ':
        return QLatin1StringView("SS");
    case u'æ':
        return QLatin1StringView("ae");
    case u'Æ':
        return QLatin1StringView("Ae");
    case u'œ':
        return QLatin1StringView("oe");
    case u'Œ':
        return QLatin1StringView("Oe");
    case u'ø':
        return QLatin1StringView("o");
    case u'Ø':
        return QLatin1StringView("O");
    case u'ł':
        return QLatin1StringView("l");
    case u'Ł':
        return QLatin1StringView("L");
    case u'đ':
    case u'ð':
        return QLatin1StringView("d");
    case u'Đ':
    case u'Ð':
        return QLatin1StringView("D");
    case u'þ':
        return QLatin1StringView("th");
    case u'Þ':
        return QLatin1StringView("Th");
    case u'ı':
        return QLatin1StringView("i");
    default:
        return {};
    }
}

QLatin1StringView umlaut(char16_t letter)
{
    switch (letter) {
    case u'ä':
        return QLatin1StringView("ae");
    case u'ö':
        return QLatin1StringView("oe");
    case u'ü':
        return QLatin1StringView("ue");
    case u'Ä':
        return QLatin1StringView("Ae");
    case u'Ö':
        return QLatin1StringView("Oe");
    case u'Ü':
        return QLatin1StringView("Ue");
    default:
        return {};
    }
}

QString translated(const QString &text, QLatin1StringView (*translate)(char16_t))
{
    QString translated;
    translated.reserve(text.size());
    for (const QChar letter : text) {
        const QLatin1StringView instead = translate(letter.unicode());
        if (instead.isEmpty())
            translated += letter;
        else
            translated += instead;
    }
    return translated;
}

} // namespace

QString plainLetters(const QString &text)
{
    const QString decomposed = translated(text.normalized(QString::NormalizationForm_KD), special);
    QString plain;
    plain.reserve(decomposed.size());
    for (const QChar letter : decomposed) {
        if (!letter.isMark())
            plain += letter;
    }
    return plain;
}

QString spelledOut(const QString &text)
{
    // Composed first: an umlaut may come as a letter and its dots.
    return plainLetters(translated(text.normalized(QString::NormalizationForm_C), umlaut));
}

} // namespace Medio::Parents
