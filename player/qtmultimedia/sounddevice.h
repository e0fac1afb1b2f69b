// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace Medio::PlayerQt {

class SoundProof;

/// Whether there is something to make sound with: not whether one is listed, but whether one was
/// opened. A stream stays open on it, silent, because Qt tells nobody else when a sound server dies.
/// QAudioOutput on Qt 6.4 without a device that opens crashes (its renderer writes to nothing).
///
/// GUI thread; the work is done in soundThread(), no call waits but for what soundThread() says of its first.
/// At first there is none; what was found out is told within some ten milliseconds.
class SoundDevice final : public QObject
{
    Q_OBJECT
public:
    explicit SoundDevice(QObject *parent = nullptr);
    ~SoundDevice() override;

    [[nodiscard]] bool isThere() const { return m_there; }

    /// Somebody's sound stood still. There is none until one opens again: at first after half a
    /// second, then after longer and longer (half a minute at most), sooner when devices change.
    void doubt();

Q_SIGNALS:
    void changed(bool there);
    /// There was one and there is one, but another: the default became another's.
    void moved();

private:
    void tell(bool there);

    SoundProof *m_proof; ///< lives in soundThread()
    bool m_there = false;
};

} // namespace Medio::PlayerQt
