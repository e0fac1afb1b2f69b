// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/gateway/filmfile.h"
#include "player/gateway/filmindex.h"
#include "player/gateway/gatewaysettings.h"
#include "player/gateway/upstream.h"

#include <QList>
#include <QObject>
#include <QTimer>

#include <optional>

class QNetworkAccessManager;

namespace Medio::Gateway {

/// Somebody who waits for bytes of a film.
class ByteWaiter
{
public:
    virtual ~ByteWaiter() = default;
    /// Bytes arrived, maybe those waited for.
    virtual void bytesArrived() = 0;
};

/// One film, as long as somebody uses it: fetches the bytes its readers wait for, then the rest,
/// so that a film that was played to its end is a whole copy. Decides where to read on, when to
/// ask again and when to give up; Upstream carries out one request, FilmFile holds the bytes.
/// Thread: the gateway's.
class FilmSession : public QObject
{
    Q_OBJECT
public:
    /// A film kept whole, or a file of this machine. `complete()` says whether it could be read.
    FilmSession(const Film &film, const QString &path, const std::optional<FilmFacts> &facts,
                QObject *parent);

    /// A film that comes from its server; `record` is what is here of it.
    FilmSession(const Film &film, const std::optional<FilmRecord> &record, QNetworkAccessManager &network,
                const UpstreamPolicy &policy, const GatewaySettings &settings, QObject *parent);
    ~FilmSession() override;

    [[nodiscard]] const Film &film() const { return m_film; }
    [[nodiscard]] qint64 size() const { return m_file.size(); } ///< -1: not known yet
    [[nodiscard]] bool isComplete() const { return m_file.isComplete(); }
    [[nodiscard]] const FilmFile &file() const { return m_file; }
    [[nodiscard]] const QByteArray &validator() const { return m_validator; }
    [[nodiscard]] qint64 missing() const;

    /// Up to `most` bytes; empty when the first is not here (then wait for it).
    [[nodiscard]] QByteArray read(qint64 offset, qint64 most);
    void wait(ByteWaiter *waiter, qint64 offset);
    void leave(ByteWaiter *waiter);

    /// Begins to fetch, or does so at once instead of after the present pause.
    void start();
    /// Lets go of the server; start() goes on.
    void pauseFetching();
    [[nodiscard]] bool isFetching() const { return m_fetching; }

    /// What stands between the readers and their bytes now.
    [[nodiscard]] const std::optional<Trouble> &trouble() const { return m_trouble; }

    /// How often the server was asked in vain since its last byte.
    [[nodiscard]] int attempts() const { return m_attempts; }

    /// What was learnt by rehearsal; set by whoever rehearsed.
    std::optional<FilmFacts> facts;

    /// False once its copy is unwanted: forgotten, or another film took its name.
    bool mayBeKept = true;

Q_SIGNALS:
    /// The server answered: how long the film is. The receiver says by keepAt() or keepNowhere()
    /// where its bytes go, before it returns.
    void sized(qint64 size, const QByteArray &validator);
    void progressed();
    /// Nothing more will come, or the server could not be had for now (`passing`).
    void troubled(const Medio::Gateway::Trouble &trouble);
    void completed();

public:
    /// Only while sized() is emitted.
    void keepAt(const QString &path, qint64 size);
    void keepNowhere(qint64 size);

private:
    void steer();
    void fetch(qint64 from);
    void begin(const Upstream::Answer &answer);
    void take(qint64 offset, const QByteArray &bytes);
    void finish();
    void suffer(const Trouble &trouble);
    void dropUpstream();

    struct Waiting
    {
        ByteWaiter *waiter;
        qint64 offset;
    };

    Film m_film;
    QNetworkAccessManager *m_network = nullptr;
    const UpstreamPolicy *m_policy = nullptr;
    GatewaySettings m_settings;
    std::optional<FilmRecord> m_record;
    FilmFile m_file;
    QByteArray m_validator;
    Upstream *m_upstream = nullptr;
    QTimer m_retry;
    QByteArray m_unsized; ///< bytes of a film whose length is not known before its end
    QList<Waiting> m_waiters;
    std::optional<Trouble> m_trouble;
    qint64 m_lastRead = 0;
    int m_attempts = 0; ///< since the last byte
    bool m_ranges = true;
    bool m_fetching = false;
    bool m_wasSized = false;
};

} // namespace Medio::Gateway
