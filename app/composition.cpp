// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/composition.h"

#include "app/adapters/cataloguesync.h"
#include "app/adapters/copykeeper.h"
#include "app/adapters/doorchronicle.h"
#include "app/adapters/editsender.h"
#include "app/adapters/evening.h"
#include "app/adapters/familyaccount.h"
#include "app/adapters/familydesk.h"
#include "app/adapters/filmproxies.h"
#include "app/adapters/gatewaycopies.h"
#include "app/adapters/idlememory.h"
#include "app/adapters/keychainpinvault.h"
#include "app/adapters/kidsview.h"
#include "app/adapters/kioskstatus.h"
#include "app/adapters/netaccount.h"
#include "app/adapters/netchiplookup.h"
#include "app/adapters/netwatchsessions.h"
#include "app/adapters/nightscreen.h"
#include "app/adapters/outboxsender.h"
#include "app/adapters/parentsview.h"
#include "app/adapters/platformfilms.h"
#include "app/adapters/platformscreen.h"
#include "app/adapters/posterfolder.h"
#include "app/adapters/readerdesk.h"
#include "app/adapters/readernotes.h"
#include "app/adapters/serverwatch.h"
#include "app/adapters/settler.h"
#include "app/adapters/systemdisplay.h"
#include "app/adapters/systemnetworkcost.h"
#include "app/adapters/upstreamlogin.h"
#include "app/base/logging.h"
#include "app/flow/kioskflow.h"
#include "app/parents/boxes.h"
#include "app/parents/brokenfilms.h"
#include "app/parents/clockcheck.h"
#include "app/parents/conflicts.h"
#include "app/parents/copies.h"
#include "app/parents/door.h"
#include "app/parents/learnchip.h"
#include "app/parents/overview.h"
#include "app/parents/playback.h"
#include "app/parents/registration.h"
#include "app/parents/servertest.h"
#include "app/parents/signin.h"
#include "app/parents/signout.h"
#include "app/parents/sodiumpinhasher.h"
#include "app/parents/watchtimes.h"
#include "app/screens/kids/kidswindow.h"
#include "app/screens/parents/parentsarea.h"
#include "app/screens/restingpointer.h"
#include "app/store/storage.h"
#include "net/client/keychaintokenstore.h"
#include "net/client/medioclient.h"
#include "net/client/systemkeychain.h"
#include "nfc/connection.h"
#include "nfc/readergroup.h"
#include "nfc/readerprocess.h"
#include "player/gateway/mediagateway.h"
#include "player/painting/way.h"
#include "player/playerswitch.h"
#include "player/qtmultimedia/qtplayer.h"
#include "player/qtmultimedia/soundbox.h"
#include "player/web/webplayer.h"

#include <QGuiApplication>
#include <QLocale>
#include <QScreen>

