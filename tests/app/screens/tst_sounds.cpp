// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/resources.h"

#include <QFile>
#include <QTest>
#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

namespace {

constexpr int rate = 44100;
const char *const families[] = {"pop",   "glow", "page",     "hop",     "hm",
                                "knock", "purr", "set-down", "lullaby", "snore"};

QList<double> samplesOf(const QString &name)
{
    QFile wav(QStringLiteral(":/sounds/%1.wav").arg(name));
    QList<double> samples;
    if (!wav.open(QIODevice::ReadOnly))
        return samples;
    const QByteArray bytes = wav.readAll();
    for (qsizetype at = 44; at + 1 < bytes.size(); at += 2)
        samples.append(qFromLittleEndian<qint16>(bytes.constData() + at) / 32768.0);
    return samples;
}

/// Loudness in steps of 20 ms over 1.2 s, of length 1.
std::vector<double> rhythmOf(const QList<double> &samples)
{
    constexpr int step = rate / 50;
    std::vector<double> rhythm(60, 0.0);
    for (qsizetype i = 0; i < samples.size(); ++i) {
        if (const auto at = static_cast<size_t>(i / step); at < rhythm.size())
            rhythm[at] += samples[i] * samples[i];
    }
    double sum = 0;
    for (double &value : rhythm) {
        value = std::sqrt(value);
        sum += value * value;
    }
    for (double &value : rhythm)
        value /= std::sqrt(sum);
    return rhythm;
}

/// 0: the same rhythm, though one may begin up to 60 ms later; 1: nothing in common.
double rhythmDistance(const std::vector<double> &a, const std::vector<double> &b)
{
    double most = 0;
    const auto size = static_cast<int>(a.size());
    for (int shift = -3; shift <= 3; ++shift) {
        double sum = 0;
        for (int i = std::max(0, -shift); i < std::min(size, size - shift); ++i)
            sum += a[static_cast<size_t>(i)] * b[static_cast<size_t>(i + shift)];
        most = std::max(most, sum);
    }
    return 1 - most;
}

/// Where the middle of the sound's energy lies, in octaves: from how fast it changes.
double centreOf(const QList<double> &samples)
{
    double change = 0;
    double energy = 0;
    for (qsizetype i = 1; i < samples.size(); ++i) {
        change += (samples[i] - samples[i - 1]) * (samples[i] - samples[i - 1]);
        energy += samples[i] * samples[i];
    }
    return std::log2(std::sqrt(change / energy) * rate / (2 * M_PI));
}

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
             {"pop", "glow", "page", "hop", "hm", "knock", "purr", "set-down", "lullaby", "snore", "glow-1",
              "glow-2", "glow-3", "glow-4", "glow-5", "glow-6", "glow-7", "glow-8"}) {
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

    void noTwoAreAlike()
    {
        // Rhythm differs first, then timbre: a fifth of the rhythm, or half an octave
        for (size_t i = 0; i < std::size(families); ++i) {
            const QList<double> a = samplesOf(QString::fromLatin1(families[i]));
            for (size_t j = i + 1; j < std::size(families); ++j) {
                const QList<double> b = samplesOf(QString::fromLatin1(families[j]));
                const double rhythm = rhythmDistance(rhythmOf(a), rhythmOf(b));
                const double timbre = std::abs(centreOf(a) - centreOf(b));
                QVERIFY2(
                    rhythm >= 0.2 || timbre >= 0.5,
                    qPrintable(QStringLiteral("%1 / %2: rhythm %3, timbre %4")
                                   .arg(QString::fromLatin1(families[i]), QString::fromLatin1(families[j]))
                                   .arg(rhythm)
                                   .arg(timbre)));
            }
        }
    }

    void everyChildsBellIsHigherThanTheOneBefore()
    {
        double before = 0;
        for (int i = 1; i <= 8; ++i) {
            const double centre = centreOf(samplesOf(QStringLiteral("glow-%1").arg(i)));
            // Two semitones at the least
            QVERIFY2(centre > before + 2.0 / 12 - 0.03,
                     qPrintable(QStringLiteral("%1: %2 after %3").arg(i).arg(centre).arg(before)));
            before = centre;
        }
    }

    void theFontIsThere() { QVERIFY(QFile::exists(QStringLiteral(":/fonts/Lemonada-SemiBold.otf"))); }
};

QTEST_GUILESS_MAIN(TestSounds)
#include "tst_sounds.moc"
