// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/housechips.h"

#include "app/base/logging.h"

#include <QPointer>
#include <QUuid>

#include <algorithm>
#include <array>

namespace Medio::Store {

using std::chrono::milliseconds;
using std::chrono::minutes;

namespace {

const DatabaseLayout &layout()
{
    static const DatabaseLayout house{
        QStringLiteral("house"),
        {{QStringLiteral("CREATE TABLE chips(uid TEXT PRIMARY KEY, kind TEXT NOT NULL, child TEXT,"
                         "minutes INTEGER, voucher TEXT) WITHOUT ROWID"),
          QStringLiteral("CREATE TABLE grants(number INTEGER PRIMARY KEY, voucher TEXT NOT NULL UNIQUE,"
                         "uid TEXT NOT NULL, child TEXT NOT NULL, day TEXT NOT NULL,"
                         "milliseconds INTEGER NOT NULL,"
                         "played INTEGER NOT NULL)")}}, // milliseconds of that day, until then
        DatabaseLayout::Durability::Synced};
    return house;
}

/// Nothing: a kind that a later version of the program wrote, or nonsense.
std::optional<Flow::HouseChip> chipFrom(const QSqlQuery &row)
{
    const QString kind = row.value(1).toString();
    if (kind == Flow::nameOf(Flow::HouseChip(Flow::ParentChip{})))
        return Flow::ParentChip{};
    if (kind == Flow::nameOf(Flow::HouseChip(Flow::ProfileChip{}))) {
        const auto child = Api::ProfileId::parse(row.value(2).toString());
        return child ? std::optional<Flow::HouseChip>(Flow::ProfileChip{*child}) : std::nullopt;
    }
    if (kind == Flow::nameOf(Flow::HouseChip(Flow::BonusChip{}))) {
        const minutes amount(row.value(3).toLongLong());
        const bool isAllowed = amount >= Flow::leastBonus && amount <= Flow::mostBonus;
        return isAllowed ? std::optional<Flow::HouseChip>(Flow::BonusChip{amount, false}) : std::nullopt;
    }
    const auto control = Flow::controlOf(kind);
    return control ? std::optional<Flow::HouseChip>(Flow::ControlChip{*control}) : std::nullopt;
}

} // namespace

class HouseChips::File
{
public:
    explicit File(std::unique_ptr<Database> opened)
        : database(std::move(opened))
    {
    }

    std::unique_ptr<Database> database;
    QHash<Nfc::Uid, Flow::HouseChip> chips;
    QHash<Nfc::Uid, QString> vouchers;
    Grants grants;

    Expected<void, StoreProblem> load()
    {
        // A grant is kept as long as its chip could be spent again, or as its day may still count.
        if (auto forgotten = database->run(QStringLiteral(
                "DELETE FROM grants WHERE voucher NOT IN(SELECT voucher FROM chips WHERE voucher "
                "IS NOT NULL) AND day<(SELECT max(day) FROM grants)"));
            !forgotten)
            return Unexpected{forgotten.error()};
        QSet<QString> spent;
        {
            auto query = database->run(QStringLiteral(
                "SELECT voucher, child, day, milliseconds, played FROM grants ORDER BY number"));
            if (!query)
                return Unexpected{query.error()};
            while (query->next()) {
                spent.insert(query->value(0).toString());
                const auto child = Api::ProfileId::parse(query->value(1).toString());
                const QDate day = QDate::fromString(query->value(2).toString(), Qt::ISODate);
                if (child)
                    grants[{*child, day}].append({milliseconds(query->value(3).toLongLong()),
                                                  milliseconds(query->value(4).toLongLong())});
            }
        }
        auto query = database->run(QStringLiteral("SELECT uid, kind, child, minutes, voucher FROM chips"));
        if (!query)
            return Unexpected{query.error()};
        while (query->next()) {
            const auto uid = Nfc::Uid::fromString(query->value(0).toString());
            auto chip = chipFrom(*query);
            if (!uid || !chip) {
                qCWarning(lcStore).noquote()
                    << database->path() + u':' << "the chip" << query->value(0).toString()
                    << "can't be understood and does nothing";
                continue;
            }
            if (auto *bonus = std::get_if<Flow::BonusChip>(&*chip)) {
                const QString voucher = query->value(4).toString();
                bonus->spent = voucher.isEmpty() || spent.contains(voucher);
                vouchers.insert(*uid, voucher);
            }
            chips.insert(*uid, *chip);
        }
        return {};
    }

