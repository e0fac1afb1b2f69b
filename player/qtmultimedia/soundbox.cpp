// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/qtmultimedia/soundbox.h"

#include "app/base/logging.h"
#include "player/qtmultimedia/backend.h"
#include "player/qtmultimedia/soundmixer.h"
#include "player/qtmultimedia/wavfile.h"

#include <QAudio>
#include <QAudioDevice>
#include <QAudioFormat>
#include <QAudioSink>
#include <QDir>
#include <QFile>

#include <algorithm>

namespace Medio::PlayerQt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto keepOpen = 30s;
constexpr auto bufferLength = 60ms;
constexpr qint64 largestFile = 4LL * 1024 * 1024;

} // namespace

SoundBox::SoundBox(const QString &folder, QObject *parent)
    : QObject(parent)
{
    const QDir files(folder);
    const QStringList names = files.entryList({u"*.wav"_s}, QDir::Files);
    for (const QString &name : names) {
        QFile file(files.filePath(name));
        if (!file.open(QIODevice::ReadOnly)) {
            qCWarning(lcPlayer).noquote() << "A sound can't be read:" << file.fileName();
            continue;
        }
        const auto samples = samplesOfWav(file.read(largestFile), SoundMixer::rate);
        if (samples)
            m_sounds.insert(name.chopped(4), *samples);
        else
            qCWarning(lcPlayer).noquote() << "Not a sound of 44.1 kHz, mono, 16 bit:" << file.fileName();
    }
    m_idle.setSingleShot(true);
    m_idle.setInterval(keepOpen);
    connect(&m_idle, &QTimer::timeout, this, [this] {
        if (m_sink != nullptr)
            m_sink->suspend();
    });
    connect(&m_devices, &QMediaDevices::audioOutputsChanged, this, [this] {
        m_sink.reset();
        open();
    });
    open();
}

SoundBox::~SoundBox() = default;

void SoundBox::open()
{
    if (m_sounds.isEmpty() || !hasSound())
        return;
    const QAudioDevice device = QMediaDevices::defaultAudioOutput();
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
    m_mixer = std::make_unique<SoundMixer>(format.channelCount());
    m_mixer->setNight(m_night);
    m_sink = std::make_unique<QAudioSink>(device, format);
    m_sink->setBufferSize(format.bytesForDuration(std::chrono::microseconds(bufferLength).count()));
    setVolume(m_loudness);
    m_sink->start(m_mixer.get());
    m_idle.start();
}

void SoundBox::play(const QString &name)
{
    const auto sound = m_sounds.constFind(name);
    if (m_sink == nullptr || sound == m_sounds.constEnd())
        return;
    m_mixer->add(*sound);
    if (m_sink->state() == QAudio::SuspendedState)
        m_sink->resume();
    else if (m_sink->state() == QAudio::StoppedState)
        m_sink->start(m_mixer.get()); // the device was gone for a while
    m_idle.start();
}

void SoundBox::silence()
{
    if (m_mixer != nullptr)
        m_mixer->clear();
}

void SoundBox::setNight(bool night)
{
    m_night = night;
    if (m_mixer != nullptr)
        m_mixer->setNight(night);
}

void SoundBox::setVolume(double loudness)
{
    m_loudness = std::clamp(loudness, 0.0, 1.0);
    if (m_sink != nullptr)
        m_sink->setVolume(QAudio::convertVolume(float(m_loudness), QAudio::LogarithmicVolumeScale,
                                                QAudio::LinearVolumeScale));
}

} // namespace Medio::PlayerQt
