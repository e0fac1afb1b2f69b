// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/faketagreader.h"

#include <QTest>

using namespace Medio::Nfc;
using namespace Qt::StringLiterals;

/// The fake keeps the order of signals that TagReader promises.
class TestFakeTagReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsTheOrder();
};

void TestFakeTagReader::keepsTheOrder()
{
    FakeTagReader reader;
    QStringList said;
    connect(&reader, &TagReader::readerFound, this, [&] { said << u"found"_s; });
    connect(&reader, &TagReader::readerLost, this, [&] { said << u"lost"_s; });
    connect(&reader, &TagReader::chipPlaced, this,
            [&](const Placement &placement) { said << (placement.resting ? u"resting"_s : u"placed"_s); });
    connect(&reader, &TagReader::chipLifted, this, [&] { said << u"lifted"_s; });
    const Uid a = *Uid::fromString(u"04A1B2C3"_s);
    const Uid b = *Uid::fromString(u"04A1B2C4"_s);
    const auto take = [&] {
        return std::exchange(said, {}).join(u' ');
    };

    reader.place(a);
    QCOMPARE(take(), QString());
    reader.start();
    reader.start();
    QCOMPARE(take(), u"found resting"_s);
    reader.place(b);
    QCOMPARE(take(), u"lifted placed"_s);
    reader.fail(ReaderFault::Missing);
    reader.recover();
    QCOMPARE(take(), u"lost found resting"_s);
    reader.fail(ReaderFault::Mute);
    reader.lift();
    reader.recover();
    QCOMPARE(take(), u"lost found lifted"_s);
    reader.fail(ReaderFault::Mute);
    reader.place(a);
    reader.recover();
    QCOMPARE(take(), u"lost found resting"_s);
    reader.fail(ReaderFault::Mute);
    reader.place(b);
    reader.recover();
    QCOMPARE(take(), u"lost found lifted resting"_s);
    reader.stop();
    reader.lift();
    QCOMPARE(take(), QString());
}

QTEST_GUILESS_MAIN(TestFakeTagReader)
#include "tst_faketagreader.moc"