namespace Medio {
namespace {

Gateway::GatewaySettings gatewaySettings(const KioskConfiguration &configuration)
{
    Gateway::GatewaySettings settings;
    settings.cacheFolder = configuration.cacheFolder + QStringLiteral("/films");
    settings.probeProgram = configuration.probeProgram;
    settings.budget = configuration.cacheBudgetMegabytes * 1024 * 1024;
    settings.makeProxies = [] {
        return std::make_unique<Adapters::FilmProxies>();
    };
    return settings;
}

PlayerWeb::WebPlayer::Options webPlayerOptions(const KioskConfiguration &configuration)
{
    PlayerWeb::WebPlayer::Options options;
    options.program = configuration.webPlayerProgram;
    const QString language = configuration.language.isEmpty() ? QLocale().name() : configuration.language;
    options.language = language.section(u'_', 0, 0).toLower();
    return options;
}

/// In device pixels; empty where nobody knows.
QSize screenSize()
{
    const QScreen *screen = QGuiApplication::primaryScreen();
    return screen == nullptr ? QSize() : (QSizeF(screen->size()) * screen->devicePixelRatio()).toSize();
}

} // namespace

/// In the order in which they are made; whoever stands below may know those above.
struct Composition::Parts
{
    Parts(const KioskConfiguration &values, std::unique_ptr<Store::Storage> openedStorage, const Clock &clock,
          Chronicle &chronicle)
        : configuration(values)
        , store(std::move(openedStorage))
        , gate(clock, Net::randomDice())
        , tokens(keychain)
        , session(gate, tokens, clock)
        , client(gate, session, Net::randomDice())
        , gateway(gatewaySettings(values))
        , player(gateway)
        , webPlayer(webPlayerOptions(values))
        , players(player, webPlayer)
        , platformFilms(webPlayer, store->settings())
        , copies(gateway)
        , reader(Nfc::ReaderProcess::forEach(*Nfc::Connection::listFromString(values.readerConnection),
                                             values.readerProgram))
        , readerNotes(reader, chronicle)
        , alarm(clock)
        , sessions(client)
        , lookup(client)
        , familyAccount(store->ledger(), store->catalogue(), store->houseChips())
        , flow({clock, chronicle, alarm, reader, players, store->catalogue(), store->settings(), copies,
                store->ledger(), store->outbox(), sessions, lookup, store->houseChips(), &familyAccount,
                &platformFilms, &store->filmNotes()})
        , window(clock)
        , display(values.fullScreen)
        , nightScreen(window, display, values.darkAfter)
        , nightFollows(QObject::connect(&flow, &Flow::KioskFlow::sceneChanged, &nightScreen,
                                        &Adapters::NightScreen::follow))
        , evening(clock, flow, store->settings())
        , kidsView(window, flow, player, sounds, store->catalogue(), chronicle)
        , platformScreen(webPlayer, window, flow)
        , serverWatch(client, flow, chronicle, &familyAccount)
        , upstreamLogin(session, gate, gateway)
        , posters(client, values.cacheFolder + QStringLiteral("/posters"))
        , sync(client, store->catalogue(), posters, chronicle, clock)
        , outboxSender(client, store->outbox(), store->ledger(), clock, Net::randomDice())
        , editSender(client, store->edits(), store->catalogue(), clock, Net::randomDice())
        , settler(client, familyAccount, store->ledger(), Net::randomDice())
        , account(client, store->account(), store->catalogue(), store->edits())
        , status(client, *store, sync, editSender)
        , desk(reader, store->houseChips())
        , pinVault(keychain)
        , doorAlarm(clock)
        , door({clock, doorAlarm, pinVault, store->door(), pinHasher, store->isLivedIn()}, values.resetPin)
        , doorChronicle(door, chronicle)
        , signIn(account)
        , registration(account)
        , serverTestAlarm(clock)
        , serverTest(account, clock, serverTestAlarm)
        , signOut(account, store->edits(), status)
        , learnChip(desk, store->household(), store->edits())
        , conflicts(store->edits(), store->household())
        , overview(status, store->household(), door, clock)
        , familyDesk(clock, flow, store->settings(), client, familyAccount, settler)
        , watchTimes(familyDesk, store->household(), store->edits())
        , clockCheck(familyDesk)
        , boxes(familyDesk)
        , brokenFilms(store->filmNotes(), store->household())
        , keptFilms(gateway.copies(), store->household(), store->settings(), networkCost,
                    gatewaySettings(values).budget)
        , copyKeeper(gateway.copies(), keptFilms, flow, store->catalogue(), store->ledger(),
                     store->settings(), store->household())
        , playback(store->settings())
        , platformDesk(platformFilms, store->settings(), store->household())
        , parentsArea({clock, door, signIn, registration, serverTest, signOut, learnChip, conflicts, overview,
                       store->household(), store->edits(), watchTimes, clockCheck, boxes, brokenFilms,
                       keptFilms, playback, &platformDesk},
                      &window)
        , parentsView(parentsArea, signIn, session, window, flow, chronicle)
    {
        kidsView.watch(webPlayer);
        QObject::connect(&flow, &Flow::KioskFlow::sceneChanged, &idleMemory, &Adapters::IdleMemory::follow);
        QObject::connect(&gate, &Net::HttpGate::stateChanged, &platformFilms,
                         [this](const Net::ServerState &state) {
                             platformFilms.setServerAway(state.error == Api::ApiError::Kind::Unreachable);
                         });
        QObject::connect(&parentsArea, &Screens::ParentsArea::opened, &nightScreen,
                         [this] { nightScreen.setParentsInside(true); });
        QObject::connect(&parentsArea, &Screens::ParentsArea::closed, &nightScreen,
                         [this] { nightScreen.setParentsInside(false); });
        QObject::connect(&flow, &Flow::KioskFlow::syncWanted, &sync, &Adapters::CatalogueSync::sync);
        QObject::connect(&editSender, &Adapters::EditSender::delivered, &sync,
                         &Adapters::CatalogueSync::sync);
        QObject::connect(&store->catalogue(), &Store::Catalogue::stored, &copyKeeper, [this] {
            if (store->catalogue().syncedAt())
                copyKeeper.dropOthers();
        });
        QObject::connect(&account, &Adapters::NetAccount::catalogueForgotten, &posters, [this] {
            posters.keep({});
            copies.forgetAll();
        });
        QObject::connect(&flow, &Flow::KioskFlow::watchTimeWanted, &settler, &Adapters::Settler::settleNow);
        QObject::connect(&familyAccount, &Adapters::FamilyAccount::watchTimeHeard, &flow,
                         &Flow::KioskFlow::setWatchTime);
    }

