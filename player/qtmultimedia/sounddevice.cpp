// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/qtmultimedia/sounddevice.h"

#include "app/base/logging.h"
#include "player/qtmultimedia/soundproof.h"

#include <QAudio>
#include <QThread>

#include <algorithm>
#include <utility>

namespace Medio::PlayerQt {

using namespace std::chrono_literals;

namespace {

/// Devices come in swarms.
constexpr auto settling = 300ms;
constexpr std::chrono::milliseconds firstAgain = 500ms;
constexpr std::chrono::milliseconds lastAgain = 30s;

/// Qt 6.4 tells nobody that a device came, went or became another: one looks.
constexpr std::chrono::milliseconds looking = 1s;

} // namespace

SoundDevice::SoundDevice(QObject *parent)
    : QObject(parent)
    , m_proof(new SoundProof)
{
    m_proof->moveToThread(soundThread());
    connect(m_proof, &SoundProof::told, this, &SoundDevice::tell);
    connect(m_proof, &SoundProof::moved, this, &SoundDevice::moved);
    QMetaObject::invokeMethod(m_proof, &SoundProof::start);
}

SoundDevice::~SoundDevice()
{
    m_proof->disconnect(this);
    m_proof->deleteLater();
}

void SoundDevice::doubt()
{
    tell(false);
    QMetaObject::invokeMethod(m_proof, &SoundProof::doubt);
}

void SoundDevice::tell(bool there)
{
    if (std::exchange(m_there, there) == there)
        return;
    if (there)
        qCInfo(lcPlayer) << "There is a sound device";
    else
        qCWarning(lcPlayer) << "There is no sound device: films play on without sound";
    Q_EMIT changed(there);
}

// In soundThread()

SoundProof::SoundProof() = default;
SoundProof::~SoundProof() = default;

void SoundProof::start()
{
    m_streamsLost = soundStreamsLost();
    m_again = std::make_unique<QTimer>();
    m_again->setSingleShot(true);
    connect(m_again.get(), &QTimer::timeout, this, &SoundProof::prove);
    m_devices.emplace();
    // Told in the sound engine's own thread: it comes here as an event.
    connect(&*m_devices, &QMediaDevices::audioOutputsChanged, this, [this] {
        m_doubts = 0;
        m_again->start(settling);
    });
    prove();
}

void SoundProof::doubt()
{
    lose();
    m_again->start(std::min(firstAgain * (1 << std::min(m_doubts, 8)), lastAgain));
    ++m_doubts;
}

void SoundProof::lose()
{
    s_holds = false;
    m_device = {};
    Q_EMIT told(false);
}

void SoundProof::prove()
{
    if (const int lost = soundStreamsLost(); std::exchange(m_streamsLost, lost) != lost) {
        lose();                   // it may have been the film's, or this one
        m_again->start(settling); // what went is on the list for a moment more
        return;
    }
    if (soundConnectionsLost() > 0) { // the list of devices may be that of the dead server
        if (s_holds)
            lose();
        m_again->start(looking);
        return;
    }
    const QAudioDevice device = QMediaDevices::defaultAudioOutput();
    const QAudioDevice former = m_device;
    if (device.isNull() || device != m_device) {
        if (!m_sink.isNull())
            m_sink->disconnect(this);
        m_sink.reset();
        m_device = {};
    }
    if (!device.isNull() && m_sink.isNull()) {
        m_sink.reset(new QAudioSink(device, device.preferredFormat()));
        m_sink->start();
        if (m_sink->error() == QAudio::NoError && m_streamsLost == soundStreamsLost()) {
            m_device = device;
            m_sink->suspend();
            connect(m_sink.get(), &QAudioSink::stateChanged, this, [this](QAudio::State state) {
                if (state != QAudio::StoppedState)
                    return;
                lose();
                m_again->start(looking);
            });
        } else {
            m_sink.reset();
        }
    }
    m_again->start(looking);
    s_holds = !m_device.isNull();
    Q_EMIT told(s_holds);
    if (s_holds && !former.isNull() && former != m_device)
        Q_EMIT moved();
}

} // namespace Medio::PlayerQt
