// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/qtmultimedia/soundstream.h"

#include "app/base/logging.h"
#include "player/loudness.h"
#include "player/qtmultimedia/soundmixer.h"
#include "player/qtmultimedia/soundproof.h"

#include <QAudio>
#include <QAudioDevice>
#include <QAudioFormat>

#include <chrono>

namespace Medio::PlayerQt {

using namespace std::chrono_literals;

namespace {

constexpr auto settling = 300ms;
constexpr auto bufferLength = 60ms;

} // namespace

SoundStream::SoundStream(std::chrono::milliseconds keepOpen)
    : m_keepOpen(keepOpen)
{
}

SoundStream::~SoundStream() = default;

void SoundStream::start()
{
    const auto makeTimer = [](std::chrono::milliseconds interval) {
        auto timer = std::make_unique<QTimer>();
        timer->setSingleShot(true);
        timer->setInterval(interval);
        return timer;
    };
    m_idle = makeTimer(m_keepOpen);
    connect(m_idle.get(), &QTimer::timeout, this, &SoundStream::rest);
    m_settling = makeTimer(settling);
    connect(m_settling.get(), &QTimer::timeout, this, &SoundStream::open);
    m_devices.emplace();
    connect(&*m_devices, &QMediaDevices::audioOutputsChanged, m_settling.get(), qOverload<>(&QTimer::start));
    open();
}

void SoundStream::open()
{
    drop();
    const QAudioDevice device = QMediaDevices::defaultAudioOutput();
    m_device = device;
    if (device.isNull())
        return;
    QAudioFormat format;
    format.setSampleRate(SoundMixer::rate);
    format.setSampleFormat(QAudioFormat::Int16);
    format.setChannelCount(1);
    if (!device.isFormatSupported(format))
        format.setChannelCount(2);
    if (!device.isFormatSupported(format)) {
        qCWarning(lcPlayer).noquote() << "The sound device does not take 44.1 kHz:" << device.description();
        return;
    }
    m_sink.reset(new QAudioSink(device, format));
    m_mixer = new SoundMixer(format.channelCount(), m_sink.get());
    m_mixer->setNight(m_night);
    m_sink->setBufferSize(format.bytesForDuration(std::chrono::microseconds(bufferLength).count()));
    setVolume(m_loudness);
    m_streamsLost = soundStreamsLost();
    m_sink->start(m_mixer);
    m_idle->start();
}

void SoundStream::drop()
{
    m_sink.reset();
    m_mixer = nullptr;
}

/// A stream was ended by its server: perhaps this one, and nobody is told which.
bool SoundStream::isLost() const
{
    return m_sink.isNull() || m_sink->state() == QAudio::StoppedState ||
           m_streamsLost != soundStreamsLost() || m_device != QMediaDevices::defaultAudioOutput();
}

void SoundStream::rest()
{
    if (isLost())
        drop();
    else
        m_sink->suspend();
}

void SoundStream::play(const QByteArray &samples)
{
    if (isLost() && SoundProof::holds())
        open();
    if (m_sink.isNull())
        return;
    m_mixer->add(samples);
    if (m_sink->state() == QAudio::SuspendedState)
        m_sink->resume();
    m_idle->start();
}

void SoundStream::silence()
{
    if (m_mixer != nullptr)
        m_mixer->clear();
}

void SoundStream::setNight(bool night)
{
    m_night = night;
    if (m_mixer != nullptr)
        m_mixer->setNight(night);
}

void SoundStream::setVolume(double loudness)
{
    m_loudness = loudness;
    if (!m_sink.isNull())
        m_sink->setVolume(double(amplitudeOf(m_loudness)));
}

} // namespace Medio::PlayerQt