    const KioskConfiguration configuration;
    const std::unique_ptr<Store::Storage> store;

    // The server
    Net::SystemKeychain keychain;
    Net::HttpGate gate;
    Net::KeychainTokenStore tokens;
    Net::AuthSession session;
    Net::MedioClient client;

    // Films and sounds
    Gateway::MediaGateway gateway;
    PlayerQt::QtPlayer player;
    PlayerWeb::WebPlayer webPlayer;
    PlayerSwitch players; ///< the two as one
    Adapters::PlatformFilms platformFilms;
    PlayerQt::SoundBox sounds;
    Adapters::GatewayCopies copies;

    // The heart
    Nfc::ReaderGroup reader;
    Adapters::ReaderNotes readerNotes;
    Flow::TimerAlarm alarm;
    Adapters::NetWatchSessions sessions;
    Adapters::NetChipLookup lookup;
    Adapters::FamilyAccount familyAccount;
    Flow::KioskFlow flow;

    // What children see
    Screens::KidsWindow window;
    std::optional<Screens::RestingPointer> pointer; ///< where the screen is ours alone
    Adapters::SystemDisplay display;
    Adapters::NightScreen nightScreen;
    const QMetaObject::Connection nightFollows; ///< before kidsView
    Adapters::Evening evening;
    Adapters::KidsView kidsView;
    Adapters::PlatformScreen platformScreen;
    Adapters::IdleMemory idleMemory;

    // What goes on unseen
    Adapters::ServerWatch serverWatch;
    Adapters::UpstreamLogin upstreamLogin;
    Adapters::PosterFolder posters;
    Adapters::CatalogueSync sync;
    Adapters::OutboxSender outboxSender;
    Adapters::EditSender editSender;
    Adapters::Settler settler;

