// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/housechips.h"
#include "app/flow/scene.h"
#include "net/api/values.h"
#include "nfc/tagreader.h"
#include "tests/stage/family.h"
#include "tests/stage/vocabulary.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Medio;
using namespace Medio::Stage;
using namespace Qt::StringLiterals;

/// The stage knows no module of the kiosk, so its words are written twice: here both are compared.
class TestVocabulary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void screensAreThoseOfTheFlow();
    void refusalsAreThoseOfTheFlow();
    void houseChipsAreThoseOfTheFlow();
    void endsAreThoseOfTheApi();
    void faultsAreThoseOfTheReader();
    void namesAreThoseOfTheFamily();
    void aFilmMayBeNamedByItsId();
    void theLanguagesPageNamesThemAll();
};

namespace {

/// The names of an enumeration from its first to this last value.
template<typename Enum, typename NameOf>
QStringList namesUpTo(Enum last, NameOf nameOf)
{
    QStringList names;
    for (int value = 0; value <= int(last); ++value)
        names.append(nameOf(Enum(value)));
    return names;
}

} // namespace

void TestVocabulary::screensAreThoseOfTheFlow()
{
    QCOMPARE(Vocabulary().valuesOf(u"screen"_s, u"name"_s),
             namesUpTo(Flow::Screen::SignIn, [](Flow::Screen screen) { return Flow::nameOf(screen); }));
}

void TestVocabulary::refusalsAreThoseOfTheFlow()
{
    QCOMPARE(Vocabulary().valuesOf(u"refused"_s, u"reason"_s),
             namesUpTo(Flow::Refusal::Locked, [](Flow::Refusal reason) { return Flow::nameOf(reason); }));
}

void TestVocabulary::houseChipsAreThoseOfTheFlow()
{
    QStringList kinds{nameOf(Flow::HouseChip(Flow::ProfileChip{}))};
    for (const Flow::Control control : Flow::allControls)
        kinds.append(nameOf(control));
    kinds += {nameOf(Flow::HouseChip(Flow::BonusChip{})), nameOf(Flow::HouseChip(Flow::ParentChip{}))};
    QCOMPARE(Vocabulary().valuesOf(u"house-chip"_s, u"kind"_s), kinds);
}

void TestVocabulary::endsAreThoseOfTheApi()
{
    QCOMPARE(Vocabulary().valuesOf(u"session-ended"_s, u"reason"_s),
             namesUpTo(Api::StopReason::Error, Api::stopReasonText));
}

void TestVocabulary::faultsAreThoseOfTheReader()
{
    QCOMPARE(
        Vocabulary().valuesOf(u"reader-lost"_s, u"fault"_s),
        namesUpTo(Nfc::ReaderFault::ProgramFailed, [](Nfc::ReaderFault fault) { return nameOf(fault); }));
}

void TestVocabulary::namesAreThoseOfTheFamily()
{
    Family family;
    family.chips = {{u"rocket"_s, {}, {}, {}, true}, {u"stranger"_s, {}, {}, {}, false}};
    family.children = {{u"Otter"_s, 60}};
    family.films = {{u"rocket"_s, u"Little Rocket"_s, {}, 12, {}}};
    const Vocabulary words = Vocabulary::of(family, true);
    QCOMPARE(words.valuesOf(u"refused"_s, u"chip"_s), (QStringList{u"rocket"_s, u"stranger"_s}));
    QCOMPARE(words.valuesOf(u"limit-reached"_s, u"child"_s), QStringList{u"Otter"_s});
    QCOMPARE(words.valuesOf(u"first-frame"_s, u"video"_s), (QStringList{u"rocket"_s, u"Little Rocket"_s}));
    QVERIFY(words.valuesOf(u"heartbeat"_s, u"session"_s).isEmpty());
    const QStringList events = Vocabulary::events();
    for (const QString &event : events)
        QVERIFY2(!words.problemWith(event, {}), qPrintable(event));
}

void TestVocabulary::aFilmMayBeNamedByItsId()
{
    Vocabulary words;
    words.films = {u"rocket"_s};
    const QString id = u"0b1f7a3e-58c4-4a2e-9c59-2f0c1c9a77d1"_s;
    QVERIFY(!words.problemWith(u"first-frame"_s, {{u"video"_s, id}}));
    QVERIFY(words.problemWith(u"first-frame"_s, {{u"video"_s, u"owl"_s}}));
}

void TestVocabulary::theLanguagesPageNamesThemAll()
{
    QFile file(qEnvironmentVariable("MEDIO_STAGE_LANGUAGE"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList rows =
        QString::fromUtf8(file.readAll()).split(u'\n').filter(QRegularExpression(u"^\\| `"_s));
    const QStringList events = Vocabulary::events();
    for (const QString &event : events) {
        const QStringList told = rows.filter(u'`' + event + u'`');
        QVERIFY2(told.size() == 1, qPrintable(event));
        const QStringList keys = Vocabulary::keysOf(event);
        for (const QString &key : keys) {
            QVERIFY2(told.first().contains(u'`' + key + u'`'), qPrintable(event + u' ' + key));
            const QStringList values = Vocabulary().valuesOf(event, key);
            for (const QString &value : values)
                QVERIFY2(told.first().contains(value), qPrintable(event + u' ' + key + u'=' + value));
        }
    }
}

QTEST_APPLESS_MAIN(TestVocabulary)
#include "tst_vocabulary.moc"
