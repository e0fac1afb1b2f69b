// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/filmnotes.h"

#include "app/base/logging.h"

#include <array>

namespace Medio::Store {
namespace {

using Flow::FilmTrouble;

constexpr QLatin1String prefix("trouble.");

/// "broken 2026-03-10T09:00:00Z"
QString textOf(const FilmTrouble &trouble)
{
    return nameOf(trouble.failure) + u' ' + trouble.when.toUTC().toString(Qt::ISODate);
}

std::optional<FilmTrouble> troubleIn(const QString &text)
{
    const QDateTime when = QDateTime::fromString(text.section(u' ', 1), Qt::ISODate);
    for (const FilmFailure failure : {FilmFailure::Gone, FilmFailure::Refused, FilmFailure::Broken,
                                      FilmFailure::PlayerLost, FilmFailure::NotEmbeddable}) {
        if (when.isValid() && text.section(u' ', 0, 0) == nameOf(failure))
            return FilmTrouble{failure, when.toUTC()};
    }
    return std::nullopt;
}

QHash<Api::VideoId, FilmTrouble> troublesIn(const SettingsFile &file)
{
    QHash<Api::VideoId, FilmTrouble> troubles;
    for (auto row = file.values().cbegin(); row != file.values().cend(); ++row) {
        if (!row.key().startsWith(prefix))
            continue;
        const auto video = Api::VideoId::parse(row.key().mid(prefix.size()));
        const auto trouble = troubleIn(*row);
        if (video && trouble)
            troubles.insert(*video, *trouble);
        else
            qCWarning(lcStore).noquote() << file.path() + QStringLiteral(": ") + row.key()
                                         << "is not as this program writes it, and is left out";
    }
    return troubles;
}

} // namespace

FilmNotes::FilmNotes(std::shared_ptr<SettingsFile> file, StoreThread &thread, QObject *parent)
    : FilmTroubles(parent)
    , m_file(std::move(file))
    , m_thread(thread)
    , m_troubles(troublesIn(*m_file))
{
}

FilmNotes::~FilmNotes()
{
    SettingsFile::close(std::move(m_file), m_thread);
}

void FilmNotes::note(const Api::VideoId &video, const FilmTrouble &trouble)
{
    // A film that can't be played may be tried with every placing of its chip: the disk hears of it once a
    // day.
    const auto known = m_troubles.constFind(video);
    if (known != m_troubles.cend() && known->failure == trouble.failure &&
        known->when.toUTC().date() == trouble.when.toUTC().date())
        return;
    m_troubles.insert(video, trouble);
    write(video, textOf(trouble));
}

void FilmNotes::forget(const Api::VideoId &video)
{
    if (m_troubles.remove(video) > 0)
        write(video, std::nullopt);
}

void FilmNotes::write(const Api::VideoId &video, const std::optional<QString> &text)
{
    SettingsFile::write(m_file, m_thread, {{prefix + video.toString(), text}});
    Q_EMIT changed();
}

} // namespace Medio::Store