    /// `voucher` is empty unless it is a bonus chip.
    Expected<void, StoreProblem> put(const Nfc::Uid &uid, const Flow::HouseChip &chip, const QString &voucher)
    {
        const auto *profile = std::get_if<Flow::ProfileChip>(&chip);
        const auto *bonus = std::get_if<Flow::BonusChip>(&chip);
        const auto done = database->run(
            QStringLiteral("INSERT OR REPLACE INTO chips(uid,kind,child,minutes,voucher) VALUES(?,?,?,?,?)"),
            {uid.toString(), Flow::nameOf(chip), profile ? QVariant(profile->child.toString()) : QVariant(),
             bonus ? QVariant(qint64(bonus->amount.count())) : QVariant(),
             bonus ? QVariant(voucher) : QVariant()});
        if (!done)
            return Unexpected{done.error()};
        return {};
    }
};

Expected<std::shared_ptr<HouseChips::File>, StoreProblem> HouseChips::open(const QString &folder)
{
    return openFile<File>(layout(), folder);
}

HouseChips::HouseChips(std::shared_ptr<File> file, StoreThread &thread, QObject *parent)
    : Flow::HouseChips(parent)
    , m_file(std::move(file))
    , m_thread(thread)
    , m_chips(std::move(m_file->chips))
    , m_vouchers(std::move(m_file->vouchers))
    , m_grants(std::move(m_file->grants))
{
}

HouseChips::~HouseChips()
{
    m_thread.letGo(std::move(m_file));
}

void HouseChips::put(const Nfc::Uid &uid, const Flow::HouseChip &chip)
{
    Flow::HouseChip taken = chip;
    m_vouchers.remove(uid);
    if (auto *bonus = std::get_if<Flow::BonusChip>(&taken)) {
        bonus->spent = false;
        m_vouchers.insert(uid, QUuid::createUuid().toString(QUuid::WithoutBraces));
    }
    m_chips.insert(uid, taken);
    m_thread.give([file = m_file, uid, taken, voucher = m_vouchers.value(uid)]() -> StoreThread::Answer {
        if (const auto written = file->put(uid, taken, voucher); !written)
            qCCritical(lcStore).noquote() << written.error().toString();
        return {};
    });
    Q_EMIT changed();
}

void HouseChips::remove(const Nfc::Uid &uid)
{
    m_vouchers.remove(uid);
    if (!m_chips.remove(uid))
        return;
    m_thread.give([file = m_file, uid]() -> StoreThread::Answer {
        const auto written =
            file->database->run(QStringLiteral("DELETE FROM chips WHERE uid=?"), {uid.toString()});
        if (!written)
            qCCritical(lcStore).noquote() << written.error().toString();
        return {};
    });
    Q_EMIT changed();
}

void HouseChips::spend(quint64 question, const Nfc::Uid &uid, const Api::ProfileId &child, const QDate &day,
                       milliseconds played)
{
    const auto chip = m_chips.constFind(uid);
    const auto *bonus = chip == m_chips.cend() ? nullptr : std::get_if<Flow::BonusChip>(&*chip);
    const QString voucher = m_vouchers.value(uid);
    if (!bonus || bonus->spent || m_underWay.contains(voucher)) {
        QMetaObject::invokeMethod(
            this, [this, question] { Q_EMIT answered(question, Flow::BonusOutcome::Empty); },
            Qt::QueuedConnection);
        return;
    }
    m_underWay.insert(voucher);
    write(question, {voucher, uid}, child, day, {bonus->amount, played});
}

void HouseChips::give(quint64 question, const Api::ProfileId &child, const QDate &day, minutes amount,
                      milliseconds played)
{
    write(question, {QUuid::createUuid().toString(QUuid::WithoutBraces), std::nullopt}, child, day,
          {amount, played});
}

void HouseChips::write(quint64 question, const Voucher &voucher, const Api::ProfileId &child,
                       const QDate &day, const Flow::Grant &grant)
{
    m_thread.give([file = m_file, house = QPointer<HouseChips>(this), question, voucher, child, day,
                   grant]() -> StoreThread::Answer {
        const auto written = file->database->run(
            QStringLiteral(
                "INSERT INTO grants(voucher,uid,child,day,milliseconds,played) VALUES(?,?,?,?,?,?)"),
            {voucher.number, voucher.chip ? voucher.chip->toString() : QStringLiteral(""), child.toString(),
             day.toString(Qt::ISODate), qint64(grant.amount.count()), qint64(grant.playedBefore.count())});
        if (!written)
            qCCritical(lcStore).noquote() << written.error().toString();
        return [house, question, voucher, child, day, grant, isWritten = written.has_value()] {
            if (!house)
                return;
            house->m_underWay.remove(voucher.number);
            if (isWritten)
                house->noteGranted(voucher, child, day, grant);
            Q_EMIT house->answered(question,
                                   isWritten ? Flow::BonusOutcome::Granted : Flow::BonusOutcome::NotWritable);
        };
    });
}

void HouseChips::noteGranted(const Voucher &voucher, const Api::ProfileId &child, const QDate &day,
                             const Flow::Grant &grant)
{
    m_grants[{child, day}].append(grant);
    if (voucher.chip &&
        m_vouchers.value(*voucher.chip) == voucher.number) // not filled again, nor another chip by now
        std::get<Flow::BonusChip>(m_chips[*voucher.chip]).spent = true;
}

QList<Flow::Grant> HouseChips::grants(const Api::ProfileId &child, const QDate &day) const
{
    return m_grants.value({child, day});
}

} // namespace Medio::Store
