// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/order.h"

using namespace Qt::StringLiterals;

namespace Medio::Simulator {
namespace {

constexpr qsizetype longestQuote = 80;

} // namespace

void Order::refuse(const QString &problem)
{
    if (m_problem.isEmpty())
        m_problem = problem;
}

QString Order::problem() const
{
    if (!m_problem.isEmpty() || m_keys.isEmpty())
        return m_problem;
    return u"unknown key \"%1\""_s.arg(m_keys.constBegin().key().left(longestQuote));
}

QString Order::text(const QString &key, qsizetype longest)
{
    const QJsonValue value = m_keys.take(key);
    if (!(value.isUndefined() || value.isString()) || value.toString().size() > longest)
        refuse(u"\"%1\" must be a text of at most %2 characters"_s.arg(key).arg(longest));
    return value.toString();
}

QString Order::oneOf(const QString &key, const QStringList &names)
{
    const QJsonValue value = m_keys.take(key);
    if (value.isUndefined())
        return names.constFirst();
    if (!names.contains(value.toString()))
        refuse(u"\"%1\" must be one of %2"_s.arg(key, names.join(u", "_s)));
    return value.toString();
}

int Order::number(const QString &key, int low, int high, int byDefault)
{
    const QJsonValue value = m_keys.take(key);
    if (value.isUndefined())
        return byDefault;
    const int number = value.toInt(low - 1); // also for what is no whole number
    if (number < low || number > high)
        refuse(u"\"%1\" must be a whole number of %2..%3"_s.arg(key).arg(low).arg(high));
    return number;
}

bool Order::flag(const QString &key)
{
    const QJsonValue value = m_keys.take(key);
    if (!value.isUndefined() && !value.isBool())
        refuse(u"\"%1\" must be true or false"_s.arg(key));
    return value.toBool();
}

std::optional<Nfc::Uid> Order::uid(const QString &key)
{
    const QJsonValue value = m_keys.take(key);
    if (value.isUndefined())
        return std::nullopt;
    auto uid = Nfc::Uid::fromString(value.toString());
    if (!uid)
        refuse(u"\"%1\" must be a chip's bytes in hex, as 04:A1:B2:C3:D4:E5:F6"_s.arg(key));
    return uid;
}

} // namespace Medio::Simulator
