// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAudioSink>
#include <QScopedPointer>

class QThread;

namespace Medio::PlayerQt {

/// The thread in which Qt's sound engine lives. The engine is one per process, belongs to the
/// thread that used it first, and there waits for the sound server: to connect, to open and to
/// resume a stream, for half a minute when the server is frozen; its streams even run an event loop
/// when they die. So that thread is never the GUI's. Whoever lists devices or opens a QAudioSink
/// does it here; a QAudioOutput may be made on the GUI thread once SoundDevice said that there is
/// something to make sound with.
///
/// Started by the first call, which comes from the GUI thread before any QMediaPlayer is made there, and
/// since Qt 6.5 waits for the engine: some milliseconds, 300 for a server that does not answer. Ends with the
/// application object.
[[nodiscard]] QThread *soundThread();

/// How many connections to a sound server (PulseAudio's or PipeWire's) broke and are not there again. There
/// are two engines, one for the list of devices and one for streams; each connects by itself after a loss,
/// and nobody is told. From any thread.
[[nodiscard]] int soundConnectionsLost();

/// How many streams were ended by the server so far: with it, or with the device that they played on. Qt
/// tells nobody, and a film whose stream is gone plays on in silence: somebody has to take its sound from it,
/// within a quarter of a minute when the server died. From any thread.
[[nodiscard]] int soundStreamsLost();

/// A stream, of whoever lives in soundThread(). A QAudioSink runs the event loop while it dies: it does so
/// when no function of its owner's is under way, who may be deleted by that loop. Its owner disconnects it.
using SoundSink = QScopedPointer<QAudioSink, QScopedPointerDeleteLater>;

} // namespace Medio::PlayerQt
