// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/probe/remux.h"

#include "player/probe/moovpatch.h"
#include "player/probe/openfilm.h"

extern "C" {
#include <libavutil/mathematics.h>
}

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <optional>
#include <vector>

namespace Medio::Probe {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int bufferSize = 64 * 1024;
constexpr AVRational microseconds{1, AV_TIME_BASE};
/// Beyond that a transport stream has begun to count anew, told or not.
constexpr int64_t longestJump = 10LL * AV_TIME_BASE;
/// Tracks of one part count alike when they begin so close to each other.
constexpr int64_t sameClock = AV_TIME_BASE / 2;
constexpr auto tellEvery = 250ms;

using Moment = std::chrono::steady_clock::time_point;

struct CloseOutput
{
    void operator()(AVFormatContext *context) const { avformat_free_context(context); }
};
struct FreeIo
{
    void operator()(AVIOContext *io) const
    {
        av_freep(static_cast<void *>(&io->buffer));
        avio_context_free(&io);
    }
};

/// The file that is written; says how far.
struct Output
{
    int descriptor = -1;
    qint64 position = 0;
    bool failed = false;

#if LIBAVFORMAT_VERSION_MAJOR >= 61
    using Bytes = const uint8_t *;
#else
    using Bytes = uint8_t *;
#endif
    static int write(void *opaque, Bytes bytes, int count)
    {
        auto &output = *static_cast<Output *>(opaque);
        int done = 0;
        while (done < count) {
            const ssize_t written =
                ::pwrite(output.descriptor, bytes + done, size_t(count - done), output.position);
            if (written < 0 && errno == EINTR)
                continue;
            if (written <= 0) {
                output.failed = true;
                return AVERROR(ENOSPC);
            }
            done += int(written);
            output.position += written;
        }
        return count;
    }

    static int64_t seek(void *opaque, int64_t offset, int whence)
    {
        auto &output = *static_cast<Output *>(opaque);
        struct stat facts
        {
        };
        if (whence == AVSEEK_SIZE)
            return ::fstat(output.descriptor, &facts) == 0 ? facts.st_size : -1;
        if (whence != SEEK_SET)
            return -1;
        output.position = offset;
        return offset;
    }
};

QByteArrayView headersOf(const AVCodecParameters &parameters)
{
    return {parameters.extradata, parameters.extradata_size};
}

/// Pictures whose headers lie apart from them, as in an MP4 (avcC, hvcC), not before each of them.
bool areHeadersApart(const AVCodecParameters &parameters)
{
    constexpr char configurationVersion = 1;
    return (parameters.codec_id == AV_CODEC_ID_H264 || parameters.codec_id == AV_CODEC_ID_HEVC) &&
           headersOf(parameters).startsWith(configurationVersion);
}

/// Whether one decoder that was given the headers of `first` reads `next` right as well.
bool isReadBy(const AVCodecParameters &first, const AVCodecParameters &next)
{
    const QByteArrayView one = headersOf(first);
    const QByteArrayView other = headersOf(next);
    switch (next.codec_id) {
    case AV_CODEC_ID_H264: // the headers go with the pictures, see Lane::filter
    case AV_CODEC_ID_HEVC:
    case AV_CODEC_ID_VP8: // they say all of it themselves
    case AV_CODEC_ID_VP9:
        return true;
    case AV_CODEC_ID_AAC: {
        // Kind, rate and channels are in two bytes (ISO/IEC 14496-3 §1.6.2.1); what an encoder adds behind
        // them may differ, unless the channels are described there.
        constexpr qsizetype core = 2;
        constexpr unsigned char channelBits = 0x78;
        if (one.size() >= core && other.size() >= core && (one.at(1) & channelBits) != 0)
            return one.first(core) == other.first(core);
        return one == other;
    }
    default:
        return one == other;
    }
}

/// One stream on its way from a part into the film.
struct Lane
{
    AVMediaType kind = AVMEDIA_TYPE_UNKNOWN;
    int in = -1;
    Parameters first; ///< as its first part has it
    /// Puts the part's headers before each picture that needs no other: parts with other ones follow.
    Filter filter;
    bool isForMp4 = false; ///< the form in which its first part's pictures are written
    AVStream *out = nullptr;
    int64_t last = AV_NOPTS_VALUE; ///< decoding time of its last packet, as it is written
    int64_t read = AV_NOPTS_VALUE; ///< the same of the packet before, by the part's clock
    bool begun = false;            ///< a film begins with a picture that needs no other
};

struct Track
{
    QList<RemuxPart> parts;
    qsizetype part = 0;
    Io io;
    Format format;
    std::vector<Lane> lanes;
    int64_t start = 0;             ///< when the part begins, by its own clock; in microseconds, as all below
    int64_t offset = 0;            ///< from its clock to the film's
    int64_t end = 0;               ///< of what was read, by the film's clock
    int64_t seen = AV_NOPTS_VALUE; ///< the last packet, by the part's clock
    Packet next;
    int nextLane = 0;
    bool recounts = false; ///< the part's clock may begin anew
    bool over = false;
};

class Remux
{
public:
    explicit Remux(const RemuxRequest &request)
        : m_request(request)
    {
        m_output.descriptor = request.output;
    }

