// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/chipcommand.h"

#include "app/store/storage.h"

#include <algorithm>
#include <utility>

namespace Medio::ChipCommand {
namespace {

using Flow::HouseChip;

constexpr int cannot = 1;
constexpr int wrongWords = 2;

struct Failure
{
    int status;
    QString sentence;
};

Expected<HouseChip, QString> profileOf(const QString &child, const QList<Api::Profile> &profiles)
{
    QStringList names;
    for (const Api::Profile &profile : profiles) {
        if (profile.name.compare(child, Qt::CaseInsensitive) == 0 || profile.id.toString() == child)
            return HouseChip(Flow::ProfileChip{profile.id});
        names.append(profile.name);
    }
    if (!profiles.isEmpty())
        return Unexpected{QStringLiteral("\"%1\" is no child; allowed are %2")
                              .arg(child, names.join(QStringLiteral(", ")))};
    if (const auto id = Api::ProfileId::parse(child))
        return HouseChip(Flow::ProfileChip{*id});
    return Unexpected{
        QStringLiteral("no child is known yet: sign in first, or name the child by its id in Medio")};
}

Expected<HouseChip, QString> bonusOf(const QString &minutes)
{
    Flow::BonusChip bonus;
    if (minutes.isEmpty())
        return HouseChip(bonus);
    bool isNumber = false;
    bonus.amount = std::chrono::minutes(minutes.toInt(&isNumber));
    if (isNumber && bonus.amount >= Flow::leastBonus && bonus.amount <= Flow::mostBonus)
        return HouseChip(bonus);
    return Unexpected{QStringLiteral("\"%1\" is not allowed: minutes, %2..%3")
                          .arg(minutes)
                          .arg(Flow::leastBonus.count())
                          .arg(Flow::mostBonus.count())};
}

/// One run of the command on an open store.
class Command
{
public:
    Command(Store::Storage &storage, QTextStream &out)
        : m_storage(storage)
        , m_out(out)
    {
    }

    Expected<void, Failure> list()
    {
        const QHash<Nfc::Uid, HouseChip> chips = m_storage.houseChips().chips();
        QStringList lines;
        for (auto chip = chips.cbegin(); chip != chips.cend(); ++chip)
            lines.append(chip.key().toString() + QStringLiteral("  ") + describe(*chip));
        lines.sort();
        for (const QString &line : std::as_const(lines))
            m_out << line << '\n';
        return {};
    }

    Expected<void, Failure> add(const QStringList &words)
    {
        const auto uid = uidOf(words.at(1));
        if (!uid)
            return Unexpected{uid.error()};
        if (uid->isRandom())
            return Unexpected{Failure{
                cannot, QStringLiteral("%1 is a phone or a bank card, which shows another number at each tap")
                            .arg(uid->toString())}};
        if (const Flow::CatalogueChip *film = m_storage.catalogue().snapshot()->chip(*uid))
            return Unexpected{
                Failure{cannot, QStringLiteral("%1 is the chip \"%2\" in Medio; take it off there first")
                                    .arg(uid->toString(), film->label)}};
        const auto chip = chipFrom(words.mid(2), *m_storage.catalogue().snapshot());
        if (!chip)
            return Unexpected{Failure{wrongWords, chip.error()}};
        m_storage.houseChips().put(*uid, *chip);
        m_out << uid->toString() << "  " << describe(*chip) << '\n';
        return {};
    }

    Expected<void, Failure> remove(const QStringList &words)
    {
        const auto uid = uidOf(words.at(1));
        if (!uid)
            return Unexpected{uid.error()};
        if (!m_storage.houseChips().chips().contains(*uid))
            return Unexpected{Failure{cannot, QStringLiteral("%1 is no house chip").arg(uid->toString())}};
        m_storage.houseChips().remove(*uid);
        return {};
    }

private:
    static Expected<Nfc::Uid, Failure> uidOf(const QString &text)
    {
        if (const auto uid = Nfc::Uid::fromString(text))
            return *uid;
        return Unexpected{Failure{
            wrongWords,
            QStringLiteral("\"%1\" is no chip's number; it looks like 04:A1:B2:C3:D4:E5:F6").arg(text)}};
    }

    [[nodiscard]] QString describe(const HouseChip &chip) const
    {
        QString text = Flow::nameOf(chip);
        if (const auto *profile = std::get_if<Flow::ProfileChip>(&chip)) {
            const Api::Profile *child = m_storage.catalogue().snapshot()->profile(profile->child);
            text += u' ' + (child ? child->name : profile->child.toString());
        } else if (const auto *bonus = std::get_if<Flow::BonusChip>(&chip)) {
            text += QStringLiteral(" %1 minutes").arg(bonus->amount.count());
            if (bonus->spent)
                text += QStringLiteral(", spent");
        }
        return text;
    }

    Store::Storage &m_storage;
    QTextStream &m_out;
};

Expected<void, Failure> runOn(Store::Storage &storage, const QStringList &words, QTextStream &out)
{
    Command command(storage, out);
    if (words == QStringList{QStringLiteral("list")})
        return command.list();
    if (words.value(0) == u"add" && (words.size() == 3 || words.size() == 4))
        return command.add(words);
    if (words.value(0) == u"remove" && words.size() == 2)
        return command.remove(words);
    return Unexpected{Failure{wrongWords, usage()}};
}

} // namespace

QString usage()
{
    return QStringLiteral(
        "It is: chip list | chip add UID (profile CHILD | pause | next | back | louder | softer | "
        "stop | bonus [MINUTES] | parent) | chip remove UID");
}

Expected<HouseChip, QString> chipFrom(const QStringList &words, const Flow::CatalogueSnapshot &family)
{
    const QString kind = words.value(0);
    const QString argument = words.value(1);
    if (kind == u"profile")
        return profileOf(argument, family.profiles());
    if (kind == u"bonus")
        return bonusOf(argument);
    const auto control = Flow::controlOf(kind);
    if (!control && kind != u"parent")
        return Unexpected{QStringLiteral("\"%1\" is no kind of chip. %2").arg(kind, usage())};
    if (!argument.isEmpty())
        return Unexpected{QStringLiteral("\"%1\" is too much. %2").arg(argument, usage())};
    return control ? HouseChip(Flow::ControlChip{*control}) : HouseChip(Flow::ParentChip{});
}

int run(const QStringList &words, const QString &dataFolder, const Clock &clock, QTextStream &out,
        QTextStream &problems)
{
    const auto say = [&problems](const QString &sentence) {
        problems << "medio-kiosk: " << sentence << Qt::endl;
    };
    QHash<Nfc::Uid, HouseChip> wanted;
    {
        auto storage = Store::Storage::open(dataFolder, clock);
        if (!storage) {
            say(storage.error().toString());
            return cannot;
        }
        if (const auto done = runOn(**storage, words, out); !done) {
            say(done.error().sentence);
            return done.error().status;
        }
        wanted = (*storage)->houseChips().chips();
    }
    // "Done" is said of what the disk has.
    const auto written = Store::Storage::open(dataFolder, clock);
    if (!written || (*written)->houseChips().chips() != wanted) {
        say(QStringLiteral("%1 can't be written").arg(dataFolder));
        return cannot;
    }
    out.flush();
    return 0;
}

} // namespace Medio::ChipCommand
