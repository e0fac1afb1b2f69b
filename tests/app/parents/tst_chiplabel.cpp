// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/chiplabel.h"
#include "net/api/text.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Medio;
using namespace Medio::Parents;
using namespace Qt::StringLiterals;

class TestChipLabel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<std::optional<LabelProblem>>("problem");
        using Maybe = std::optional<LabelProblem>;
        QTest::newRow("a word") << u"Owl"_s << Maybe();
        QTest::newRow("all that is allowed") << u" Owl 2-3 "_s << Maybe();
        QTest::newRow("fifty") << QString(50, u'a') << Maybe();
        QTest::newRow("nothing") << QString() << Maybe(LabelProblem::Empty);
        QTest::newRow("spaces") << u"   "_s << Maybe(LabelProblem::Empty);
        QTest::newRow("fifty-one") << QString(51, u'a') << Maybe(LabelProblem::TooLong);
        QTest::newRow("an umlaut") << u"Löwe"_s << Maybe(LabelProblem::Letters);
        QTest::newRow("an apostrophe") << u"Tom's"_s << Maybe(LabelProblem::Letters);
        QTest::newRow("too long and an umlaut") << u"ö"_s + QString(60, u'a') << Maybe(LabelProblem::Letters);
    }
    void whatIsWrongIsNamed()
    {
        QFETCH(QString, typed);
        QTEST(problemOfLabel(typed), "problem");
    }

    void theNearestThatIsAllowed_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("label");
        QTest::newRow("as it is") << u"Owl 2-3"_s << u"Owl 2-3"_s;
        QTest::newRow("umlauts") << u"Löwe & Bär"_s << u"Loewe Baer"_s;
        QTest::newRow("apostrophes") << u"Tom's, Ana’s"_s << u"Toms Anas"_s;
        QTest::newRow("an accent as an apostrophe") << u"Tom´s"_s << u"Toms"_s;
        QTest::newRow("signs") << u"(1) Die Eule: Folge_3!"_s << u"1 Die Eule Folge 3"_s;
        QTest::newRow("spaces") << u"  a \t b\n"_s << u"a b"_s;
        QTest::newRow("smileys") << u"🦉 Owl 🦉"_s << u"Owl"_s;
        QTest::newRow("nothing that is allowed") << u"بومة"_s << QString();
        QTest::newRow("too long") << u"The very long story of the little owl who could not sleep"_s
                                  << u"The very long story of the little owl who could"_s;
        QTest::newRow("one long word") << QString(60, u'x') << QString(50, u'x');
        QTest::newRow("exactly") << QString(50, u'x') + u" y"_s << QString(50, u'x');
    }
    void theNearestThatIsAllowed()
    {
        QFETCH(QString, text);
        QTEST(labelFor(text), "label");
    }

    void anyTextGivesOneThatIsAllowed()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator dice(seed);
        for (int round = 0; round < 5000; ++round) {
            QString text;
            const int length = dice.bounded(0, 80);
            for (int i = 0; i < length; ++i)
                text += QChar(dice.bounded(4) == 0 ? dice.bounded(0x10000) : dice.bounded(0x20, 0x180));
            const QString label = labelFor(text);
            QVERIFY(label.isEmpty() || !problemOfLabel(label));
            QCOMPARE(labelFor(label), label);
        }
    }

    void aUidMakesALabelToo()
    {
        QCOMPARE(labelForUid(u"04:A1:B2:C3:D4:E5:F6"_s), u"Chip E5F6"_s);
        QVERIFY(Api::normaliseLabel(labelForUid(u"04:A1:B2:C3"_s)));
        QCOMPARE(labelForUid(QString()), u"Chip "_s);
    }
};

QTEST_GUILESS_MAIN(TestChipLabel)
#include "tst_chiplabel.moc"
