// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long the GUI thread is busy with one event while answers come that are long, packed or hostile,
// and what the sync of a household costs, the first time and when nothing has changed. The time of an
// event is the thread's own processor time, so that a busy machine does not change it. How often the answers
// come may be said as the one argument.

#include "net/client/medioclient.h"
#include "tests/support/fakemedio.h"
#include "tests/support/faketokenstore.h"
#include "tests/support/packed.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>

using namespace Medio;
using namespace std::chrono_literals;

using Answer = LoopbackServer::Answer;
using Request = LoopbackServer::Request;

namespace {

std::chrono::nanoseconds processorTime()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

/// Knows the longest event.
class Application final : public QCoreApplication
{
public:
    using QCoreApplication::QCoreApplication;
    bool notify(QObject *receiver, QEvent *event) override
    {
        if (QThread::currentThread() != thread() || m_depth > 0)
            return QCoreApplication::notify(receiver, event);
        ++m_depth;
        const auto begin = processorTime();
        const bool result = QCoreApplication::notify(receiver, event);
        longest = std::max(longest, processorTime() - begin);
        --m_depth;
        return result;
    }
    std::chrono::nanoseconds longest{0};

private:
    int m_depth = 0;
};

QByteArray film(int number)
{
    const QByteArray n = QByteArray::number(number).rightJustified(4, '0');
    return R"({"id":"aaaaaaaa-)" + n +
           R"(-4aaa-8aaa-aaaaaaaaaaaa","user_id":"7f1c2a9e-51d4-4a0b-9c57-0a6d5e1f2b33",
"platform_id":"33333333-3333-4333-8333-333333333333","title":"The film of the fox &amp; the owl, part )" +
           n +
           R"(","description":"Two friends look for the moon","thumbnail_url":"https://img.example.org/)" +
           n + R"(.jpg","platform_video_id":"v)" + n +
           R"(","duration_seconds":612,"age_rating":"G","created_at":"2026-03-01T09:00:00.000Z",
"updated_at":"2026-03-01T09:00:00.000Z","video_url":null,"channel_name":null,"platform_name":"youtube"})";
}

QByteArray pageOf(const QByteArrayList &items, int page, int limit)
{
    return "{\"data\":[" + items.mid(qsizetype(page - 1) * limit, limit).join(',') +
           "],\"pagination\":{\"page\":" + QByteArray::number(page) +
           ",\"limit\":" + QByteArray::number(limit) + ",\"totalCount\":" + QByteArray::number(items.size()) +
           "}}";
}

/// A household's server, in a thread of its own.
class Server final : public FakeMedio
{
public:
    std::atomic<qint64> sent = 0;
    std::atomic<int> asked = 0;

