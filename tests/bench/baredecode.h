// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

#include <QElapsedTimer>
#include <QFile>
#include <QString>

namespace Medio::Bench {

/// What the decoder alone needs: opens the file, finds its streams and decodes its first picture;
/// in ms, 0 when it can't.
inline double bareDecode(const QString &path)
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
                    result = double(time.nsecsElapsed()) / 1e6;
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

} // namespace Medio::Bench
