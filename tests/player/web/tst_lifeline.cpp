// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/web/browser/lifeline.h"

#include <QTest>

using namespace Medio::PlayerWeb;

class LifelineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsSharedIsNotItsOwn_data()
    {
        QTest::addColumn<QByteArray>("statm");
        QTest::addColumn<qint64>("pages");
        QTest::newRow("shares") << QByteArray("90000 30000 22000 10 0 8000 0\n") << qint64(8000);
        QTest::newRow("more shared than resident") << QByteArray("9 3 4 1 0 1 0\n") << qint64(0);
        QTest::newRow("one that is ending") << QByteArray("0 0 0 0 0 0 0\n") << qint64(0);
        QTest::newRow("nothing") << QByteArray() << qint64(0);
        QTest::newRow("no numbers") << QByteArray("a b c d") << qint64(0);
    }

    void whatIsSharedIsNotItsOwn()
    {
        QFETCH(const QByteArray, statm);
        QTEST(Lifeline::ownPagesIn(statm), "pages");
    }
};

QTEST_APPLESS_MAIN(LifelineTest)
#include "tst_lifeline.moc"
