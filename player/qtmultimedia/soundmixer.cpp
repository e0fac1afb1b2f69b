// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/qtmultimedia/soundmixer.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

namespace Medio::PlayerQt {

namespace {

constexpr double nightCutoff = 2000; // Hz
constexpr double nightGain = 0.501;  // -6 dB

/// Some devices ask how much there is; there is always more.
constexpr qint64 always = 64LL * 1024;

/// How much of the difference one step of a one-pole low pass follows.
double poleStep()
{
    return 1 - std::exp(-2 * std::numbers::pi * nightCutoff / SoundMixer::rate);
}

} // namespace

SoundMixer::SoundMixer(int channels, QObject *parent)
    : QIODevice(parent)
    , m_channels(channels)
{
    Q_ASSERT(channels == 1 || channels == 2);
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

void SoundMixer::add(const QByteArray &samples)
{
    // The same sound begins anew: it is known by sharing its samples.
    m_voices.removeIf(
        [&samples](const Voice &voice) { return voice.samples.constData() == samples.constData(); });
    m_voices.append({samples, 0});
}

void SoundMixer::setNight(bool night)
{
    m_night = night;
    m_filtered = {};
}

qint64 SoundMixer::bytesAvailable() const
{
    return always;
}

qint64 SoundMixer::readData(char *data, qint64 most)
{
    const qint64 frameSize = qint64(sizeof(qint16)) * m_channels;
    const qint64 frames = most / frameSize;
    static const double step = poleStep();
    for (qint64 frame = 0; frame < frames; ++frame) {
        double sum = 0;
        for (Voice &voice : m_voices) {
            if (voice.position * qsizetype(sizeof(qint16)) >= voice.samples.size())
                continue;
            qint16 sample = 0;
            std::memcpy(&sample, voice.samples.constData() + voice.position * qsizetype(sizeof(qint16)),
                        sizeof sample);
            ++voice.position;
            sum += sample;
        }
        if (m_night) {
            m_filtered[0] += step * (sum - m_filtered[0]);
            m_filtered[1] += step * (m_filtered[0] - m_filtered[1]);
            sum = m_filtered[1] * nightGain;
        }
        const auto mixed = qint16(std::clamp(std::lround(sum), -32768L, 32767L));
        for (int channel = 0; channel < m_channels; ++channel)
            std::memcpy(data + frame * frameSize + channel * qint64(sizeof mixed), &mixed, sizeof mixed);
    }
    m_voices.removeIf([](const Voice &voice) {
        return voice.position * qsizetype(sizeof(qint16)) >= voice.samples.size();
    });
    return frames * frameSize;
}

qint64 SoundMixer::writeData(const char *, qint64)
{
    return -1;
}

} // namespace Medio::PlayerQt
