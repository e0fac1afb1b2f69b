// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/settings.h"

#include "app/base/logging.h"

#include <algorithm>
#include <array>
#include <utility>

namespace Medio::Store {

using Flow::KioskSettings;

namespace {

const DatabaseLayout &layout()
{
    static const DatabaseLayout settings{
        QStringLiteral("settings"),
        {{QStringLiteral("CREATE TABLE settings(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")}},
        DatabaseLayout::Durability::Synced};
    return settings;
}

template<typename Enum, size_t N>
bool readWord(const QString &text, const std::array<Enum, N> &allowed, Enum &value)
{
    const auto found = std::find_if(allowed.begin(), allowed.end(),
                                    [&text](Enum candidate) { return Flow::nameOf(candidate) == text; });
    if (found == allowed.end())
        return false;
    value = *found;
    return true;
}

bool readFlag(const QString &text, bool &value)
{
    value = text == u"yes";
    return value || text == u"no";
}

QString flagText(bool value)
{
    return value ? QStringLiteral("yes") : QStringLiteral("no");
}

/// One setting: its key, and how its value becomes text and back. read: false = not allowed.
struct Field
{
    QString key;
    QString (*write)(const KioskSettings &);
    bool (*read)(const QString &, KioskSettings &);
};

const std::array<Field, 7> &fields()
{
    using namespace Flow;
    static const std::array<Field, 7> table{{
        {QStringLiteral("reader.mode"), [](const KioskSettings &s) { return nameOf(s.mode); },
         [](const QString &text, KioskSettings &s) {
             return readWord(text, std::array{ReaderMode::Hold, ReaderMode::Tap}, s.mode);
         }},
        {QStringLiteral("reader.second-chip"), [](const KioskSettings &s) { return nameOf(s.secondChip); },
         [](const QString &text, KioskSettings &s) {
             return readWord(text, std::array{SecondChip::Switch, SecondChip::Ignore}, s.secondChip);
         }},
        {QStringLiteral("reader.side"), [](const KioskSettings &s) { return nameOf(s.readerSide); },
         [](const QString &text, KioskSettings &s) {
             return readWord(
                 text, std::array{ReaderSide::Below, ReaderSide::Left, ReaderSide::Right, ReaderSide::Beside},
                 s.readerSide);
         }},
        {QStringLiteral("film.ending"), [](const KioskSettings &s) { return nameOf(s.ending); },
         [](const QString &text, KioskSettings &s) {
             return readWord(text, std::array{Ending::Film, Ending::Limit, Ending::Fits}, s.ending);
         }},
        {QStringLiteral("server.strict"), [](const KioskSettings &s) { return flagText(s.strict); },
         [](const QString &text, KioskSettings &s) {
             return readFlag(text, s.strict);
         }},
        {QStringLiteral("screen.calm"), [](const KioskSettings &s) { return flagText(s.calm); },
         [](const QString &text, KioskSettings &s) {
             return readFlag(text, s.calm);
         }},
        {QStringLiteral("child"),
         [](const KioskSettings &s) { return s.child ? s.child->toString() : QStringLiteral(""); },
         [](const QString &text, KioskSettings &s) {
             s.child = Api::ProfileId::parse(text);
             return s.child || text.isEmpty();
         }},
    }};
    return table;
}

} // namespace

class Settings::File
{
public:
    explicit File(std::unique_ptr<Database> opened)
        : database(std::move(opened))
    {
    }

    std::unique_ptr<Database> database;
    KioskSettings found;

    Expected<void, StoreProblem> load()
    {
        auto query = database->run(QStringLiteral("SELECT key, value FROM settings"));
        if (!query)
            return Unexpected{query.error()};
        while (query->next()) {
            const QString key = query->value(0).toString();
            const QString value = query->value(1).toString();
            const auto field = std::find_if(fields().begin(), fields().end(),
                                            [&key](const Field &candidate) { return candidate.key == key; });
            if (field == fields().end())
                continue;
            KioskSettings changed = found;
            if (field->read(value, changed))
                found = changed;
            else
                qCWarning(lcStore).noquote() << database->path() + QStringLiteral(": ") + key << "can't be"
                                             << value << "and is as if it was not set";
        }
        return {};
    }
};

Expected<std::shared_ptr<Settings::File>, StoreProblem> Settings::open(const QString &folder)
{
    auto opened = Database::openOrRenew(layout(), folder);
    if (!opened)
        return Unexpected{opened.error()};
    auto file = std::make_shared<File>(std::move(opened->database));
    if (const auto loaded = file->load(); !loaded)
        return Unexpected{loaded.error()};
    return file;
}

Settings::Settings(std::shared_ptr<File> file, StoreThread &thread, QObject *parent)
    : SettingsStore(parent)
    , m_file(std::move(file))
    , m_thread(thread)
    , m_settings(m_file->found)
{
}

Settings::~Settings()
{
    m_thread.give([file = std::move(m_file)]() mutable {
        file.reset();
        return StoreThread::Answer();
    });
}

void Settings::save(const KioskSettings &settings)
{
    QList<std::pair<QString, QString>> rows;
    for (const Field &field : fields()) {
        const QString value = field.write(settings);
        if (value != field.write(m_settings))
            rows.append({field.key, value});
    }
    if (rows.isEmpty())
        return;
    m_settings = settings;
    m_thread.give([file = m_file, rows]() -> StoreThread::Answer {
        const auto write = [&]() -> Expected<void, StoreProblem> {
            Database::Transaction transaction(*file->database);
            for (const auto &[key, value] : rows) {
                if (auto done = file->database->run(
                        QStringLiteral("INSERT INTO settings(key,value) VALUES(?,?) "
                                       "ON CONFLICT(key) DO UPDATE SET value=excluded.value"),
                        {key, value});
                    !done)
                    return Unexpected{done.error()};
            }
            return transaction.commit();
        };
        if (const auto written = write(); !written)
            qCCritical(lcStore).noquote() << written.error().toString();
        return {};
    });
    Q_EMIT changed();
}

} // namespace Medio::Store
