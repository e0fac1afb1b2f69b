// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/demo/films/sound.h"

#include "resources/demo/films/picture.h"

#include <QHash>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace Medio::Films {

namespace {

constexpr double turn = 2 * std::numbers::pi;

/// sin(turn * phase) from a table: the voices of a long film take a hundred million of them.
double tone(double phase)
{
    constexpr std::size_t size = 4096;
    static const std::array<double, size + 1> table = [] {
        std::array<double, size + 1> values{};
        for (std::size_t i = 0; i <= size; ++i)
            values[i] = std::sin(turn * double(i) / double(size));
        return values;
    }();
    const double at = (phase - std::floor(phase)) * double(size);
    const auto index = static_cast<std::size_t>(at);
    return table[index] + (table[index + 1] - table[index]) * (at - double(index));
}

double hertz(double pitch)
{
    return 440 * std::exp2((pitch - 69) / 12);
}

struct Timbre
{
    std::array<double, 4> ratios;
    std::array<double, 4> strengths;
    double attack; ///< seconds
    double decay;  ///< seconds to fall to 1/e; 0 holds for the note's length
    double release;
};

Timbre timbreOf(Voice voice)
{
    switch (voice) {
    case Voice::Bell:
        return {{1, 2.0, 3.01, 4.1}, {1, 0.35, 0.16, 0.05}, 0.025, 0.8, 0.3};
    case Voice::Marimba:
        return {{1, 3.95, 2, 1}, {1, 0.14, 0.1, 0}, 0.025, 0.28, 0.1};
    case Voice::Flute:
        return {{1, 2, 3, 4}, {1, 0.22, 0.1, 0.03}, 0.07, 0, 0.12};
    case Voice::Pluck:
        return {{1, 2, 3, 4}, {1, 0.5, 0.25, 0.12}, 0.025, 0.42, 0.15};
    case Voice::Pad:
        return {{1, 1.004, 2.003, 0.997}, {0.8, 0.6, 0.2, 0.6}, 0.5, 0, 0.7};
    case Voice::Bass:
        return {{1, 2, 3, 1}, {1, 0.3, 0.08, 0}, 0.04, 0.9, 0.15};
    }
    return {};
}

/// A second-order filter section (transposed direct form II).
struct Section
{
    double b0, b1, b2, a1, a2;
    double z1 = 0, z2 = 0;
    double operator()(double x)
    {
        const double y = b0 * x + z1;
        z1 = b1 * x - a1 * y + z2;
        z2 = b2 * x - a2 * y;
        return y;
    }
};

int pitchOf(const QString &name) // "c5", "f#4", "bb4"
{
    static const QHash<QChar, int> steps{{u'c', 0}, {u'd', 2}, {u'e', 4}, {u'f', 5},
                                         {u'g', 7}, {u'a', 9}, {u'b', 11}};
    int pitch = steps.value(name[0]) + 12 * (name.back().digitValue() + 1);
    if (name.size() == 3)
        pitch += name[1] == u'#' ? 1 : -1;
    return pitch;
}

QList<int> chordOf(const QString &name) // "C", "Am", "F#m"
{
    const bool minor = name.endsWith(u'm');
    const QString root = (minor ? name.chopped(1) : name).toLower() + u'3';
    const int first = pitchOf(root);
    return {first, first + (minor ? 3 : 4), first + 7};
}

} // namespace

Sound::Sound(double seconds)
    : m_left(static_cast<std::size_t>(seconds * rate))
    , m_right(m_left.size())
{
}

void Sound::add(std::size_t frame, double value, double pan)
{
    if (frame >= m_left.size())
        return;
    const double angle = (pan + 1) * std::numbers::pi / 4; // equal power
    m_left[frame] += static_cast<float>(value * std::cos(angle));
    m_right[frame] += static_cast<float>(value * std::sin(angle));
}

