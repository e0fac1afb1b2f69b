// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/gateway/bytesource.h"
#include "player/gateway/filmfetch.h"
#include "player/gateway/filmfile.h"
#include "player/gateway/filmindex.h"
#include "player/gateway/gatewaysettings.h"

#include <QList>

#include <optional>

namespace Medio::Gateway {

class FilmNetwork;

/// A film that is one file at its server: fetches the bytes its readers wait for, then the rest, so
/// that a film that was played to its end is a whole copy. Decides where to read on; Upstream carries
/// out one request, FilmFile holds the bytes.
class FilmSession final : public FilmFetch, public ByteSource
{
    Q_OBJECT
public:
    /// A film kept whole, or a file of this machine. isComplete() says whether it could be read.
    FilmSession(const Film &film, const QString &path, const std::optional<FilmFacts> &facts,
                QObject *parent);

    /// A film that comes from its server; `record` is what is here of it.
    FilmSession(const Film &film, const std::optional<FilmRecord> &record, FilmNetwork &network,
                const UpstreamPolicy &policy, const GatewaySettings &settings, QObject *parent);

    [[nodiscard]] qint64 size() const override { return m_file.size(); }
    [[nodiscard]] bool isComplete() const override { return m_file.isComplete(); }
    [[nodiscard]] qint64 here() const override { return m_file.have().bytes(); }
    [[nodiscard]] qint64 whole() const override { return size(); }
    [[nodiscard]] const FilmFile &file() const { return m_file; }
    [[nodiscard]] qint64 missing() const;

    /// Its first bytes, as far as they are here.
    [[nodiscard]] QByteArray beginning() const { return m_beginning; }

    [[nodiscard]] QByteArray read(qint64 offset, qint64 most) override;
    [[nodiscard]] bool endsAt(qint64 offset) const override { return size() >= 0 && offset >= size(); }
    void wait(ByteWaiter *waiter, qint64 offset) override;
    void leave(ByteWaiter *waiter) override;

Q_SIGNALS:
    /// The server answered: how long the film is. The receiver says by keepAt() or keepNowhere()
    /// where its bytes go, before it returns.
    void sized(qint64 size, const QByteArray &validator);

public:
    /// Only while sized() is emitted.
    void keepAt(const QString &path, qint64 size);
    void keepNowhere(qint64 size);

    /// What is on the disk of it stays there; the rest only comes by as long as it is watched.
    void leaveDisk() { m_file.leaveDisk(); }

private:
    void steer() override;
    void fetch(qint64 from);
    void begin(const Upstream::Answer &answer);
    void take(qint64 offset, const QByteArray &bytes);
    void finish();
    void breakOff(const Trouble &trouble);
    void lookAtBeginning();

    struct Waiting
    {
        ByteWaiter *waiter;
        qint64 offset;
    };

    FilmNetwork *m_network = nullptr;
    const UpstreamPolicy *m_policy = nullptr;
    GatewaySettings m_settings;
    std::optional<FilmRecord> m_record;
    FilmFile m_file;
    QByteArray m_validator;
    QByteArray m_beginning;
    QByteArray m_unsized; ///< bytes of a film whose length is not known before its end
    QList<Waiting> m_waiters;
    qint64 m_lastRead = 0;
    qint64 m_farthest = 0; ///< where what ever came ends
    bool m_ranges = true;
    bool m_wasSized = false;
};

} // namespace Medio::Gateway