    // What parents do
    Adapters::NetAccount account;
    Adapters::KioskStatus status;
    Adapters::ReaderDesk desk;
    Adapters::KeychainPinVault pinVault;
    Parents::SodiumPinHasher pinHasher;
    Flow::TimerAlarm doorAlarm;
    Parents::Door door;
    Adapters::DoorChronicle doorChronicle;
    Parents::SignIn signIn;
    Parents::Registration registration;
    Flow::TimerAlarm serverTestAlarm;
    Parents::ServerTest serverTest;
    Parents::SignOut signOut;
    Parents::LearnChip learnChip;
    Parents::Conflicts conflicts;
    Parents::Overview overview;
    Adapters::FamilyDesk familyDesk;
    Parents::WatchTimes watchTimes;
    Parents::ClockCheck clockCheck;
    Parents::Boxes boxes;
    Parents::BrokenFilms brokenFilms;
    Adapters::SystemNetworkCost networkCost;
    Parents::Copies keptFilms;
    Adapters::CopyKeeper copyKeeper;
    Parents::Playback playback;
    Adapters::PlatformDesk platformDesk;
    Screens::ParentsArea parentsArea;
    Adapters::ParentsView parentsView;
};

Expected<std::unique_ptr<Composition>, QString> Composition::make(const KioskConfiguration &configuration,
                                                                  const Clock &clock, Chronicle &chronicle)
{
    auto storage = Store::Storage::open(configuration.dataFolder, clock);
    if (!storage)
        return Unexpected{storage.error().toString()};
    QList<QSslCertificate> authorities;
    if (!configuration.caFile.isEmpty()) {
        auto read = Net::HttpGate::readAuthorities(configuration.caFile);
        if (!read)
            return Unexpected{read.error()};
        authorities = std::move(*read);
    }
    auto parts = std::make_unique<Parts>(configuration, std::move(*storage), clock, chronicle);
    parts->gate.setAuthorities(authorities);
    return std::unique_ptr<Composition>(new Composition(std::move(parts)));
}

Composition::Composition(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

Composition::~Composition() = default;

void Composition::start()
{
    Parts &parts = *m_parts;
    const KioskConfiguration &configuration = parts.configuration;

    const Painting::Choice painting = Painting::choose(configuration.filmPainting, screenSize());
    qCInfo(lcApp).noquote() << "films are painted as" << nameOf(painting.way)
                            << u'(' + painting.reason + u')';
    if (painting.way == Painting::Way::Textures)
        parts.window.useTextures();

    parts.flow.start();
    parts.evening.look();
    parts.window.setScanningStep(configuration.scanningStep);
    if (configuration.fullScreen) {
        parts.pointer.emplace();
        // An X server without a window manager does nothing of the kind by itself.
        if (const QScreen *screen = QGuiApplication::primaryScreen())
            parts.window.setGeometry(screen->geometry());
        parts.window.showFullScreen();
    } else {
        parts.window.setClosable(true);
        parts.window.resize(configuration.windowSize);
        parts.window.QWidget::show();
    }
    parts.reader.start();

    const Parents::RememberedAccount remembered = parts.store->account().remembered();
    const QUrl server = configuration.server.isEmpty() ? remembered.server : configuration.server;
    if (const auto address = Api::ServerAddress::parse(server.toString()))
        parts.gate.setServer(*address);
    parts.gate.setAttentive(true);
    parts.session.start(remembered.email);
    parts.outboxSender.start();
    parts.editSender.start();
    parts.settler.start();
    parts.parentsView.begin(server, remembered.email);
}

void Composition::stop()
{
    m_parts->reader.stop();
    m_parts->flow.stop();
    m_parts->players.stop();
    m_parts->store->finish();
}

Screens::KidsWindow &Composition::window() const
{
    return m_parts->window;
}

Store::Storage &Composition::store() const
{
    return *m_parts->store;
}

Flow::KioskFlow &Composition::flow() const
{
    return m_parts->flow;
}

Screens::ParentsArea &Composition::parentsArea() const
{
    return m_parts->parentsArea;
}

Parents::SignIn &Composition::signIn() const
{
    return m_parts->signIn;
}

void Composition::sync()
{
    m_parts->sync.sync();
}

} // namespace Medio
