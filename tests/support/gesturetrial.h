// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/presencetracker.h"
#include "nfc/simulator/gestures.h"

#include <QList>
#include <QString>

#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <vector>

namespace Medio {

/// What somebody says of chips, and when.
struct Said
{
    Simulator::Trace::Time at{0};
    Simulator::Trace::Truth::What what = Simulator::Trace::Truth::What::Placed;
    Nfc::Uid uid;
};

/// Compares what truly happened with what was said of it, gesture by gesture.
class Judge
{
public:
    using Time = Simulator::Trace::Time;

    /// Later than this, a word is none about it any more.
    static constexpr Time patience = std::chrono::milliseconds(3500);

    struct Count
    {
        int gestures = 0;
        int deeds = 0;             ///< placements and lifts that truly happened
        int phantoms = 0;          ///< said, and did not happen
        int missed = 0;            ///< happened, and was not said
        std::vector<float> placed; ///< ms until it was said
        std::vector<float> lifted;

        Count &operator+=(const Count &other);
        [[nodiscard]] double per10000(int events) const;
    };

    /// `start` is the time at which the trace began. False: something was invented or missed.
    bool judge(const Simulator::Trace &trace, Time start, const QList<Said> &said);

    [[nodiscard]] const std::map<QString, Count> &byKind() const { return m_byKind; }
    [[nodiscard]] Count all() const;

private:
    std::map<QString, Count> m_byKind;
};

/// The gestures of one seed, played before a reader in simulated time and judged: the reader's own
/// poll loop and presence tracker, or plain debounces.
class GestureTrial
{
public:
    struct Options
    {
        int gestures = 10'000;
        quint32 seed = 1;
        Simulator::Coupling coupling = {}; ///< of what lies badly
        double noise = 0.002;              ///< share of all frames that is lost
        double failures = 0.001;           ///< share of looks that fail on the line
        int baud = 115200;
        std::chrono::milliseconds busy{0}; ///< mean wait at each step of a look: a machine with other work
    };

    explicit GestureTrial(const Options &options)
        : m_options(options)
    {
    }

    [[nodiscard]] Judge byPollLoop() const;

    /// The same by way of pcscd and a reader that looks into its field every `period`. `grace` in the place
    /// of the transport's own: to compare.
    [[nodiscard]] Judge byPcsc(std::chrono::milliseconds period,
                               const std::optional<Nfc::PresenceTracker::Grace> &grace = std::nullopt) const;

    /// Each change is told as soon as it is known.
    static constexpr Nfc::PresenceTracker::Grace atOnce{.looks = 1,
                                                        .trusted = std::chrono::milliseconds(0),
                                                        .wary = std::chrono::milliseconds(0),
                                                        .back = std::chrono::milliseconds(0),
                                                        .confirmations = 1};

    /// A chip is lifted when it was not seen for so long. One judge for each.
    [[nodiscard]] std::vector<Judge> byDebounce(const std::vector<std::chrono::milliseconds> &times) const;

private:
    template<typename MakeTransport>
    [[nodiscard]] Judge judged(MakeTransport makeTransport) const;

    const Options m_options;
};

/// Of 0..1 of the values; they are sorted by it.
[[nodiscard]] float quantile(std::vector<float> *values, double part);

} // namespace Medio
