// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QString>
#include <QStringList>

namespace Medio::PlayerQt {

class SoundStream;

/// The kiosk's own sounds (":/sounds/NAME.wav", 44.1 kHz mono 16 bit), decoded once and mixed
/// into one stream that stays open while sounds are about, so that a sound comes at once.
/// Without a sound device every call does nothing. GUI thread; the work is done in soundThread().
class SoundBox : public QObject
{
    Q_OBJECT
public:
    /// `folder` holds the files; a file that is missing or of another format is logged and silent.
    explicit SoundBox(const QString &folder = QStringLiteral(":/sounds"), QObject *parent = nullptr);
    ~SoundBox() override;

    /// One of the names of the files, without ".wav". Unknown names are silent. A sound that is
    /// still heard begins anew; different ones mix.
    void play(const QString &name);

    /// At once, all of them.
    void silence();

    /// Softer (-6 dB) and without the sharp part (above 2 kHz).
    void setNight(bool night);

    /// 0..1 as a person hears it.
    void setVolume(double loudness);

    [[nodiscard]] QStringList names() const { return m_sounds.keys(); }

private:
    QHash<QString, QByteArray> m_sounds; ///< 16 bit samples, 44.1 kHz mono
    SoundStream *m_stream;               ///< lives in soundThread()
};

} // namespace Medio::PlayerQt
