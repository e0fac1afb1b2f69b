// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every call of the Medio client against everything that a server, a proxy and a network can do to it, over
// real sockets: the call ends in time and says what is true, the fact "is the server there?" is right, the
// sign-in survives, the main thread is never blocked, and the server that is back is found by one probe.
// Short times are injected; --documented-times takes a few faults with the real ones.

#include "app/base/logging.h"
#include "net/client/medioclient.h"
#include "tests/bench/await.h"
#include "tests/support/certificate.h"
#include "tests/support/faketokenstore.h"
#include "tests/support/loopwatch.h"
#include "tests/support/serverthread.h"
#include "tests/support/wholemedio.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>
#include <atomic>
#include <memory>
#include <vector>

using namespace Medio;
using namespace Medio::Net;
using namespace std::chrono_literals;

using Api::ApiError;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using Answer = LoopbackServer::Answer;
using Request = LoopbackServer::Request;
using Kind = ApiError::Kind;
using State = ServerState::Kind;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr auto longestBlock = 160ms; // instrumented code takes several times as long
#else
constexpr auto longestBlock = 16ms;
#endif
constexpr auto machineGrace = 2s;
constexpr auto hang = 30s; // whatever the machine does

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

double inMs(nanoseconds duration)
{
    return double(duration.count()) / 1e6;
}

// --- what is asked ---

/// What came of a call: nothing = a result.
using Heard = std::optional<ApiError>;

/// Every call that is one request, and those that are made of several. The request of the entry is the one
/// that a fault for this call alone spoils.
QList<Endpoint> allEndpoints()
{
    using C = MedioClient;
    QList<Endpoint> all = endpoints();
    const auto add = [&all](const char *name, const char *method, const QString &path,
                            std::function<CallBase *(C &)> call) {
        all.append({name, method, path, {}, 200, "", false, true, std::move(call)});
    };
    const QString email = u"anna@example.org"_s;
    const QString password = u"Lantern-7!secret"_s;
    add("csrf-token", "GET", u"/api/csrf-token"_s,
        [](C &c) { return c.endSession(EndpointIds::session, {}); });
    add("refresh", "POST", u"/api/auth/refresh"_s, [](C &c) { return c.me(); });
    add("picture", "GET", u"/poster.png"_s,
        [](C &c) { return c.picture(c.gate().server()->url(u"/poster.png"_s)); });
    add("signInAt", "POST", u"/api/auth/login"_s,
        [=](C &c) { return c.signInAt(*c.gate().server(), email, password); });
    add("registerUserAt", "POST", u"/api/auth/register"_s, [=](C &c) {
        return c.registerUserAt(*c.gate().server(), {email, password, u"Anna"_s});
    });
    add("testServer", "GET", u"/api/health"_s, [](C &c) { return c.testServer(*c.gate().server()); });
    add("family", "GET", u"/api/nfc/chips"_s, [](C &c) { return c.family(); });
    add("allVideos", "GET", u"/api/videos"_s, [](C &c) { return c.allVideos(); });
    add("allProfiles", "GET", u"/api/profiles"_s, [](C &c) { return c.allProfiles(); });
    return all;
}

bool isNamed(const Endpoint &endpoint, const char *name)
{
    return qstrcmp(endpoint.name, name) == 0;
}

// --- what is wrong ---

enum class Stage { Plain, Secure, Nowhere };

struct Fault
{
    QString name;
    Answer answer;             ///< to every request, or to those of one endpoint
    QList<Kind> ends;          ///< of the call; empty: it succeeds
    QList<State> everywhere;   ///< the fact, when health too is answered so
    bool refuses = false;      ///< nobody listens
    CertificateWish wish = {}; ///< Secure: the certificate meanwhile
    Stage stage = Stage::Plain;
    QString reason = {}; ///< of the fact; empty: any
};

HttpGate::Times shortTimes()
{
    HttpGate::Times times;
    times.connect = 500ms;
    times.answer = 500ms;
    times.health = 1s;
    times.slow = 250ms;
    times.breaker.backoffBase = 20ms;
    times.breaker.backoffCap = 200ms;
    times.breaker.attentive = 100ms;
    return times;
}

Answer delayed(milliseconds delay)
{
    Answer answer;
    answer.delay = delay;
    return answer;
}

