// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/traceplayer.h"

#include <algorithm>
#include <utility>

namespace Medio::Simulator {
namespace {

/// A trace tells of UIDs only: the usual model for each.
Tag tagOf(const Nfc::Uid &uid)
{
    if (const auto tag = Tag::fromUid(uid))
        return *tag;
    return *Tag::ofModel(Tag::Model::FeliCa, uid);
}

} // namespace

TracePlayer::TracePlayer(Trace trace, Time start)
    : m_trace(std::move(trace))
    , m_start(start)
{
}

std::optional<TracePlayer::Time> TracePlayer::nextStep() const
{
    std::optional<Time> next;
    if (m_contact < m_trace.contacts.size())
        next = m_trace.contacts[m_contact].at;
    if (m_truth < m_trace.truth.size())
        next = std::min(next.value_or(Time::max()), m_trace.truth[m_truth].at);
    return next ? std::optional(m_start + *next) : std::nullopt;
}

QList<Trace::Truth> TracePlayer::advance(Field *field, Time now)
{
    const Time passed = now - m_start;
    for (; m_contact < m_trace.contacts.size() && m_trace.contacts[m_contact].at <= passed; ++m_contact) {
        const Trace::Contact &contact = m_trace.contacts[m_contact];
        if (field->find(contact.uid))
            field->setLoss(contact.uid, contact.loss);
        else if (contact.loss < 1)
            field->place(tagOf(contact.uid), contact.loss);
    }
    QList<Trace::Truth> happened;
    for (; m_truth < m_trace.truth.size() && m_trace.truth[m_truth].at <= passed; ++m_truth)
        happened << m_trace.truth[m_truth];
    if (!nextStep())
        field->forgetSilent();
    return happened;
}

} // namespace Medio::Simulator
