// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/gateway/bytesource.h"
#include "player/gateway/filmfetch.h"
#include "player/gateway/gatewaysettings.h"
#include "player/gateway/hlsplaylist.h"

#include <QList>

#include <limits>
#include <memory>
#include <vector>

namespace Medio::Gateway {

class DiskThread;
class FilmNetwork;
class HlsFilm;

/// One part of an HLS film as one stream of bytes.
class HlsBytes final : public ByteSource
{
public:
    HlsBytes(HlsFilm &film, std::chrono::milliseconds at)
        : m_film(film)
        , m_at(at)
    {
    }

    [[nodiscard]] std::chrono::milliseconds at() const { return m_at; } ///< where in the film it begins

    [[nodiscard]] qint64 size() const override { return -1; }
    [[nodiscard]] QByteArray read(qint64 offset, qint64 most) override;
    [[nodiscard]] bool endsAt(qint64 offset) const override;
    void wait(ByteWaiter *waiter, qint64 offset) override;
    void leave(ByteWaiter *waiter) override;

private:
    friend class HlsFilm;

    HlsFilm &m_film;
    std::chrono::milliseconds m_at;
    std::vector<size_t> m_pieces; ///< numbers, in order
    QList<ByteWaiter *> m_waiters;
};

/// A film that is a playlist and many pieces at its server: fetches the playlists, chooses a quality,
/// then the pieces in the order in which they are shown, each into a file of its own in a folder of
/// its own. A plan beside them says which pieces these are and what of each is on the disk. What an earlier
/// run left is taken as far as the plan knows it, if the playlist still says the same and the server still
/// has the last piece as it was (by its validator).
class HlsFilm final : public FilmFetch
{
    Q_OBJECT
public:
    /// `folder` is created when it is needed. `disk` waits for the disk, see checkpoint().
    HlsFilm(const Film &film, const QString &folder, FilmNetwork &network, const UpstreamPolicy &policy,
            const GatewaySettings &settings, DiskThread &disk, QObject *parent);
    ~HlsFilm() override;

    [[nodiscard]] bool isComplete() const override { return m_planned && m_next >= m_order.size(); }
    [[nodiscard]] qint64 here() const override { return m_here; }
    /// A guess from what the playlist says of its bandwidth.
    [[nodiscard]] qint64 whole() const override;

    /// A quality of this weight, or a heavier one, is taken only if there is no other. Before start().
    void avoid(qint64 weight) { m_lighterThan = weight; }
    /// Of the quality that is taken, if its server has a lighter one; else 0. Known when it is planned.
    [[nodiscard]] qint64 weight() const { return m_weight; }

    [[nodiscard]] std::chrono::milliseconds duration() const { return m_duration; }
    /// The picture's parts and, if the sound is apart, the sound's. Empty before planned().
    [[nodiscard]] const std::vector<std::vector<std::unique_ptr<HlsBytes>>> &tracks() const
    {
        return m_tracks;
    }

    /// Has the plan say what is here, once it is on the disk.
    void checkpoint();

    /// Nothing more of it is fetched: it can't be had here.
    void stopForRoom();

    /// Its pieces are not needed any more.
    void removeFiles();

Q_SIGNALS:
    void planned(); ///< tracks() and duration() are known, and what is here belongs to them; once

private:
    friend class HlsBytes;

    struct Piece
    {
        HlsPiece source;
        HlsBytes *bytes = nullptr;
        std::chrono::milliseconds at{0};
        qint64 size = -1;     ///< -1: not wholly here
        QByteArray validator; ///< of its file at the server; empty: there is none, or nothing is here
    };

    void steer() override;
    void dropUpstream() override;
    void ask(const QUrl &address);
    void askPiece();
    void readText(const QUrl &address);
    void plan();
    void adopt();
    void startAnew();
    void tellPlanned();
    void begin(const Upstream::Answer &answer);
    void take(qint64 offset, const QByteArray &bytes);
    void finish();
    void finishPiece();
    [[nodiscard]] bool openPiece();
    void breakOff(const Trouble &trouble);
    [[nodiscard]] QString pathOf(size_t piece) const;
    [[nodiscard]] QString planPath() const;
    [[nodiscard]] QByteArray fingerprint() const;

    FilmNetwork &m_network;
    const UpstreamPolicy &m_policy;
    GatewaySettings m_settings;
    DiskThread &m_disk;
    QString m_folder;

    QByteArray m_text;     ///< of the playlist that is coming
    QUrl m_answeredBy;     ///< its address behind all redirects
    QUrl m_pictureAddress; ///< of the chosen quality's playlist; empty: not known yet
    QUrl m_soundAddress;
    std::vector<HlsPlaylist> m_playlists; ///< of the picture, of the sound
    qint64 m_bandwidth = 0;
    qint64 m_lighterThan = std::numeric_limits<qint64>::max();
    qint64 m_weight = 0;

    bool m_planned = false; ///< and it was told
    std::chrono::milliseconds m_duration{0};
    std::vector<std::vector<std::unique_ptr<HlsBytes>>> m_tracks;
    std::vector<Piece> m_order; ///< as they are fetched
    size_t m_next = 0;          ///< the first that is missing
    qint64 m_got = 0;           ///< bytes of that one that are here
    qint64 m_announced = -1;    ///< how many it has, as far as its server said
    qint64 m_here = 0;
    bool m_runsOn = false; ///< the transfer does not end with that one: its server knows no ranges
    int m_fd = -1;         ///< of that one
    int m_plan = -1;       ///< of the file that says what is on the disk; lines are added at its end
    size_t m_saved = 0;    ///< the first piece that it does not say to be whole
};

} // namespace Medio::Gateway
