// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <memory>
#include <optional>

namespace Medio::Net {

/// Unpacks the body of one answer while it comes in, no more at a time than its reader has time for: a
/// few bytes may unpack to millions. Content codings of RFC 9110, 8.4.1. (Qt unpacks all that has arrived,
/// on the thread of whoever asked, and counts it before: for a long list that is a frame and more.)
/// Any thread, one at a time.
class Unpacker final
{
public:
    /// For Accept-Encoding: these forCoding() takes.
    static constexpr const char *accepted = "gzip, deflate";

    /// By Content-Encoding; empty: the bytes as they come. Nothing: a coding that nobody asked for.
    [[nodiscard]] static std::optional<Unpacker> forCoding(const QByteArray &coding);

    Unpacker(Unpacker &&) noexcept;
    Unpacker &operator=(Unpacker &&) noexcept;
    ~Unpacker();

    /// Takes what it needs from the front of `packed` and appends at most `most` bytes (1 or more) to
    /// `body`. False: what came is damaged, or goes on after its end; then it is over.
    [[nodiscard]] bool unpack(QByteArray &packed, qsizetype most, QByteArray &body);
    /// The last unpack() stopped at `most`: there may be more without another byte.
    [[nodiscard]] bool hasMore() const { return m_hasMore; }
    /// The end was reached, or nothing came at all.
    [[nodiscard]] bool isWhole() const;

private:
    struct Stream;
    explicit Unpacker(std::unique_ptr<Stream> stream);

    std::unique_ptr<Stream> m_stream; ///< none: as they come
    bool m_hasMore = false;
};

} // namespace Medio::Net