    Expected<Remuxed, RemuxRefusal> run()
    {
        if (!openInputs() || !openOutput() || !copy() || !close())
            return Unexpected<RemuxRefusal>{{m_why, m_late, m_output.failed}};
        return Remuxed{m_size, until()};
    }

private:
    bool refuse(const QString &why)
    {
        if (m_why.isEmpty())
            m_why = m_output.failed ? u"there is no room for it"_s : why;
        return false;
    }

    /// Opens the track's present part and finds the streams that are wanted of it.
    bool open(Track &track)
    {
        track.format.reset();
        track.io.reset();
        track.seen = AV_NOPTS_VALUE;

        const auto isPlayed = [isSound = &track != &m_tracks.front()](const QStringList &kinds) {
            return kinds.contains("mp4"_L1) || kinds.contains("matroska"_L1) || kinds.contains("mpegts"_L1) ||
                   (isSound && (kinds.contains("aac"_L1) || kinds.contains("mp3"_L1)));
        };
        auto film = openFilm(track.parts.at(track.part).address, m_request.fromFile, {}, isPlayed);
        if (!film)
            return refuse(film.error());
        track.io = std::move(film->io);
        track.format = std::move(film->format);
        track.recounts = film->kinds.contains("mpegts"_L1);
        const int64_t start = track.format->start_time;
        track.start = start == AV_NOPTS_VALUE ? 0 : start;
        return true;
    }

    static int best(const Track &track, AVMediaType kind, int related)
    {
        const int found = av_find_best_stream(track.format.get(), kind, -1, related, nullptr, 0);
        if (found >= 0 && (track.format->streams[found]->disposition & AV_DISPOSITION_ATTACHED_PIC) != 0)
            return -1;
        return found;
    }

    bool openInputs()
    {
        m_tracks.resize(size_t(m_request.tracks.size()));
        for (size_t i = 0; i < m_tracks.size(); ++i) {
            m_tracks[i].parts = m_request.tracks.at(qsizetype(i));
            m_tracks[i].next.reset(av_packet_alloc());
            if (!open(m_tracks[i]))
                return false;
        }
        Track &first = m_tracks.front();
        const int video = best(first, AVMEDIA_TYPE_VIDEO, -1);
        if (video < 0)
            return refuse(u"no picture"_s);
        if (!addLane(first, AVMEDIA_TYPE_VIDEO, video))
            return false;
        Track &sounding = m_tracks.back();
        const int audio = best(sounding, AVMEDIA_TYPE_AUDIO, m_tracks.size() == 1 ? video : -1);
        if (audio >= 0 && !addLane(sounding, AVMEDIA_TYPE_AUDIO, audio))
            return false;
        for (Track &track : m_tracks)
            place(track);
        m_duration = m_request.duration;
        if (m_duration <= 0ms && first.format->duration != AV_NOPTS_VALUE)
            m_duration = std::chrono::milliseconds(first.format->duration / 1000);
        if (m_request.fragmented && m_duration <= 0ms)
            return refuse(u"nobody knows how long it is"_s);
        return true;
    }

