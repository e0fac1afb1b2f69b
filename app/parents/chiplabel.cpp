// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/chiplabel.h"

#include "app/parents/plainletters.h"
#include "net/api/text.h"

#include <algorithm>
#include <functional>

namespace Medio::Parents {
namespace {

bool isApostrophe(QChar c)
{
    return c == u'\'' || c == u'\u2019' || c == u'\u2018' || c == u'\u02bc' || c == u'`' || c == u'\u00b4';
}

bool isAllowed(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-';
}

} // namespace

std::optional<LabelProblem> problemOfLabel(const QString &typed)
{
    const QString label = typed.trimmed();
    if (label.isEmpty())
        return LabelProblem::Empty;
    if (Api::normaliseLabel(label))
        return std::nullopt;
    // Which of its rules: fewer letters may be all that is wanted.
    return Api::normaliseLabel(label.first(std::min(label.size(), longestLabel))) ? LabelProblem::TooLong
                                                                                  : LabelProblem::Letters;
}

QString labelFor(const QString &text)
{
    QString label = text;
    label.removeIf(isApostrophe); // first: decomposed, some of them are a space and a mark
    label = spelledOut(label);
    std::replace_if(label.begin(), label.end(), std::not_fn(isAllowed), QChar(u' '));
    label = label.simplified();
    if (label.size() > longestLabel) {
        // A whole word more is better than a part of one, unless that is all there is.
        const qsizetype space = label.lastIndexOf(u' ', longestLabel);
        label = label.first(space > 0 ? space : longestLabel);
    }
    return Api::normaliseLabel(label).value_or(QString());
}

QString labelForUid(const QString &uid)
{
    QString digits = uid;
    digits.remove(u':');
    return QStringLiteral("Chip ") + digits.last(std::min<qsizetype>(digits.size(), 4));
}

} // namespace Medio::Parents
