// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fakefilmsource.h"
#include "tests/support/fakeplayer.h"

#include <QSignalSpy>
#include <QTest>

using namespace Medio;
using namespace std::chrono_literals;

/// The fakes keep the contracts of their interfaces: what is built upon them relies on it.
class TestFakePlayer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void numbersGrowAndOldStartsAreSilent();
    void abortedTicketsAreSilent();
};

void TestFakePlayer::numbersGrowAndOldStartsAreSilent()
{
    FakePlayer player;
    QSignalSpy ended(&player, &Player::ended);
    QCOMPARE(player.open({QStringLiteral("a"), {}, {}}, 0ms), 1U);
    QCOMPARE(player.open({QStringLiteral("b"), {}, 12s}, 3s), 2U);
    QCOMPARE(player.position(), 3s);
    player.seek(60s);
    QCOMPARE(player.position(), 12s);
    player.sayEnded();
    QCOMPARE(ended.size(), 1);
    QCOMPARE(ended[0][0].toULongLong(), 2U);
    QCOMPARE(player.present(), 0U);
    QVERIFY(!player.playing);
}

void TestFakePlayer::abortedTicketsAreSilent()
{
    FakeFilmSource source;
    QSignalSpy ready(&source, &FilmSource::ready);
    const auto ticket = source.open({QStringLiteral("a"), {}, {}}, 0ms);
    source.abort(ticket);
    source.sayReady(ticket, {}, {});
    QCOMPARE(ready.size(), 0);
    QCOMPARE(source.aborts, QList<FilmSource::Ticket>{ticket});
}

QTEST_GUILESS_MAIN(TestFakePlayer)
#include "tst_fakeplayer.moc"
