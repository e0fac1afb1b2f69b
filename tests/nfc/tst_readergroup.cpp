// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/readergroup.h"
#include "tests/support/faketagreader.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Medio::Nfc;
using namespace Qt::StringLiterals;

namespace {

Uid uidOf(QChar name)
{
    return *Uid::fromBytes(QByteArray("\x04\x01\x02\x03\x04\x05").append(name.toLatin1()));
}

QString nameOf(const Uid &uid)
{
    return QString(QLatin1Char(uid.bytes()[6]));
}

/// Two fakes behind a group.
struct Pair
{
    Pair()
    {
        auto first = std::make_unique<FakeTagReader>();
        auto second = std::make_unique<FakeTagReader>();
        members = {first.get(), second.get()};
        std::vector<std::unique_ptr<TagReader>> readers;
        readers.push_back(std::move(first));
        readers.push_back(std::move(second));
        group = std::make_unique<ReaderGroup>(std::move(readers));
        const auto say = [this](const QString &what) {
            said << what;
        };
        QObject::connect(group.get(), &TagReader::readerFound, group.get(), [=] { say(u"found"_s); });
        QObject::connect(group.get(), &TagReader::readerLost, group.get(), [=] { say(u"lost"_s); });
        QObject::connect(group.get(), &TagReader::chipPlaced, group.get(), [=](const Placement &placement) {
            say((placement.resting ? u"resting:"_s : u"placed:"_s).append(nameOf(placement.uid)));
        });
        QObject::connect(group.get(), &TagReader::chipLifted, group.get(),
                         [=](const Uid &uid) { say(u"lifted:"_s.append(nameOf(uid))); });
        QObject::connect(group.get(), &TagReader::chipRefused, group.get(), [=] { say(u"refused"_s); });
        QObject::connect(group.get(), &TagReader::chipRead, group.get(),
                         [=](const Content &content) { say(u"read:"_s.append(nameOf(content.uid))); });
    }

    /// "1A" the chip A is put on the first reader; "1." its chip is lifted; "1!" it is lost; "1+" it is
    /// back; "1p" a phone; "1r" its chip is read; "start", "stop".
    QString play(const QString &deeds)
    {
        said.clear();
        const QStringList all = deeds.split(u' ');
        for (const QString &deed : all) {
            if (deed == u"start"_s) {
                group->start();
                continue;
            }
            if (deed == u"stop"_s) {
                group->stop();
                continue;
            }
            FakeTagReader &member = *members[deed[0] == u'1' ? 0 : 1];
            switch (deed[1].unicode()) {
            case u'.':
                member.lift();
                break;
            case u'!':
                member.fail(ReaderFault::Missing);
                break;
            case u'+':
                member.recover();
                break;
            case u'p':
                member.refuse();
                break;
            case u'r':
                member.read({NdefUri{u"medio:1"_s}});
                break;
            default:
                member.place(uidOf(deed[1]));
            }
        }
        return said.join(u' ');
    }

    std::array<FakeTagReader *, 2> members{};
    std::unique_ptr<ReaderGroup> group;
    QStringList said;
};

} // namespace

class TestReaderGroup : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isOneReader_data();
    void isOneReader();
    void tellsOfEach();
    void mayBeStoppedFromASlot();
    void randomWalkKeepsTheOrder();
};

