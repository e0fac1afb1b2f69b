// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/boxes.h"

#include <algorithm>
#include <utility>

namespace Medio::Parents {

Boxes::Boxes(TimeDesk &desk, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
{
    connect(&desk, &TimeDesk::boxesHeard, this, [this](const QList<FamilyBox> &boxes) {
        m_asking = false;
        m_problem.reset();
        m_list = boxes;
        std::stable_sort(m_list.begin(), m_list.end(), [](const FamilyBox &a, const FamilyBox &b) {
            return a.isThis != b.isThis ? a.isThis : a.heardAt > b.heardAt;
        });
        Q_EMIT changed();
    });
    connect(&desk, &TimeDesk::boxesNotHeard, this, [this](BoxProblem problem) {
        m_asking = false;
        m_problem = problem;
        Q_EMIT changed();
    });
    connect(&desk, &TimeDesk::boxReleased, this, [this](const QString &id) {
        m_releasing.clear();
        m_problem.reset();
        m_list.removeIf([&id](const FamilyBox &box) { return box.id == id; });
        Q_EMIT changed();
        Q_EMIT released(id);
    });
    connect(&desk, &TimeDesk::boxNotReleased, this, [this](const QString &, BoxProblem problem) {
        m_releasing.clear();
        m_problem = problem;
        Q_EMIT changed();
    });
}

void Boxes::ask()
{
    if (!areThere() || std::exchange(m_asking, true))
        return;
    m_desk.askBoxes();
    Q_EMIT changed();
}

void Boxes::release(const QString &id)
{
    const auto box =
        std::find_if(m_list.cbegin(), m_list.cend(), [&id](const FamilyBox &one) { return one.id == id; });
    if (box == m_list.cend() || box->isThis || !m_releasing.isEmpty())
        return;
    m_releasing = id;
    m_desk.releaseBox(id);
    Q_EMIT changed();
}

} // namespace Medio::Parents
