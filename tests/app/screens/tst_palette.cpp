// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/palette.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

using namespace Medio::Screens;

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

Triple linear(const QColor &colour)
{
    const auto channel = [](double v) {
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return {channel(colour.redF()), channel(colour.greenF()), channel(colour.blueF())};
}

/// WCAG 2.x
double contrast(const QColor &a, const QColor &b)
{
    const auto luminance = [](const QColor &c) {
        const Triple l = linear(c);
        return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2];
    };
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

/// Machado, Oliveira, Fernandes 2009, severity 1.0, on linear light.
const QList<std::pair<const char *, Matrix>> &sights()
{
    static const QList<std::pair<const char *, Matrix>> all{
        {"normal", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
        {"protan",
         {{{0.152286, 1.052583, -0.204868},
           {0.114503, 0.786281, 0.099216},
           {-0.003882, -0.048116, 1.051998}}}},
        {"deutan",
         {{{0.367322, 0.860646, -0.227968},
           {0.280085, 0.672501, 0.047413},
           {-0.011820, 0.042940, 0.968881}}}},
        {"tritan",
         {{{1.255528, -0.076749, -0.178779},
           {-0.078411, 0.930809, 0.147602},
           {0.004733, 0.691367, 0.303900}}}},
    };
    return all;
}

/// CIE Lab under D65 of a colour as this eye sees it.
Triple labOf(const QColor &colour, const Matrix &sight)
{
    const Triple in = linear(colour);
    Triple seen{};
    for (size_t row = 0; row < 3; ++row)
        seen[row] =
            std::clamp(sight[row][0] * in[0] + sight[row][1] * in[1] + sight[row][2] * in[2], 0.0, 1.0);
    const double x = (0.4124564 * seen[0] + 0.3575761 * seen[1] + 0.1804375 * seen[2]) / 0.95047;
    const double y = 0.2126729 * seen[0] + 0.7151522 * seen[1] + 0.0721750 * seen[2];
    const double z = (0.0193339 * seen[0] + 0.1191920 * seen[1] + 0.9503041 * seen[2]) / 1.08883;
    const auto f = [](double t) {
        return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116;
    };
    return {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
}

/// CIEDE2000 (Sharma, Wu, Dalal 2005).
double difference(const Triple &p, const Triple &q)
{
    constexpr double pi = std::numbers::pi;
    const auto power7 = [](double v) {
        return std::pow(v, 7);
    };
    const double mean = (std::hypot(p[1], p[2]) + std::hypot(q[1], q[2])) / 2;
    const double g = 0.5 * (1 - std::sqrt(power7(mean) / (power7(mean) + power7(25))));
    const double a1 = (1 + g) * p[1];
    const double a2 = (1 + g) * q[1];
    const double c1 = std::hypot(a1, p[2]);
    const double c2 = std::hypot(a2, q[2]);
    const auto hue = [](double a, double b) {
        const double h = std::atan2(b, a);
        return h < 0 ? h + 2 * std::numbers::pi : h;
    };
    const double h1 = c1 == 0 ? 0 : hue(a1, p[2]);
    const double h2 = c2 == 0 ? 0 : hue(a2, q[2]);
    double dh = h2 - h1;
    if (c1 * c2 == 0)
        dh = 0;
    else if (dh > pi)
        dh -= 2 * pi;
    else if (dh < -pi)
        dh += 2 * pi;
    const double dL = q[0] - p[0];
    const double dC = c2 - c1;
    const double dH = 2 * std::sqrt(c1 * c2) * std::sin(dh / 2);
    const double L = (p[0] + q[0]) / 2;
    const double C = (c1 + c2) / 2;
    double H = h1 + h2;
    if (c1 * c2 != 0) {
        if (std::abs(h1 - h2) <= pi)
            H /= 2;
        else
            H = H < 2 * pi ? (H + 2 * pi) / 2 : (H - 2 * pi) / 2;
    }
    const double T = 1 - 0.17 * std::cos(H - pi / 6) + 0.24 * std::cos(2 * H) +
                     0.32 * std::cos(3 * H + pi / 30) - 0.20 * std::cos(4 * H - 63 * pi / 180);
    const double degrees = H * 180 / pi;
    const double turn = 30 * std::exp(-std::pow((degrees - 275) / 25, 2));
    const double rc = 2 * std::sqrt(power7(C) / (power7(C) + power7(25)));
    const double sl = 1 + 0.015 * std::pow(L - 50, 2) / std::sqrt(20 + std::pow(L - 50, 2));
    const double sc = 1 + 0.045 * C;
    const double sh = 1 + 0.015 * C * T;
    const double rt = -std::sin(2 * turn * pi / 180) * rc;
    return std::sqrt(std::pow(dL / sl, 2) + std::pow(dC / sc, 2) + std::pow(dH / sh, 2) +
                     rt * (dC / sc) * (dH / sh));
}

} // namespace

class TestPalette : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theYardstickIsRight()
    {
        QVERIFY(std::abs(contrast(Qt::black, Qt::white) - 21) < 0.01);
        // Pair 1 of Sharma's test data
        QVERIFY(std::abs(difference({50, 2.6772, -79.7751}, {50, 0, -82.7485}) - 2.0425) < 0.0005);
        QVERIFY(std::abs(difference({60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}) - 1.2644) <
                0.0005);
    }

    void whatMeetsHasContrast()
    {
        for (const ColourPair &pair : colourPairs()) {
            const double is = contrast(pair.figure, pair.ground);
            QVERIFY2(is >= pair.atLeast, qPrintable(QStringLiteral("%1: %2, wanted %3")
                                                        .arg(QString::fromLatin1(pair.what))
                                                        .arg(is)
                                                        .arg(pair.atLeast)));
        }
    }

    void meaningsDifferForEveryEye()
    {
        for (const bool night : {false, true}) {
            const QList<QColor> colours = lineColours(Palette::of(night));
            QCOMPARE(colours.size(), 4);
            for (const auto &[name, sight] : sights()) {
                for (qsizetype i = 0; i < colours.size(); ++i) {
                    for (qsizetype j = i + 1; j < colours.size(); ++j) {
                        const double is = difference(labOf(colours[i], sight), labOf(colours[j], sight));
                        QVERIFY2(is >= 12, qPrintable(QStringLiteral("%1 and %2 are %3 apart for a %4 eye")
                                                          .arg(colours[i].name(), colours[j].name())
                                                          .arg(is)
                                                          .arg(QString::fromLatin1(name))));
                    }
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestPalette)
#include "tst_palette.moc"