void Sound::note(Voice voice, double at, double length, double pitch, double gain, double pan)
{
    const Timbre timbre = timbreOf(voice);
    const double tail = timbre.decay > 0 ? std::max(length, timbre.decay * 2.5) : length;
    const auto frames = static_cast<std::size_t>((tail + timbre.release) * rate);
    const auto start = static_cast<std::size_t>(std::max(0.0, at) * rate);
    const double step = hertz(pitch) / rate;
    std::array<double, 4> phases{};
    for (std::size_t i = 0; i < frames; ++i) {
        const double s = double(i) / rate;
        double level = std::min(1.0, s / timbre.attack);
        level *= level * (3 - 2 * level); // no click at the start
        if (timbre.decay > 0)
            level *= std::exp(-s / timbre.decay);
        if (s > tail)
            level *= std::max(0.0, 1 - (s - tail) / timbre.release);
        const double vibrato = voice == Voice::Flute ? 1 + 0.004 * std::min(1.0, s * 2) * tone(5 * s) : 1;
        double value = 0;
        for (std::size_t k = 0; k < phases.size(); ++k) {
            value += timbre.strengths[k] * tone(phases[k]);
            phases[k] += step * timbre.ratios[k] * vibrato;
        }
        add(start + i, value * level * gain * 0.3, pan);
    }
}

void Sound::glide(double at, double length, double fromPitch, double toPitch, double gain, double pan,
                  double vibrato)
{
    const auto frames = static_cast<std::size_t>(length * rate);
    const auto start = static_cast<std::size_t>(std::max(0.0, at) * rate);
    double phase = 0;
    for (std::size_t i = 0; i < frames; ++i) {
        const double u = double(i) / double(frames);
        const double pitch = mix(fromPitch, toPitch, u) + vibrato * std::sin(turn * 6 * u * length);
        phase += hertz(pitch) / rate;
        const double level = std::sin(std::numbers::pi * u);
        add(start + i,
            (std::sin(turn * phase) + 0.15 * std::sin(2 * turn * phase)) * level * level * gain * 0.3, pan);
    }
}

void Sound::swell(double at, double length, double centre, double gain, double pan)
{
    const auto frames = static_cast<std::size_t>(length * rate);
    const auto start = static_cast<std::size_t>(std::max(0.0, at) * rate);
    const double omega = turn * centre / rate;
    const double alpha = std::sin(omega) / (2 * 0.7);
    const double a0 = 1 + alpha;
    Section band{alpha / a0, 0, -alpha / a0, -2 * std::cos(omega) / a0, (1 - alpha) / a0};
    const int seed = static_cast<int>(at * 1000) + static_cast<int>(centre);
    for (std::size_t i = 0; i < frames; ++i) {
        const double level = std::sin(std::numbers::pi * double(i) / double(frames));
        add(start + i, band(2 * chance(seed, static_cast<int>(i)) - 1) * level * level * gain, pan);
    }
}

double Sound::loudness() const
{
    // ITU-R BS.1770-4: the K filter's two sections at 48 kHz, blocks of 400 ms every 100 ms, both gates.
    const Section shelf{1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241,
                        0.73248077421585};
    const Section pass{1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621};
    constexpr std::size_t hop = rate / 10;
    std::vector<double> hops(m_left.size() / hop);
    for (const std::vector<float> *channel : {&m_left, &m_right}) {
        Section first = shelf;
        Section second = pass;
        for (std::size_t i = 0; i < hops.size() * hop; ++i) {
            const double y = second(first((*channel)[i]));
            hops[i / hop] += y * y / hop;
        }
    }
    std::vector<double> blocks;
    for (std::size_t i = 0; i + 4 <= hops.size(); ++i)
        blocks.push_back((hops[i] + hops[i + 1] + hops[i + 2] + hops[i + 3]) / 4);
    const auto meanAbove = [&blocks](double lufs) {
        const double gate = std::pow(10, (lufs + 0.691) / 10);
        double sum = 0;
        int count = 0;
        for (const double power : blocks) {
            if (power > gate) {
                sum += power;
                ++count;
            }
        }
        return count > 0 ? -0.691 + 10 * std::log10(sum / count) : -70.0;
    };
    return meanAbove(meanAbove(-70) - 10);
}

