// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/qtmultimedia/soundthread.h"

#include "app/base/logging.h"

#include <dlfcn.h>

#include <QCoreApplication>
#include <QSemaphore>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace Medio::PlayerQt {

static QThread *theThread = nullptr;
static int serversFound = 0; // in that thread only
static std::atomic<int> streamsLost = 0;
static QSemaphore leaving; // has one when the application ends

namespace {

/// A sound server that does not answer keeps nobody from leaving.
void endThread()
{
    constexpr auto patience = std::chrono::seconds(1);
    leaving.release();
    theThread->quit();
    if (theThread->wait(QDeadlineTimer(patience)))
        delete theThread;
    else
        qCWarning(lcPlayer) << "The sound server does not answer: its thread is left behind";
    theThread = nullptr;
}

} // namespace

int soundServersFound()
{
    return serversFound;
}

int soundStreamsLost()
{
    return streamsLost;
}

QThread *soundThread()
{
    if (theThread == nullptr) {
        theThread = new QThread;
        theThread->setObjectName(QStringLiteral("sound"));
        theThread->start();
        qAddPostRoutine(endThread);
    }
    return theThread;
}

} // namespace Medio::PlayerQt

// What Qt's sound engine (QPulseAudioEngine and QPulseAudioSink, seen in 6.4) makes of failures of
// libpulse, mended between the two: functions of a program come before those of a library.
extern "C" {

struct pa_context;
struct pa_operation;
struct pa_stream;
struct pa_threaded_mainloop;

using Connect = int (*)(pa_context *, const char *, int, const void *);
using Wait = void (*)(pa_threaded_mainloop *);
using GetState = int (*)(const pa_stream *);
using Open = int (*)(pa_stream *, const char *, const void *, int, const void *, pa_stream *);
using GetProgress = int (*)(const pa_operation *);
using Release = void (*)(pa_operation *);
using BeginWrite = int (*)(pa_stream *, void **, std::size_t *);
using Write = int (*)(pa_stream *, const void *, std::size_t, void (*)(void *), std::int64_t, int);

namespace {

struct BufferAttributes
{
    std::uint32_t maxlength;
    std::uint32_t tlength;
    std::uint32_t prebuf;
    std::uint32_t minreq;
    std::uint32_t fragsize;
};
using Attributes = const BufferAttributes *(*)(pa_stream *);

thread_local bool connectFailed = false;
thread_local bool opening = false; ///< a stream; only where Qt would wait for it for ever
int failuresInARow = 0;            // in soundThread() only

/// Every three seconds is for a server that crashed; the longer it is away, the less often it is asked
/// for (and the failure logged by Qt).
void beLessEager()
{
    using namespace std::chrono_literals;
    constexpr int eager = 3;
    constexpr std::chrono::milliseconds longest = 1min;
    ++failuresInARow;
    const auto pause = failuresInARow <= eager
                           ? 0ms
                           : std::min(longest, std::chrono::milliseconds(3s) * (failuresInARow - eager));
    if (Medio::PlayerQt::leaving.tryAcquire(1, int(pause.count())))
        Medio::PlayerQt::leaving.release();
}

} // namespace

#define MEDIO_VISIBLE __attribute__((visibility("default")))

/// Where no server is, this fails at once, and the engine never tries again. So it fails a little later,
/// as a connection that breaks off: then it does, every three seconds.
MEDIO_VISIBLE int pa_context_connect(pa_context *context, const char *server, int flags, const void *spawn)
{
    static const auto real = reinterpret_cast<Connect>(dlsym(RTLD_NEXT, "pa_context_connect"));
    if (real == nullptr || QThread::currentThread() != Medio::PlayerQt::theThread)
        return real == nullptr ? -1 : real(context, server, flags, spawn);
    if (real(context, server, flags, spawn) >= 0) {
        failuresInARow = 0;
        ++Medio::PlayerQt::serversFound;
        return 0;
    }
    beLessEager();
    connectFailed = true;
    return 0;
}

/// What the engine waits for then has happened already.
MEDIO_VISIBLE void pa_threaded_mainloop_wait(pa_threaded_mainloop *mainloop)
{
    static const auto real = reinterpret_cast<Wait>(dlsym(RTLD_NEXT, "pa_threaded_mainloop_wait"));
    if (!std::exchange(connectFailed, false) && real != nullptr)
        real(mainloop);
}

#if QT_VERSION < QT_VERSION_CHECK(6, 8, 0)
/// QPulseAudioSink waits for a stream that is opened to be ready, and for ever for one that fails: that
/// of a device which is gone, which nobody told. To it that one is ready as well, with a buffer that
/// leads nowhere.
MEDIO_VISIBLE int pa_stream_connect_playback(pa_stream *stream, const char *device, const void *attributes,
                                             int flags, const void *volume, pa_stream *other)
{
    static const auto real = reinterpret_cast<Open>(dlsym(RTLD_NEXT, "pa_stream_connect_playback"));
    const int result = real == nullptr ? -1 : real(stream, device, attributes, flags, volume, other);
    opening = result >= 0;
    return result;
}

MEDIO_VISIBLE const BufferAttributes *pa_stream_get_buffer_attr(pa_stream *stream)
{
    static const auto real = reinterpret_cast<Attributes>(dlsym(RTLD_NEXT, "pa_stream_get_buffer_attr"));
    static constexpr BufferAttributes nowhere{65536, 16384, 16384, 4096, 4096};
    opening = false;
    const BufferAttributes *attributes = real == nullptr ? nullptr : real(stream);
    return attributes == nullptr ? &nowhere : attributes;
}
#endif

/// Whatever is asked of a dead stream (to rest, to go on) is no operation, and the engine asks how that one
/// goes: libpulse ends the program over it. It was called off.
MEDIO_VISIBLE int pa_operation_get_state(const pa_operation *operation)
{
    constexpr int cancelled = 2;
    static const auto real = reinterpret_cast<GetProgress>(dlsym(RTLD_NEXT, "pa_operation_get_state"));
    return operation == nullptr || real == nullptr ? cancelled : real(operation);
}

MEDIO_VISIBLE void pa_operation_unref(pa_operation *operation)
{
    static const auto real = reinterpret_cast<Release>(dlsym(RTLD_NEXT, "pa_operation_unref"));
    if (operation != nullptr && real != nullptr)
        real(operation);
}

/// The engine asks when it hears of a change, and makes nothing of it.
MEDIO_VISIBLE int pa_stream_get_state(const pa_stream *stream)
{
    constexpr int ready = 2;
    constexpr int failed = 3;
    static const auto real = reinterpret_cast<GetState>(dlsym(RTLD_NEXT, "pa_stream_get_state"));
    const int state = real == nullptr ? failed : real(stream);
    if (state == failed)
        ++Medio::PlayerQt::streamsLost;
    return state == failed && opening ? ready : state;
}

#if QT_VERSION < QT_VERSION_CHECK(6, 8, 0)
/// QPulseAudioSink::write() returns without letting go of the engine's lock when one of these two fails,
/// that is, whenever the server or the device died under a stream: the next who plays, pauses or stops a
/// film would wait for that lock for ever. To it they never fail: what is written to a dead stream is
/// lost, its clock stands still, and QtPlayer notices that.
MEDIO_VISIBLE int pa_stream_begin_write(pa_stream *stream, void **data, std::size_t *size)
{
    static const auto real = reinterpret_cast<BeginWrite>(dlsym(RTLD_NEXT, "pa_stream_begin_write"));
    const std::size_t wanted = *size;
    if (real != nullptr && real(stream, data, size) >= 0)
        return 0;
    thread_local std::vector<std::byte> nowhere;
    nowhere.resize(wanted);
    *data = nowhere.data();
    *size = wanted;
    return 0;
}

MEDIO_VISIBLE int pa_stream_write(pa_stream *stream, const void *data, std::size_t size,
                                  void (*release)(void *), std::int64_t offset, int seek)
{
    static const auto real = reinterpret_cast<Write>(dlsym(RTLD_NEXT, "pa_stream_write"));
    if (real != nullptr)
        static_cast<void>(real(stream, data, size, release, offset, seek));
    return 0;
}
#endif

} // extern "C"
