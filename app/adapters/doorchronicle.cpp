// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/doorchronicle.h"

#include "app/base/chronicle.h"

#include <QMetaEnum>

#include <chrono>
#include <utility>

namespace Medio::Adapters {
namespace {

using Parents::Door;

/// "VerifierMissing" → "verifier-missing".
template<typename Enum>
QString nameOf(Enum value)
{
    const QString words = QString::fromLatin1(QMetaEnum::fromType<Enum>().valueToKey(int(value)));
    QString name;
    for (const QChar letter : words) {
        if (letter.isUpper() && !name.isEmpty())
            name += QLatin1Char('-');
        name += letter.toLower();
    }
    return name;
}

} // namespace

DoorChronicle::DoorChronicle(const Door &door, Chronicle &chronicle, QObject *parent)
    : QObject(parent)
    , m_door(door)
    , m_chronicle(chronicle)
{
    connect(&door, &Door::stateChanged, this, &DoorChronicle::tellState);
    connect(&door, &Door::refused, this, &DoorChronicle::tellWrongPin);
    connect(&door, &Door::hasPinChanged, this, [this] { m_isFirst = m_door.hasPin(); });
    connect(&door, &Door::pinSet, this, [this] {
        m_chronicle.record(std::exchange(m_isFirst, false) ? QStringLiteral("pin-set")
                                                           : QStringLiteral("pin-changed"));
    });
    connect(&door, &Door::pinRemoved, this, [this] { m_chronicle.record(QStringLiteral("pin-removed")); });
    connect(&door, &Door::pinNotSet, this, &DoorChronicle::tellNotChanged);
    connect(&door, &Door::pinNotRemoved, this, &DoorChronicle::tellNotChanged);
}

void DoorChronicle::tellState(Door::State state)
{
    m_isFirst = false; // a verifier that was found
    QJsonObject values{{QStringLiteral("state"), nameOf(state)}};
    if (state == Door::State::Sealed)
        values.insert(QStringLiteral("reason"), nameOf(m_door.seal()));
    if (state == Door::State::Pausing) {
        const auto left = std::chrono::ceil<std::chrono::seconds>(m_door.pauseLeft());
        values.insert(QStringLiteral("seconds"), qint64(left.count()));
    }
    m_chronicle.record(QStringLiteral("door"), values);
}

void DoorChronicle::tellWrongPin()
{
    m_chronicle.record(QStringLiteral("wrong-pin"), {{QStringLiteral("tries"), m_door.wrongTries()}});
}

void DoorChronicle::tellNotChanged(Door::PinProblem problem)
{
    if (problem == Door::PinProblem::OldPinWrong)
        tellWrongPin();
    m_chronicle.record(QStringLiteral("pin-not-changed"), {{QStringLiteral("reason"), nameOf(problem)}});
}

} // namespace Medio::Adapters
