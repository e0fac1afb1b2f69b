// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <linux/input.h>

#include <QByteArray>
#include <QList>
#include <QString>

#include <array>
#include <chrono>

namespace Medio {

/// What the kernel says when a reader that plays a keyboard types, as an input device gives it: presses and
/// releases, each with its report. Imitated; the reader's speed is that of the usual ones.
class Keystrokes
{
public:
    /// Digits and letters stand for their keys, '\n' and '\t' for Enter and Tab. '^' presses and releases
    /// Shift, '~' is a pause of a second, '<' sets the clock back, '!' is the kernel's word that events were
    /// lost.
    static QList<input_event> of(const QString &typed)
    {
        Keystrokes strokes;
        for (const QChar character : typed)
            strokes.type(character);
        return strokes.m_events;
    }

    static QByteArray bytesOf(const QString &typed)
    {
        QByteArray bytes;
        const auto events = of(typed);
        for (const input_event &event : events)
            bytes += QByteArray(reinterpret_cast<const char *>(&event), sizeof event);
        return bytes;
    }

private:
    void type(QChar character)
    {
        using namespace std::chrono_literals;
        switch (character.toUpper().unicode()) {
        case u'~':
            m_now += 1s;
            return;
        case u'<':
            m_now -= 10s;
            return;
        case u'!':
            add(EV_SYN, SYN_DROPPED, 0);
            return;
        case u'^':
            return press(KEY_LEFTSHIFT);
        case u'\n':
            return press(KEY_ENTER);
        case u'\t':
            return press(KEY_TAB);
        default:
            break;
        }
        static const QString row = QStringLiteral("1234567890");
        static constexpr std::array<quint16, 6> letters{KEY_A, KEY_B, KEY_C, KEY_D, KEY_E, KEY_F};
        const qsizetype digit = row.indexOf(character);
        const int letter = character.toUpper().unicode() - u'A';
        if (digit >= 0)
            press(static_cast<quint16>(KEY_1 + digit));
        else if (letter >= 0 && letter < static_cast<int>(letters.size()))
            press(letters[static_cast<size_t>(letter)]);
        else
            press(KEY_X);
    }

    void press(quint16 key)
    {
        using namespace std::chrono_literals;
        for (const int value : {1, 0}) {
            m_now += 4ms;
            add(EV_MSC, MSC_SCAN, 0x7001e);
            add(EV_KEY, key, value);
            add(EV_SYN, SYN_REPORT, 0);
        }
    }

    void add(quint16 type, quint16 code, int value)
    {
        input_event event{};
        event.input_event_sec = std::chrono::duration_cast<std::chrono::seconds>(m_now).count();
        event.input_event_usec = (m_now % std::chrono::seconds(1)).count();
        event.type = type;
        event.code = code;
        event.value = value;
        m_events << event;
    }

    QList<input_event> m_events;
    std::chrono::microseconds m_now = std::chrono::seconds(100);
};

} // namespace Medio