    bool addLane(Track &track, AVMediaType kind, int in)
    {
        Lane &lane = track.lanes.emplace_back();
        lane.kind = kind;
        lane.in = in;
        lane.first.reset(avcodec_parameters_alloc());
        if (lane.first == nullptr ||
            avcodec_parameters_copy(lane.first.get(), track.format->streams[in]->codecpar) < 0)
            return refuse(u"no memory"_s);
        if (!filter(track, lane))
            return false;
        lane.isForMp4 = isForMp4(*lane.first, lane);
        return true;
    }

    /// Pictures come as an MP4 has them, by their lengths; otherwise as a transport stream does, by start
    /// codes, which the filter makes of the former.
    static bool isForMp4(const AVCodecParameters &parameters, const Lane &lane)
    {
        return areHeadersApart(parameters) && lane.filter == nullptr;
    }

    /// Where the present part stands in the film.
    void place(Track &track)
    {
        const int64_t at = std::chrono::microseconds(track.parts.at(track.part).at).count();
        if (m_tracks.size() == 1) {
            track.offset = (track.part == 0 ? at : track.end) - track.start;
            return;
        }
        // Sound and picture in files of their own keep the distance that their clocks say.
        const Track &first = m_tracks.front();
        const bool together = track.part == first.part && std::abs(track.start - first.start) < sameClock;
        track.offset = at - (together ? first.start : track.start);
    }

    /// A film of one part keeps its headers where they are.
    bool filter(const Track &track, Lane &lane)
    {
        lane.filter.reset();
        const AVStream &in = *track.format->streams[lane.in];
        if (track.parts.size() == 1 || !areHeadersApart(*in.codecpar))
            return true;
        const bool isH264 = in.codecpar->codec_id == AV_CODEC_ID_H264;
        const AVBitStreamFilter *kind = av_bsf_get_by_name(isH264 ? "h264_mp4toannexb" : "hevc_mp4toannexb");
        AVBSFContext *context = nullptr;
        if (kind == nullptr || av_bsf_alloc(kind, &context) < 0)
            return refuse(u"no memory"_s);
        lane.filter.reset(context);
        context->time_base_in = in.time_base;
        if (avcodec_parameters_copy(context->par_in, in.codecpar) < 0 || av_bsf_init(context) < 0)
            return refuse(u"its headers are damaged"_s);
        if (context->par_out->extradata_size == 0)
            lane.filter.reset(); // they are with the pictures already
        return true;
    }

    bool openOutput()
    {
        AVFormatContext *context = nullptr;
        if (avformat_alloc_output_context2(&context, nullptr, "mp4", nullptr) < 0)
            return refuse(u"no memory"_s);
        m_out.reset(context);
        auto *buffer = static_cast<unsigned char *>(av_malloc(bufferSize));
        m_io.reset(
            avio_alloc_context(buffer, bufferSize, 1, &m_output, nullptr, &Output::write, &Output::seek));
        context->pb = m_io.get();
        context->strict_std_compliance = FF_COMPLIANCE_EXPERIMENTAL; // FLAC
        context->avoid_negative_ts = AVFMT_AVOID_NEG_TS_MAKE_ZERO;

        for (Track &track : m_tracks)
            for (Lane &lane : track.lanes)
                if (!addStream(track, lane))
                    return false;

        AVDictionary *options = nullptr;
        // Edit lists say again what times say already, and players disagree about them.
        av_dict_set(&options, "use_editlist", "0", 0);
        if (m_request.fragmented) {
            av_dict_set(&options, "movflags",
                        "frag_keyframe+empty_moov+delay_moov+default_base_moof+skip_trailer", 0);
            av_dict_set(&options, "frag_duration", "1000000", 0);
        }
        const int written = avformat_write_header(context, &options);
        av_dict_free(&options);
        if (written < 0)
            return refuse(u"MP4 does not take its streams"_s);
        // Switched off for an empty index; but this one is written behind the first packets.
        if (!m_vp8)
            context->flags |= AVFMT_FLAG_AUTO_BSF;
        return true;
    }

