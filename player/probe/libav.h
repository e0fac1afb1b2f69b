// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavcodec/bsf.h>
#include <libavformat/avformat.h>
}

#include <memory>

/// Owners of what libav* hands out.
namespace Medio::Probe {

struct CloseIo
{
    void operator()(AVIOContext *io) const { avio_close(io); }
};
struct CloseFormat
{
    void operator()(AVFormatContext *context) const { avformat_close_input(&context); }
};
struct CloseCodec
{
    void operator()(AVCodecContext *context) const { avcodec_free_context(&context); }
};
struct FreeParameters
{
    void operator()(AVCodecParameters *parameters) const { avcodec_parameters_free(&parameters); }
};
struct FreeFilter
{
    void operator()(AVBSFContext *filter) const { av_bsf_free(&filter); }
};
struct FreePacket
{
    void operator()(AVPacket *packet) const { av_packet_free(&packet); }
};
struct FreeFrame
{
    void operator()(AVFrame *frame) const { av_frame_free(&frame); }
};

using Io = std::unique_ptr<AVIOContext, CloseIo>;
using Format = std::unique_ptr<AVFormatContext, CloseFormat>;
using Codec = std::unique_ptr<AVCodecContext, CloseCodec>;
using Parameters = std::unique_ptr<AVCodecParameters, FreeParameters>;
using Filter = std::unique_ptr<AVBSFContext, FreeFilter>;
using Packet = std::unique_ptr<AVPacket, FreePacket>;
using Frame = std::unique_ptr<AVFrame, FreeFrame>;

} // namespace Medio::Probe
