// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/probeprocess.h"
#include "tests/support/buildprograms.h"
#include "tests/support/filmfixture.h"
#include "tests/support/filmserver.h"

#include <signal.h>

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Medio;
using namespace Medio::Gateway;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// medio-probe and its supervisor, with films as they should not be.
class TestProbe : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void knowsAFilm();
    void knowsWhenTheLastPictureBegins();
    void knowsWhatAFilmSaysOfItsColours();
    void knowsSoundAndRotation();
    void refuses_data();
    void refuses();
    void refusesHeadersThatCost();
    void goesToThePlace();
    void keepsItsDeadline();
    void answersInOrderAndSkipsWhatWasCancelled();
    void survivesItsProgramsDeath();
    void survivesDamagedFilms();
    void opensNothingButTheGateway();
    void isBounded();

private:
    struct Answer
    {
        std::optional<FilmFacts> facts;
        ProbeProcess::Refusal refusal = ProbeProcess::Refusal::Film;
        QString detail;
    };
    Answer rehearse(const QByteArray &film, std::chrono::milliseconds from = 0ms,
                    std::chrono::milliseconds deadline = 8s);
    [[nodiscard]] qint64 pidOfProgram() const;

    FilmFixture m_films;
    FilmServer m_server;
    QString m_program;
    QByteArray m_film;
    std::unique_ptr<ProbeProcess> m_probe;
};

void TestProbe::initTestCase()
{
    m_program = buildProgram(u"medio-probe");
    m_probe = std::make_unique<ProbeProcess>(m_program);
    m_film = FilmFixture::bytes(m_films.makeFilm(u"film.mp4"_s, 2, false));
    QVERIFY(!m_film.isEmpty());
}

void TestProbe::cleanup()
{
    m_server.setManners({});
}

TestProbe::Answer TestProbe::rehearse(const QByteArray &film, std::chrono::milliseconds from,
                                      std::chrono::milliseconds deadline)
{
    m_server.setFilm(film);
    QSignalSpy rehearsed(m_probe.get(), &ProbeProcess::rehearsed);
    QSignalSpy refused(m_probe.get(), &ProbeProcess::refused);
    m_probe->rehearse(m_server.url(u"/film.mp4"_s), from, deadline);
    if (!QTest::qWaitFor([&] { return !rehearsed.isEmpty() || !refused.isEmpty(); }, 20000))
        return {{}, {}, u"no answer"_s};
    if (!rehearsed.isEmpty())
        return {rehearsed[0][1].value<FilmFacts>(), {}, {}};
    return {{}, refused[0][1].value<ProbeProcess::Refusal>(), refused[0][2].toString()};
}

qint64 TestProbe::pidOfProgram() const
{
    const auto process = m_probe->findChild<QProcess *>();
    return process != nullptr ? process->processId() : 0;
}

void TestProbe::knowsAFilm()
{
    const Answer answer = rehearse(FilmFixture::bytes(m_films.makeFilm(u"silent.mp4"_s, 2)));
    QVERIFY2(answer.facts, qPrintable(answer.detail));
    QCOMPARE(answer.facts->duration, 2000ms);
    QCOMPARE(answer.facts->pictureEnd, 2000ms);
    QCOMPARE(answer.facts->frame, std::chrono::nanoseconds(40ms));
    QCOMPARE(answer.facts->size, QSize(320, 180));
    QCOMPARE(answer.facts->rotation, 0);
    QCOMPARE(answer.facts->videoCodec, u"h264"_s);
    QCOMPARE(answer.facts->audioCodec, QString());
    QCOMPARE(answer.facts->pixelFormat, u"yuv420p"_s);
    QCOMPARE(answer.facts->colourSpace, QString());
}

void TestProbe::knowsWhenTheLastPictureBegins()
{
    const auto lastOf = [this](const QString &path) {
        const Answer answer = rehearse(FilmFixture::bytes(path));
        return answer.facts ? answer.facts->lastPicture : -1ms;
    };
    const QString stands = m_films.makeFilmThatStands(u"stands.mp4"_s, 3);
    QCOMPARE(lastOf(stands), 960ms);
    // Pictures that are shown in another order than they are decoded in.
    const auto last = lastOf(m_films.makeFilm(u"reordered.mp4"_s, 2, true, {u"-bf"_s, u"3"_s}));
    QVERIFY2(last > 1700ms && last <= 1960ms, qPrintable(QString::number(last.count())));
    // What only its fragments say is not known before they are read.
    const QString fragments =
        m_films.makeFilm(u"fragments.mp4"_s, 2, true, {u"-movflags"_s, u"+frag_keyframe+empty_moov"_s});
    QCOMPARE(lastOf(fragments), 0ms);
}

void TestProbe::knowsWhatAFilmSaysOfItsColours()
{
    const QString film = m_films.makeFilm(u"coloured.mp4"_s, 2, true, {u"-colorspace"_s, u"bt709"_s});
    const Answer answer = rehearse(FilmFixture::bytes(film));
    QVERIFY2(answer.facts, qPrintable(answer.detail));
    QCOMPARE(answer.facts->colourSpace, u"bt709"_s);
}

