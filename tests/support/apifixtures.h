// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

namespace Medio {

/// tests/data/api/NAME.json: a body of a request or an answer, written by hand from the contract. One that
/// is not there ends the test.
inline QByteArray fixture(const QString &name)
{
    QFile file(QStringLiteral(MEDIO_API_FIXTURES "/%1.json").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no fixture %s", qPrintable(name));
    return file.readAll();
}
inline QByteArray fixture(const char *name)
{
    return fixture(QString::fromLatin1(name));
}

/// An id that is written in a test, and therefore is one.
template<typename AnyId>
AnyId id(const char *text)
{
    return AnyId::parse(QLatin1StringView(text)).value();
}

} // namespace Medio
