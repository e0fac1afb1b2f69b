// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/chiptray/traychips.h"

#include <QTest>

using namespace Medio::ChipTray;
using namespace Qt::StringLiterals;

class TrayChipsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsNameUidAndLabel()
    {
        const auto chips = chipsOfFamily(
            R"({"chips":[{"name":"owl","uid":"04:D4:0F:5A:6B:14:80","label":"Owl"},{"name":"stranger","uid":"04:38:74:6A"}]})");
        QVERIFY(chips);
        QCOMPARE(*chips, (QList<TrayChip>{{u"owl"_s, u"04:D4:0F:5A:6B:14:80"_s, u"Owl"_s},
                                          {u"stranger"_s, u"04:38:74:6A"_s, u"stranger"_s}}));
    }

    void namesWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("named");
        QTest::newRow("no json") << QByteArray("{\"chips\":") << u"byte"_s;
        QTest::newRow("nothing") << QByteArray() << u"byte"_s;
        QTest::newRow("no chips") << QByteArray("{}") << u"1 to 9"_s;
        QTest::newRow("chips is text") << QByteArray(R"({"chips":"owl"})") << u"1 to 9"_s;
        QTest::newRow("ten") << QByteArray(R"({"chips":[1,2,3,4,5,6,7,8,9,10]})") << u"found 10"_s;
        QTest::newRow("no name") << QByteArray(R"({"chips":[{"uid":"04:01:02:03"}]})") << u"chips[0].name"_s;
        QTest::newRow("bad uid") << QByteArray(R"({"chips":[{"name":"a","uid":"04:01"}]})")
                                 << u"chips[0].uid"_s;
        QTest::newRow("not a chip") << QByteArray(R"({"chips":[{"name":"a","uid":"04:01:02:03"},7]})")
                                    << u"chips[1].name"_s;
    }

    void namesWhatIsWrong()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, named);
        const auto chips = chipsOfFamily(json);
        QVERIFY(!chips);
        QVERIFY2(chips.error().contains(named), qPrintable(chips.error()));
    }
};

QTEST_GUILESS_MAIN(TrayChipsTest)
#include "tst_traychips.moc"
