// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/timedesk.h"

#include <QList>
#include <QObject>
#include <QString>

#include <optional>

namespace Medio::Parents {

/// The family's other boxes, and taking back what a lost one holds of the children's time. Only where the
/// home server leases. Lives on the GUI thread; the desk outlives it.
class Boxes final : public QObject
{
    Q_OBJECT
public:
    explicit Boxes(TimeDesk &desk, QObject *parent = nullptr);

    [[nodiscard]] bool areThere() const { return m_desk.canLease(); }
    /// Asks who there is; a question that is under way is enough.
    void ask();
    [[nodiscard]] bool isAsking() const { return m_asking; }

    /// As last heard: this one first, then those heard most lately.
    [[nodiscard]] const QList<FamilyBox> &list() const { return m_list; }
    /// Of the last question or release; nothing: it went well.
    [[nodiscard]] std::optional<BoxProblem> problem() const { return m_problem; }

    /// It will not come back. This box itself, an unknown one and one whose release is under way are
    /// ignored.
    void release(const QString &id);
    [[nodiscard]] bool isReleasing(const QString &id) const { return m_releasing == id; }

Q_SIGNALS:
    void changed();
    void released(const QString &id);

private:
    TimeDesk &m_desk;
    QList<FamilyBox> m_list;
    std::optional<BoxProblem> m_problem;
    QString m_releasing; ///< one at a time
    bool m_asking = false;
};

} // namespace Medio::Parents
