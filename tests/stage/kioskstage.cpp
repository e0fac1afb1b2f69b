// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// medio-kiosk-stage: the shipped kiosk, with the stage's clock instead of the machine's and the
// stage's hand inside. What differs from app/main.cpp is what a script needs.

#include "app/base/chronicle.h"
#include "app/chipcommand.h"
#include "app/composition.h"
#include "app/flow/kioskflow.h"
#include "app/parents/signin.h"
#include "app/screens/kids/kidswindow.h"
#include "app/screens/parents/parentsarea.h"
#include "app/start.h"
#include "app/store/storage.h"
#include "tests/automation/automationserver.h"
#include "tests/automation/stageclock.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

namespace {

using namespace Medio;

/// Sets one of the parent's settings by its name of language.md; false: no such name.
template<typename Value, size_t N>
bool set(Flow::SettingsStore &store, Value Flow::KioskSettings::*setting, const std::array<Value, N> &values,
         const QString &name)
{
    for (const Value value : values) {
        if (Flow::nameOf(value) != name)
            continue;
        Flow::KioskSettings settings = store.settings();
        settings.*setting = value;
        store.save(settings);
        return true;
    }
    return false;
}

std::optional<Api::ProfileId> childOf(const Composition &kiosk, const QString &name)
{
    const Flow::CataloguePointer catalogue = kiosk.store().catalogue().snapshot();
    const QList<Api::Profile> &children = catalogue->profiles();
    const auto child = std::find_if(children.cbegin(), children.cend(),
                                    [&name](const Api::Profile &other) { return other.name == name; });
    return child == children.cend() ? std::nullopt : std::optional(child->id);
}

KioskHandles handlesOf(Composition &kiosk, Chronicle &chronicle, StageClock &clock)
{
    KioskHandles handles;
    handles.window = &kiosk.window();
    handles.chronicle = &chronicle;
    handles.clock = &clock;
    // The stage's parent has nothing more to do inside.
    QObject::connect(&kiosk.signIn(), &Parents::SignIn::succeeded, &kiosk.parentsArea(),
                     &Screens::ParentsArea::close);
    handles.signIn = [&kiosk](const QUrl &server, const QString &email, const QString &password) {
        kiosk.signIn().attempt(server.toString(), email, password);
    };
    handles.setMode = [&kiosk](const QString &mode) {
        return set(kiosk.store().settings(), &Flow::KioskSettings::mode,
                   std::array{Flow::ReaderMode::Hold, Flow::ReaderMode::Tap}, mode);
    };
    handles.setEnding = [&kiosk](const QString &ending) {
        return set(kiosk.store().settings(), &Flow::KioskSettings::ending,
                   std::array{Flow::Ending::Film, Flow::Ending::Limit, Flow::Ending::Fits}, ending);
    };
    handles.setHouseChip = [&kiosk](const QString &text, const QString &what) {
        const auto uid = Nfc::Uid::fromString(text);
        const auto chip = ChipCommand::chipFrom(what.split(u' '), *kiosk.store().catalogue().snapshot());
        if (uid && chip)
            kiosk.store().houseChips().put(*uid, *chip);
        return uid && chip;
    };
    handles.setPlan = [&kiosk](const QString &name, const QString &words) {
        const auto plan = Flow::KidPlan::parse(words);
        const auto child = childOf(kiosk, name);
        if (!plan || !child)
            return false;
        Flow::KioskSettings settings = kiosk.store().settings().settings();
        settings.plans.insert(*child, *plan);
        kiosk.store().settings().save(settings);
        return true;
    };
    handles.give = [&kiosk](const QString &name, int minutes) {
        const auto child = childOf(kiosk, name);
        if (child)
            kiosk.flow().grantTime(*child, std::chrono::minutes(minutes));
        return child.has_value();
    };
    handles.pauseAll = [&kiosk](bool paused) {
        Flow::KioskSettings settings = kiosk.store().settings().settings();
        settings.pausedAll = paused;
        kiosk.store().settings().save(settings);
    };
    handles.fetchAhead = [&kiosk](bool ahead) {
        Flow::KioskSettings settings = kiosk.store().settings().settings();
        settings.fetchAhead = ahead;
        kiosk.store().settings().save(settings);
    };
    handles.allowPlatforms = [&kiosk](bool isAllowed) {
        Flow::KioskSettings settings = kiosk.store().settings().settings();
        settings.webFilms = isAllowed;
        kiosk.store().settings().save(settings);
    };
    handles.hitAreas = [&kiosk] {
        QList<std::pair<QString, QRect>> areas;
        const auto shown = kiosk.window().hitAreas();
        for (const Screens::HitArea &area : shown)
            areas.append({area.name, area.rect});
        return areas;
    };
    handles.sync = [&kiosk] {
        kiosk.sync();
    };
    return handles;
}

/// The stage's clock, its socket, its hand.
class Stage final : public Start::Extras
{
public:
    void addOptions(QCommandLineParser &parser) override { parser.addOption(m_automation); }

    Expected<const Clock *, QString> clock(const QCommandLineParser &parser) override
    {
        const auto start = StageClock::startFromEnvironment();
        if (!start)
            return Unexpected{start.error()};
        m_path = parser.value(m_automation);
        return &m_clock.emplace(*start);
    }

    std::unique_ptr<QObject> attach(Chronicle &chronicle) override
    {
        m_chronicle = &chronicle;
        auto server = std::make_unique<AutomationServer>(chronicle);
        m_server = server.get();
        return server;
    }

    Expected<void, QString> join(Composition &kiosk) override
    {
        m_server->setHandles(handlesOf(kiosk, *m_chronicle, *m_clock));
        // In a new world no film is here before a script says so.
        if (Flow::KioskSettings settings = kiosk.store().settings().settings();
            settings == Flow::KioskSettings()) {
            settings.fetchAhead = false;
            kiosk.store().settings().save(settings);
        }
        QObject::connect(m_server, &AutomationServer::quitRequested, m_server,
                         [] { QCoreApplication::exit(0); });
        return m_server->listen(m_path);
    }

private:
    const QCommandLineOption m_automation{QStringLiteral("automation"),
                                          QStringLiteral("Listen to the stage on this socket."),
                                          QStringLiteral("socket")};
    QString m_path;
    std::optional<StageClock> m_clock;
    Chronicle *m_chronicle = nullptr;
    AutomationServer *m_server = nullptr; ///< belongs to Start::run()
};

} // namespace

int main(int argc, char **argv)
{
    Stage stage;
    return Start::run(argc, argv, stage);
}
