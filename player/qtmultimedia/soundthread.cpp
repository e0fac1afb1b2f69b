// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/qtmultimedia/soundthread.h"

#include "app/base/logging.h"

#include <dlfcn.h>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QMediaDevices>
#include <QMutex>
#include <QSemaphore>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace Medio::PlayerQt {

static QThread *theThread = nullptr;
static QObject *messenger = nullptr; // lives there, and longer: a connection may break at any time
static std::atomic<int> connectionsLost = 0;
static std::atomic<int> streamsLost = 0;
static QSemaphore leaving; // has one when the application ends
static QSemaphore never;
static std::atomic<bool> leftBehind = false;
/// Somebody waits while the engine is made, and that waits for the sound server: not longer than this.
static thread_local QDeadlineTimer engineDeadline(QDeadlineTimer::Forever);

namespace {

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
/// The engine that lists devices, in soundThread(). When no server answers in time it tries again by itself.
void makeEngine()
{
    using namespace std::chrono_literals;
    engineDeadline = QDeadlineTimer(300ms);
    static_cast<void>(QMediaDevices::audioOutputs());
    engineDeadline = QDeadlineTimer(QDeadlineTimer::Forever);
}
#endif

/// A sound server that does not answer keeps nobody from leaving.
void endThread()
{
    constexpr auto patience = std::chrono::seconds(1);
    leaving.release();
    theThread->quit();
    if (theThread->wait(QDeadlineTimer(patience))) {
        delete theThread;
    } else {
        leftBehind = true;
        qCWarning(lcPlayer) << "The sound server does not answer: its thread is left behind";
    }
    theThread = nullptr;
}

} // namespace

int soundConnectionsLost()
{
    return connectionsLost;
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
        messenger = new QObject;
        messenger->moveToThread(theThread);
        theThread->start();
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
        // Every media player makes this engine since, in its own thread, unless it is there.
        QMetaObject::invokeMethod(messenger, makeEngine, Qt::BlockingQueuedConnection);
#endif
        qAddPostRoutine(endThread);
    }
    return theThread;
}

} // namespace Medio::PlayerQt

// What Qt's sound engine (QPulseAudioEngine and QPulseAudioSink, seen in 6.4 and 6.8) makes of failures of
// libpulse, mended between the two: functions of a program come before those of a library.
extern "C" {

struct pa_context;
struct pa_operation;
struct pa_stream;
struct pa_threaded_mainloop;

using Connect = int (*)(pa_context *, const char *, int, const void *);
using GetContextState = int (*)(const pa_context *);
using ContextChanged = void (*)(pa_context *, void *);
using ListenToContext = void (*)(pa_context *, ContextChanged, void *);
using Close = int (*)(pa_stream *);
using GetContext = const pa_context *(*)(const pa_stream *);
using StreamChanged = void (*)(pa_stream *, void *);
using ListenToStream = void (*)(pa_stream *, StreamChanged, void *);
using GetRoom = std::size_t (*)(const pa_stream *);
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
thread_local bool opening = false; ///< a stream, for which Qt would wait for ever
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

constexpr int contextReady = 4;
constexpr int contextFailed = 5;

int stateOf(const pa_context *context)
{
    static const auto real = reinterpret_cast<GetContextState>(dlsym(RTLD_NEXT, "pa_context_get_state"));
    return real == nullptr ? 0 : real(context);
}

/// Connections and who uses them. Never deleted: engines outlive everything.
struct Connections
{
    QMutex mutex;
    std::set<const void *> lost;       ///< engines whose connection broke and is not there again
    std::set<const pa_context *> kept; ///< broken, and its engine was not told yet
    std::map<const pa_stream *, const pa_context *> films; ///< open streams of threads but soundThread()
};

Connections &connections()
{
    static auto *const theirs = new Connections;
    return *theirs;
}

bool isKept(const pa_context *context)
{
    const QMutexLocker lock(&connections().mutex);
    return connections().kept.count(context) > 0;
}

bool isElsewhere()
{
    return QThread::currentThread() != Medio::PlayerQt::theThread;
}

std::atomic<ContextChanged> engineListener = nullptr; ///< one function for all engines

/// In soundThread(): when no film has had a stream for a while. One that hangs is not waited for, and counts
/// no more: its stream may never be closed.
void tellWhenFilmsLeft(pa_context *context, void *engine, std::chrono::milliseconds patience,
                       std::chrono::milliseconds quiet)
{
    using namespace std::chrono_literals;
    constexpr std::chrono::milliseconds looking = 100ms;
    constexpr std::chrono::milliseconds longEnough = 2s; // whoever watches looks once a second
    const auto isOfThis = [context](const auto &film) {
        return film.second == context;
    };
    bool isOver = patience <= 0ms;
    {
        const QMutexLocker lock(&connections().mutex);
        auto &films = connections().films;
        if (isOver)
            std::erase_if(films, isOfThis);
        quiet = std::none_of(films.begin(), films.end(), isOfThis) ? quiet + looking : 0ms;
        isOver = isOver || quiet > longEnough;
        if (isOver)
            connections().kept.erase(context);
    }
    if (isOver) {
        engineListener.load()(context, engine);
        return;
    }
    const auto left = patience - looking;
    QTimer::singleShot(looking, Medio::PlayerQt::messenger,
                       [context, engine, left, quiet] { tellWhenFilmsLeft(context, engine, left, quiet); });
}

/// In the thread of a connection, under its lock.
void hearOfConnection(pa_context *context, void *engine)
{
    using namespace std::chrono_literals;
    if (stateOf(context) != contextFailed) {
        engineListener.load()(context, engine);
        return;
    }
    {
        const QMutexLocker lock(&connections().mutex);
        connections().kept.insert(context);
        connections().lost.insert(engine);
        Medio::PlayerQt::connectionsLost = int(connections().lost.size());
    }
    QMetaObject::invokeMethod(
        Medio::PlayerQt::messenger, [context, engine] { tellWhenFilmsLeft(context, engine, 15s, 0ms); },
        Qt::QueuedConnection);
}

} // namespace

