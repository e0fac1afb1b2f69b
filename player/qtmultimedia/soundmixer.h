// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QIODevice>
#include <QList>

#include <array>

namespace Medio::PlayerQt {

/// What a sound device pulls its samples from: the sum of the sounds that are heard, else
/// silence, without end. 44.1 kHz, 16 bit, mono or stereo.
class SoundMixer : public QIODevice
{
    Q_OBJECT
public:
    static constexpr int rate = 44100;

    /// `channels`: 1 or 2.
    explicit SoundMixer(int channels, QObject *parent = nullptr);

    /// Samples of 16 bit, mono.
    void add(const QByteArray &samples);
    void clear() { m_voices.clear(); }
    [[nodiscard]] bool isSilent() const { return m_voices.isEmpty(); }

    void setNight(bool night);

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override;

protected:
    qint64 readData(char *data, qint64 most) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    struct Voice
    {
        QByteArray samples;
        qsizetype position = 0; ///< in samples
    };

    int m_channels;
    QList<Voice> m_voices;
    bool m_night = false;
    std::array<double, 2> m_filtered{}; ///< two poles in a row: 12 dB per octave
};

} // namespace Medio::PlayerQt
