// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long from open() to a film's first picture, through player, gateway and medio-probe, beside
// what the decoder alone needs for the same file; and from film to film in a playlist.
//   first_frame [--rounds N] [--film FILE.mp4]
// Without a film one of 1280 x 720, 30 frames a second, H.264 and AAC, 3 s, is made by ffmpeg.

#include "player/gateway/mediagateway.h"
#include "player/qtmultimedia/backend.h"
#include "player/qtmultimedia/qtplayer.h"
#include "tests/support/filmfixture.h"
#include "tests/support/filmserver.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QGuiApplication>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace Medio;
using namespace Medio::Gateway;
using namespace Medio::PlayerQt;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

double milliseconds(const QElapsedTimer &time)
{
    return double(time.nsecsElapsed()) / 1e6;
}

/// Opens the file, finds its streams and decodes its first picture; in ms, 0 when it can't.
double bareDecode(const QString &path)
{
    QElapsedTimer time;
    time.start();
    AVFormatContext *format = nullptr;
    if (avformat_open_input(&format, QFile::encodeName(path).constData(), nullptr, nullptr) < 0)
        return 0;
    double result = 0;
    const AVCodec *decoder = nullptr;
    if (avformat_find_stream_info(format, nullptr) >= 0) {
        const int video = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, &decoder, 0);
        AVCodecContext *codec = avcodec_alloc_context3(decoder);
        if (video >= 0 && avcodec_parameters_to_context(codec, format->streams[video]->codecpar) >= 0 &&
            avcodec_open2(codec, decoder, nullptr) >= 0) {
            AVPacket *packet = av_packet_alloc();
            AVFrame *frame = av_frame_alloc();
            while (result == 0 && av_read_frame(format, packet) >= 0) {
                if (packet->stream_index == video)
                    avcodec_send_packet(codec, packet);
                if (avcodec_receive_frame(codec, frame) == 0)
                    result = milliseconds(time);
                av_packet_unref(packet);
            }
            av_frame_free(&frame);
            av_packet_free(&packet);
        }
        avcodec_free_context(&codec);
    }
    avformat_close_input(&format);
    return result;
}

struct Figure
{
    double median = 0;
    double p95 = 0;
    double most = 0;
};

Figure figureOf(QList<double> values)
{
    if (values.isEmpty())
        return {};
    std::sort(values.begin(), values.end());
    const qsizetype last = values.size() - 1;
    return {values.at(last / 2), values.at(last * 95 / 100), values.last()};
}

/// Plays one film after another and measures; a state machine of its own, driven by the player's
/// signals.
class Bench : public QObject
{
public:
    Bench(const QString &path, int rounds)
        : m_path(path)
        , m_rounds(rounds)
    {
        m_server.setFilm(FilmFixture::bytes(path));
        GatewaySettings settings;
        settings.cacheFolder = m_cache.path();
        settings.probeProgram = QCoreApplication::applicationDirPath() + u"/medio-probe"_s;
        settings.spare = 0;
        m_gateway = std::make_unique<MediaGateway>(settings);
        m_player = std::make_unique<QtPlayer>(*m_gateway);
        m_player->setPictureSize({1280, 720});
        connect(m_player.get(), &QtPlayer::pictureReady, this, [this](quint64 start) { seen(start); });
        connect(m_player.get(), &Player::ended, this, [this] { ended(); });
        connect(m_player.get(), &Player::failed, this,
                [](quint64, FilmFailure failure, const QString &detail) {
                    qFatal("failed: %s %s", qPrintable(nameOf(failure)), qPrintable(detail));
                });
        connect(m_gateway.get(), &MediaGateway::keptChanged, this, [this] { kept(); });
        QTimer::singleShot(500, this, [this] { // programs have started
            m_player->open(film(u"a"_s), 0ms);
        });
    }

private:
    enum class Phase { Fetch, Kept, Preloaded, Streamed, Gap };

    Film film(const QString &id) const { return {id, m_server.url(u"/"_s + id), {}}; }

    void kept()
    {
        if (m_phase != Phase::Fetch)
            return;
        if (!m_gateway->kept().contains(u"b"_s)) {
            m_player->open(film(u"b"_s), 0ms);
            return;
        }
        m_phase = Phase::Kept;
        QTimer::singleShot(200, this, [this] { next(); });
    }

