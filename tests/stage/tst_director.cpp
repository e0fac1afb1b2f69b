// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/chronicle.h"
#include "tests/stage/director.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace Medio;
using namespace Medio::Stage;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

// Notes the deeds and lets a test decide what follows from each.
class NotingCompany : public Company
{
public:
    void perform(const Step &step, const Done &done) override
    {
        deeds += step.text;
        if (step.text == refusing)
            return done(Unexpected{Refusal{notYet, u"refused here"_s}});
        if (consequence)
            consequence(step.text);
        QTimer::singleShot(0, [done] { done({}); });
    }
    QStringList deeds;
    QString refusing;
    bool notYet = false;
    std::function<void(const QString &)> consequence;
};

} // namespace

class TestDirector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void playsToTheEnd();
    void takesEventsThatCameBeforeTheFirstLine();
    void takesEventsThatCameBeforeTheExpect();
    void waitsForAnEvent();
    void failsWhenNothingComes();
    void doesNotTakeEventsOfAnEarlierDeed();
    void failsAtTheFirstHitOfNever();
    void goesOnWhenNeverHeld();
    void failsWhenADeedIsRefused();
    void notYetIsAScriptError();
    void asksForTheKioskThatTheScriptGoesOnWith();
    void doesNotNestOnLongScripts();

private:
    void play(const QByteArray &text);
    void tell(const QString &name) { m_director->happened({name, {}, Chronicle::now(), 1}); }
    int status();

    NotingCompany m_company;
    Script m_script;
    std::unique_ptr<Director> m_director;
    std::unique_ptr<QSignalSpy> m_finished;
    QString m_explained;
    QByteArrayList m_printed;
};

void TestDirector::play(const QByteArray &text)
{
    m_company = {};
    m_explained.clear();
    m_printed.clear();
    const auto script = Script::parse(text, {{u"rocket"_s}, {u"Otter"_s}, {}, true});
    QVERIFY(script);
    m_script = *script;
    m_director = std::make_unique<Director>(m_company, m_script);
    m_finished = std::make_unique<QSignalSpy>(m_director.get(), &Director::finished);
    connect(m_director.get(), &Director::explained, this,
            [this](const QString &words) { m_explained = words; });
    connect(m_director.get(), &Director::printed, this,
            [this](const QByteArray &line) { m_printed += line; });
}

int TestDirector::status()
{
    if (m_finished->isEmpty() && !m_finished->wait(10'000))
        return -1;
    return int(m_finished->first().first().value<ExitStatus>());
}

void TestDirector::playsToTheEnd()
{
    play("child Otter\nplace rocket\nwait 10\nlift");
    m_director->begin();
    QCOMPARE(status(), 0);
    QCOMPARE(m_company.deeds, (QStringList{u"child Otter"_s, u"place rocket"_s, u"lift"_s}));
    QVERIFY(m_explained.isEmpty());
}

void TestDirector::takesEventsThatCameBeforeTheFirstLine()
{
    play("expect ready within 0");
    tell(u"ready"_s);
    m_director->begin();
    QCOMPARE(status(), 0);
    QCOMPARE(m_printed.size(), 1);
    QVERIFY(m_printed.first().contains("\"t\":-"));
}

void TestDirector::takesEventsThatCameBeforeTheExpect()
{
    play("place rocket\nexpect chip-placed within 0\nexpect feedback within 0");
    m_company.consequence = [this](const QString &) {
        tell(u"feedback"_s);
        tell(u"chip-placed"_s);
    };
    m_director->begin();
    QCOMPARE(status(), 0);
    QCOMPARE(m_printed.size(), 2);
}

void TestDirector::waitsForAnEvent()
{
    play("place rocket\nexpect first-frame within 5000");
    m_company.consequence = [this](const QString &) {
        QTimer::singleShot(50, this, [this] { tell(u"first-frame"_s); });
    };
    m_director->begin();
    QCOMPARE(status(), 0);
}

void TestDirector::failsWhenNothingComes()
{
    play("place rocket\n\nexpect first-frame within 50 chip=rocket");
    m_company.consequence = [this](const QString &) {
        tell(u"feedback"_s);
    };
    m_director->begin();
    QCOMPARE(status(), 1);
    QVERIFY(m_explained.contains(u"line 3: expect first-frame"));
    QVERIFY(m_explained.contains(u"wanted within 50 ms: first-frame chip=rocket"));
    QVERIFY(m_explained.contains(u"\"event\":\"feedback\""));
}

void TestDirector::doesNotTakeEventsOfAnEarlierDeed()
{
    play("place rocket\nlift\nexpect chip-placed within 20");
    m_company.consequence = [this](const QString &deed) {
        if (deed == u"place rocket")
            tell(u"chip-placed"_s);
    };
    m_director->begin();
    QCOMPARE(status(), 1);
}

void TestDirector::failsAtTheFirstHitOfNever()
{
    play("place rocket\nnever first-frame for 60000");
    m_company.consequence = [this](const QString &) {
        QTimer::singleShot(20, this, [this] { tell(u"first-frame"_s); });
    };
    m_director->begin();
    QCOMPARE(status(), 1);
    QVERIFY(m_explained.contains(u"it happened"));
}

void TestDirector::goesOnWhenNeverHeld()
{
    play("place rocket\nnever first-frame for 20\nlift");
    m_company.consequence = [this](const QString &deed) {
        if (deed == u"place rocket")
            tell(u"first-frame"_s); // before the line is reached
    };
    m_director->begin();
    QCOMPARE(status(), 0);
}

void TestDirector::failsWhenADeedIsRefused()
{
    play("place rocket\nlift");
    m_company.refusing = u"place rocket"_s;
    m_director->begin();
    QCOMPARE(status(), 1);
    QVERIFY(m_explained.contains(u"refused here"));
    QCOMPARE(m_company.deeds.size(), 1);
}

void TestDirector::notYetIsAScriptError()
{
    play("mode ending fits");
    m_company.refusing = u"mode ending fits"_s;
    m_company.notYet = true;
    m_director->begin();
    QCOMPARE(status(), 2);
}

void TestDirector::asksForTheKioskThatTheScriptGoesOnWith()
{
    play("place rocket\nkiosk 2\nexpect feedback within 1000");
    m_company.consequence = [this](const QString &deed) {
        if (deed != u"kiosk 2")
            return;
        QVERIFY(m_finished->isEmpty());
        m_director->happened({u"feedback"_s, {}, Chronicle::now(), 1}); // not the one that is meant
        QTimer::singleShot(20, m_director.get(), [this] {
            m_director->happened({u"feedback"_s, {}, Chronicle::now(), 2});
        });
    };
    m_director->begin();
    QCOMPARE(status(), 0);
    QCOMPARE(m_company.deeds, (QStringList{u"place rocket"_s, u"kiosk 2"_s}));
    QVERIFY(m_printed.last().contains("\"kiosk\":2"));
}

void TestDirector::doesNotNestOnLongScripts()
{
    play(QByteArray("kiosk 1\nmode hold\nwait 0\n").repeated(5000));
    m_director->begin();
    QCOMPARE(status(), 0);
    QCOMPARE(m_company.deeds.size(), 10'000); // and which kiosk they are for
}

QTEST_GUILESS_MAIN(TestDirector)
#include "tst_director.moc"
