// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/gateway/mediagateway.h"
#include "tests/support/buildprograms.h"
#include "tests/support/filmfixture.h"
#include "tests/support/filmserver.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>

namespace Medio {

/// A gateway with a cache of its own before a server of films, and somebody who reads what it says.
class GatewayTrial
{
public:
    struct Opened
    {
        FilmSource::Ticket ticket = 0;
        QUrl address;
        FilmOrigin origin = FilmOrigin::Stream;
        FilmFacts facts;
        QString failure; ///< empty: it is ready
        std::optional<FilmFailure> failed;
    };

    GatewayTrial()
    {
        settings.cacheFolder = cache.path();
        settings.probeProgram = buildProgram(u"medio-probe");
        settings.spare = 0;
        settings.openPatience = std::chrono::minutes(1); // what a busy machine does late is no outage
        settings.today = [] {
            return QDate(2026, 3, 10);
        };
    }

    void start()
    {
        gateway.reset(); // before the next one opens its files
        gateway = std::make_unique<Gateway::MediaGateway>(settings);
    }

    [[nodiscard]] Film film(const QString &path, const QString &id = {}) const
    {
        return {id.isEmpty() ? path : id, server.url(u'/' + path), {}};
    }

    /// Waits until it is ready or failed; as a player would, says that its picture was seen.
    [[nodiscard]] Opened open(const Film &film, std::chrono::milliseconds from = {}, bool seen = true)
    {
        QSignalSpy ready(gateway.get(), &FilmSource::ready);
        QSignalSpy failed(gateway.get(), &FilmSource::failed);
        Opened opened;
        opened.ticket = gateway->open(film, from);
        if (!QTest::qWaitFor([&] { return !ready.isEmpty() || !failed.isEmpty(); }, patience)) {
            opened.failure = QStringLiteral("no answer");
        } else if (ready.isEmpty()) {
            opened.failed = failed[0][1].value<FilmFailure>();
            opened.failure = nameOf(*opened.failed) + u": " + failed[0][2].toString();
        } else {
            opened.address = ready[0][1].toUrl();
            opened.origin = ready[0][2].value<FilmOrigin>();
            opened.facts = ready[0][3].value<FilmFacts>();
            if (seen)
                gateway->shown(opened.ticket);
        }
        return opened;
    }

    [[nodiscard]] std::unique_ptr<QNetworkReply> ask(const QUrl &address, const QByteArray &range = {})
    {
        QNetworkRequest request(address);
        if (!range.isEmpty())
            request.setRawHeader("Range", range);
        return std::unique_ptr<QNetworkReply>(m_network.get(request));
    }

    [[nodiscard]] QByteArray fetch(const QUrl &address, const QByteArray &range = {})
    {
        const auto reply = ask(address, range);
        return QTest::qWaitFor([&] { return reply->isFinished(); }, patience) ? reply->readAll()
                                                                              : QByteArray();
    }

    [[nodiscard]] bool isKept(const QString &id) const { return gateway->kept().contains(id); }

    QTemporaryDir cache;
    Gateway::GatewaySettings settings;
    FilmServer server;
    std::unique_ptr<Gateway::MediaGateway> gateway;

private:
    static constexpr int patience = 120000; // ms

    QNetworkAccessManager m_network;
};

} // namespace Medio
