// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/loudness.h"
#include "player/qtmultimedia/backend.h"
#include "player/qtmultimedia/qtplayer.h"
#include "player/qtmultimedia/soundbox.h"
#include "player/qtmultimedia/sounddevice.h"
#include "player/qtmultimedia/soundmixer.h"
#include "player/qtmultimedia/soundstream.h"
#include "player/qtmultimedia/soundthread.h"
#include "tests/support/fakefilmsource.h"
#include "tests/support/filmfixture.h"
#include "tests/support/loopwatch.h"
#include "tests/support/soundserver.h"

#include <dlfcn.h>

#include <QAudioSink>
#include <QGuiApplication>
#include <QMediaDevices>
#include <QProcess>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

using namespace Medio;
using namespace Medio::PlayerQt;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Films while sound servers die and come back and devices come and go: real daemons, private ones.
class TestSoundServer : public QObject
{
    Q_OBJECT
public:
    explicit TestSoundServer(SoundServer &server)
        : m_server(server)
    {
    }

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void playsWithoutAnySoundServer();
    void serverDiesAndComesBack_data();
    void serverDiesAndComesBack();
    void serverDiesWhileTheFilmRests_data() { serverDiesAndComesBack_data(); }
    void serverDiesWhileTheFilmRests();
    void theNextFilmBeginsOnADeadServer();
    void aBrokenConnectionIsKeptWhileAFilmUsesIt();
    void aFilmThatHangsIsNotWaitedFor();
    void devicesComeAndGo_data() { serverDiesAndComesBack_data(); }
    void devicesComeAndGo();
    void anotherDeviceBecomesTheDefault();
    void theOnlyDeviceGoes();
    void aFrozenServerHoldsUpNobody();
    void soundsAfterTheirDeviceWent_data();
    void soundsAfterTheirDeviceWent();
    void whoLooksForADeviceIsEnded();
    void noOperationIsACancelledOne();
    void aPictureRestsWhileItIsHeard();
    void theLastPictureRests();
    void isHeardAsLoudAsWished();

private:
    class Film;
    class Ear;

    void open();
    void open(const QString &path, const FilmFacts &facts);
    /// Of a film of 25 frames a second.
    [[nodiscard]] static FilmFacts factsOf(std::chrono::milliseconds duration);
    [[nodiscard]] bool moves();

    SoundServer &m_server;
    FilmFixture m_films;
    QString m_path;
    FakeFilmSource m_source;
    std::unique_ptr<QtPlayer> m_player;
    std::unique_ptr<SoundBox> m_sounds;
    std::unique_ptr<LoopWatch> m_watch;
    std::unique_ptr<QSignalSpy> m_found;
    std::unique_ptr<QSignalSpy> m_lost;
    std::unique_ptr<QSignalSpy> m_failed;
};

void TestSoundServer::initTestCase()
{
    m_path = m_films.makeFilm(u"film.mp4"_s, 60, false, {u"-g"_s, u"25"_s});
    QVERIFY(!m_path.isEmpty());
}

void TestSoundServer::init()
{
    m_player = std::make_unique<QtPlayer>(m_source);
    m_sounds = std::make_unique<SoundBox>();
    m_found = std::make_unique<QSignalSpy>(m_player.get(), &QtPlayer::soundFound);
    m_lost = std::make_unique<QSignalSpy>(m_player.get(), &QtPlayer::soundLost);
    m_failed = std::make_unique<QSignalSpy>(m_player.get(), &Player::failed);
    m_watch = std::make_unique<LoopWatch>();
}

void TestSoundServer::cleanup()
{
    if (m_watch != nullptr)
        qInfo() << "longest event of the GUI thread, the test's own pactl included:"
                << std::chrono::duration_cast<std::chrono::milliseconds>(m_watch->longest()).count() << "ms";
    m_watch.reset();
    m_player.reset();
    m_sounds.reset();
    m_server.kill();
}

FilmFacts TestSoundServer::factsOf(std::chrono::milliseconds duration)
{
    FilmFacts facts;
    facts.duration = duration;
    facts.pictureEnd = duration;
    facts.frame = 40ms;
    facts.size = {320, 180};
    facts.videoCodec = u"h264"_s;
    facts.audioCodec = u"aac"_s;
    facts.pixelFormat = u"yuv420p"_s;
    return facts;
}