QList<Fault> allFaults(const HttpGate::Times &times)
{
    const auto of = [](Answer::Manner manner) {
        Answer answer = LoopbackServer::json(R"({"status":"healthy","data":[1,2,3]})");
        answer.manner = manner;
        return answer;
    };
    const auto typed = [](const QByteArray &body, const QByteArray &type) {
        Answer answer;
        answer.body = body;
        answer.contentType = type;
        return answer;
    };
    const QList<Kind> trouble{Kind::ServerTrouble};
    const QList<Kind> limited{Kind::RateLimited};
    const QList<Kind> away{Kind::Unreachable};
    // Health looks after it in between: then it is told by the outage that health has met.
    const QList<Kind> odd{Kind::BadAnswer, Kind::WrongServer};
    const QByteArray page(50 * 1024 * 1024, ' ');
    const auto json = "application/json";

    QList<Fault> faults;
    for (const int status : {502, 503, 504})
        faults += {u"%1"_s.arg(status), LoopbackServer::html(status), trouble, {State::Waking}};
    faults +=
        {u"500"_s, LoopbackServer::json(R"({"message":"Server error"})", 500), trouble, {State::Offline}};
    faults += {u"502 empty"_s, typed({}, {}), trouble, {State::Waking}};
    faults.last().answer.status = 502;
    faults += {u"503 as JSON"_s,
               LoopbackServer::json(R"({"error":"x","message":"y"})", 503),
               trouble,
               {State::Waking, State::Degraded}};
    faults += {u"429"_s, LoopbackServer::html(429), limited, {State::Online}};
    faults +=
        {u"429 Retry-After"_s, LoopbackServer::html(429).with("Retry-After", "1"), limited, {State::Online}};
    faults += {u"HTML 200"_s, LoopbackServer::html(), {Kind::WrongServer}, {State::Offline}};
    faults += {u"empty"_s, typed({}, json), odd, {State::Offline}};
    faults += {u"no content type"_s, typed("{}", {}), {Kind::WrongServer}, {State::Offline}};
    faults += {u"truncated JSON"_s, typed(R"({"status":"heal)", json), odd, {State::Offline}};
    faults += {u"wrong type"_s, typed(R"({"status":[7],"data":9,"id":{}})", json), odd, {State::Offline}};
    faults += {u"slow"_s, delayed(60ms), {}, {State::Online}};
    faults += {u"too slow"_s, delayed((times.answer + times.health) / 2), {Kind::TimedOut}, {State::Online}};
    faults += {u"frozen"_s, of(Answer::Manner::Silent), {Kind::TimedOut}, {State::Offline}};
    faults += {u"reset"_s, of(Answer::Manner::Reset), away, {State::Offline}};
    faults += {u"closed"_s, of(Answer::Manner::Drop), away, {State::Offline}};
    faults += {u"closed after headers"_s, of(Answer::Manner::Head), away, {State::Offline}};
    faults += {u"half a body"_s, of(Answer::Manner::Half), away, {State::Offline}};
    faults += {u"refused"_s, {}, away, {State::Offline}, true};
    Answer circle;
    circle.status = 307;
    faults += {u"redirect loop"_s, circle, {Kind::WrongServer, Kind::Unreachable}, {State::Offline}};
    faults += {u"50 MB body"_s, typed(page, json), {Kind::TooLarge, Kind::WrongServer}, {State::Offline}};

    CertificateWish expired;
    expired.from = -48h;
    expired.until = -1h;
    CertificateWish other;
    other.host = "other.example";
    faults += {u"expired certificate"_s, {}, away, {State::Offline}, false, expired, Stage::Secure,
               u"certificate-expired"_s};
    faults +=
        {u"wrong host"_s, {}, away, {State::Offline}, false, other, Stage::Secure, u"certificate-host"_s};
    faults += {u"no such name"_s, {}, {Kind::Unreachable, Kind::TimedOut}, {State::Offline}, false, {},
               Stage::Nowhere};
    return faults;
}

// --- one case ---

/// The certificates that the cases need, of one authority that is trusted, so that only what is wrong with
/// one makes it refused.
class Certificates
{
public:
    explicit Certificates(const QList<Fault> &faults)
    {
        CertificateWish authority;
        authority.host = "authority.example";
        authority.isAuthority = true;
        m_isValid = makeCertificate(certificate(u"authority"_s), key(u"authority"_s), authority);
        m_authorities = QSslCertificate::fromPath(certificate(u"authority"_s), QSsl::Pem,
                                                  QSslCertificate::PatternSyntax::FixedString);
        add(good, {});
        for (const Fault &fault : faults) {
            if (fault.stage == Stage::Secure)
                add(fault.name, fault.wish);
        }
    }
    static inline const QString good = u"good"_s;
    [[nodiscard]] QString certificate(const QString &name) const
    {
        return m_folder.filePath(name + u".pem"_s);
    }
    [[nodiscard]] QString key(const QString &name) const { return m_folder.filePath(name + u".key"_s); }
    [[nodiscard]] const QList<QSslCertificate> &authorities() const { return m_authorities; }
    [[nodiscard]] bool isValid() const { return m_isValid; }

private:
    void add(const QString &name, CertificateWish wish)
    {
        wish.authority = certificate(u"authority"_s);
        wish.authorityKey = key(u"authority"_s);
        m_isValid = makeCertificate(certificate(name), key(name), wish) && m_isValid;
    }

    const QTemporaryDir m_folder;
    QList<QSslCertificate> m_authorities;
    bool m_isValid = true;
};

struct Outcome
{
    QString problem; ///< empty: all as promised
    bool isHang = false;
    nanoseconds took{0};
    nanoseconds recovered{0};
    nanoseconds blocked{0};
};

/// A server in its thread, and a client that has signed in.
class Case
{
public:
    Case(const Endpoint &endpoint, const Fault &fault, bool everywhere, const Certificates &certificates,
         LoopWatch &watch, const HttpGate::Times &times)
        : m_endpoint(endpoint)
        , m_fault(fault)
        , m_everywhere(everywhere)
        , m_certificates(certificates)
        , m_watch(watch)
        , m_times(times)
    {
    }

    Outcome play()
    {
        if (m_fault.stage == Stage::Secure)
            present(Certificates::good);
        m_gate.setAuthorities(m_certificates.authorities());
        m_gate.setServer(Api::ServerAddress::parse(address()).value());
        m_gate.setAttentive(true);
        m_session.start();
        // Whoever signs in has a CSRF token already.
        if (isNamed(m_endpoint, "csrf-token"))
            await(hang, [this] { return m_gate.state().isOnline(); });
        else if (!signIn())
            return failed(u"the sign-in before the fault failed"_s);
        if (m_fault.stage == Stage::Nowhere)
            goNowhere();

        setFault(true);
        m_watch.begin();
        QElapsedTimer timer;
        timer.start();
        const auto first = ask();
        m_outcome.took = nanoseconds(timer.nsecsElapsed());
        if (!first) {
            m_outcome.isHang = true;
            return failed(u"the call never ended"_s);
        }
        judgeCall(*first);
        judgeState();
        m_outcome.blocked = std::max(m_outcome.blocked, m_watch.longest());

        const int askedBefore = probes();
        setFault(false);
        m_watch.begin();
        timer.start();
        if (!await(hang + longest(), [this] { return m_gate.state().isOnline(); })) {
            m_outcome.isHang = true;
            return failed(u"the server was back and never found"_s);
        }
        m_outcome.recovered = nanoseconds(timer.nsecsElapsed());
        if (const int asked = probes() - askedBefore; asked > 1)
            say(u"%1 probes until the server that was back was found"_s.arg(asked));
        judgeAfterwards();
        m_outcome.blocked = std::max(m_outcome.blocked, m_watch.longest());
        if (m_outcome.blocked > longestBlock)
            say(u"the main thread was blocked for %1 ms"_s.arg(inMs(m_outcome.blocked)));
        return m_outcome;
    }

private:
    Outcome failed(const QString &why)
    {
        say(why);
        return m_outcome;
    }
    void say(const QString &problem)
    {
        m_outcome.problem += (m_outcome.problem.isEmpty() ? QString() : u"; "_s) + problem;
    }
    QString address()
    {
        return m_server.run([](WholeMedio &server) { return server.address(); });
    }
    /// That have come to the server since the fault was first set.
    [[nodiscard]] int probes() const { return *m_probes; }
    void present(const QString &certificate)
    {
        m_server.run([&](WholeMedio &server) {
            server.secure(m_certificates.certificate(certificate), m_certificates.key(certificate));
            server.dropConnections();
        });
    }

    bool signIn()
    {
        for (int attempt = 0; attempt < 20; ++attempt) { // a busy machine may miss the short times
            m_client.signIn(u"anna@example.org"_s, u"Lantern-7!secret"_s);
            if (await(3s, [this] { return m_session.state() == AuthSession::State::SignedIn; }) &&
                await(3s, [this] { return m_gate.state().isOnline() && !m_tokens.tokens.isEmpty(); }))
                return true;
        }
        return false;
    }

    /// The same account at an address whose name leads nowhere.
    void goNowhere()
    {
        const auto nowhere = Api::ServerAddress::parse(u"https://medio.invalid"_s).value();
        const QString email = u"anna@example.org"_s;
        m_tokens.tokens.insert(
            FakeTokenStore::nameOf({nowhere.realm(), email}),
            m_tokens.tokens.value(FakeTokenStore::nameOf({m_gate.server()->realm(), email})));
        m_gate.setServer(nowhere);
        m_session.start(email);
    }

    void setFault(bool isWrong)
    {
        if (m_fault.stage == Stage::Secure) {
            present(isWrong ? m_fault.name : Certificates::good);
            return;
        }
        if (m_fault.stage == Stage::Nowhere) {
            if (!isWrong)
                m_gate.setServer(Api::ServerAddress::parse(address()).value());
            return;
        }
        m_server.run([&](WholeMedio &server) {
            if (isWrong && isNamed(m_endpoint, "refresh"))
                server.expireAccessTokens();
            if (m_fault.refuses)
                isWrong ? server.down() : server.up();
            const auto hits = [isWrong, only = m_everywhere ? std::nullopt : std::optional(m_endpoint)](
                                  const Request &request) {
                return isWrong && (!only || (request.path == only->path && request.method == only->method));
            };
            // Slow is what the routes say, later.
            server.delay([hits, delay = m_fault.answer.delay](const Request &request) {
                return hits(request) ? delay : 0ms;
            });
            server.before([hits, answer = m_fault.answer, address = server.address(),
                           probes = m_probes](const Request &request) -> std::optional<Answer> {
                if (request.path == u"/api/health"_s)
                    ++*probes;
                if (!hits(request) || answer.delay > 0ms)
                    return std::nullopt;
                Answer given = answer;
                if (given.status == 307)
                    given.with("Location", (address + request.path).toLatin1());
                return given;
            });
        });
    }

    std::optional<Heard> ask()
    {
        std::optional<Heard> got;
        CallBase *const call = m_endpoint.call(m_client);
        QObject::connect(call, &CallBase::finished, &m_context, [call, &got] { got = call->error(); });
        await(hang + longest(), [&got] { return got.has_value(); });
        if (!got)
            call->disconnect(&m_context);
        return got;
    }

    /// The documented times: connect and answer for each attempt and the CSRF token before it, health
    /// where a refusal has to be believed, the pauses between, a Retry-After that was told.
    [[nodiscard]] milliseconds longest() const
    {
        const int attempts = 3;
        milliseconds all = (attempts + 1) * std::max(m_times.answer, m_times.connect) + m_times.health +
                           (attempts - 1) * retries().cap;
        for (const auto &[name, value] : m_fault.answer.headers) {
            if (name == "Retry-After")
                all += (attempts - 1) * std::chrono::seconds(value.toInt());
        }
        return all;
    }
    static MedioClient::Retries retries() { return {3, 10ms, 50ms}; }

    void judgeCall(const Heard &heard)
    {
        if (m_outcome.took > longest() + machineGrace)
            say(u"the call took %1 ms, %2 are documented"_s.arg(inMs(m_outcome.took)).arg(longest().count()));
        const bool answered = m_fault.answer.manner == Answer::Manner::Whole && m_fault.answer.delay == 0ms &&
                              m_fault.stage == Stage::Plain && !m_fault.refuses &&
                              m_fault.ends != QList{Kind::TooLarge, Kind::WrongServer};
        // A picture is any bytes from anywhere: what is no picture is found out by who paints it. That a
        // deletion worked is said by its status, and that it can't by 500. Who signs out is out, and is told
        // what of it the server did not hear.
        const bool isDeletion = m_endpoint.method == "DELETE" &&
                                (m_fault.ends.contains(Kind::BadAnswer) || m_fault.answer.status == 500);
        const bool anything =
            (answered && ((isNamed(m_endpoint, "picture") && m_fault.answer.status == 200) || isDeletion)) ||
            isNamed(m_endpoint, "signOut");
        QList<Kind> ends = m_fault.ends;
        if (m_endpoint.path == u"/api/health"_s) {
            ends += Kind::WrongServer; // whatever is no health answer comes from somebody else
            if (m_fault.answer.delay > 0ms && m_fault.answer.delay < m_times.health)
                ends.clear(); // it may take longer than others
        }
        if (!heard && !ends.isEmpty() && !anything)
            say(u"the call succeeded"_s);
        else if (heard && !(ends.contains(heard->kind)))
            say(u"the call said %1 %2 %3"_s.arg(kindName(heard->kind), heard->code, heard->message));
    }

    void judgeState()
    {
        const bool bad = m_everywhere || m_fault.stage != Stage::Plain || m_fault.refuses ||
                         m_endpoint.path == u"/api/health"_s;
        const QList<State> expected = bad ? m_fault.everywhere : QList{State::Online};
        const int before = probes();
        QElapsedTimer timer;
        timer.start();
        // Whatever is known now, the next answers of health settle it.
        std::optional<bool> asked;
        m_gate.askHealth(&m_context, [&asked](const auto &) { asked = true; });
        if (!await(m_times.health + machineGrace, [&asked] { return asked.has_value(); }))
            say(u"health was not answered in time"_s);
        const auto isAsExpected = [&] {
            const ServerState state = m_gate.state();
            return expected.contains(state.kind) &&
                   (m_fault.reason.isEmpty() || state.reason == m_fault.reason);
        };
        if (!await(machineGrace, isAsExpected))
            say(u"the server counts as %1 (%2)"_s.arg(nameOf(m_gate.state().kind), m_gate.state().reason));
        judgeSignIn();
        // No storm: the attentive interval and the first steps of the backoff, generously.
        const qint64 most = 8 + 4 * timer.elapsed() / m_times.breaker.attentive.count();
        if (const int now = probes() - before; now > most)
            say(u"%1 probes in %2 ms"_s.arg(now).arg(timer.elapsed()));
    }

    /// Everything is as it was before; only who was told to wait still waits.
    void judgeAfterwards()
    {
        if (m_fault.stage == Stage::Nowhere || isNamed(m_endpoint, "signOut"))
            return;
        const bool mustWait = m_fault.ends == QList{Kind::RateLimited};
        const auto again = ask();
        if (!again)
            say(u"a call after the fault never ended"_s);
        else if (*again && !(mustWait && (*again)->kind == Kind::RateLimited))
            say(u"a call after the fault said %1 %2"_s.arg(kindName((*again)->kind), (*again)->message));
        judgeSignIn();
    }

    void judgeSignIn()
    {
        if (isNamed(m_endpoint, "csrf-token") || isNamed(m_endpoint, "signOut"))
            return; // there was none, or is none
        if (m_tokens.tokens.isEmpty())
            say(u"the refresh token is gone"_s);
        if (m_fault.stage != Stage::Nowhere && m_session.state() != AuthSession::State::SignedIn)
            say(u"the sign-in did not survive"_s);
    }

    const Endpoint &m_endpoint;
    const Fault &m_fault;
    const bool m_everywhere;
    const Certificates &m_certificates;
    LoopWatch &m_watch;
    const HttpGate::Times m_times;
    Outcome m_outcome;

    const std::shared_ptr<std::atomic<int>> m_probes = std::make_shared<std::atomic<int>>(0);
    ServerThread<WholeMedio> m_server;
    const SystemClock m_clock;
    FakeTokenStore m_tokens;
    HttpGate m_gate{m_clock, randomDice(), m_times};
    AuthSession m_session{m_gate, m_tokens, m_clock, 200ms};
    MedioClient m_client{m_gate, m_session, randomDice(), retries()};
    QObject m_context;
};

// --- all of them ---

struct Choice
{
    qsizetype endpoint;
    qsizetype fault;
    bool everywhere;
};

/// Every endpoint with every fault, everywhere and (where that differs) alone; in random order.
std::vector<Choice> allChoices(const QList<Endpoint> &endpoints, const QList<Fault> &faults,
                               QRandomGenerator &random)
{
    std::vector<Choice> choices;
    for (qsizetype e = 0; e < endpoints.size(); ++e) {
        for (qsizetype f = 0; f < faults.size(); ++f) {
            const bool alone = faults.at(f).stage == Stage::Plain && !faults.at(f).refuses;
            choices.push_back({e, f, true});
            if (alone && endpoints.at(e).path != u"/api/health"_s)
                choices.push_back({e, f, false});
        }
    }
    std::shuffle(choices.begin(), choices.end(), random);
    return choices;
}

/// As few as leave no endpoint and no fault out.
std::vector<Choice> someOf(const std::vector<Choice> &all)
{
    std::vector<Choice> some;
    QSet<qsizetype> endpoints;
    QSet<qsizetype> faults;
    for (const Choice &choice : all) {
        if (endpoints.contains(choice.endpoint) && faults.contains(choice.fault))
            continue;
        endpoints.insert(choice.endpoint);
        faults.insert(choice.fault);
        some.push_back(choice);
    }
    return some;
}

int play(const std::vector<Choice> &choices, const QList<Endpoint> &endpoints, const QList<Fault> &faults,
         const HttpGate::Times &times, quint32 seed)
{
    const Certificates certificates(faults);
    if (!certificates.isValid()) {
        out() << "no certificates could be made" << Qt::endl;
        return 1;
    }
    LoopWatch watch;
    int bad = 0;
    int repeated = 0;
    Outcome worst;
    for (const Choice &choice : choices) {
        const Endpoint &endpoint = endpoints.at(choice.endpoint);
        const Fault &fault = faults.at(choice.fault);
        Outcome outcome;
        // A machine that has no time for us makes a single case late; the program's own fault comes again.
        for (int attempt = 0; attempt < 3; ++attempt) {
            outcome = Case(endpoint, fault, choice.everywhere, certificates, watch, times).play();
            if (outcome.problem.isEmpty() || outcome.isHang)
                break;
            ++repeated;
        }
        worst.took = std::max(worst.took, outcome.took);
        worst.recovered = std::max(worst.recovered, outcome.recovered);
        worst.blocked = std::max(worst.blocked, outcome.blocked);
        if (outcome.problem.isEmpty())
            continue;
        ++bad;
        out() << endpoint.name << " x " << fault.name << (choice.everywhere ? " everywhere" : " alone")
              << ": " << outcome.problem << Qt::endl;
    }
    out() << choices.size() << " cases of " << endpoints.size() << " calls x " << faults.size()
          << " faults, seed " << seed << ": " << bad << " not as promised (" << repeated
          << " played again); longest call " << inMs(worst.took) << " ms, longest way back "
          << inMs(worst.recovered) << " ms, main thread blocked at most " << inMs(worst.blocked) << " ms"
          << Qt::endl;
    return bad == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption few(u"few"_s, u"No more cases than leave no call and no fault out."_s);
    const QCommandLineOption call(u"call"_s, u"Calls with this in their name."_s, u"TEXT"_s);
    const QCommandLineOption fault(u"fault"_s, u"Faults with this in their name."_s, u"TEXT"_s);
    const QCommandLineOption documented(
        u"documented-times"_s, u"The real times (answer 15 s, health 35 s) instead of short ones; slow."_s);
    const QCommandLineOption seedOption(u"seed"_s, u"Of the order (a random one, printed)."_s, u"N"_s);
    const QCommandLineOption log(u"log"_s, u"Show the log."_s);
    parser.addOptions({few, call, fault, documented, seedOption, log});
    parser.process(application);
    if (!parser.isSet(log))
        QLoggingCategory::setFilterRules(u"medio.*=false"_s);

    const quint32 seed =
        parser.isSet(seedOption) ? parser.value(seedOption).toUInt() : QRandomGenerator::system()->generate();
    QRandomGenerator random(seed);
    HttpGate::Times times = parser.isSet(documented) ? HttpGate::Times() : shortTimes();
    QList<Endpoint> endpoints = allEndpoints();
    QList<Fault> faults = allFaults(times);
    endpoints.removeIf(
        [&](const Endpoint &one) { return !QString::fromLatin1(one.name).contains(parser.value(call)); });
    faults.removeIf([&](const Fault &one) { return !one.name.contains(parser.value(fault)); });
    const std::vector<Choice> all = allChoices(endpoints, faults, random);
    return play(parser.isSet(few) ? someOf(all) : all, endpoints, faults, times, seed);
}
