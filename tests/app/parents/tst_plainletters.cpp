// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/plainletters.h"

#include <QTest>

using namespace Medio::Parents;
using namespace Qt::StringLiterals;

class TestPlainLetters : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lettersOfManyLanguages_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("plain");
        QTest::addColumn<QString>("spelled");
        QTest::newRow("nothing") << QString() << QString() << QString();
        QTest::newRow("English") << u"Owl 2-3"_s << u"Owl 2-3"_s << u"Owl 2-3"_s;
        QTest::newRow("German") << u"Löwe, Bär und Übermut groß"_s << u"Lowe, Bar und Ubermut gross"_s
                                << u"Loewe, Baer und Uebermut gross"_s;
        QTest::newRow("German, decomposed") << u"Lo\u0308we"_s << u"Lowe"_s << u"Loewe"_s;
        QTest::newRow("French") << u"Éléphant, cœur, garçon"_s << u"Elephant, coeur, garcon"_s
                                << u"Elephant, coeur, garcon"_s;
        QTest::newRow("Spanish") << u"El niño y el pingüino"_s << u"El nino y el pinguino"_s
                                 << u"El nino y el pingueino"_s;
        QTest::newRow("Turkish") << u"Ağaç, ışık, İnek, şeker"_s << u"Agac, isik, Inek, seker"_s
                                 << u"Agac, isik, Inek, seker"_s;
        QTest::newRow("the North") << u"Ærø, Łódź, þú"_s << u"Aero, Lodz, thu"_s << u"Aero, Lodz, thu"_s;
        QTest::newRow("Arabic keeps its letters") << u"بومة"_s << u"بومة"_s << u"بومة"_s;
        QTest::newRow("ligatures") << u"ﬁsh"_s << u"fish"_s << u"fish"_s;
    }
    void lettersOfManyLanguages()
    {
        QFETCH(QString, text);
        QTEST(plainLetters(text), "plain");
        QTEST(spelledOut(text), "spelled");
    }
};

QTEST_GUILESS_MAIN(TestPlainLetters)
#include "tst_plainletters.moc"
