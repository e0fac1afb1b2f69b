// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/qtmultimedia/soundbox.h"
#include "player/qtmultimedia/soundmixer.h"
#include "player/qtmultimedia/wavfile.h"

#include <QFile>
#include <QGuiApplication>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <cmath>
#include <numbers>

using namespace Medio::PlayerQt;
using namespace Qt::StringLiterals;

namespace {

template<typename T>
QByteArray number(T value)
{
    value = qToLittleEndian(value);
    return QByteArray(reinterpret_cast<const char *>(&value), sizeof value);
}

QByteArray wav(const QByteArray &samples, quint16 channels = 1, quint32 rate = 44100, quint16 bits = 16)
{
    const QByteArray format = number<quint16>(1) + number(channels) + number(rate) +
                              number<quint32>(rate * channels * bits / 8) +
                              number<quint16>(quint16(channels * bits / 8)) + number(bits);
    const QByteArray body = "WAVELIST" + number<quint32>(3) + QByteArray("odd\0", 4) + "fmt " +
                            number(quint32(format.size())) + format + "data" +
                            number(quint32(samples.size())) + samples;
    return "RIFF" + number(quint32(body.size())) + body;
}

QByteArray tone(double hertz, int samples, double amplitude)
{
    QByteArray bytes;
    for (int i = 0; i < samples; ++i)
        bytes += number(qint16(std::lround(amplitude * std::sin(2 * std::numbers::pi * hertz * i / 44100))));
    return bytes;
}

QList<qint16> samplesOf(const QByteArray &bytes)
{
    QList<qint16> samples;
    for (qsizetype i = 0; i + 1 < bytes.size(); i += 2)
        samples.append(qFromLittleEndian<qint16>(bytes.constData() + i));
    return samples;
}

double loudness(const QByteArray &bytes)
{
    const auto samples = samplesOf(bytes);
    double sum = 0;
    for (const qint16 sample : samples)
        sum += double(sample) * sample;
    return std::sqrt(sum / double(samples.size()));
}

} // namespace

class TestSoundBox : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsItsOwnKindOfFile();
    void refusesOthers_data();
    void refusesOthers();
    void survivesRandomFiles();
    void mixesAndNeverEnds();
    void clipsRatherThanWraps();
    void beginsTheSameSoundAnew();
    void isSofterAndDullerAtNight();
    void knowsItsNamesAndNeverMinds();
};

void TestSoundBox::readsItsOwnKindOfFile()
{
    const QByteArray samples = tone(440, 100, 1000);
    QCOMPARE(samplesOfWav(wav(samples), 44100), samples);
    QCOMPARE(samplesOfWav(wav(samples + 'x'), 44100), samples); // half a sample
    QByteArray longer = wav(samples);
    longer.chop(20); // says more than it holds
    QCOMPARE(samplesOfWav(longer, 44100), samples.chopped(20));
}

void TestSoundBox::refusesOthers_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("stereo") << wav("1234", 2);
    QTest::newRow("48 kHz") << wav("1234", 1, 48000);
    QTest::newRow("8 bit") << wav("1234", 1, 44100, 8);
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("RIFF but no more than a text");
    QTest::newRow("no data") << wav("").chopped(8);
}

void TestSoundBox::refusesOthers()
{
    QFETCH(QByteArray, file);
    QVERIFY(!samplesOfWav(file, 44100));
}

void TestSoundBox::survivesRandomFiles()
{
    QRandomGenerator random(2);
    const QByteArray good = wav(tone(440, 50, 1000));
    for (int round = 0; round < 50000; ++round) {
        QByteArray file = good.left(random.bounded(int(good.size()) + 1));
        for (int i = random.bounded(8); i > 0 && !file.isEmpty(); --i)
            file[random.bounded(int(file.size()))] = char(random.bounded(256));
        if (const auto samples = samplesOfWav(file, 44100))
            QVERIFY(samples->size() <= file.size() && samples->size() % 2 == 0);
    }
}

void TestSoundBox::mixesAndNeverEnds()
{
    SoundMixer mixer(2);
    QCOMPARE(mixer.read(16), QByteArray(16, '\0'));
    const QByteArray two = number<qint16>(100) + number<qint16>(200);
    const QByteArray one = number<qint16>(7);
    mixer.add(two);
    mixer.add(one);
    QVERIFY(!mixer.isSilent());
    QCOMPARE(samplesOf(mixer.read(16)), QList<qint16>({107, 107, 200, 200, 0, 0, 0, 0}));
    QVERIFY(mixer.isSilent());
    QVERIFY(mixer.bytesAvailable() > 0);
}

void TestSoundBox::clipsRatherThanWraps()
{
    SoundMixer mixer(1);
    mixer.add(number<qint16>(30000) + number<qint16>(-30000));
    mixer.add(number<qint16>(30000) + number<qint16>(-30000));
    QCOMPARE(samplesOf(mixer.read(4)), QList<qint16>({32767, -32768}));
}

void TestSoundBox::beginsTheSameSoundAnew()
{
    SoundMixer mixer(1);
    const QByteArray sound = number<qint16>(1) + number<qint16>(2) + number<qint16>(3);
    mixer.add(sound);
    QCOMPARE(samplesOf(mixer.read(4)), QList<qint16>({1, 2}));
    mixer.add(sound);
    QCOMPARE(samplesOf(mixer.read(6)), QList<qint16>({1, 2, 3}));
}

void TestSoundBox::isSofterAndDullerAtNight()
{
    const auto play = [](double hertz, bool night) {
        SoundMixer mixer(1);
        mixer.setNight(night);
        const QByteArray sound = tone(hertz, 44100, 10000);
        mixer.add(sound);
        return loudness(mixer.read(88200));
    };
    const double low = 20 * std::log10(play(300, true) / play(300, false));
    const double high = 20 * std::log10(play(8000, true) / play(8000, false));
    QVERIFY2(low < -5.5 && low > -7.5, qPrintable(QString::number(low)));
    QVERIFY2(high < -20, qPrintable(QString::number(high)));
}

void TestSoundBox::knowsItsNamesAndNeverMinds()
{
    const QTemporaryDir folder;
    for (const auto &[name, bytes] :
         {std::pair(u"pop.wav"_s, wav(tone(440, 100, 1000))), {u"bad.wav"_s, QByteArray("no")}}) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u".*bad.wav.*"_s));
    SoundBox box(folder.path());
    QCOMPARE(box.names(), QStringList{u"pop"_s});
    box.setNight(true);
    box.setVolume(0.5);
    box.play(u"pop"_s);
    box.play(u"no such sound"_s);
    box.silence();
}

int main(int argc, char *argv[])
{
    const QGuiApplication application(argc, argv);
    TestSoundBox test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_soundbox.moc"