#define MEDIO_VISIBLE __attribute__((visibility("default")))

/// Where no server is, this fails at once, and the engine never tries again. So it fails a little later,
/// as a connection that breaks off: then it does, every three seconds.
MEDIO_VISIBLE int pa_context_connect(pa_context *context, const char *server, int flags, const void *spawn)
{
    constexpr int withoutStartingOne = 1;
    static const auto real = reinterpret_cast<Connect>(dlsym(RTLD_NEXT, "pa_context_connect"));
    if (real == nullptr || isElsewhere())
        return real == nullptr ? -1 : real(context, server, flags, spawn);
    if (!Medio::PlayerQt::engineDeadline.isForever())
        flags |= withoutStartingOne; // takes longer than there is time
    if (real(context, server, flags, spawn) >= 0) {
        failuresInARow = 0;
        return 0;
    }
    beLessEager();
    connectFailed = true;
    return 0;
}

/// What the engine waits for then has happened already. It always looks again: of what it asked of a server
/// that dies meanwhile it would never hear.
MEDIO_VISIBLE void pa_threaded_mainloop_wait(pa_threaded_mainloop *mainloop)
{
    using namespace std::chrono_literals;
    constexpr std::chrono::milliseconds looking = 5ms;
    static const auto real = reinterpret_cast<Wait>(dlsym(RTLD_NEXT, "pa_threaded_mainloop_wait"));
    static const auto unlock = reinterpret_cast<Wait>(dlsym(RTLD_NEXT, "pa_threaded_mainloop_unlock"));
    static const auto lock = reinterpret_cast<Wait>(dlsym(RTLD_NEXT, "pa_threaded_mainloop_lock"));
    if (std::exchange(connectFailed, false) || real == nullptr || unlock == nullptr || lock == nullptr)
        return;
    if (isElsewhere()) {
        real(mainloop);
        return;
    }
    unlock(mainloop);
    // A thread that is left behind touches nothing any more: what it uses is being freed.
    static_cast<void>(
        Medio::PlayerQt::never.tryAcquire(1, Medio::PlayerQt::leftBehind ? -1 : int(looking.count())));
    lock(mainloop);
}

/// A film that opens its sound on a connection that broke would write to nothing: to it that one is ready,
/// and leads nowhere.
MEDIO_VISIBLE int pa_context_get_state(const pa_context *context)
{
    if (Medio::PlayerQt::engineDeadline.hasExpired())
        return contextFailed;
    const int state = stateOf(context);
    return state == contextFailed && isElsewhere() && isKept(context) ? contextReady : state;
}

