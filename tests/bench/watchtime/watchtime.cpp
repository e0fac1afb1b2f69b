// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Watch time in a hundred thousand households: `watchtime [--runs N] [--evenings N] [--seed N]`. What
// broke a promise is printed with the seed that repeats it (`--runs 1 --seed N`); the worst of everything
// and one line of JSON come last. Exit status: 0 every promise held, 1 one did not, 2 usage.

#include "app/base/commandline.h"
#include "tests/bench/watchtime/watchworld.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QHashFunctions>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <random>

using namespace Medio;
using namespace Medio::WatchTrial;
using namespace std::chrono_literals;

namespace {

std::optional<quint64> numberIn(const QString &text)
{
    bool isNumber = false;
    const quint64 number = text.toULongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

struct Sum
{
    quint64 runs = 0;
    quint64 broken = 0;
    quint64 cuts = 0;
    quint64 sittings = 0;
    quint64 days = 0;
    std::chrono::nanoseconds played{0};
    milliseconds worstDay{milliseconds::min()};
    milliseconds worstSitting{0};
    milliseconds worstCut{0};
    milliseconds worstGiven{0};
    milliseconds rivalWorstDay{0};
    quint64 rivalBroke = 0;

    void add(quint64 seed, const Verdict &verdict)
    {
        ++runs;
        for (const QString &promise : verdict.broken)
            std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed), qPrintable(promise));
        broken += verdict.broken.isEmpty() ? 0 : 1;
        cuts += quint64(verdict.cuts);
        sittings += quint64(verdict.sittings);
        days += quint64(verdict.days);
        played += verdict.played;
        if (verdict.worstDay > worstDay)
            std::printf("nearest to the limit so far: %lld ms below (seed %llu)\n",
                        static_cast<long long>(-verdict.worstDay.count()),
                        static_cast<unsigned long long>(seed));
        worstDay = std::max(worstDay, verdict.worstDay);
        worstSitting = std::max(worstSitting, verdict.worstSitting);
        worstCut = std::max(worstCut, verdict.worstCut);
        worstGiven = std::max(worstGiven, verdict.worstGiven);
        rivalWorstDay = std::max(rivalWorstDay, verdict.rivalWorstDay);
        rivalBroke += verdict.rivalBroke ? 1 : 0;
    }
};

struct Endings
{
    int evenings = 0;
    int stops = 0;
    int atAnEnd = 0;
    milliseconds worstOver{0};
    milliseconds worstDebt{0}; ///< |as counted − as it was|

    void add(const Evening &evening)
    {
        ++evenings;
        for (const Stop &stop : evening.stops) {
            ++stops;
            atAnEnd += stop.toEnd <= 2s ? 1 : 0;
        }
        worstOver = std::max(worstOver, evening.over);
        worstDebt = std::max(worstDebt, std::chrono::abs(evening.debt - evening.over));
    }
    [[nodiscard]] bool hold() const
    {
        return atAnEnd * 100 >= stops * 95 && stops >= evenings * 9 / 10 &&
               worstOver <= Flow::maximalOverrun + 1s && worstDebt <= 1s;
    }
};

} // namespace

int main(int argc, char **argv)
{
    QHashSeed::setDeterministicGlobalSeed(); // a seed repeats a run
    const QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(QStringLiteral("*=false"));
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption runs(QStringLiteral("runs"), QStringLiteral("So many households."),
                                  QStringLiteral("N"), QStringLiteral("100000"));
    const QCommandLineOption evenings(QStringLiteral("evenings"),
                                      QStringLiteral("So many playlists, each with five budgets."),
                                      QStringLiteral("N"), QStringLiteral("200"));
    const QCommandLineOption seed(QStringLiteral("seed"), QStringLiteral("Repeats a run."),
                                  QStringLiteral("N"), QString::number(std::random_device()()));
    parser.addOptions({runs, evenings, seed});
    if (!CommandLine::read(parser))
        return CommandLine::wrongUsage;
    const auto wantedRuns = numberIn(parser.value(runs));
    const auto wantedEvenings = numberIn(parser.value(evenings));
    const auto first = numberIn(parser.value(seed));
    if (!wantedRuns || !wantedEvenings || !first)
        return CommandLine::refuse(QStringLiteral("--runs, --evenings and --seed want whole numbers"));

    std::printf("seed %llu\n", static_cast<unsigned long long>(*first));
    Sum sum;
    for (quint64 run = 0; run < *wantedRuns; ++run) {
        sum.add(*first + run, WatchWorld(*first + run).run());
        if (run % 10'000 == 9'999) {
            std::printf("%llu runs\n", static_cast<unsigned long long>(run + 1));
            std::fflush(stdout);
        }
    }
    Endings endings;
    for (quint64 evening = 0; evening < *wantedEvenings; ++evening)
        for (const minutes budget : {10min, 20min, 30min, 45min, 60min})
            endings.add(eveningOf(*first + evening, budget));

    const auto inSeconds = [](auto time) {
        return double(std::chrono::round<milliseconds>(time).count()) / 1000;
    };
    const QJsonObject figures{
        {QStringLiteral("runs"), qint64(sum.runs)},
        {QStringLiteral("runs_with_a_broken_promise"), qint64(sum.broken)},
        {QStringLiteral("sittings"), qint64(sum.sittings)},
        {QStringLiteral("days"), qint64(sum.days)},
        {QStringLiteral("cuts"), qint64(sum.cuts)},
        {QStringLiteral("hours_played"), inSeconds(sum.played) / 3600},
        {QStringLiteral("most_beyond_allowance_s"), sum.runs == 0 ? 0 : inSeconds(sum.worstDay)},
        {QStringLiteral("worst_sitting_s"), inSeconds(sum.worstSitting)},
        {QStringLiteral("worst_cut_s"), inSeconds(sum.worstCut)},
        {QStringLiteral("most_given_by_a_cut_s"), inSeconds(sum.worstGiven)},
        {QStringLiteral("rival_most_beyond_allowance_s"), inSeconds(sum.rivalWorstDay)},
        {QStringLiteral("rival_runs_beyond_by_30_s"), qint64(sum.rivalBroke)},
        {QStringLiteral("evenings"), endings.evenings},
        {QStringLiteral("stops"), endings.stops},
        {QStringLiteral("stops_within_2_s_of_an_end"), endings.atAnEnd},
        {QStringLiteral("most_overrun_s"), inSeconds(endings.worstOver)},
        {QStringLiteral("worst_debt_s"), inSeconds(endings.worstDebt)},
    };
    std::puts(QJsonDocument(figures).toJson(QJsonDocument::Compact).constData());
    return sum.broken == 0 && endings.hold() ? 0 : 1;
}
