// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// kiosk-heart: what of the kiosk must lose nothing, as a process that outbox_kills can kill: the files, the
// flow, the client and who sends what is kept; without a screen, with a reader and films made up. A hand
// places and lifts chips at random, another edits like a parent. What happens is told on stdout, one JSON
// object a line, and counts as acknowledged from then on.

#include "app/adapters/editsender.h"
#include "app/adapters/netchiplookup.h"
#include "app/adapters/netwatchsessions.h"
#include "app/adapters/outboxsender.h"
#include "app/adapters/serverwatch.h"
#include "app/base/chronicle.h"
#include "app/base/commandline.h"
#include "app/flow/kioskflow.h"
#include "app/store/storage.h"
#include "net/client/medioclient.h"
#include "tests/bench/editinghand.h"
#include "tests/support/fakeflowports.h"
#include "tests/support/fakeplayer.h"
#include "tests/support/faketagreader.h"
#include "tests/support/faketokenstore.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTimer>

#include <cstdio>

using namespace Medio;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

void tell(const QString &event, QJsonObject values = {})
{
    values.insert(u"event"_s, event);
    std::fputs(QJsonDocument(values).toJson(QJsonDocument::Compact).append('\n').constData(), stdout);
    std::fflush(stdout);
}

/// A minute of outage would be longer than any life here.
Net::HttpGate::Times quickTimes()
{
    Net::HttpGate::Times times;
    times.breaker.backoffBase = 10ms;
    times.breaker.backoffCap = 100ms;
    times.breaker.attentive = 100ms;
    return times;
}

class Heart final : public QObject
{
public:
    Heart(std::unique_ptr<Store::Storage> store, quint32 seed, bool drains)
        : m_store(std::move(store))
        , m_random(seed)
        , m_drains(drains)
    {
        connect(&m_chronicle, &Chronicle::recorded, this,
                [](const Chronicle::Entry &entry) { tell(entry.event, entry.values); });
        connect(&m_session, &Net::AuthSession::stateChanged, this, [this](Net::AuthSession::State state) {
            if (state == Net::AuthSession::State::SignedIn)
                sync();
        });
        m_film.setInterval(40ms);
        connect(&m_film, &QTimer::timeout, this, [this] { moveFilm(); });
        m_hand.setSingleShot(true);
        connect(&m_hand, &QTimer::timeout, this, [this] { moveHand(); });
        m_patience.setInterval(50ms);
        connect(&m_patience, &QTimer::timeout, this, [this] { lookWhetherDone(); });
    }

    void start(const Api::ServerAddress &server)
    {
        m_flow.start();
        m_reader.start();
        m_gate.setServer(server);
        m_gate.setAttentive(true);
        m_session.start();
        m_sender.start();
        m_editSender.start();
        m_film.start();
        if (m_drains)
            m_patience.start();
        else
            m_hand.start(20ms);
        signIn();
    }

private:
    void signIn()
    {
        const QStringList account = qEnvironmentVariable("MEDIO_HEART_ACCOUNT").split(u' ');
        m_client.signIn(account.value(0), account.value(1))->then(this, [this](const auto &user) {
            if (!user)
                QTimer::singleShot(100ms, this, [this] { signIn(); });
        });
    }
    void sync()
    {
        m_client.family()->then(this, [this, revision = m_store->catalogue().revision()](const auto &family) {
            // As CatalogueSync does: where an edit was delivered meanwhile, this answer may be older.
            if (!family || revision != m_store->catalogue().revision()) {
                QTimer::singleShot(100ms, this, [this] { sync(); });
                return;
            }
            m_store->catalogue().replace(m_gate.server()->realm(), *family, m_clock.wall());
            if (!m_drains)
                m_parent.begin();
            if (!m_store->settings().settings().child && !family->profiles.isEmpty())
                m_flow.chooseChild(family->profiles.first().id);
        });
    }

    /// The film is there when it was asked for, and moves.
    void moveFilm()
    {
        if (m_player.present() != m_opened) {
            m_opened = m_player.present();
            if (m_opened != 0) {
                m_player.sayOpened();
                m_player.sayFirstFrame();
            }
        } else if (m_player.playing) {
            m_player.movedTo(m_player.position() + m_film.intervalAsDuration());
            if (m_player.position() >= m_player.duration())
                m_player.sayEnded();
        }
    }

