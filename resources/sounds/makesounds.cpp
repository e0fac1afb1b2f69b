// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Makes the ten sounds of Kids Mode, and the glow in eight pitches, by day and by night, as WAV files (44.1
// kHz, mono, 16 bit). Runs at build time: medio-sounds DIR. What it writes is CC0-1.0.
//
// Each sound has a rhythm of its own first and a timbre second, never a mood in major or minor.
// Loudness follows EBU R128: the loudest 400 ms of a sound, padded with silence, is -26 LUFS by
// day and -32 LUFS by night (integrated loudness is not defined for sounds this short).

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <numbers>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

constexpr double rate = 44100;
constexpr double longest = 1.2;
constexpr double pi = std::numbers::pi;
using Samples = std::vector<double>;

Samples silence(double seconds)
{
    return Samples(static_cast<size_t>(seconds * rate), 0.0);
}

/// Nothing starts abruptly: a raised cosine over `rise`, then a fall that ends in silence.
double envelope(double t, double length, double rise, double fall)
{
    if (t < 0 || t > length)
        return 0;
    const double in = t < rise ? 0.5 - 0.5 * std::cos(pi * t / rise) : 1;
    const double out = t > rise ? std::exp(-(t - rise) / fall) : 1;
    const double end = length - t < 0.03 ? 0.5 - 0.5 * std::cos(pi * (length - t) / 0.03) : 1;
    return in * out * end;
}

/// One instrument: where its rise begins is a parameter of the sound, day or night.
class Studio
{
public:
    Studio(double seconds, double riseTime)
        : m_samples(silence(seconds))
        , m_rise(riseTime)
    {
    }

    void add(double at, double length, const std::function<double(double)> &wave)
    {
        const auto first = static_cast<size_t>(at * rate);
        const auto count = static_cast<size_t>(length * rate);
        for (size_t i = 0; i < count && first + i < m_samples.size(); ++i)
            m_samples[first + i] += wave(static_cast<double>(i) / rate);
    }

    /// A bar of wood: the tone, and two partials that die early.
    void wood(double at, double pitch, double length, double gain = 1)
    {
        add(at, length, [=, this](double t) {
            const double tone = std::sin(2 * pi * pitch * t) +
                                0.28 * std::sin(2 * pi * pitch * 3.9 * t) * std::exp(-t * 16) +
                                0.12 * std::sin(2 * pi * pitch * 2 * t);
            return gain * tone * envelope(t, length, m_rise, length * 0.30);
        });
    }

    void bell(double at, double pitch, double length, double gain = 1)
    {
        add(at, length, [=, this](double t) {
            double tone = 0;
            constexpr std::array<std::pair<double, double>, 4> partials{
                {{1, 1}, {2.01, 0.35}, {3.02, 0.16}, {4.17, 0.08}}};
            for (const auto &[factor, loud] : partials)
                tone += loud * std::sin(2 * pi * pitch * factor * t) * std::exp(-t * factor);
            return gain * tone * envelope(t, length, m_rise, length * 0.42);
        });
    }

    /// A humming voice that glides.
    void hum(double at, double from, double to, double length, double gain = 1)
    {
        double phase = 0;
        add(at, length, [=, this](double t) mutable {
            const double part = t / length;
            const double pitch = from + (to - from) * part * part * (3 - 2 * part);
            phase += 2 * pi * pitch * (1 + 0.006 * std::sin(2 * pi * 5.5 * t)) / rate;
            double tone = 0;
            for (int h = 1; h <= 6; ++h)
                tone += std::sin(h * phase) / (h * h * 0.75);
            const double swell = std::sin(pi * std::min(1.0, part));
            return gain * tone * std::pow(std::max(0.0, swell), 0.7) *
                   (t < m_rise ? 0.5 - 0.5 * std::cos(pi * t / m_rise) : 1);
        });
    }

    /// Breath and paper: noise through a resonance that moves.
    void swish(double at, double from, double to, double width, double length, double rough = 0,
               double gain = 1)
    {
        double low = 0;
        double band = 0;
        add(at, length, [=, this](double t) mutable {
            m_seed = m_seed * 1664525U + 1013904223U;
            const double noise = static_cast<double>(static_cast<std::int32_t>(m_seed)) / 2147483648.0;
            const double part = t / length;
            const double f = 2 * std::sin(pi * (from + (to - from) * part) / rate);
            low += f * band;
            const double high = noise - low - width * band;
            band += f * high;
            const double flutter = rough > 0 ? 0.55 + 0.45 * std::sin(2 * pi * rough * t) : 1;
            return gain * band * flutter * std::pow(std::sin(pi * part), 1.4);
        });
    }