void Sound::master()
{
    const auto fadeIn = static_cast<std::size_t>(0.3 * rate);
    const auto fadeOut = static_cast<std::size_t>(1.2 * rate);
    const std::size_t frames = m_left.size();
    for (std::size_t i = 0; i < frames; ++i) {
        double level = std::min(1.0, double(i) / double(fadeIn));
        level = std::min(level, double(frames - i) / double(fadeOut));
        m_left[i] *= static_cast<float>(level);
        m_right[i] *= static_cast<float>(level);
    }
    // Twice, since rounding off the peaks costs a little loudness.
    for (int pass = 0; pass < 2; ++pass) {
        const double gain = std::pow(10, (-23 - loudness()) / 20);
        for (std::vector<float> *channel : {&m_left, &m_right}) {
            for (float &sample : *channel) {
                const double x = sample * gain;
                constexpr double knee = 0.4;
                constexpr double ceiling = 0.6; // -4.4 dBFS
                const double over = std::abs(x) - knee;
                sample = static_cast<float>(
                    over <= 0
                        ? x
                        : std::copysign(knee + (ceiling - knee) * std::tanh(over / (ceiling - knee)), x));
            }
        }
    }
}

QByteArray Sound::pcm() const
{
    QByteArray bytes(static_cast<qsizetype>(m_left.size()) * 4, Qt::Uninitialized);
    char *to = bytes.data();
    for (std::size_t i = 0; i < m_left.size(); ++i) {
        for (const float sample : {m_left[i], m_right[i]}) {
            qToLittleEndian(static_cast<qint16>(std::lround(std::clamp(sample, -1.0F, 1.0F) * 32767)), to);
            to += 2;
        }
    }
    return bytes;
}

void play(Sound &sound, const Song &song, double from, double to, double gain)
{
    const QStringList melody = QString::fromLatin1(song.melody).split(u' ', Qt::SkipEmptyParts);
    const QStringList chords = QString::fromLatin1(song.chords).split(u' ', Qt::SkipEmptyParts);
    const qsizetype bars =
        static_cast<qsizetype>(std::ceil((to - from) / (song.eighth * song.eighthsPerBar)));
    const qsizetype barsOfMelody = std::max<qsizetype>(1, melody.size() / song.eighthsPerBar);
    for (qsizetype bar = 0; bar < bars; ++bar) {
        const double start = from + double(bar) * song.eighth * song.eighthsPerBar;
        const double length = song.eighth * song.eighthsPerBar;
        const QList<int> chord = chordOf(chords[bar % chords.size()]);
        const auto pass = static_cast<int>(bar / barsOfMelody);
        const auto fits = [&](double at) {
            return at < to - 0.6;
        };

        for (const int pitch : chord)
            sound.note(Voice::Pad, start, length, pitch + 12 + song.transpose, gain * 0.22,
                       0.3 * (pitch % 3 - 1));
        sound.note(Voice::Bass, start, length * 0.5, chord[0] - 12 + song.transpose, gain * 0.5);
        if (song.eighthsPerBar == 8)
            sound.note(Voice::Bass, start + length * 0.5, length * 0.4, chord[2] - 12 + song.transpose,
                       gain * 0.35);
        // A plucked figure that changes with every pass, so that a long film does not tire.
        static constexpr std::array<std::array<int, 8>, 3> figures{
            {{0, 2, 1, 2, 0, 2, 1, 2}, {0, 1, 2, 1, 2, 1, 0, 1}, {2, 1, 0, 2, 1, 0, 2, 1}}};
        for (int i = 0; i < song.eighthsPerBar; ++i) {
            const double at = start + i * song.eighth;
            if (fits(at) && (pass % 2 == 1 || i % 2 == 0))
                sound.note(Voice::Pluck, at, song.eighth,
                           chord[figures[static_cast<std::size_t>(pass) % 3][static_cast<std::size_t>(i)]] +
                               12 + song.transpose,
                           gain * 0.22, 0.35);
        }
        if (pass % 4 == 3) // the tune rests now and then
            continue;
        for (int i = 0; i < song.eighthsPerBar; ++i) {
            const qsizetype index = (bar % barsOfMelody) * song.eighthsPerBar + i;
            const QString token = melody.value(index, QStringLiteral("."));
            const double at = start + i * song.eighth;
            if (token == u"." || token == u"-" || !fits(at))
                continue;
            int held = 1;
            while (melody.value(index + held) == u"-")
                ++held;
            const double octave = pass % 4 == 2 ? 12 : 0;
            const Voice voice =
                pass % 2 == 0 ? song.lead : (song.lead == Voice::Bell ? Voice::Flute : Voice::Bell);
            sound.note(voice, at, held * song.eighth * 0.95, pitchOf(token) + song.transpose + octave,
                       gain * (octave > 0 ? 0.45 : 0.7), -0.15);
        }
    }
}

} // namespace Medio::Films