    void moveHand()
    {
        const QList<Nfc::Uid> chips = m_store->catalogue().snapshot()->chips().keys();
        const int what = m_random.bounded(10);
        if (!chips.isEmpty() && what < 4)
            m_reader.place(chips.at(m_random.bounded(int(chips.size()))));
        else if (what < 7)
            m_reader.lift();
        else if (what < 9)
            m_flow.leave();
        else
            m_flow.showNext();
        m_hand.start(std::chrono::milliseconds(m_random.bounded(20, 300)));
    }

    /// Nothing is left to be told, and no sitting goes on.
    void lookWhetherDone()
    {
        const bool isQuiet = m_gate.state().isOnline() && m_store->outbox().pending().isEmpty() &&
                             m_store->edits().pending().isEmpty();
        m_quiet = isQuiet ? m_quiet + 1 : 0;
        if (m_quiet < 20)
            return;
        m_patience.stop();
        m_flow.stop();
        m_store->finish();
        tell(u"drained"_s);
        QCoreApplication::quit();
    }

    const SystemClock m_clock;
    Chronicle m_chronicle;
    const std::unique_ptr<Store::Storage> m_store;
    QRandomGenerator m_random;
    const bool m_drains;
    Net::FakeTokenStore m_tokens;
    Net::HttpGate m_gate{m_clock, Net::randomDice(), quickTimes()};
    Net::AuthSession m_session{m_gate, m_tokens, m_clock};
    Net::MedioClient m_client{m_gate, m_session, Net::randomDice()};
    Flow::TimerAlarm m_alarm{m_clock};
    Nfc::FakeTagReader m_reader;
    FakePlayer m_player;
    Flow::FakeOfflineCopies m_copies;
    Adapters::NetWatchSessions m_sessions{m_client};
    Adapters::NetChipLookup m_lookup{m_client};
    Flow::KioskFlow m_flow{{m_clock, m_chronicle, m_alarm, m_reader, m_player, m_store->catalogue(),
                            m_store->settings(), m_copies, m_store->ledger(), m_store->outbox(), m_sessions,
                            m_lookup, m_store->houseChips()}};
    Adapters::ServerWatch m_watch{m_client, m_flow, m_chronicle};
    Adapters::OutboxSender m_sender{m_client, m_store->outbox(), m_store->ledger(), m_clock,
                                    Net::randomDice()};
    Adapters::EditSender m_editSender{m_client, m_store->edits(), m_store->catalogue(), m_clock,
                                      Net::randomDice()};
    EditingHand m_parent{m_store->edits(), m_store->household(), m_random.generate(),
                         QString::number(m_random.bounded(1'000'000)), tell};
    QTimer m_film;
    QTimer m_hand;
    QTimer m_patience;
    Player::Start m_opened = 0;
    int m_quiet = 0;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"kiosk-heart"_s);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption data(u"data"_s, u"Where the files lie."_s, u"DIR"_s);
    const QCommandLineOption serverOption(u"server"_s, u"The Medio server."_s, u"URL"_s);
    const QCommandLineOption seed(u"seed"_s, u"Of the hand."_s, u"N"_s, u"1"_s);
    const QCommandLineOption drain(u"drain"_s, u"No hand: ends when the server has heard everything."_s);
    parser.addOptions({data, serverOption, seed, drain});
    if (!CommandLine::read(parser))
        return CommandLine::wrongUsage;
    const auto server = Api::ServerAddress::parse(parser.value(serverOption));
    if (!server || !parser.isSet(data))
        return CommandLine::refuse(u"--data DIR and --server URL are wanted"_s);

    const SystemClock clock;
    auto store = Store::Storage::open(parser.value(data), clock);
    if (!store)
        return CommandLine::refuse(store.error().toString(), 1);
    Heart heart(std::move(*store), parser.value(seed).toUInt(), parser.isSet(drain));
    heart.start(*server);
    return QCoreApplication::exec();
}