void TestProbe::knowsSoundAndRotation()
{
    const Answer answer = rehearse(FilmFixture::turned(m_film));
    QVERIFY2(answer.facts, qPrintable(answer.detail));
    QCOMPARE(answer.facts->audioCodec, u"aac"_s);
    QVERIFY(answer.facts->duration >= answer.facts->pictureEnd);
    QCOMPARE(answer.facts->rotation, 90);
}

void TestProbe::refuses_data()
{
    QTest::addColumn<QByteArray>("film");
    const auto row = [this](const char *name, const QStringList &arguments, const QString &file) {
        QTest::newRow(name) << FilmFixture::bytes(m_films.make(file, arguments));
    };
    row("sound only", {u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=d=1"_s, u"-c:a"_s, u"aac"_s}, u"sound.mp4"_s);
    row("cover art",
        {u"-f"_s,
         u"lavfi"_s,
         u"-i"_s,
         u"sine=d=1"_s,
         u"-f"_s,
         u"lavfi"_s,
         u"-i"_s,
         u"color=s=64x64:d=0.04:r=25"_s,
         u"-map"_s,
         u"0"_s,
         u"-map"_s,
         u"1"_s,
         u"-c:a"_s,
         u"aac"_s,
         u"-c:v"_s,
         u"mjpeg"_s,
         u"-frames:v"_s,
         u"1"_s,
         u"-disposition:v"_s,
         u"attached_pic"_s},
        u"cover.m4a"_s);
    row("transport stream", {u"-i"_s, m_films.path(u"film.mp4"_s), u"-c"_s, u"copy"_s}, u"film.ts"_s);
    row("Matroska", {u"-i"_s, m_films.path(u"film.mp4"_s), u"-c"_s, u"copy"_s}, u"film.mkv"_s);
    QTest::newRow("text") << QByteArray("not a film at all");
    QTest::newRow("zeros") << QByteArray(100000, '\0');
    QTest::newRow("index only") << m_film.left(m_film.indexOf("mdat") + 4);
    QTest::newRow("no index") << m_film.mid(m_film.indexOf("mdat") - 4);
    QByteArray undecodable = m_film;
    for (qsizetype at = undecodable.indexOf("avc1"); at >= 0; at = undecodable.indexOf("avc1", at + 4))
        undecodable.replace(at, 4, "xyz1");
    QTest::newRow("unknown codec") << undecodable;
}

void TestProbe::refuses()
{
    QFETCH(QByteArray, film);
    QVERIFY(!film.isEmpty());
    const Answer answer = rehearse(film);
    QVERIFY(!answer.facts);
    QCOMPARE(answer.refusal, ProbeProcess::Refusal::Film);
    QVERIFY(!answer.detail.isEmpty());
    qInfo().noquote() << answer.detail;
}

void TestProbe::refusesHeadersThatCost()
{
    QByteArray film = FilmFixture::bytes(m_films.make(
        u"pieces.mp4"_s, FilmFixture::arguments(2) +
                             QStringList{u"-movflags"_s, u"+frag_keyframe+empty_moov"_s, u"-g"_s, u"25"_s}));
    QVERIFY(rehearse(film).facts);
    // A track of such a number keeps libavformat 59 and 61 busy for a third of a second and more for each
    // fragment: few of them, since the kernel ends who needs ten seconds.
    film.replace(film.lastIndexOf("tkhd") + 16, 1, "\xE2");
    const Answer answer = rehearse(film);
    QVERIFY(!answer.facts);
    QCOMPARE(answer.refusal, ProbeProcess::Refusal::Film);
    QVERIFY2(answer.detail.contains("processor"_L1), qPrintable(answer.detail));
}

void TestProbe::goesToThePlace()
{
    // Needs the bytes at that place: with those before it alone it must wait.
    FilmServer::Manners manners;
    manners.silentAt = m_film.size() * 6 / 10;
    m_server.setManners(manners);
    QVERIFY(rehearse(m_film, 0ms, 3s).facts);
    const Answer late = rehearse(m_film, 1500ms, 700ms);
    QVERIFY(!late.facts);
    QCOMPARE(late.refusal, ProbeProcess::Refusal::Late);
    m_server.setManners({});
    QVERIFY(rehearse(m_film, 1500ms).facts);
    QVERIFY(rehearse(m_film, 1h).facts); // beyond the end: the end
}

void TestProbe::keepsItsDeadline()
{
    FilmServer::Manners manners;
    manners.mute = true;
    m_server.setManners(manners);
    const Answer answer = rehearse(m_film, 0ms, 300ms);
    QVERIFY(!answer.facts);
    QCOMPARE(answer.refusal, ProbeProcess::Refusal::Late);
}

void TestProbe::answersInOrderAndSkipsWhatWasCancelled()
{
    m_server.setFilm(m_film);
    QSignalSpy rehearsed(m_probe.get(), &ProbeProcess::rehearsed);
    const auto first = m_probe->rehearse(m_server.url(u"/a"_s), 0ms, 5s);
    const auto second = m_probe->rehearse(m_server.url(u"/b"_s), 0ms, 5s);
    const auto third = m_probe->rehearse(m_server.url(u"/c"_s), 0ms, 5s);
    m_probe->cancel(second);
    m_probe->cancel(12345);
    QTRY_COMPARE(rehearsed.size(), 2);
    QCOMPARE(rehearsed[0][0].toULongLong(), first);
    QCOMPARE(rehearsed[1][0].toULongLong(), third);
    QCOMPARE(m_probe->load(), 0U);
}

void TestProbe::survivesItsProgramsDeath()
{
    QVERIFY(rehearse(m_film).facts);
    ::kill(pid_t(pidOfProgram()), SIGKILL);
    QVERIFY(rehearse(m_film).facts);

    // In the midst of a film, twice: it is the film's fault, as far as anybody knows.
    FilmServer::Manners manners;
    manners.mute = true;
    m_server.setManners(manners);
    QSignalSpy refused(m_probe.get(), &ProbeProcess::refused);
    const auto requests = m_server.requests().size();
    m_probe->rehearse(m_server.url(u"/a"_s), 0ms, 5s);
    for (int time = 1; time <= 2; ++time) {
        QCOMPARE(refused.size(), 0);
        QTRY_COMPARE(m_server.requests().size(), requests + time);
        ::kill(pid_t(pidOfProgram()), SIGSEGV);
    }
    QTRY_COMPARE(refused.size(), 1);
    QCOMPARE(refused[0][1].value<ProbeProcess::Refusal>(), ProbeProcess::Refusal::Film);
    m_server.setManners({});
    QVERIFY(rehearse(m_film).facts);
}

void TestProbe::survivesDamagedFilms()
{
    QRandomGenerator random(17);
    const qsizetype index = m_film.indexOf("mdat");
    int refused = 0;
    for (int round = 0; round < 60; ++round) {
        QByteArray film = m_film;
        for (int i = random.bounded(1, 30); i > 0; --i)
            film[random.bounded(int(round % 3 == 0 ? film.size() : index))] = char(random.bounded(256));
        if (round % 5 == 0)
            film.truncate(random.bounded(int(film.size())));
        const Answer answer = rehearse(film, 0ms, 3s);
        QVERIFY(answer.facts || !answer.detail.isEmpty());
        refused += answer.facts ? 0 : 1;
    }
    QVERIFY(refused > 5);
    QVERIFY(rehearse(m_film).facts);
}

void TestProbe::opensNothingButTheGateway()
{
    QProcess probe;
    probe.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    probe.start(m_program, QStringList());
    QVERIFY(probe.waitForReadyRead());
    QCOMPARE(probe.readLine(), QByteArray("{\"ready\":true,\"v\":1}\n"));
    for (const QByteArray &address :
         {QByteArray("file:///etc/passwd"), QByteArray("/etc/passwd"), QByteArray("http://localhost:1/"),
          QByteArray("concat:/etc/passwd"), QByteArray()}) {
        probe.write("{\"id\":1,\"open\":\"" + address + "\"}\n");
        QVERIFY(probe.waitForReadyRead());
        QCOMPARE(probe.readLine(), QByteArray("{\"id\":1,\"refused\":\"not an address of this machine\"}\n"));
    }
    probe.write("nonsense\n");
    QVERIFY(probe.waitForReadyRead());
    QVERIFY(probe.readLine().contains("refused"));
    probe.closeWriteChannel();
    QVERIFY(probe.waitForFinished());
    QCOMPARE(probe.exitCode(), 0);

    // By hand: a file, its facts, and an exit status.
    probe.start(m_program, {m_films.path(u"film.mp4"_s)});
    QVERIFY(probe.waitForFinished());
    QCOMPARE(probe.exitCode(), 0);
    QVERIFY(probe.readAll().contains("\"video\":\"h264\""));
    probe.start(m_program, {u"/nowhere.mp4"_s});
    QVERIFY(probe.waitForFinished());
    QCOMPARE(probe.exitCode(), 1);
    probe.setProcessChannelMode(QProcess::SeparateChannels);
    probe.start(m_program, {u"--nonsense"_s});
    QVERIFY(probe.waitForFinished());
    QCOMPARE(probe.exitCode(), 2);
}

void TestProbe::isBounded()
{
    QVERIFY(rehearse(m_film).facts);
    QFile limits(u"/proc/%1/limits"_s.arg(pidOfProgram()));
    QVERIFY(limits.open(QIODevice::ReadOnly));
    const QString text = QString::fromLatin1(limits.readAll());
    const auto limited = [&](const QString &name) {
        return QRegularExpression(name + u"\\s+\\d+\\s"_s).match(text).hasMatch();
    };
    QVERIFY(limited(u"Max core file size"_s));
    QVERIFY(limited(u"Max file size"_s));
    QVERIFY(limited(u"Max cpu time"_s));
    QVERIFY(limited(u"Max open files"_s));
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    QVERIFY(limited(u"Max address space"_s));
#endif
}

QTEST_GUILESS_MAIN(TestProbe)
#include "tst_probe.moc"