    bool addStream(const Track &track, Lane &lane)
    {
        const AVStream &in = *track.format->streams[lane.in];
        lane.out = avformat_new_stream(m_out.get(), nullptr);
        if (lane.out == nullptr ||
            avcodec_parameters_copy(lane.out->codecpar, lane.filter ? lane.filter->par_out : in.codecpar) < 0)
            return refuse(u"no memory"_s);
        AVCodecParameters &parameters = *lane.out->codecpar;
        parameters.codec_tag = 0;
        lane.out->time_base = in.time_base;
        if (lane.kind == AVMEDIA_TYPE_VIDEO) {
            if (parameters.width <= 0 || parameters.height <= 0)
                return refuse(u"a picture without a size"_s);
            lane.out->avg_frame_rate = in.avg_frame_rate;
            const AVRational aspect =
                av_guess_sample_aspect_ratio(track.format.get(), track.format->streams[lane.in], nullptr);
            lane.out->sample_aspect_ratio = aspect;
            parameters.sample_aspect_ratio = aspect;
            copyMatrix(in, *lane.out);
            if (parameters.codec_id == AV_CODEC_ID_VP8) {
                parameters.codec_id = AV_CODEC_ID_VP9;
                parameters.profile = 0;
                parameters.level = 10;                // the least there is; nobody minds it
                m_out->flags &= ~AVFMT_FLAG_AUTO_BSF; // what mends VP9 would damage it
                m_vp8 = true;
            }
        }
        if (avformat_query_codec(m_out->oformat, parameters.codec_id, FF_COMPLIANCE_EXPERIMENTAL) != 1)
            return refuse(u"%1 can't be put into an MP4"_s.arg(
                QString::fromUtf8(avcodec_get_name(parameters.codec_id))));
        return true;
    }

    static void copyMatrix([[maybe_unused]] const AVStream &in, [[maybe_unused]] AVStream &out)
    {
#if LIBAVFORMAT_VERSION_INT < AV_VERSION_INT(60, 15, 100) // else it came with the parameters
        size_t size = 0;
        const uint8_t *matrix = av_stream_get_side_data(&in, AV_PKT_DATA_DISPLAYMATRIX, &size);
        if (matrix == nullptr)
            return;
        if (uint8_t *copy = av_stream_new_side_data(&out, AV_PKT_DATA_DISPLAYMATRIX, size))
            std::copy_n(matrix, size, copy);
#endif
    }

    /// Gets the track's next packet that is wanted. False: something is wrong.
    bool advance(Track &track)
    {
        while (!track.over) {
            if (track.format == nullptr && !openNext(track))
                return false;
            av_packet_unref(track.next.get());
            const int read = av_read_frame(track.format.get(), track.next.get());
            if (read < 0 && track.io->error < 0 && track.io->error != AVERROR_EOF) {
                m_late = true;
                return refuse(u"its source broke off"_s);
            }
            if (read < 0) {
                track.format.reset();
                track.io.reset();
                track.over = ++track.part >= track.parts.size();
                continue;
            }
            if (wants(track))
                return carryHeaders(track);
        }
        return true;
    }

