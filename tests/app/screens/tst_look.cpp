// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/look.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace Medio::Screens;
using namespace Qt::StringLiterals;

namespace {

/// Relative luminance and contrast as WCAG 2.x defines them.
double luminance(const QColor &colour)
{
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    const auto [dark, light] = std::minmax(first, second);
    return (light + 0.05) / (dark + 0.05);
}

} // namespace

class TestLook : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everythingIsReadable()
    {
        for (const TintPair &pair : tintPairs()) {
            const double found = contrast(pair.figure, pair.ground);
            QVERIFY2(found >= pair.atLeast, qPrintable(u"%1 %2 on %3: %4 < %5"_s
                                                           .arg(QString::fromLatin1(pair.what),
                                                                pair.figure.name(), pair.ground.name())
                                                           .arg(found)
                                                           .arg(pair.atLeast)));
        }
    }

    void largerWindowsShowLargerThings()
    {
        double before = 0;
        for (const QSize size : {QSize(640, 400), QSize(800, 480), QSize(1280, 720), QSize(1920, 1080)}) {
            const Look look(size, false, {});
            QVERIFY(look.scale() > before);
            before = look.scale();
        }
        QCOMPARE(Look(QSize(800, 480), false, {}).scale(), Look(QSize(480, 800), false, {}).scale());
        // A desk's monitor is seen from nearer than a wall's
        QVERIFY(Look(QSize(1920, 1080), false, 3.6).scale() < Look(QSize(1920, 1080), false, 7.0).scale());
        // Whatever a display says, a page has room
        QVERIFY(Look(QSize(800, 480), false, 40.0).scale() <= 1.05);
    }

    void theSheetIsWhole()
    {
        for (const bool night : {false, true}) {
            const QString sheet = Look(QSize(800, 480), night, {}).sheet();
            QVERIFY(!sheet.contains(u'@'));
            QVERIFY(sheet.contains(night ? Tints::byNight().ink.name() : Tints::day().ink.name()));
        }
        QCOMPARE(scaledSheet(u"a { width: 10px; margin: 3px 0; }"_s, 1.5),
                 u"a { width: 15px; margin: 5px 0; }"_s);
    }
};

QTEST_GUILESS_MAIN(TestLook)
#include "tst_look.moc"