void TestReaderGroup::isOneReader_data()
{
    QTest::addColumn<QString>("deeds");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *words, const char *deeds, const char *said) {
        QTest::newRow(words) << QString::fromLatin1(deeds) << QString::fromLatin1(said);
    };
    row("found once", "start", "found");
    row("chips of each", "start 1A 1. 2B 2.", "found placed:A lifted:A placed:B lifted:B");
    row("the first stays until it is lifted", "start 1A 2B 1.", "found placed:A lifted:A placed:B");
    row("a second that is lifted first", "start 1A 2B 2. 1.", "found placed:A lifted:A");
    row("exchanged on its reader", "start 1A 1B", "found placed:A lifted:A placed:B");
    row("one lies there before the start", "2A start", "found resting:A");
    row("one of two is lost", "start 1! 2A", "found placed:A");
    row("one of two is missing from the start", "1! start 2A", "found placed:A");
    row("both are lost", "start 1! 2! 1+", "found lost found");
    row("both are missing from the start", "1! 2! start 2+", "lost found");
    row("its reader is lost and comes back", "start 1A 1! 1+ 1.", "found placed:A lifted:A");
    row("lifted while its reader was lost", "start 1A 1! 1. 1+", "found placed:A lifted:A");
    row("its reader is lost: it gives way", "start 1A 1! 2B", "found placed:A lifted:A placed:B");
    row("it gave way, and is there when its reader is back", "start 1A 1! 2B 1+ 2.",
        "found placed:A lifted:A placed:B lifted:B resting:A");
    row("its reader is lost: it does not give way to one that lies there", "start 1A 2! 2B 1! 2+",
        "found placed:A lost found");
    row("it moves to another reader while its own is lost", "start 1A 1! 2! 2A 2+ 2.",
        "found placed:A lost found resting:A lifted:A");
    row("told anew after all were lost", "start 1A 1! 2! 1+", "found placed:A lost found resting:A");
    row("a phone", "start 1p 2A", "found refused placed:A");
    row("what is written on the chip that is told", "start 1A 2B 2r 1r", "found placed:A read:A");
    row("stopped", "start 1A stop 1. start", "found placed:A found");
}

void TestReaderGroup::isOneReader()
{
    QFETCH(QString, deeds);
    QFETCH(QString, said);
    QCOMPARE(Pair().play(deeds), said);
}

void TestReaderGroup::tellsOfEach()
{
    Pair pair;
    pair.play(u"start 2!"_s);
    const auto readers = pair.group->readers();
    QCOMPARE(readers.size(), 2);
    QCOMPARE(readers[0].fault, ReaderFault::None);
    QCOMPARE(readers[1].fault, ReaderFault::Missing);
}

void TestReaderGroup::mayBeStoppedFromASlot()
{
    for (const QString &word : {u"found"_s, u"lifted:A"_s, u"placed:A"_s}) {
        Pair pair;
        const auto stopAt = [&](const QString &what) {
            if (pair.said.endsWith(what))
                pair.group->stop();
        };
        connect(pair.group.get(), &TagReader::readerFound, this, [&] { stopAt(u"found"_s); });
        connect(pair.group.get(), &TagReader::chipLifted, this, [&] {
            if (word == u"lifted:A"_s)
                stopAt(word);
        });
        connect(pair.group.get(), &TagReader::chipPlaced, this, [&] {
            if (word == u"placed:A"_s)
                stopAt(word);
        });
        if (word != u"found"_s)
            disconnect(pair.group.get(), &TagReader::readerFound, this, nullptr);
        const QString said = pair.play(u"1A start 1. 1A 2B 1. 2."_s);
        QVERIFY2(said.endsWith(word), qPrintable(said));
    }
}

void TestReaderGroup::randomWalkKeepsTheOrder()
{
    QRandomGenerator random(8);
    Pair pair;
    pair.play(u"start"_s);
    bool isFound = true;
    QString chip; // as the world knows
    for (int i = 0; i < 200'000; ++i) {
        const QString deeds = u"AABC...!!++p"_s;
        const QString deed = QString(random.bounded(2) == 0 ? u'1' : u'2')
                                 .append(deeds[random.bounded(static_cast<int>(deeds.size()))]);
        const QStringList said = pair.play(deed).split(u' ', Qt::SkipEmptyParts);
        for (const QString &each : said) {
            if (each == u"found"_s) {
                QVERIFY(!isFound);
                isFound = true;
            } else if (each == u"lost"_s) {
                QVERIFY(isFound);
                isFound = false;
            } else if (each.startsWith(u"lifted:"_s)) {
                QVERIFY(isFound);
                QCOMPARE(each.right(1), chip);
                chip.clear();
            } else if (each != u"refused"_s) {
                QVERIFY(isFound);
                // Told anew is only what is known.
                QVERIFY2(chip.isEmpty() || (each == u"resting:"_s + chip), qPrintable(each));
                chip = each.right(1);
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestReaderGroup)
#include "tst_readergroup.moc"