void TestSoundServer::open(const QString &path, const FilmFacts &facts)
{
    m_player->open({u"a"_s, QUrl(u"http://server.example/a.mp4"_s), {}}, 0ms);
    m_source.sayReady(m_source.opens.last().ticket, QUrl::fromLocalFile(path), facts);
}

void TestSoundServer::open()
{
    open(m_path, factsOf(60s));
}

/// The film goes on: a second of it passes.
bool TestSoundServer::moves()
{
    const auto from = m_player->position();
    return QTest::qWaitFor([this, from] { return m_player->position() >= from + 1s; }, 15000);
}

void TestSoundServer::playsWithoutAnySoundServer()
{
    open();
    QVERIFY(moves());
    QCOMPARE(m_found->size(), 0);
    QCOMPARE(m_failed->size(), 0);
}

void TestSoundServer::serverDiesAndComesBack_data()
{
    QTest::addColumn<SoundServer::Kind>("kind");
    QTest::newRow("PulseAudio") << SoundServer::Kind::PulseAudio;
    QTest::newRow("PipeWire") << SoundServer::Kind::PipeWire;
}

#define NEED(kind)                                                                                           \
    if (!SoundServer::isInstalled(kind))                                                                     \
    QSKIP("that sound server is not installed")

void TestSoundServer::serverDiesAndComesBack()
{
    QFETCH(SoundServer::Kind, kind);
    NEED(kind);
    QVERIFY(m_server.start(kind));
    QVERIFY(!m_server.plug(u"one"_s).isEmpty());
    open();
    QTRY_VERIFY_WITH_TIMEOUT(!m_found->isEmpty(), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(!m_server.streams().isEmpty(), 20000);
    QVERIFY(moves());

    m_server.kill();
    QTRY_VERIFY_WITH_TIMEOUT(!m_lost->isEmpty(), 20000);
    QVERIFY(moves()); // without sound
    m_found->clear();

    QVERIFY(m_server.start(kind));
    QVERIFY(!m_server.plug(u"one"_s).isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(!m_found->isEmpty(), 40000);
    QTRY_VERIFY_WITH_TIMEOUT(m_server.streams().size() >= 2, 20000); // the film's and the proof's
    QVERIFY(moves());
    QCOMPARE(m_failed->size(), 0);
    m_player->stop();
}

void TestSoundServer::serverDiesWhileTheFilmRests()
{
    // Nobody's clock stands still then; what was left on the dead server would kill the film later.
    QFETCH(SoundServer::Kind, kind);
    NEED(kind);
    QVERIFY(m_server.start(kind));
    QVERIFY(!m_server.plug(u"one"_s).isEmpty());
    open();
    QTRY_VERIFY_WITH_TIMEOUT(!m_found->isEmpty(), 20000);
    QVERIFY(moves());
    m_player->pause();
    m_server.kill();
    QTRY_VERIFY_WITH_TIMEOUT(!m_lost->isEmpty(), 20000);
    m_found->clear();
    QVERIFY(m_server.start(kind));
    QVERIFY(!m_server.plug(u"other"_s).isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(!m_found->isEmpty(), 40000);
    m_player->play();
    QVERIFY(moves());
    QTRY_VERIFY_WITH_TIMEOUT(m_server.streams().size() >= 2, 20000);
    QCOMPARE(m_failed->size(), 0);
}

void TestSoundServer::theNextFilmBeginsOnADeadServer()
{
    NEED(SoundServer::Kind::PulseAudio);
    QVERIFY(m_server.start(SoundServer::Kind::PulseAudio));
    QVERIFY(!m_server.plug(u"one"_s).isEmpty());
    open();
    QTRY_VERIFY_WITH_TIMEOUT(!m_found->isEmpty(), 20000);
    QVERIFY(moves());
    m_server.kill();
    open(); // before anything of it is known
    QVERIFY(moves());
    open();
    QVERIFY(moves());
    QCOMPARE(m_failed->size(), 0);
}

/// A film's sound, in a thread of its own until the end of the test or of the film.
class TestSoundServer::Film
{
public:
    Film()
        : m_thread(QThread::create([this] {
            const QAudioDevice device = QMediaDevices::defaultAudioOutput();
            QAudioSink sink(device, device.preferredFormat());
            QIODevice *stream = sink.start();
            m_begun.release();
            const QByteArray silence(1000, '\0');
            while (stream != nullptr && !m_over.tryAcquire()) {
                if (sink.bytesFree() >= silence.size()) // looks under the lock, again and again
                    stream->write(silence);
            }
        }))
    {
        m_thread->start();
        m_begun.acquire();
    }
    ~Film() { end(); }
    Q_DISABLE_COPY_MOVE(Film)

    void end()
    {
        m_over.release();
        m_thread->wait();
    }
    [[nodiscard]] bool plays(std::chrono::milliseconds time) const
    {
        return !m_thread->wait(QDeadlineTimer(time));
    }

private:
    QSemaphore m_begun;
    QSemaphore m_over;
    std::unique_ptr<QThread> m_thread;
};

void TestSoundServer::aBrokenConnectionIsKeptWhileAFilmUsesIt()
{
    // Qt would free it, with the lock that the film's thread holds again and again: the end of this program.
    NEED(SoundServer::Kind::PulseAudio);
    QVERIFY(m_server.start(SoundServer::Kind::PulseAudio));
    QVERIFY(!m_server.plug(u"one"_s).isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(!m_found->isEmpty(), 20000);
    Film one;
    Film other;
    QTRY_COMPARE_WITH_TIMEOUT(m_server.streams().size(), 3, 20000); // the films' and the proof's

    m_server.kill();
    QTRY_VERIFY(soundConnectionsLost() > 0);
    Film late; // on a connection that is none any more
    QVERIFY(late.plays(1s));
    QVERIFY(one.plays(4s)); // the engine would have tried again by then
    QVERIFY(soundConnectionsLost() > 0);
    one.end();
    other.end();
    late.end();
    m_found->clear();
    QVERIFY(m_server.start(SoundServer::Kind::PulseAudio));
    QVERIFY(!m_server.plug(u"one"_s).isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(!m_found->isEmpty(), 40000);
    QCOMPARE(soundConnectionsLost(), 0);
}

void TestSoundServer::aFilmThatHangsIsNotWaitedFor()
{
    NEED(SoundServer::Kind::PulseAudio);
    QVERIFY(m_server.start(SoundServer::Kind::PulseAudio));
    QVERIFY(!m_server.plug(u"one"_s).isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(!m_found->isEmpty(), 20000);
    m_server.kill();
    QTRY_VERIFY(soundConnectionsLost() > 0);
    QSemaphore over;
    const std::unique_ptr<QThread> film(QThread::create([&over] {
        const QAudioDevice device = QMediaDevices::defaultAudioOutput();
        QAudioSink sink(device, device.preferredFormat());
        sink.start();
        over.acquire();
    }));
    film->start();
    m_found->clear();
    QVERIFY(m_server.start(SoundServer::Kind::PulseAudio));
    QVERIFY(!m_server.plug(u"one"_s).isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(!m_found->isEmpty(), 60000);
    QVERIFY(!film->isFinished());
    over.release();
    film->wait();
}

void TestSoundServer::devicesComeAndGo()
{
    QFETCH(SoundServer::Kind, kind);
    NEED(kind);
    QVERIFY(m_server.start(kind));
    const QString television = m_server.plug(u"television"_s);
    open();
    QTRY_VERIFY_WITH_TIMEOUT(!m_found->isEmpty(), 20000);
    QVERIFY(moves());
    const QString loudspeaker = m_server.plug(u"loudspeaker"_s);
    QVERIFY(!loudspeaker.isEmpty());
    QVERIFY(moves());
    m_server.unplug(television);
    QTRY_COMPARE_WITH_TIMEOUT(m_server.sinks(), QStringList{u"loudspeaker"_s}, 10000);
    QVERIFY(moves());
    const QString number = m_server.sinkNumbers().value(0);
    QTRY_VERIFY_WITH_TIMEOUT(m_server.streams().contains(number), 40000);
    open(); // on what is there now
    QVERIFY(moves());
    QTRY_VERIFY_WITH_TIMEOUT(m_server.streams().contains(number), 40000);
    QVERIFY(!m_server.plug(u"television"_s).isEmpty());
    m_server.unplug(loudspeaker);
    QVERIFY(moves());
    QCOMPARE(m_failed->size(), 0);
    m_player->stop();
}

void TestSoundServer::anotherDeviceBecomesTheDefault()
{
    // The one that was stays: what plays is moved by its server, what is ready to play by nobody else.
    // Not with PipeWire: of its default Qt 6.4 hears late, or not at all.
    NEED(SoundServer::Kind::PulseAudio);
    QVERIFY(m_server.startWithDevice(SoundServer::Kind::PulseAudio, u"television"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!m_found->isEmpty(), 20000);
    open();
    QVERIFY(moves());
    const Medio::Film next{u"b"_s, QUrl(u"http://server.example/b.mp4"_s), {}};
    m_player->preload(next, 0ms);
    m_source.sayReady(m_source.opens.last().ticket, QUrl::fromLocalFile(m_path), factsOf(60s));
    const auto streamsAreOn = [this](const QString &sink) {
        const QString number = m_server.sinkNumbers().value(m_server.sinks().indexOf(sink));
        const QStringList streams = m_server.streams();
        return streams.size() >= 2 && streams.count(number) == streams.size(); // the film's and the proof's
    };
    QVERIFY(QTest::qWaitFor([&] { return streamsAreOn(u"television"_s); }, 40000));
    const auto proof = [this] { // the number of its stream, in samples of its own
        const QStringList lines = m_server.ask({u"list"_s, u"short"_s, u"sink-inputs"_s}).split(u'\n');
        const QStringList found = lines.filter(u"s16le"_s);
        return found.isEmpty() ? QString() : found.first().section(u'\t', 0, 0);
    };
    const QString before = proof();
    QVERIFY(!before.isEmpty());

    QVERIFY(!m_server.plug(u"loudspeaker"_s).isEmpty());
    m_server.ask({u"set-default-sink"_s, u"loudspeaker"_s});
    QVERIFY(QTest::qWaitFor([&] { return !proof().isEmpty() && proof() != before; }, 40000));
    QVERIFY(moves());
    m_player->open(next, 0ms);
    QCOMPARE(m_source.opens.last().film, next); // as it was made ready
    QTRY_VERIFY(m_player->position() > 0ms);
    QVERIFY(moves());
    QVERIFY(QTest::qWaitFor([&] { return streamsAreOn(u"loudspeaker"_s); }, 40000));
    QCOMPARE(m_failed->size(), 0);
    m_player->stop();
}

void TestSoundServer::theOnlyDeviceGoes()
{
    // Nothing to move the film's stream to: the server ends it, and Qt 6.4 would never let go of its lock.
    NEED(SoundServer::Kind::PulseAudio);
    QVERIFY(m_server.start(SoundServer::Kind::PulseAudio));
    const QString television = m_server.plug(u"television"_s);
    open();
    QTRY_VERIFY_WITH_TIMEOUT(!m_found->isEmpty(), 20000);
    QVERIFY(moves());
    m_server.unplug(television);
    QVERIFY(moves());
    m_player->pause();
    m_player->play();
    QVERIFY(moves());
    QVERIFY(!m_server.plug(u"television"_s).isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(!m_server.streams().isEmpty(), 60000);
    QVERIFY(moves());
    open();
    QVERIFY(moves());
    QCOMPARE(m_failed->size(), 0);
}

void TestSoundServer::aFrozenServerHoldsUpNobody()
{
    NEED(SoundServer::Kind::PulseAudio);
    QVERIFY(m_server.start(SoundServer::Kind::PulseAudio));
    QVERIFY(!m_server.plug(u"one"_s).isEmpty());
    open();
    QTRY_VERIFY_WITH_TIMEOUT(!m_found->isEmpty(), 20000);
    QVERIFY(moves());
    m_server.freeze();
    m_watch->begin();
    m_sounds->play(u"pop"_s);
    QVERIFY(moves());
    QVERIFY(m_watch->longest() < 2s); // who waits for it waits until it is thawed
    m_server.thaw();
    QVERIFY(moves());
    QCOMPARE(m_failed->size(), 0);
}

void TestSoundServer::soundsAfterTheirDeviceWent_data()
{
    QTest::addColumn<std::chrono::milliseconds>("keepOpen");
    QTest::addColumn<bool>("resting");
    QTest::newRow("still open, about to rest") << std::chrono::milliseconds(3s) << false;
    QTest::newRow("at rest") << std::chrono::milliseconds(50ms) << true;
}

void TestSoundServer::soundsAfterTheirDeviceWent()
{
    // What is asked of a stream that its server ended would be the end of this program.
    QFETCH(std::chrono::milliseconds, keepOpen);
    QFETCH(bool, resting);
    NEED(SoundServer::Kind::PulseAudio);
    QVERIFY(m_server.start(SoundServer::Kind::PulseAudio));
    const QString television = m_server.plug(u"television"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!m_found->isEmpty(), 20000);

    // Owned by the thread: whatever fails here, it is deleted there.
    auto *stream = new SoundStream(keepOpen);
    stream->moveToThread(soundThread());
    const QByteArray sound(2 * SoundMixer::rate / 10, '\1');
    const auto play = [stream, sound] {
        QMetaObject::invokeMethod(stream, [stream, sound] { stream->play(sound); });
    };
    QMetaObject::invokeMethod(stream, &SoundStream::start);
    play();
    const auto corked = [this] {
        return m_server.ask({u"list"_s, u"sink-inputs"_s}).count(u"Corked: yes"_s);
    };
    // The proof's rests already.
    QTRY_COMPARE_WITH_TIMEOUT(m_server.streams().size(), 2, 20000);
    if (resting)
        QTRY_COMPARE_WITH_TIMEOUT(corked(), 2, 20000);
    const int before = soundStreamsLost();
    m_server.unplug(television);
    QTRY_VERIFY_WITH_TIMEOUT(soundStreamsLost() >= before + 2, 20000);
    if (resting)
        play();
    else
        QVERIFY(!m_failed->wait(int((keepOpen + 500ms).count()))); // until it would rest

    m_found->clear();
    QVERIFY(!m_server.plug(u"television"_s).isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(!m_found->isEmpty(), 40000);
    play();
    QTRY_COMPARE_WITH_TIMEOUT(m_server.streams().size(), 2, 20000);
    stream->deleteLater();
}

void TestSoundServer::whoLooksForADeviceIsEnded()
{
    // What is being opened while its server dies fails, and runs the event loop then.
    NEED(SoundServer::Kind::PulseAudio);
    QVERIFY(m_server.start(SoundServer::Kind::PulseAudio));
    QVERIFY(!m_server.plug(u"television"_s).isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(!m_found->isEmpty(), 20000);
    m_server.freeze();
    std::make_unique<SoundDevice>().reset();
    m_server.kill();
    const SoundDevice last;
    QVERIFY(m_server.start(SoundServer::Kind::PulseAudio));
    QVERIFY(!m_server.plug(u"television"_s).isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(last.isThere(), 60000);
}

void TestSoundServer::noOperationIsACancelledOne()
{
    // As Qt's sound engine sees it, of what it asks of a dead stream; libpulse's own ends the program.
    const auto getState =
        reinterpret_cast<int (*)(const void *)>(dlsym(RTLD_DEFAULT, "pa_operation_get_state"));
    const auto unref = reinterpret_cast<void (*)(void *)>(dlsym(RTLD_DEFAULT, "pa_operation_unref"));
    QVERIFY(getState != nullptr && unref != nullptr);
    constexpr int cancelled = 2;
    QCOMPARE(getState(nullptr), cancelled);
    unref(nullptr);
}

void TestSoundServer::aPictureRestsWhileItIsHeard()
{
    // Its clock goes on, which is what tells it from a player that hangs.
    NEED(SoundServer::Kind::PulseAudio);
    const QString path = m_films.makeRestingFilm(u"rests.mp4"_s, 8);
    FilmFacts facts = factsOf(10s);
    facts.frame = 200ms; // on average
    QVERIFY(m_server.startWithDevice(SoundServer::Kind::PulseAudio, u"one"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!m_found->isEmpty(), 20000);
    QSignalSpy ended(m_player.get(), &Player::ended);
    open(path, facts);
    QTRY_VERIFY_WITH_TIMEOUT(!m_server.streams().isEmpty(), 20000);
    QTRY_COMPARE(ended.size() + m_failed->size(), 1);
    QCOMPARE(m_failed->size(), 0);
    QCOMPARE(ended[0][1].toBool(), true);
    QCOMPARE(m_lost->size(), 0); // neither is its sound
}

void TestSoundServer::theLastPictureRests()
{
    // No frame comes near its end.
    NEED(SoundServer::Kind::PulseAudio);
    const QString path = m_films.makeRestingFilm(u"ends.mp4"_s, 3, true);
    QVERIFY(m_server.startWithDevice(SoundServer::Kind::PulseAudio, u"one"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!m_found->isEmpty(), 20000);
    QSignalSpy ended(m_player.get(), &Player::ended);
    open(path, factsOf(4s)); // as one whose last frame stands for three seconds
    QTRY_COMPARE(ended.size() + m_failed->size(), 1);
    QCOMPARE(m_failed->size(), 0);
    QCOMPARE(ended[0][1].toBool(), true);
    QCOMPARE(m_lost->size(), 0);
}

/// What is heard from a device, from now on.
class TestSoundServer::Ear
{
public:
    explicit Ear(const QString &sink)
    {
        m_recorder.start(u"parec"_s, {u"--raw"_s, u"--device=%1.monitor"_s.arg(sink), u"--rate=44100"_s,
                                      u"--channels=1"_s, u"--format=s16le"_s, u"--latency-msec=50"_s});
        m_recorder.waitForStarted();
    }
    ~Ear()
    {
        m_recorder.kill();
        m_recorder.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(Ear)

    /// How loud each twentieth of a second was (root of the mean square).
    const QList<double> &steps()
    {
        m_heard += m_recorder.readAllStandardOutput();
        constexpr qsizetype samples = 44100 / 20;
        constexpr auto bytes = samples * qsizetype(sizeof(qint16));
        for (; m_heard.size() >= bytes; m_heard.remove(0, bytes)) {
            double sum = 0;
            for (qsizetype i = 0; i < samples; ++i)
                sum += std::pow(qFromLittleEndian<qint16>(m_heard.constData() + i * 2), 2);
            m_steps.append(std::sqrt(sum / samples));
        }
        return m_steps;
    }
    /// Of the last quarter of a second: the least and the most.
    std::pair<double, double> level()
    {
        constexpr qsizetype quarter = 5;
        if (steps().size() < quarter)
            return {0, 0};
        const auto [least, most] = std::minmax_element(m_steps.end() - quarter, m_steps.end());
        return {*least, *most};
    }
    /// It is that loud throughout, give or take a quarter.
    bool hears(double loud)
    {
        const auto [least, most] = level();
        return least > 0.75 * loud && most < 1.25 * loud;
    }

private:
    QProcess m_recorder;
    QByteArray m_heard;
    QList<double> m_steps;
};

void TestSoundServer::isHeardAsLoudAsWished()
{
    NEED(SoundServer::Kind::PulseAudio);
    QVERIFY(m_server.startWithDevice(SoundServer::Kind::PulseAudio, u"one"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!m_found->isEmpty(), 20000);
    m_player->setVolume(1);
    Ear ear(u"one"_s);
    open();
    constexpr double audible = 500; // of 32767: the film's tone is louder
    QTRY_VERIFY(ear.level().first > audible);
    QVERIFY(moves());
    QTRY_VERIFY(ear.hears(ear.level().second)); // evenly
    const double loud = ear.level().second;

    m_player->setVolume(0.4); // in mid-film
    const double quiet = loud * double(amplitudeOf(0.4));
    QVERIFY(quiet < loud / 2);
    QTRY_VERIFY(ear.hears(quiet));
    QVERIFY(moves());
    QTRY_VERIFY(ear.hears(quiet));

    const qsizetype before = ear.steps().size();
    m_player->fadeOut(3s);
    QTRY_VERIFY(ear.level().second < quiet / 20);
    const qsizetype between =
        std::count_if(ear.steps().begin() + before, ear.steps().end(),
                      [quiet](double step) { return step > quiet / 10 && step < 0.8 * quiet; });
    QVERIFY2(between >= 10, qPrintable(QString::number(between))); // no cut, of which the edge is one
    m_player->play();
    QTRY_VERIFY(ear.hears(quiet));

    m_player->setVolume(0);
    QTRY_VERIFY(ear.level().second < quiet / 20);
    QVERIFY(moves()); // silently
    m_player->stop();
    m_player->setVolume(0.4); // before a film begins
    open();
    QTRY_VERIFY(ear.hears(quiet));
    QCOMPARE(m_failed->size(), 0);
}

int main(int argc, char *argv[])
{
    if (const auto chosen = chooseBackend(); !chosen)
        qFatal("%s", qPrintable(chosen.error()));
    SoundServer server;
    const QGuiApplication application(argc, argv);
    TestSoundServer test(server);
    return QTest::qExec(&test, argc, argv);
}
#include "tst_soundserver.moc"
