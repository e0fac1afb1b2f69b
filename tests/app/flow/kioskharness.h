// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/app/flow/flowfamily.h"
#include "tests/support/fakeflowparts.h"

#include <QStringList>

namespace Medio::Flow::Testing {

/// A whole flow among fakes: time passes when the test says so, and everything that happened is
/// found in `events` in the words of tests/stage/language.md.
class KioskHarness : public FakeFlowParts<>
{
public:
    KioskHarness()
    {
        ledger.prompt = false;
        QObject::connect(&chronicle, &Chronicle::recorded, &chronicle, [this](const Chronicle::Entry &entry) {
            QString line = entry.event;
            static const QStringList told{QStringLiteral("name"),    QStringLiteral("reason"),
                                          QStringLiteral("settled"), QStringLiteral("resting"),
                                          QStringLiteral("by"),      QStringLiteral("complete"),
                                          QStringLiteral("title"),   QStringLiteral("failure"),
                                          QStringLiteral("what"),    QStringLiteral("kind")};
            for (const QString &key : told) {
                const QJsonValue value = entry.values.value(key);
                if (!value.isUndefined())
                    line += QLatin1Char(' ') + value.toVariant().toString();
            }
            events.append(line);
        });
        KioskSettings mode;
        mode.ending = Ending::Limit;
        settings.save(mode);
        catalogue.replace(family());
        const QHash<Nfc::Uid, HouseChip> own = houseChips();
        for (auto chip = own.cbegin(); chip != own.cend(); ++chip)
            house.put(chip.key(), *chip);
    }

    /// Starts with a reader, a server and a chosen child.
    void begin(const std::optional<Api::ProfileId> &child = otter)
    {
        KioskSettings chosen = settings.settings();
        chosen.child = child;
        settings.save(chosen);
        flow.start();
        reader.start();
        flow.setServerState(ServerState::Online);
        settle();
    }
    void set(const std::function<void(KioskSettings &)> &change)
    {
        KioskSettings changed = settings.settings();
        change(changed);
        settings.save(changed);
        settle();
    }

    /// The disk has taken what was given to it.
    void settle() { ledger.acknowledge(); }

    void place(const Nfc::Uid &uid)
    {
        reader.place(uid);
        settle();
    }
    void lift()
    {
        reader.lift();
        settle();
    }
    /// The film that was asked for is there and moves.
    void frame()
    {
        settle();
        player.sayFirstFrame();
        settle();
    }
    void play(const Nfc::Uid &uid)
    {
        place(uid);
        frame();
    }
    void end(bool complete = true)
    {
        player.sayEnded(complete);
        settle();
    }

    /// Time passes; the alarm rings in between.
    void pass(std::chrono::nanoseconds duration)
    {
        const std::chrono::nanoseconds until = clock.monotonic() + duration;
        for (int rings = 0; alarm.moment && *alarm.moment <= until && rings < 100'000; ++rings) {
            if (*alarm.moment > clock.monotonic())
                move(*alarm.moment - clock.monotonic());
            alarm.ringIfDue(clock.monotonic());
            if (promptDisk)
                settle();
        }
        if (until > clock.monotonic())
            move(until - clock.monotonic());
    }
    /// The flow looks at the clock once a second of real time; here when it is told to.
    void look()
    {
        flow.setNight(!night);
        night = !night;
        settle();
    }

    [[nodiscard]] QString screen() const { return nameOf(flow.scene().screen); }
    /// Events since the last call, without screens.
    QStringList told()
    {
        QStringList lines;
        for (const QString &line : std::as_const(events)) {
            if (!line.startsWith(u"screen"))
                lines.append(line);
        }
        events.clear();
        return lines;
    }
    /// Names of the screens since the last call of told() or screens().
    QStringList screens()
    {
        QStringList names;
        for (const QString &line : std::as_const(events)) {
            if (line.startsWith(u"screen "))
                names.append(line.mid(7));
        }
        events.clear();
        return names;
    }
    [[nodiscard]] std::chrono::milliseconds played(const Api::ProfileId &child = otter) const
    {
        return ledger.of(child, flow.day()).played;
    }
    [[nodiscard]] bool hears() const { return player.playing; }

private:
    void move(std::chrono::nanoseconds duration)
    {
        clock.advance(duration);
        if (std::exchange(m_moving, player.present()) != player.present())
            m_position = player.position();
        if (!filmMoves || !player.playing)
            return;
        m_position += duration;
        player.movedTo(std::chrono::floor<std::chrono::milliseconds>(m_position));
    }

    std::chrono::nanoseconds m_position{0};
    quint64 m_moving = 0; ///< the player's start that it belongs to

public:
    QStringList events;
    bool night = false;
    bool promptDisk = true;
    bool filmMoves = false; ///< the player's position moves with the clock
    KioskFlow flow{parts()};
};

} // namespace Medio::Flow::Testing
