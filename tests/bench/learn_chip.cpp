// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a parent waits for while teaching a chip its films, at a real medio-home with a library of 500: from
// the chip on the reader until it can be named and its films chosen, from "save" until it plays here, and
// until the server has it, so that it plays everywhere. What the parent's own fingers need comes on top.

#include "app/adapters/editsender.h"
#include "app/base/commandline.h"
#include "app/parents/learnchip.h"
#include "app/store/storage.h"
#include "net/client/medioclient.h"
#include "tests/bench/await.h"
#include "tests/bench/manyfilms.h"
#include "tests/support/fakeparentsports.h"
#include "tests/support/faketokenstore.h"
#include "tests/support/realservers.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>
#include <vector>

using namespace Medio;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int films = 500;
constexpr double bound = 15'000; // milliseconds, a parent's own time included

QString summary(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return u"median %1 ms, longest %2 ms"_s.arg(values.at(values.size() / 2), 0, 'f', 1)
        .arg(values.back(), 0, 'f', 1);
}

int learn(int chips)
{
    const QTemporaryDir folder;
    QDir(folder.path()).mkpath(u"home"_s);
    RealHome home(folder.filePath(u"home"_s), familyWithFilms(films));
    for (int i = 0; i < films; ++i)
        home.addFilm(u"film-%1.mp4"_s.arg(i));
    home.seed();
    const SystemClock clock;
    auto store = Store::Storage::open(folder.filePath(u"data"_s), clock);
    if (!await(60s, [&] { return home.isReady(); }) || !store) {
        QTextStream(stdout) << "medio-home did not start\n" << home.log() << Qt::endl;
        return 1;
    }
    Net::FakeTokenStore tokens;
    Net::HttpGate gate(clock, Net::randomDice());
    Net::AuthSession session(gate, tokens, clock);
    Net::MedioClient client(gate, session, Net::randomDice());
    Adapters::EditSender sender(client, (*store)->edits(), (*store)->catalogue(), clock, Net::randomDice());
    Parents::FakeChipDesk desk;
    Parents::LearnChip chip(desk, (*store)->household(), (*store)->edits());

    gate.setServer(Api::ServerAddress::parse(home.url().toString()).value());
    client.signIn(u"demo@medio.example"_s, u"Lantern-7!"_s);
    await(30s, [&] { return session.state() == Net::AuthSession::State::SignedIn; });
    bool isSynced = false;
    client.family()->then(&chip, [&](const auto &family) {
        if (family)
            (*store)->catalogue().replace(gate.server()->realm(), *family, clock.wall());
        isSynced = family.has_value();
    });
    if (!await(30s, [&] { return isSynced; })) {
        QTextStream(stdout) << "the library was not synced" << Qt::endl;
        return 1;
    }
    sender.start();

    using Learn = Parents::LearnChip;
    std::vector<double> shown, saved, delivered, all;
    for (int i = 0; i < chips; ++i) {
        const QList<Api::Video> choice = (*store)->household().family()->videos;
        chip.begin();
        QElapsedTimer timer;
        timer.start();
        const auto passed = [&timer] {
            return double(timer.nsecsElapsed()) / 1e6;
        };
        desk.put({Parents::DeskChip::Nature::Ordinary,
                  u"04:00:00:00:00:02:%1"_s.arg(i, 2, 16, QLatin1Char('0')).toUpper(),
                  {}});
        if (!await(10s, [&] { return chip.state() == Learn::State::Editing; }))
            return 1;
        shown.push_back(passed());
        chip.setLabel(u"Chip %1"_s.arg(i));
        for (int film = 0; film < 3; ++film)
            chip.add(choice.at((7 * i + film) % choice.size()).id);
        const double chosen = passed();
        chip.save();
        if (!await(10s, [&] { return chip.state() == Learn::State::Saved; }))
            return 1;
        saved.push_back(passed() - chosen);
        if (!await(30s, [&] { return chip.outcome() == Learn::Outcome::Delivered; }))
            return 1;
        delivered.push_back(passed() - chosen);
        all.push_back(passed());
        chip.end();
        desk.lift();
    }
    const double longest = *std::max_element(all.cbegin(), all.cend());
    QTextStream(stdout) << "chip on the reader -> can be named:  " << summary(shown) << '\n'
                        << "saved -> on the disk, plays here:    " << summary(saved) << '\n'
                        << "saved -> the server has it:          " << summary(delivered) << '\n'
                        << "a chip learnt, fingers apart:        " << summary(all) << " (n = " << chips
                        << ", bound 15000)" << Qt::endl;
    return longest <= bound ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption chips(u"chips"_s, u"How many are learnt (8)."_s, u"N"_s, u"8"_s);
    parser.addOption(chips);
    if (!CommandLine::read(parser))
        return CommandLine::wrongUsage;
    QLoggingCategory::setFilterRules(u"medio.*=false"_s);
    return learn(std::clamp(parser.value(chips).toInt(), 1, 100));
}
