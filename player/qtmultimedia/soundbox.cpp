// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/qtmultimedia/soundbox.h"

#include "app/base/logging.h"
#include "player/qtmultimedia/soundmixer.h"
#include "player/qtmultimedia/soundstream.h"
#include "player/qtmultimedia/soundthread.h"
#include "player/qtmultimedia/wavfile.h"

#include <QDir>
#include <QFile>
#include <QThread>

#include <algorithm>

namespace Medio::PlayerQt {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestFile = 4LL * 1024 * 1024;

} // namespace

SoundBox::SoundBox(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_stream(new SoundStream)
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
    m_stream->moveToThread(soundThread());
    if (!m_sounds.isEmpty())
        QMetaObject::invokeMethod(m_stream, &SoundStream::start);
}

SoundBox::~SoundBox()
{
    m_stream->deleteLater();
}

void SoundBox::play(const QString &name)
{
    const auto sound = m_sounds.constFind(name);
    if (sound != m_sounds.constEnd())
        QMetaObject::invokeMethod(m_stream, [stream = m_stream, samples = *sound] { stream->play(samples); });
}

void SoundBox::silence()
{
    QMetaObject::invokeMethod(m_stream, &SoundStream::silence);
}

void SoundBox::setNight(bool night)
{
    QMetaObject::invokeMethod(m_stream, [stream = m_stream, night] { stream->setNight(night); });
}

void SoundBox::setVolume(double loudness)
{
    loudness = std::clamp(loudness, 0.0, 1.0);
    QMetaObject::invokeMethod(m_stream, [stream = m_stream, loudness] { stream->setVolume(loudness); });
}

} // namespace Medio::PlayerQt
