// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <zlib.h>

#include <QByteArray>

namespace Medio {

/// `window`: as deflateInit2() wants it.
inline QByteArray packedBy(int window, const QByteArray &bytes)
{
    QByteArray plain = bytes; // zlib's pointer is not const
    z_stream zlib{};
    if (deflateInit2(&zlib, Z_BEST_COMPRESSION, Z_DEFLATED, window, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY) !=
        Z_OK)
        return {};
    QByteArray packed(qsizetype(deflateBound(&zlib, uLong(plain.size()))), Qt::Uninitialized);
    zlib.next_in = reinterpret_cast<Bytef *>(plain.data());
    zlib.avail_in = static_cast<uInt>(plain.size());
    zlib.next_out = reinterpret_cast<Bytef *>(packed.data());
    zlib.avail_out = static_cast<uInt>(packed.size());
    deflate(&zlib, Z_FINISH);
    packed.truncate(packed.size() - qsizetype(zlib.avail_out));
    deflateEnd(&zlib);
    return packed;
}

/// RFC 1952.
inline QByteArray gzipped(const QByteArray &bytes)
{
    return packedBy(MAX_WBITS + 16, bytes);
}

/// RFC 1950, which HTTP calls "deflate".
inline QByteArray deflated(const QByteArray &bytes)
{
    return packedBy(MAX_WBITS, bytes);
}

} // namespace Medio