    void next()
    {
        m_pictures = 0;
        ++m_round;
        const QString id = m_round % 2 ? u"a"_s : u"b"_s;
        switch (m_phase) {
        case Phase::Fetch:
            return;
        case Phase::Kept:
            if (m_round > m_rounds)
                return enter(Phase::Preloaded);
            break;
        case Phase::Preloaded:
            if (m_round > m_rounds)
                return enter(Phase::Streamed);
            if (!std::exchange(m_preloading, !m_preloading)) {
                --m_round;
                m_player->preload(film(u"p"_s + QString::number(m_round % 2)), 0ms);
                QTimer::singleShot(300, this, [this] { next(); });
                return;
            }
            m_time.start();
            m_start = m_player->open(film(u"p"_s + QString::number((m_round - 1) % 2)), 0ms);
            return;
        case Phase::Streamed:
            if (m_round > m_rounds)
                return enter(Phase::Gap);
            m_time.start();
            m_start = m_player->open(film(u"s"_s + QString::number(m_round)), 0ms);
            return;
        case Phase::Gap:
            m_player->open(film(u"a"_s), 0ms);
            m_player->preload(film(u"b"_s), 0ms);
            return;
        }
        m_time.start();
        m_start = m_player->open(film(id), 0ms);
        m_blocked.append(milliseconds(m_time));
    }

    void enter(Phase phase)
    {
        m_phase = phase;
        m_round = 0;
        QTimer::singleShot(0, this, [this] { next(); });
    }

    void seen(quint64 start)
    {
        if (m_phase == Phase::Gap) {
            if (start != m_gapStart && m_gapStart != 0)
                m_gaps.append(milliseconds(m_last));
            m_gapStart = start;
            m_last.start();
            return;
        }
        if (m_phase == Phase::Fetch || start != m_start)
            return;
        ++m_pictures;
        if (m_pictures == 1)
            (m_phase == Phase::Kept        ? m_keptFirst
             : m_phase == Phase::Preloaded ? m_preloadedFirst
                                           : m_streamedFirst)
                .append(milliseconds(m_time));
        if (m_pictures == 8)
            QTimer::singleShot(0, this, [this] { next(); });
    }

    void ended()
    {
        if (m_phase != Phase::Gap)
            return;
        if (m_gaps.size() >= 12)
            return report();
        const bool b = m_gaps.size() % 2 == 0;
        m_player->open(film(b ? u"b"_s : u"a"_s), 0ms);
        m_player->preload(film(b ? u"a"_s : u"b"_s), 0ms);
    }

    void report()
    {
        QList<double> bare;
        for (int i = 0; i < m_rounds; ++i)
            bare.append(bareDecode(m_path));
        const auto line = [](const char *name, const Figure &figure) {
            std::printf("%-46s median %6.1f ms   p95 %6.1f ms   max %6.1f ms\n", name, figure.median,
                        figure.p95, figure.most);
        };
        const Figure keptFigure = figureOf(m_keptFirst);
        const Figure bareFigure = figureOf(bare);
        line("open() itself, film kept (GUI thread)", figureOf(m_blocked));
        line("film to film, last picture to next picture", figureOf(m_gaps));
        line("first picture, preloaded", figureOf(m_preloadedFirst));
        line("first picture, streamed from loopback HTTP", figureOf(m_streamedFirst));
        line("first picture, kept film", keptFigure);
        line("first picture decoded by bare libav", bareFigure);
        std::printf("kept film / bare libav: %.2f (medians, %d rounds)\n",
                    keptFigure.median / bareFigure.median, m_rounds);
        QCoreApplication::exit(0);
    }

    QString m_path;
    int m_rounds;
    QTemporaryDir m_cache;
    FilmServer m_server;
    std::unique_ptr<MediaGateway> m_gateway;
    std::unique_ptr<QtPlayer> m_player;
    Phase m_phase = Phase::Fetch;
    int m_round = 0;
    int m_pictures = 0;
    bool m_preloading = false;
    quint64 m_start = 0;
    quint64 m_gapStart = 0;
    QElapsedTimer m_time;
    QElapsedTimer m_last;
    QList<double> m_keptFirst;
    QList<double> m_preloadedFirst;
    QList<double> m_streamedFirst;
    QList<double> m_blocked;
    QList<double> m_gaps;
};

} // namespace

int main(int argc, char *argv[])
{
    chooseBackend();
    const QGuiApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption rounds(u"rounds"_s, u"How often each way is measured."_s, u"N"_s, u"50"_s);
    const QCommandLineOption filmOption(u"film"_s, u"An MP4 file to measure with."_s, u"FILE"_s);
    parser.addOptions({rounds, filmOption});
    parser.process(QCoreApplication::arguments());

    const FilmFixture films;
    QString path = parser.value(filmOption);
    if (path.isEmpty())
        path =
            films.make(u"bench.mp4"_s,
                       {u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=s=1280x720:r=30:d=3"_s, u"-f"_s, u"lavfi"_s,
                        u"-i"_s, u"sine=f=330:d=3"_s, u"-c:v"_s, u"libx264"_s, u"-preset"_s, u"veryfast"_s,
                        u"-pix_fmt"_s, u"yuv420p"_s, u"-c:a"_s, u"aac"_s, u"-movflags"_s, u"+faststart"_s});
    if (!QFileInfo::exists(path)) {
        std::fprintf(stderr, "There is no film %s.\n", qPrintable(path));
        return 1;
    }
    const Bench bench(path, std::clamp(parser.value(rounds).toInt(), 1, 1000));
    return QCoreApplication::exec();
}