    /// Whoever goes to a place of the film has read of any other part before: each picture that needs no
    /// other comes with its part's headers.
    bool carryHeaders(Track &track)
    {
        AVPacket &packet = *track.next;
        AVBSFContext *filter = track.lanes[size_t(track.nextLane)].filter.get();
        if (filter == nullptr)
            return true;
        if (av_bsf_send_packet(filter, &packet) < 0 || av_bsf_receive_packet(filter, &packet) < 0)
            return refuse(u"its streams are damaged"_s);
        const QByteArrayView headers = headersOf(*filter->par_out);
        const int size = packet.size;
        if ((packet.flags & AV_PKT_FLAG_KEY) == 0 || QByteArrayView(packet.data, size).contains(headers))
            return true;
        // The filter knows of pictures only that begin everything anew (IDR).
        if (av_grow_packet(&packet, int(headers.size())) < 0)
            return refuse(u"no memory"_s);
        std::copy_backward(packet.data, packet.data + size, packet.data + packet.size);
        std::copy(headers.begin(), headers.end(), packet.data);
        return true;
    }

    bool openNext(Track &track)
    {
        if (!open(track))
            return false;
        for (Lane &lane : track.lanes) {
            lane.in = best(track, lane.kind, -1);
            lane.read = AV_NOPTS_VALUE;
            if (lane.in < 0)
                return refuse(u"its parts do not have the same streams"_s);
            const AVCodecParameters &first = *lane.first;
            const AVCodecParameters &next = *track.format->streams[lane.in]->codecpar;
            const QString name = lane.kind == AVMEDIA_TYPE_VIDEO ? u"picture"_s : u"sound"_s;
            if (next.codec_id != first.codec_id)
                return refuse(u"the codec of its %1 changes"_s.arg(name));
            if (next.width != first.width || next.height != first.height)
                return refuse(u"the size of its picture changes"_s);
            if (next.sample_rate != first.sample_rate ||
                next.ch_layout.nb_channels != first.ch_layout.nb_channels)
                return refuse(u"the rate or the channels of its sound change"_s);
            if (!isReadBy(first, next))
                return refuse(u"the headers of its %1 change"_s.arg(name));
            if (!filter(track, lane))
                return false;
            // The film's headers are of the first part's form, and its pictures must be.
            if (isForMp4(next, lane) != lane.isForMp4)
                return refuse(u"the headers of its %1 change"_s.arg(name));
        }
        place(track);
        return true;
    }

    /// Whether the packet belongs to the film; then its times are the film's.
    bool wants(Track &track)
    {
        AVPacket &packet = *track.next;
        const auto lane = std::find_if(track.lanes.begin(), track.lanes.end(),
                                       [&](const Lane &l) { return l.in == packet.stream_index; });
        if (lane == track.lanes.end())
            return false;
        const AVStream &stream = *track.format->streams[packet.stream_index];
        if (packet.dts == AV_NOPTS_VALUE)
            packet.dts = guessed(stream, *lane, packet.pts);
        if (packet.dts == AV_NOPTS_VALUE)
            return false;
        if (packet.pts == AV_NOPTS_VALUE)
            packet.pts = packet.dts;
        lane->read = packet.dts;
        if (!lane->begun && lane->kind == AVMEDIA_TYPE_VIDEO && (packet.flags & AV_PKT_FLAG_KEY) == 0)
            return false;
        lane->begun = true;

        const AVRational base = stream.time_base;
        const int64_t now = av_rescale_q(packet.dts, base, microseconds);
        if (track.recounts && track.seen != AV_NOPTS_VALUE && std::abs(now - track.seen) > longestJump)
            track.offset = track.end - now;
        track.seen = now;

        const int64_t offset = av_rescale_q(track.offset, microseconds, base);
        packet.dts += offset;
        packet.pts += offset;
        track.end =
            std::max(track.end, av_rescale_q(packet.dts, base, microseconds) +
                                    av_rescale_q(std::max<int64_t>(packet.duration, 1), base, microseconds));
        track.nextLane = int(lane - track.lanes.begin());
        return true;
    }

    /// Matroska says when pictures are shown, not when they are decoded: the first few are unknown.
    static int64_t guessed(const AVStream &stream, const Lane &lane, int64_t shown)
    {
        if (lane.kind != AVMEDIA_TYPE_VIDEO || shown == AV_NOPTS_VALUE || stream.avg_frame_rate.num <= 0)
            return shown;
        const int64_t frame = av_rescale_q(1, av_inv_q(stream.avg_frame_rate), stream.time_base);
        return lane.read == AV_NOPTS_VALUE ? shown - stream.codecpar->video_delay * frame : lane.read + frame;
    }