    Samples take() { return std::move(m_samples); }

private:
    Samples m_samples;
    double m_rise;
    std::uint32_t m_seed = 20260310;
};

/// Second-order section, transposed direct form II.
struct Biquad
{
    double b0, b1, b2, a1, a2;
    void run(Samples &samples) const
    {
        double z1 = 0;
        double z2 = 0;
        for (double &x : samples) {
            const double y = b0 * x + z1;
            z1 = b1 * x - a1 * y + z2;
            z2 = b2 * x - a2 * y;
            x = y;
        }
    }
};

/// The K-weighting of ITU-R BS.1770-4 at this rate (bilinear transform of its analogue filters).
Samples weighted(Samples samples)
{
    {
        const double k = std::tan(pi * 1681.974450955533 / rate);
        const double q = 0.7071752369554196;
        const double vh = std::pow(10.0, 3.999843853973347 / 20);
        const double vb = std::pow(vh, 0.4996667741545416);
        const double a0 = 1 + k / q + k * k;
        Biquad{(vh + vb * k / q + k * k) / a0, 2 * (k * k - vh) / a0, (vh - vb * k / q + k * k) / a0,
               2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0}
            .run(samples);
    }
    {
        const double k = std::tan(pi * 38.13547087602444 / rate);
        const double q = 0.5003270373238773;
        const double a0 = 1 + k / q + k * k;
        Biquad{1, -2, 1, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0}.run(samples);
    }
    return samples;
}

/// LUFS of the loudest 400 ms.
double loudness(const Samples &samples)
{
    Samples padded = samples;
    padded.resize(samples.size() + static_cast<size_t>(0.5 * rate), 0.0);
    const Samples k = weighted(padded);
    const auto window = static_cast<size_t>(0.4 * rate);
    double sum = 0;
    double most = 0;
    for (size_t i = 0; i < k.size(); ++i) {
        sum += k[i] * k[i];
        if (i >= window)
            sum -= k[i - window] * k[i - window];
        most = std::max(most, sum / static_cast<double>(window));
    }
    return -0.691 + 10 * std::log10(most);
}

void lowPass(Samples &samples, double frequency)
{
    const double k = std::tan(pi * frequency / rate);
    const double q = 0.7071;
    const double a0 = 1 + k / q + k * k;
    Biquad{k * k / a0, 2 * k * k / a0, k * k / a0, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0}.run(
        samples);
}

/// Small speakers give nothing below, and what is there would only move their cones.
void highPass(Samples &samples, double frequency)
{
    const double k = std::tan(pi * frequency / rate);
    const double q = 0.7071;
    const double a0 = 1 + k / q + k * k;
    Biquad{1 / a0, -2 / a0, 1 / a0, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0}.run(samples);
}

constexpr std::array<std::string_view, 18> names{
    "pop",   "glow",   "page",   "hop",    "hm",     "knock",  "purr",   "set-down", "lullaby",
    "snore", "glow-1", "glow-2", "glow-3", "glow-4", "glow-5", "glow-6", "glow-7",   "glow-8"};

/// One for each animal: five tones to the octave, so that any two of them agree.
constexpr std::array<double, 8> glowPitches{440, 523.3, 587.3, 659.3, 784, 880, 1046.5, 1174.7};

