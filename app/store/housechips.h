// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/housechips.h"
#include "app/store/database.h"
#include "app/store/storethread.h"

#include <QSet>

#include <memory>
#include <optional>
#include <utility>

namespace Medio::Store {

/// The house chips in house.db: what each chip is, and every grant of a bonus chip under the number
/// of its filling (the voucher), which can be given once.
///
/// A damaged file is put aside, and with it all chips: nothing can be spent twice by damaging it.
class HouseChips final : public Flow::HouseChips
{
    Q_OBJECT
public:
    class File;
    using Grants = QHash<std::pair<Api::ProfileId, QDate>, QList<Flow::Grant>>;

    /// Store thread.
    static Expected<std::shared_ptr<File>, StoreProblem> open(const QString &folder);

    /// GUI thread; `thread` outlives the object.
    HouseChips(std::shared_ptr<File> file, StoreThread &thread, QObject *parent = nullptr);
    ~HouseChips() override;

    [[nodiscard]] QHash<Nfc::Uid, Flow::HouseChip> chips() const override { return m_chips; }
    void put(const Nfc::Uid &uid, const Flow::HouseChip &chip) override;
    void remove(const Nfc::Uid &uid) override;
    void spend(quint64 question, const Nfc::Uid &uid, const Api::ProfileId &child, const QDate &day,
               std::chrono::milliseconds played) override;
    void give(quint64 question, const Api::ProfileId &child, const QDate &day, std::chrono::minutes amount,
              std::chrono::milliseconds played) override;
    [[nodiscard]] QList<Flow::Grant> grants(const Api::ProfileId &child, const QDate &day) const override;

private:
    /// A voucher is used up by its grant: of a bonus chip, or made for what a parent gives.
    struct Voucher
    {
        QString number;
        std::optional<Nfc::Uid> chip;
    };
    void write(quint64 question, const Voucher &voucher, const Api::ProfileId &child, const QDate &day,
               const Flow::Grant &grant);
    void noteGranted(const Voucher &voucher, const Api::ProfileId &child, const QDate &day,
                     const Flow::Grant &grant);

    std::shared_ptr<File> m_file;
    StoreThread &m_thread;
    QHash<Nfc::Uid, Flow::HouseChip> m_chips;
    QHash<Nfc::Uid, QString> m_vouchers; ///< of the bonus chips among them
    QSet<QString> m_underWay;            ///< vouchers that are being spent
    Grants m_grants;
};

} // namespace Medio::Store
