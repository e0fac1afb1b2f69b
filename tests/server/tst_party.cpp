// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/http/party.h"

#include <QTest>

using namespace Medio::Home;

class TestParty : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void joins_data();
    void joins();
};

void TestParty::joins_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("party");
    const auto row = [](const char *address, const char *party) {
        QTest::newRow(address) << QString::fromLatin1(address) << QString::fromLatin1(party);
    };
    row("192.0.2.1", "192.0.2.1");
    row("::ffff:192.0.2.1", "192.0.2.1");
    row("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::");
    row("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::");
    row("2001:db8:1:3::1", "2001:db8:1:3::");
}

void TestParty::joins()
{
    QFETCH(QString, address);
    QFETCH(QString, party);
    QCOMPARE(partyOf(QHostAddress(address)), QHostAddress(party));
}

QTEST_GUILESS_MAIN(TestParty)
#include "tst_party.moc"
