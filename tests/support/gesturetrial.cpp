// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/gesturetrial.h"

#include "nfc/reader/pcsctransport.h"
#include "nfc/reader/pollloop.h"
#include "nfc/simulator/traceplayer.h"
#include "tests/support/simulatedsmartcards.h"
#include "tests/support/simulatedtransport.h"

#include <algorithm>
#include <cmath>
#include <memory>

using namespace std::chrono_literals;

namespace Medio {
namespace {

using Simulator::Chance;
using Simulator::Field;
using Simulator::Trace;
using Simulator::TracePlayer;
using Time = Trace::Time;
using What = Trace::Truth::What;

// Chips of a family; two gestures in a row are not done with the same one.
Nfc::Uid uidOf(int number)
{
    QByteArray bytes = QByteArray::fromHex("04a1b2c3d40000");
    bytes[5] = static_cast<char>(number * 7);
    bytes[6] = static_cast<char>(number);
    return *Nfc::Uid::fromBytes(bytes);
}
constexpr int chips = 20;

/// Simulated time and the hands in it.
class Stage
{
public:
    Stage(const GestureTrial::Options &options, std::function<void(const Trace &, Time)> ended)
        : field(options.seed)
        , m_chance(options.seed)
        , m_coupling(options.coupling)
        , m_left(options.gestures)
        , m_ended(std::move(ended))
    {
        field.setNoise(options.noise);
    }

    /// Lets time go by. Gestures begin at any moment of the loop's turn.
    void pass(Time time)
    {
        now += time;
        while (now >= m_next)
            step();
    }

    [[nodiscard]] bool isOver() const { return m_left == 0 && !m_player; }

    Field field;
    Time now = 1s;

private:
    void step()
    {
        if (!m_player) {
            if (m_left == 0) {
                m_next = Time::max();
                return;
            }
            --m_left;
            const int chip = m_chance.below(chips);
            const int other = (chip + 1 + m_chance.below(chips - 1)) % chips;
            const auto gesture = Simulator::anyGesture(m_chance);
            m_player.emplace(
                Simulator::traceOf(gesture, uidOf(chip), uidOf(other), m_chance.seed(), m_coupling), m_next);
            return;
        }
        if (m_player->nextStep()) {
            m_player->advance(&field, m_next);
            m_next =
                m_player->nextStep().value_or(m_player->start() + m_player->trace().end() + Judge::patience);
            return;
        }
        m_ended(m_player->trace(), m_player->start());
        m_player.reset();
        m_next += m_chance.between(0ms, 100ms);
    }

    Chance m_chance;
    const Simulator::Coupling m_coupling;
    int m_left;
    const std::function<void(const Trace &, Time)> m_ended;
    std::optional<TracePlayer> m_player;
    Time m_next = 2s;
};

/// The simplest of all trackers.
class Debounce
{
public:
    explicit Debounce(Time grace)
        : m_grace(grace)
    {
    }

    void seen(const std::optional<Nfc::Uid> &uid, Time now)
    {
        if (m_chip && m_chip != uid && now - m_lastSeen >= m_grace) {
            said << Said{now, What::Lifted, *m_chip};
            m_chip.reset();
        }
        if (!uid)
            return;
        if (!m_chip) {
            said << Said{now, What::Placed, *uid};
            m_chip = uid;
        }
        if (m_chip == uid)
            m_lastSeen = now;
    }

    QList<Said> said;

private:
    const Time m_grace;
    std::optional<Nfc::Uid> m_chip;
    Time m_lastSeen{0};
};

/// PcscTransport, and what pcscd and a reader are to it.
class PcscPath final : public Nfc::Transport
{
public:
    PcscPath(Stage &stage, Time period, const std::optional<Nfc::PresenceTracker::Grace> &grace)
        : m_cards(
              stage.field, period, [&stage](Time time) { stage.pass(time); }, [&stage] { return stage.now; })
        , m_transport(m_cards, m_inventory, m_surroundings, QString())
        , m_grace(grace)
    {
    }

    Expected<Reader, Nfc::Trouble> open() override
    {
        auto reader = m_transport.open();
        if (reader && m_grace)
            reader->grace = *m_grace;
        return reader;
    }
    Look look(std::chrono::milliseconds patience) override { return m_transport.look(patience); }
    QByteArray read(quint8 page) override { return m_transport.read(page); }
    void close() override { m_transport.close(); }
    [[nodiscard]] Nfc::Trouble trouble(Look::Result result) const override
    {
        return m_transport.trouble(result);
    }

private:
    /// A machine without devices
    class NoInventory final : public Nfc::Inventory
    {
    public:
        [[nodiscard]] QList<Nfc::SystemDevice> devices() const override { return {}; }
    };