    Server()
    {
        QByteArrayList films, chips, profiles;
        for (int i = 0; i < 500; ++i)
            films << film(i);
        for (int i = 0; i < 20; ++i)
            chips << "{\"id\":\"" + chipId(i) +
                         "\",\"chip_uid\":\"04:A1:B2:" + QByteArray::number(16 + i, 16).toUpper() +
                         "\",\"label\":\"Chip\"}";
        for (int i = 0; i < 5; ++i)
            profiles << "{\"id\":\"bbbbbbbb-000" + QByteArray::number(i) +
                            "-4bbb-8bbb-bbbbbbbbbbbb\",\"name\":\"Wren\",\"daily_limit_minutes\":60}";
        list(u"/api/videos"_s, [films](const Request &request) {
            return pageOf(films, request.query.queryItemValue(u"page"_s).toInt(), 100);
        });
        list(u"/api/profiles"_s, [profiles](const Request &) { return pageOf(profiles, 1, 100); });
        list(u"/api/nfc/chips"_s,
             [chips](const Request &) -> QByteArray { return "[" + chips.join(',') + "]"; });
        for (int i = 0; i < 20; ++i) {
            QByteArrayList entries;
            for (int k = 0; k < 25; ++k)
                entries << "{\"id\":\"aaaaaaaa-" + QByteArray::number(i * 25 + k).rightJustified(4, '0') +
                               "-4aaa-8aaa-aaaaaaaaaaaa\",\"title\":\"Film\",\"sequence_order\":" +
                               QByteArray::number(k + 1) + ",\"platform_name\":\"youtube\"}";
            const QByteArray playlist = "{\"chip\":{\"id\":\"" + chipId(i) +
                                        "\",\"label\":\"Chip\",\"chip_uid\":\"04:A1\"},\"videos\":[" +
                                        entries.join(',') + "]}";
            list(u"/api/nfc/chips/"_s + QString::fromLatin1(chipId(i)) + u"/videos"_s,
                 [playlist](const Request &) { return playlist; });
        }

        QByteArrayList many;
        for (int i = 0; i < 3600; ++i)
            many << film(i);
        const QByteArray two = pageOf(many, 1, 3600);
        std::printf("a list of %.2f MB\n", double(two.size()) / (1024 * 1024));
        const QByteArray refusal =
            "{\"message\":\"no\",\"errors\":[" + QByteArrayList(60'000, R"({"msg":"x"})").join(',') + "]}";
        serve(u"/plain"_s, two, {});
        serve(u"/packed"_s, deflated(two), "deflate");
        serve(u"/refusal"_s, refusal.first(250'000) + "]}", {}, 403);
        const QByteArray zeros(50'000'000, '0');
        serve(u"/zeros"_s, zeros, {});
        serve(u"/bomb"_s, deflated(zeros), "deflate");
        QByteArray noise = "[";
        quint32 dice = 1;
        while (noise.size() < 12'000'000) {
            dice = dice * 1664525 + 1013904223;
            noise += "{\"title\":\"Film number\",\"description\":\"nothing at all is said\",\"n\":" +
                     QByteArray::number(dice) + "},";
        }
        serve(u"/noise"_s, deflated(noise), "deflate");
    }

private:
    static QByteArray chipId(int number)
    {
        return "cccccccc-00" + QByteArray::number(10 + number) + "-4ccc-8ccc-cccccccccccc";
    }
    void list(const QString &path, std::function<QByteArray(const Request &)> body)
    {
        onSignedIn("GET", path, [this, body = std::move(body)](const Request &request) {
            ++asked;
            const QByteArray text = body(request);
            const QByteArray etag =
                '"' + QCryptographicHash::hash(text, QCryptographicHash::Md5).toHex() + '"';
            Answer answer = json(text);
            if (request.headers.value("if-none-match") == etag)
                answer = {304, {}, {}, {}, Answer::Manner::Whole, {}, false};
            sent += answer.body.size();
            return answer.with("ETag", etag);
        });
    }
    /// In place of the first page of videos of another household.
    void serve(const QString &prefix, const QByteArray &body, const QByteArray &encoding, int status = 200)
    {
        Answer answer = json(body, status);
        if (!encoding.isEmpty())
            answer.with("Content-Encoding", encoding);
        on("GET", prefix + u"/api/platforms"_s, answer);
        on("GET", prefix + u"/api/videos"_s, answer);
        on("GET", prefix + u"/api/health"_s,
           json(R"({"status":"healthy","services":{"database":"healthy"}})"));
        on("GET", prefix + u"/api/csrf-token"_s, [this](const Request &) {
            return json(R"({"csrfToken":"for-x"})").with("Set-Cookie", "_csrf=x; Path=/");
        });
        on("POST", prefix + u"/api/auth/login"_s, [this](const Request &) {
            const QByteArray access = issueAccessToken();
            return json(R"({"user":{"id":"7f1c2a9e-51d4-4a0b-9c57-0a6d5e1f2b33","email":"anna@example.org",
                "name":"Anna"},"token":")" +
                        access + "\"}");
        });
    }
};

struct Kiosk
{
    SystemClock clock;
    Net::FakeTokenStore store;
    Net::HttpGate gate{clock, [] {
                           return 0.5;
                       }};
    Net::AuthSession session{gate, store, clock};
    Net::MedioClient client{gate, session, [] {
                                return 0.5;
                            }};
};

struct Cost
{
    double milliseconds;
    double longestEvent;
    bool succeeded;
};

template<typename Begin>
Cost measure(Application &application, Begin begin)
{
    application.longest = {};
    QElapsedTimer timer;
    timer.start();
    Net::CallBase *call = begin();
    bool succeeded = false;
    QObject::connect(call, &Net::CallBase::finished, &application, [call, &succeeded] {
        succeeded = call->state() == Net::CallBase::State::Succeeded;
        QCoreApplication::quit();
    });
    QCoreApplication::exec();
    return {double(timer.nsecsElapsed()) / 1e6, double(application.longest.count()) / 1e6, succeeded};
}

} // namespace

int main(int argc, char **argv)
{
    Application application(argc, argv);
    QLoggingCategory::setFilterRules(u"medio.*=false"_s);
    QThread thread;
    thread.start();
    std::unique_ptr<Server> server;
    QObject anchor;
    anchor.moveToThread(&thread);
    QMetaObject::invokeMethod(
        &anchor, [&] { server = std::make_unique<Server>(); }, Qt::BlockingQueuedConnection);

    double worst = 0;
    double worstRefused = 0;
    const auto at = [&](Kiosk &kiosk, const QString &prefix) {
        kiosk.gate.setServer(Api::ServerAddress::parse(server->address() + prefix).value());
        measure(application, [&] {
            return kiosk.client.signIn(u"anna@example.org"_s, QString::fromLatin1(server->password));
        });
    };
    const auto say = [&](const char *what, const Cost &cost) {
        double &longest = cost.succeeded ? worst : worstRefused;
        longest = std::max(longest, cost.longestEvent);
        std::printf("%-48s %-7s %8.1f ms, longest event %5.1f ms\n", what,
                    cost.succeeded ? "read" : "refused", cost.milliseconds, cost.longestEvent);
    };
    const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 1;
    for (int round = 0; round < rounds; ++round) {
        for (const auto &[what, prefix] :
             {std::pair{"2 MB of films", u"/plain"_s}, std::pair{"2 MB of films, packed", u"/packed"_s},
              std::pair{"a refusal of 250 KB", u"/refusal"_s}, std::pair{"50 MB", u"/zeros"_s},
              std::pair{"50 MB in 50 KB", u"/bomb"_s},
              std::pair{"12 MB, packed as far as real text goes", u"/noise"_s}}) {
            Kiosk kiosk;
            at(kiosk, prefix);
            say(what, measure(application, [&] { return kiosk.client.videos(1); }));
        }
    }

    Kiosk kiosk;
    at(kiosk, {});
    const Cost first = measure(application, [&] { return kiosk.client.family(); });
    const qint64 sent = server->sent.exchange(0);
    const int asked = server->asked.exchange(0);
    say("sync of 500 videos, 20 chips, 5 profiles", first);
    const Cost again = measure(application, [&] { return kiosk.client.family(); });
    say("the same, unchanged", again);
    std::printf("lists asked for %d and %d times, %lld and %lld bytes of them sent\n", asked,
                server->asked.load(), static_cast<long long>(sent),
                static_cast<long long>(server->sent.load()));
    std::printf("longest event of the GUI thread: %.1f ms, %.1f ms for what is refused; sync %.0f ms, "
                "unchanged %.0f ms\n",
                worst, worstRefused, first.milliseconds, again.milliseconds);

    QMetaObject::invokeMethod(
        &anchor, [&] { server.reset(); }, Qt::BlockingQueuedConnection);
    thread.quit();
    thread.wait();
    return std::max(worst, worstRefused) <= 16 && first.milliseconds <= 2000 ? 0 : 1;
}
