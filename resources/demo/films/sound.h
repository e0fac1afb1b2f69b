// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QStringList>

#include <vector>

/// A small synthesiser for the sample films: gentle voices, soft beginnings (never under 25 ms, so that
/// nothing startles), the same result on every machine.
namespace Medio::Films {

enum class Voice { Bell, Marimba, Flute, Pluck, Pad, Bass };

class Sound
{
public:
    static constexpr int rate = 48000;

    explicit Sound(double seconds);

    /// Times in seconds, pitch as a MIDI note number (69 = 440 Hz), gain 0 ... 1, pan -1 ... 1.
    void note(Voice voice, double at, double length, double pitch, double gain, double pan = 0);
    /// A tone that slides, with as much vibrato as asked for: hoots, bubbles, whistles.
    void glide(double at, double length, double fromPitch, double toPitch, double gain, double pan = 0,
               double vibrato = 0);
    /// Filtered noise that comes and goes: wind, waves, steam, rustling.
    void swell(double at, double length, double hertz, double gain, double pan = 0);

    /// Brings the whole to -23 LUFS (EBU R 128), keeps peaks under -4 dBFS, fades in 0.3 s and out over 1.2
    /// s.
    void master();

    /// Interleaved signed 16 bit little endian stereo.
    [[nodiscard]] QByteArray pcm() const;
    [[nodiscard]] double seconds() const { return double(m_left.size()) / rate; }

private:
    void add(std::size_t frame, double value, double pan);
    [[nodiscard]] double loudness() const;

    std::vector<float> m_left;
    std::vector<float> m_right;
};

/// A tune over chords. Melody: one token per eighth ("c5", "f#4", "-" holds, "." rests). Chords: one token
/// per bar
/// ("C", "Am", "F"). Both repeat, with changing voices, until `to`.
struct Song
{
    double eighth;     ///< seconds
    int eighthsPerBar; ///< 8 for four-four, 6 for a waltz
    Voice lead;
    const char *melody;
    const char *chords;
    double transpose = 0; ///< semitones
};
void play(Sound &sound, const Song &song, double from, double to, double gain = 0.5);

/// Calls `make(at)` for from, from + step, ... before `to`.
template<typename Make>
void repeat(double from, double to, double step, const Make &make)
{
    for (int i = 0; from + i * step < to; ++i)
        make(from + i * step);
}

} // namespace Medio::Films