    NoInventory m_inventory;
    Nfc::Surroundings m_surroundings;
    SimulatedSmartCards m_cards;
    Nfc::PcscTransport m_transport;
    const std::optional<Nfc::PresenceTracker::Grace> m_grace;
};

Simulator::Pn532::Timing timingOf(int baud)
{
    Simulator::Pn532::Timing timing;
    timing.baud = baud;
    return timing;
}

float inMs(Time time)
{
    return std::chrono::duration<float, std::milli>(time).count();
}

} // namespace

Judge::Count &Judge::Count::operator+=(const Count &other)
{
    gestures += other.gestures;
    deeds += other.deeds;
    phantoms += other.phantoms;
    missed += other.missed;
    placed.insert(placed.end(), other.placed.begin(), other.placed.end());
    lifted.insert(lifted.end(), other.lifted.begin(), other.lifted.end());
    return *this;
}

double Judge::Count::per10000(int events) const
{
    return gestures > 0 ? 10'000.0 * events / gestures : 0;
}

bool Judge::judge(const Trace &trace, Time start, const QList<Said> &said)
{
    // The longest sequence of words that were said about deeds, in their order.
    const auto &truth = trace.truth;
    const auto isAbout = [&](qsizetype word, qsizetype deed) {
        const Time delay = said[word].at - start - truth[deed].at;
        return said[word].what == truth[deed].what && said[word].uid == truth[deed].uid && delay >= 0ns &&
               delay <= patience;
    };
    std::vector<std::vector<int>> length(static_cast<size_t>(said.size()) + 1,
                                         std::vector<int>(static_cast<size_t>(truth.size()) + 1, 0));
    for (qsizetype word = said.size() - 1; word >= 0; --word)
        for (qsizetype deed = truth.size() - 1; deed >= 0; --deed)
            length[word][deed] = isAbout(word, deed)
                                     ? 1 + length[word + 1][deed + 1]
                                     : std::max(length[word + 1][deed], length[word][deed + 1]);

    Count &count = m_byKind[trace.kind];
    const int right = length[0][0];
    ++count.gestures;
    count.deeds += static_cast<int>(truth.size());
    count.phantoms += static_cast<int>(said.size()) - right;
    count.missed += static_cast<int>(truth.size()) - right;
    for (qsizetype word = 0, deed = 0; word < said.size() && deed < truth.size();) {
        if (isAbout(word, deed)) {
            const float delay = inMs(said[word].at - start - truth[deed].at);
            (truth[deed].what == What::Placed ? count.placed : count.lifted).push_back(delay);
            ++word;
            ++deed;
        } else if (length[word + 1][deed] >= length[word][deed + 1]) {
            ++word;
        } else {
            ++deed;
        }
    }
    return right == said.size() && right == truth.size();
}

Judge::Count Judge::all() const
{
    Count sum;
    for (const auto &[kind, count] : m_byKind)
        sum += count;
    return sum;
}

Judge GestureTrial::byPollLoop() const
{
    return judged([&](Stage &stage) {
        const auto pass = [&stage, chance = Chance(m_options.seed),
                           busy = Time(m_options.busy)](Time time) mutable {
            stage.pass(time + (busy > 0ns ? chance.exponential(busy) : 0ns));
        };
        return std::make_unique<SimulatedTransport>(&stage.field, timingOf(m_options.baud), pass,
                                                    m_options.failures);
    });
}

Judge GestureTrial::byPcsc(std::chrono::milliseconds period,
                           const std::optional<Nfc::PresenceTracker::Grace> &grace) const
{
    return judged([&](Stage &stage) { return std::make_unique<PcscPath>(stage, period, grace); });
}

template<typename MakeTransport>
Judge GestureTrial::judged(MakeTransport makeTransport) const
{
    Judge judge;
    QList<Said> said;
    Stage stage(m_options, [&](const Trace &trace, Time start) {
        judge.judge(trace, start, said);
        said.clear();
    });
    const auto transport = makeTransport(stage);
    const auto say = [&](const Nfc::ReaderProtocol::Report &report) {
        if (const auto *placement = std::get_if<Nfc::Placement>(&report))
            said << Said{stage.now, What::Placed, placement->uid};
        else if (const auto *lifted = std::get_if<Nfc::Lifted>(&report))
            said << Said{stage.now, What::Lifted, lifted->uid};
    };
    const auto pause = [&](std::chrono::milliseconds time) {
        stage.pass(time);
        return !stage.isOver();
    };
    Nfc::PollLoop(*transport, {say, pause,
                               [&] {
                                   return stage.now;
                               }})
        .run();
    return judge;
}

std::vector<Judge> GestureTrial::byDebounce(const std::vector<std::chrono::milliseconds> &times) const
{
    std::vector<Judge> judges(times.size());
    std::vector<Debounce> debounces(times.begin(), times.end());
    Stage stage(m_options, [&](const Trace &trace, Time start) {
        for (size_t i = 0; i < times.size(); ++i) {
            judges[i].judge(trace, start, debounces[i].said);
            debounces[i].said.clear();
        }
    });
    SimulatedTransport transport(
        &stage.field, timingOf(m_options.baud), [&](Time time) { stage.pass(time); }, m_options.failures);
    if (!transport.open())
        return {};
    while (!stage.isOver()) {
        const auto look = transport.look(0ms);
        if (look.result != Nfc::Transport::Look::Result::Failed)
            for (Debounce &debounce : debounces)
                debounce.seen(Nfc::Uid::fromBytes(look.uid), stage.now);
        stage.pass(10ms);
    }
    return judges;
}

float quantile(std::vector<float> *values, double part)
{
    if (values->empty())
        return 0;
    const auto at = values->begin() + static_cast<qsizetype>(part * double(values->size() - 1));
    std::nth_element(values->begin(), at, values->end());
    return *at;
}

} // namespace Medio
