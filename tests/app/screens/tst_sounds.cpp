// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/resources.h"

#include <QFile>
#include <QTest>
#include <QtEndian>

#include <algorithm>
#include <cmath>

namespace {

constexpr int rate = 44100;

} // namespace

/// The sounds as they are shipped: short, soft at the start, never near the limit.
class TestSounds : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Medio::Resources::load(); }

    void everySound_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<double>("attack");
        for (const char *name :
             {"pop", "glow", "page", "hop", "hm", "knock", "purr", "set-down", "lullaby", "snore"}) {
            QTest::addRow("%s", name)
                << QStringLiteral(":/sounds/%1.wav").arg(QString::fromLatin1(name)) << 0.025;
            QTest::addRow("%s by night", name)
                << QStringLiteral(":/sounds/night/%1.wav").arg(QString::fromLatin1(name)) << 0.060;
        }
    }
    void everySound()
    {
        QFETCH(QString, file);
        QFETCH(double, attack);
        QFile wav(file);
        QVERIFY2(wav.open(QIODevice::ReadOnly), qPrintable(file));
        const QByteArray bytes = wav.readAll();
        QVERIFY(bytes.size() > 44);
        QVERIFY(bytes.startsWith("RIFF"));
        QCOMPARE(bytes.mid(8, 8), QByteArray("WAVEfmt "));
        QCOMPARE(qFromLittleEndian<quint16>(bytes.constData() + 20), 1);
        QCOMPARE(qFromLittleEndian<quint16>(bytes.constData() + 22), 1);
        QCOMPARE(qFromLittleEndian<quint32>(bytes.constData() + 24), quint32(rate));
        QCOMPARE(qFromLittleEndian<quint16>(bytes.constData() + 34), 16);

        QList<double> samples;
        for (qsizetype at = 44; at + 1 < bytes.size(); at += 2)
            samples.append(qFromLittleEndian<qint16>(bytes.constData() + at) / 32768.0);
        const double length = static_cast<double>(samples.size()) / rate;
        QVERIFY2(length >= 0.1 && length <= 1.2, qPrintable(QString::number(length)));

        // -6 dBTP is 0.5; the samples stay well below what lies between them
        double peak = 0;
        for (const double sample : samples)
            peak = std::max(peak, std::abs(sample));
        QVERIFY2(peak > 0.02 && peak < 0.45, qPrintable(QString::number(peak)));

        // The first rise, 10 to 90 % of the loudest it comes to in its first 200 ms
        QList<double> envelope;
        double level = 0;
        for (const double sample : samples) {
            // Catches at once, lets go within 8 ms: bridges the periods of the lowest tones
            level = std::max(std::abs(sample), level * std::exp(-1.0 / (0.008 * rate)));
            envelope.append(level);
        }
        const auto until = std::min<qsizetype>(envelope.size(), rate / 5);
        const double top = *std::max_element(envelope.cbegin(), envelope.cbegin() + until);
        const auto firstAbove = [&](double part) {
            return std::distance(envelope.cbegin(), std::find_if(envelope.cbegin(), envelope.cend(),
                                                                 [&](double v) { return v >= part * top; }));
        };
        const double rise = static_cast<double>(firstAbove(0.9) - firstAbove(0.1)) / rate;
        QVERIFY2(rise >= attack, qPrintable(QStringLiteral("%1 ms").arg(rise * 1000)));

        // It ends in silence
        QVERIFY(std::abs(samples.last()) < 0.002);
    }

    void theFontIsThere() { QVERIFY(QFile::exists(QStringLiteral(":/fonts/Lemonada-SemiBold.otf"))); }
};

QTEST_GUILESS_MAIN(TestSounds)
#include "tst_sounds.moc"
