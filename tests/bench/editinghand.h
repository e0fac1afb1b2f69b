// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/edits.h"
#include "app/parents/household.h"

#include <QJsonObject>
#include <QObject>
#include <QRandomGenerator>
#include <QTimer>

#include <functional>
#include <optional>

namespace Medio {

/// A parent who edits at random, one thing after the other, and tells each as what the server has to
/// show for it in the end: `{"event":"edit-requested","object":"chip 04:..","value":"Fox: Film a, Film b"}`,
/// and again as `edit-kept` once it is on disk. An object is told by a name that never changes.
class EditingHand final : public QObject
{
public:
    using Tell = std::function<void(const QString &event, QJsonObject values)>;

    /// `run` makes the names of this life unlike those of any other.
    EditingHand(Parents::Edits &edits, Parents::Household &household, quint32 seed, const QString &run,
                Tell tell);

    /// Once somebody is signed in.
    void begin();

private:
    struct Wish
    {
        Parents::Edit edit;
        QString object;
        QString value;
    };

    void move();
    [[nodiscard]] std::optional<Wish> wish();
    [[nodiscard]] Wish newProfile();
    [[nodiscard]] Wish newVideo(const Api::Family &family);
    [[nodiscard]] Wish newChip(const Api::Family &family);
    [[nodiscard]] Wish setPlaylist(const Api::Family &family, const Api::FamilyChip &chip);
    [[nodiscard]] Wish changeLimit(const Api::Profile &profile);
    [[nodiscard]] QList<Api::VideoId> someVideos(const Api::Family &family);
    [[nodiscard]] static QString chipValue(const Api::Family &family, const QString &label,
                                           const QList<Api::VideoId> &videos);

    Parents::Edits &m_edits;
    Parents::Household &m_household;
    QRandomGenerator m_random;
    const QString m_run;
    const Tell m_tell;
    QTimer m_pause;
    std::optional<quint64> m_asked; ///< not yet on disk
    Wish m_wish;
    int m_count = 0;
};

} // namespace Medio