/// A connection that broke is freed by the engine as soon as it hears of that, with its lock, while the
/// thread of a film's sound holds that lock, or writes to a sink that is closed under it: either ends the
/// program. So it hears of it when whoever watches soundStreamsLost() took the sound from the films.
MEDIO_VISIBLE void pa_context_set_state_callback(pa_context *context, ContextChanged changed, void *engine)
{
    static const auto real =
        reinterpret_cast<ListenToContext>(dlsym(RTLD_NEXT, "pa_context_set_state_callback"));
    if (real == nullptr)
        return;
    // Until it is ready, the engine itself waits for it.
    if (changed == nullptr || stateOf(context) != contextReady || Medio::PlayerQt::messenger == nullptr) {
        real(context, changed, engine);
        return;
    }
    engineListener = changed;
    real(context, hearOfConnection, engine);
    const QMutexLocker lock(&connections().mutex);
    connections().lost.erase(engine);
    Medio::PlayerQt::connectionsLost = int(connections().lost.size());
}

/// QPulseAudioSink waits for a stream that is opened to be ready, and for ever for one that fails: that
/// of a device which is gone, which nobody told. To it that one is ready as well, with a buffer that
/// leads nowhere.
MEDIO_VISIBLE int pa_stream_connect_playback(pa_stream *stream, const char *device, const void *attributes,
                                             int flags, const void *volume, pa_stream *other)
{
    static const auto real = reinterpret_cast<Open>(dlsym(RTLD_NEXT, "pa_stream_connect_playback"));
    static const auto contextOf = reinterpret_cast<GetContext>(dlsym(RTLD_NEXT, "pa_stream_get_context"));
    static const auto listen =
        reinterpret_cast<ListenToStream>(dlsym(RTLD_NEXT, "pa_stream_set_state_callback"));
    if (real == nullptr || contextOf == nullptr || listen == nullptr)
        return -1;
    const pa_context *const context = contextOf(stream);
    const bool nowhere = isElsewhere() && isKept(context);
    const int result = nowhere ? 0 : real(stream, device, attributes, flags, volume, other);
    // Whoever hears of it when its connection is freed asks that one for the reason: the end of the program.
    if (nowhere || result < 0)
        listen(stream, nullptr, nullptr);
    opening = result >= 0;
    if (opening && isElsewhere()) {
        const QMutexLocker lock(&connections().mutex);
        connections().films.emplace(stream, context);
    }
    return result;
}

MEDIO_VISIBLE int pa_stream_disconnect(pa_stream *stream)
{
    static const auto real = reinterpret_cast<Close>(dlsym(RTLD_NEXT, "pa_stream_disconnect"));
    const int result = real == nullptr ? -1 : real(stream);
    const QMutexLocker lock(&connections().mutex);
    connections().films.erase(stream);
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

/// Whatever is asked of a dead stream (to rest, to go on) is no operation, and the engine asks how that one
/// goes: libpulse ends the program over it. It was called off.
MEDIO_VISIBLE int pa_operation_get_state(const pa_operation *operation)
{
    constexpr int cancelled = 2;
    static const auto real = reinterpret_cast<GetProgress>(dlsym(RTLD_NEXT, "pa_operation_get_state"));
    const bool none = operation == nullptr || real == nullptr || Medio::PlayerQt::engineDeadline.hasExpired();
    return none ? cancelled : real(operation);
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
    constexpr int unconnected = 0;
    constexpr int ready = 2;
    constexpr int failed = 3;
    static const auto real = reinterpret_cast<GetState>(dlsym(RTLD_NEXT, "pa_stream_get_state"));
    const int state = real == nullptr ? failed : real(stream);
    if (state == failed)
        ++Medio::PlayerQt::streamsLost;
    return opening && (state == failed || state == unconnected) ? ready : state;
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
#else
/// QPulseAudioSink reads as much as there is room for, and of a dead stream that is less than nothing.
MEDIO_VISIBLE std::size_t pa_stream_writable_size(const pa_stream *stream)
{
    constexpr auto error = static_cast<std::size_t>(-1);
    static const auto real = reinterpret_cast<GetRoom>(dlsym(RTLD_NEXT, "pa_stream_writable_size"));
    const std::size_t room = real == nullptr ? error : real(stream);
    return room == error ? 0 : room;
}
#endif

} // extern "C"
