// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/qtmultimedia/soundthread.h"

#include <QAudioDevice>
#include <QByteArray>
#include <QMediaDevices>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>

namespace Medio::PlayerQt {

class SoundMixer;

/// The half of a SoundBox that lives in soundThread(): one stream, open while sounds are about,
/// suspended after half a minute of silence (a stream of silence costs power). Made anywhere, moved
/// there, started and deleted there. Without a sound device every call does nothing.
class SoundStream final : public QObject
{
    Q_OBJECT
public:
    /// `keepOpen`: for so long after its last sound.
    explicit SoundStream(std::chrono::milliseconds keepOpen = std::chrono::seconds(30));
    ~SoundStream() override;

    void start();
    /// 16 bit samples, 44.1 kHz mono.
    void play(const QByteArray &samples);
    void silence();
    void setNight(bool night);
    void setVolume(double loudness);

private:
    void open();
    void drop();
    void rest();
    [[nodiscard]] bool isLost() const;

    std::chrono::milliseconds m_keepOpen;
    std::optional<QMediaDevices> m_devices;
    std::unique_ptr<QTimer> m_idle;
    std::unique_ptr<QTimer> m_settling; ///< devices come in swarms
    SoundSink m_sink;
    SoundMixer *m_mixer = nullptr; ///< m_sink reads it and owns it
    QAudioDevice m_device;         ///< what m_sink was opened on
    int m_streamsLost = 0;         ///< when it was opened
    double m_loudness = 1;
    bool m_night = false;
};

} // namespace Medio::PlayerQt
