// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/gesturetrial.h"

#include <QString>
#include <QTextStream>

// What the benches of gestures print.
namespace Medio {

inline QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

inline QString fixed(double value, int digits = 2)
{
    return QString::number(value, 'f', digits);
}

inline void printHead()
{
    out() << "                   gestures   deeds  phantoms   missed  per 10,000 gestures      placed said "
             "after   lifted said after\n"
             "                                                        phantoms   missed        median / p95 "
             "ms     median / p95 ms\n";
}

inline void printRow(const QString &name, Judge::Count count)
{
    out() << name.leftJustified(17) << QString::number(count.gestures).rightJustified(10)
          << QString::number(count.deeds).rightJustified(9)
          << QString::number(count.phantoms).rightJustified(9)
          << QString::number(count.missed).rightJustified(9)
          << fixed(count.per10000(count.phantoms)).rightJustified(12)
          << fixed(count.per10000(count.missed)).rightJustified(9)
          << QStringLiteral("%1 / %2")
                 .arg(quantile(&count.placed, 0.5), 0, 'f', 0)
                 .arg(quantile(&count.placed, 0.95), 0, 'f', 0)
                 .rightJustified(20)
          << QStringLiteral("%1 / %2")
                 .arg(quantile(&count.lifted, 0.5), 0, 'f', 0)
                 .arg(quantile(&count.lifted, 0.95), 0, 'f', 0)
                 .rightJustified(20)
          << Qt::endl;
}

inline void print(const Judge &judge)
{
    printHead();
    for (const auto &[kind, count] : judge.byKind())
        printRow(kind, count);
    printRow(QStringLiteral("all"), judge.all());
}

/// The figure.
inline void printSum(quint32 seed, const Judge::Count &all)
{
    out() << "seed " << seed << ", " << all.gestures << " gestures: " << fixed(all.per10000(all.phantoms), 3)
          << " phantoms and " << fixed(all.per10000(all.missed), 3) << " missed per 10,000" << Qt::endl;
}

} // namespace Medio