    static int64_t timeOf(const Track &track)
    {
        return av_rescale_q(track.next->dts, track.format->streams[track.next->stream_index]->time_base,
                            microseconds);
    }

    bool copy()
    {
        for (Track &track : m_tracks)
            if (!advance(track))
                return false;
        for (;;) {
            Track *earliest = nullptr;
            for (Track &track : m_tracks)
                if (!track.over && (earliest == nullptr || timeOf(track) < timeOf(*earliest)))
                    earliest = &track;
            if (earliest == nullptr)
                return true;
            if (!write(*earliest) || !advance(*earliest))
                return false;
        }
    }

    bool write(Track &track)
    {
        AVPacket &packet = *track.next;
        Lane &lane = track.lanes[size_t(track.nextLane)];
        av_packet_rescale_ts(&packet, track.format->streams[packet.stream_index]->time_base,
                             lane.out->time_base);
        if (lane.last != AV_NOPTS_VALUE && packet.dts <= lane.last)
            packet.dts = lane.last + 1;
        packet.pts = std::max(packet.pts, packet.dts);
        lane.last = packet.dts;
        packet.stream_index = lane.out->index;
        packet.pos = -1;
        if (av_interleaved_write_frame(m_out.get(), &packet) < 0)
            return refuse(u"its streams are damaged"_s);
        return tell();
    }

    /// Tells what is written and will not be changed any more.
    bool tell()
    {
        if (!m_request.fragmented) {
            if (m_request.progress && std::chrono::steady_clock::now() >= m_told) {
                m_told = std::chrono::steady_clock::now() + tellEvery;
                m_request.progress(avio_tell(m_io.get()), until());
            }
            return true;
        }
        const int64_t written = avio_tell(m_io.get());
        if (written <= m_size)
            return true;
        avio_flush(m_io.get());
        if (m_output.failed)
            return refuse({});
        // Before anybody reads it.
        if (!m_patched && !patchMoovOf(m_output.descriptor, {m_duration, m_vp8}))
            return true; // its index is still to come
        m_patched = true;
        m_size = written;
        if (m_request.progress)
            m_request.progress(m_size, until());
        return true;
    }

    bool close()
    {
        if (av_write_trailer(m_out.get()) < 0)
            return refuse(u"its streams are damaged"_s);
        avio_flush(m_io.get());
        if (m_output.failed)
            return refuse({});
        if (m_request.fragmented)
            return tell() && (m_patched || refuse(u"there is nothing in it"_s));
        m_size = Output::seek(&m_output, 0, AVSEEK_SIZE);
        if (m_vp8 && !patchMoovOf(m_output.descriptor, {0ms, true}))
            return refuse(u"its index can't be written"_s);
        return m_size > 0 || refuse(u"there is nothing in it"_s);
    }

    [[nodiscard]] std::chrono::milliseconds until() const
    {
        int64_t end = 0;
        for (const Track &track : m_tracks)
            end = std::max(end, track.end);
        return std::chrono::milliseconds(end / 1000);
    }

    const RemuxRequest &m_request;
    Moment m_told;
    QString m_why;
    bool m_late = false;
    bool m_vp8 = false;
    bool m_patched = false;
    qint64 m_size = 0;
    std::chrono::milliseconds m_duration{0};
    std::vector<Track> m_tracks;
    Output m_output;
    std::unique_ptr<AVIOContext, FreeIo> m_io; // outlives the context that writes to it
    std::unique_ptr<AVFormatContext, CloseOutput> m_out;
};

} // namespace

Expected<Remuxed, RemuxRefusal> remux(const RemuxRequest &request)
{
    return Remux(request).run();
}

} // namespace Medio::Probe
