// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/edits.h"
#include "app/parents/household.h"

#include <QDateTime>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <variant>

namespace Medio::Parents {

/// One thing in which the parent's version and the server's differ.
struct Difference
{
    enum class Field {
        Existence,  ///< bool
        Label,      ///< QString: of a chip
        Films,      ///< QStringList: titles in the playlist's order; one that is in no library is empty
        Name,       ///< QString: of a child; the title of a film
        Avatar,     ///< QString: a web address, empty: none
        DailyLimit, ///< minutes
    };
    /// Nothing: there is none on that side, or the server does not tell.
    using Value = std::variant<std::monostate, bool, QString, QStringList, std::chrono::minutes>;

    Field field = Field::Existence;
    Value mine;
    Value theirs;

    friend bool operator==(const Difference &, const Difference &) = default;
};

/// A conflict with both versions, as a person can compare them.
struct ConflictView
{
    enum class Subject { Chip, Child, Film };

    quint64 id = 0;
    Conflict::Kind kind = Conflict::Kind::ChangedElsewhere;
    Subject subject = Subject::Chip;
    QString name = {}; ///< the chip's label, the child's name, the film's title, as far as is known
    QString uid = {};  ///< of a chip
    QList<Difference> differences = {};
    QString message = {}; ///< the server's own words; may be empty
    QDateTime since = {}; ///< UTC
    /// What the parent wants can be wanted again. False: only giving up makes sense, since no answer of the
    /// server's to the same edit could be another one (a chip that belongs to somebody else).
    bool mineIsPossible = true;

    friend bool operator==(const ConflictView &, const ConflictView &) = default;
};

/// `family`: of the household, for the names. Pure, total.
[[nodiscard]] ConflictView viewOf(const Conflict &conflict, const Api::Family &family);

/// What parents have to decide: every edit that met something else on the server, with both versions.
/// Lives on the GUI thread. What it is made with outlives it.
class Conflicts final : public QObject
{
    Q_OBJECT
public:
    Conflicts(Edits &edits, Household &household, QObject *parent = nullptr);

    [[nodiscard]] QList<ConflictView> list() const; ///< oldest first
    [[nodiscard]] qsizetype count() const { return m_edits.conflicts().size(); }

    /// changed() follows when it is done. One that is settled meanwhile is ignored.
    void resolve(quint64 id, Resolution resolution) { m_edits.resolve(id, resolution); }

Q_SIGNALS:
    void changed();

private:
    Edits &m_edits;
    Household &m_household;
};

} // namespace Medio::Parents
