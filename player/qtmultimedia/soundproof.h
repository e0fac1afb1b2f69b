// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/qtmultimedia/soundthread.h"

#include <QAudioDevice>
#include <QMediaDevices>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <memory>
#include <optional>

namespace Medio::PlayerQt {

/// The half of a SoundDevice that lives in soundThread(): opens the default device and keeps a silent
/// stream on it. Made anywhere, moved there, started and deleted there.
class SoundProof final : public QObject
{
    Q_OBJECT
public:
    SoundProof();
    ~SoundProof() override;

    void start();
    void doubt();

    /// From any thread: whether a device is open and no connection lost, sooner than told() can be heard.
    [[nodiscard]] static bool holds() { return s_holds && soundConnectionsLost() == 0; }

Q_SIGNALS:
    void told(bool there);
    void moved(); ///< another device is the default now, and opens as well

private:
    void prove();
    void lose();

    static inline std::atomic<bool> s_holds = false; ///< one for all: the sound engine is, too

    std::optional<QMediaDevices> m_devices;
    std::unique_ptr<QTimer> m_again;
    SoundSink m_sink;
    QAudioDevice m_device; ///< what m_sink is open on
    int m_streamsLost = 0; ///< soundStreamsLost() as it was seen last
    int m_doubts = 0;      ///< in a row, without other news
};

} // namespace Medio::PlayerQt