Samples play(std::string_view name, double rise)
{
    if (name == "pop") {
        Studio s(0.62, rise * 1.1);
        s.wood(0, 392, 0.14, 0.9);
        s.wood(0.24, 784, 0.12);
        s.wood(0.34, 1174.7, 0.26);
        return s.take();
    }
    if (name == "glow") {
        Studio s(1.15, rise);
        s.bell(0, 440, 1.1);
        return s.take();
    }
    if (name.starts_with("glow-")) {
        Studio s(0.75, rise * 1.25);
        s.bell(0, glowPitches.at(static_cast<size_t>(name.back() - '1')), 0.7);
        return s.take();
    }
    if (name == "page") {
        Studio s(0.6, rise);
        s.swish(0, 700, 2900, 0.55, 0.5);
        return s.take();
    }
    if (name == "hop") {
        Studio s(0.9, rise);
        s.wood(0, 587.3, 0.16);
        s.wood(0.26, 740, 0.16);
        s.wood(0.52, 880, 0.34);
        return s.take();
    }
    if (name == "hm") {
        Studio s(1.1, rise);
        s.hum(0, 250, 300, 0.42);
        s.hum(0.56, 265, 380, 0.5);
        return s.take();
    }
    if (name == "knock") {
        Studio s(1.2, rise);
        s.wood(0, 330, 0.2, 1.1);
        s.wood(0.24, 330, 0.2, 1.1);
        s.hum(0.58, 460, 300, 0.6, 0.28);
        return s.take();
    }
    if (name == "purr") {
        Studio s(1.15, rise);
        double phase = 0;
        s.add(0, 1.1, [phase](double t) mutable {
            phase += 2 * pi * (232 + 8 * std::sin(2 * pi * 0.9 * t)) / rate;
            const double beat = 0.5 + 0.5 * std::sin(2 * pi * 17 * t);
            const double swell = std::pow(std::sin(pi * std::min(1.0, t / 1.1)), 0.8);
            return (std::sin(phase) + 0.5 * std::sin(2 * phase) + 0.3 * std::sin(3 * phase) +
                    0.2 * std::sin(5 * phase)) *
                   (0.35 + 0.65 * beat) * swell;
        });
        return s.take();
    }
    if (name == "set-down") {
        Studio s(0.62, rise);
        s.wood(0, 440, 0.2);
        s.hum(0.22, 392, 262, 0.36, 0.6);
        return s.take();
    }
    if (name == "lullaby") {
        Studio s(longest, rise);
        double at = 0;
        constexpr std::array<double, 6> tune{784, 659.3, 784, 659.3, 587.3, 523.3};
        for (size_t i = 0; i < tune.size(); ++i) {
            s.bell(at, tune[i], i + 1 == tune.size() ? longest - at : 0.34,
                   0.9 - 0.06 * static_cast<double>(i));
            at += 0.12 + 0.022 * static_cast<double>(i);
        }
        return s.take();
    }
    Studio s(longest, rise); // snore
    s.swish(0, 420, 620, 0.30, 0.55, 26);
    s.hum(0.66, 620, 420, 0.5, 0.22);
    s.swish(0.66, 1300, 800, 0.4, 0.5, 0, 0.30);
    return s.take();
}

bool write(const std::string &path, const Samples &samples)
{
    std::FILE *file = std::fopen(path.c_str(), "wb");
    if (file == nullptr)
        return false;
    const auto put = [file](std::uint32_t value, int bytes) {
        for (int i = 0; i < bytes; ++i)
            std::fputc(static_cast<int>(value >> (8 * i)) & 0xff, file);
    };
    const auto bytes = static_cast<std::uint32_t>(samples.size() * 2);
    std::fputs("RIFF", file);
    put(36 + bytes, 4);
    std::fputs("WAVEfmt ", file);
    put(16, 4);
    put(1, 2);
    put(1, 2);
    put(static_cast<std::uint32_t>(rate), 4);
    put(static_cast<std::uint32_t>(rate) * 2, 4);
    put(2, 2);
    put(16, 2);
    std::fputs("data", file);
    put(bytes, 4);
    for (const double sample : samples)
        put(static_cast<std::uint32_t>(std::lround(std::clamp(sample, -1.0, 1.0) * 32767)) & 0xffff, 2);
    const bool good = std::ferror(file) == 0;
    return std::fclose(file) == 0 && good;
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc != 2) {
        std::fputs(
            "usage: medio-sounds DIR\nWrites DIR/NAME.wav and DIR/night/NAME.wav; both folders must exist.\n",
            stderr);
        return 2;
    }
    const std::string folder = argv[1];
    for (const bool night : {false, true}) {
        for (const std::string_view name : names) {
            Samples samples = play(name, night ? 0.115 : 0.055);
            highPass(samples, 190);
            lowPass(samples, night ? 2000 : 5200);
            const double gain = std::pow(10.0, ((night ? -32.0 : -26.0) - loudness(samples)) / 20);
            for (double &sample : samples)
                sample *= gain;
            // Loud enough and never sharp: the crest of every sound leaves 6 dB, with room for the
            // peaks between the samples
            const double peak =
                std::abs(*std::max_element(samples.begin(), samples.end(),
                                           [](double a, double b) { return std::abs(a) < std::abs(b); }));
            if (peak > 0.45) {
                std::fprintf(stderr, "%s: peak %.2f is too sharp for its loudness\n",
                             std::string(name).c_str(), peak);
                return 1;
            }
            const std::string path = folder + (night ? "/night/" : "/") + std::string(name) + ".wav";
            if (!write(path, samples)) {
                std::fprintf(stderr, "can't write %s\n", path.c_str());
                return 1;
            }
        }
    }
    return 0;
}
