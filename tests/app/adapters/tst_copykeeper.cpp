// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/copykeeper.h"
#include "app/parents/copies.h"
#include "tests/app/flow/kioskharness.h"
#include "tests/support/fakefilmcopies.h"
#include "tests/support/fakeparentsports.h"

#include <QTest>

#include <algorithm>

using namespace Medio;
using namespace Medio::Flow;
using namespace Medio::Flow::Testing;
using namespace std::chrono_literals;

class TestCopyKeeper : public QObject
{
    Q_OBJECT

    KioskHarness m_kiosk;
    FakeFilmCopies m_films;
    Parents::FakeHousehold m_household;
    Parents::FakeNetworkCost m_cost;
    std::unique_ptr<Parents::Copies> m_copies;
    std::unique_ptr<Adapters::CopyKeeper> m_keeper;

    QStringList wanted() const
    {
        QStringList ids;
        for (const Film &film : m_films.wanted)
            ids.append(film.id);
        return ids;
    }
    static QString id(int number) { return videoOf(number).toString(); }

private Q_SLOTS:
    void initTestCase()
    {
        m_kiosk.begin();
        m_household.replace(family());
        m_copies = std::make_unique<Parents::Copies>(m_films, m_household, m_kiosk.settings, m_cost,
                                                     2 * Parents::gigabyte);
        m_keeper = std::make_unique<Adapters::CopyKeeper>(m_films, *m_copies, m_kiosk.flow, m_kiosk.catalogue,
                                                          m_kiosk.ledger, m_kiosk.settings, m_household);
    }

    void whatIsNeededNextIsToldAtTheStart()
    {
        QTRY_COMPARE(wanted(), (QStringList{id(1), id(2), id(5), id(3), id(4)}));
        QCOMPARE(m_films.budget, 2 * Parents::gigabyte);
        QVERIFY(m_films.backgroundAllowed);
        QVERIFY(m_films.existing.isEmpty()); // no word of a sync, and nothing is removed
    }

    void itMovesOnWithTheSittings()
    {
        const int before = m_films.wishes;
        m_kiosk.play(whale);
        m_kiosk.pass(10s);
        m_kiosk.end();
        m_kiosk.pass(pageTurn);
        m_kiosk.frame();
        m_kiosk.flow.leave();
        m_kiosk.settle();
        QTRY_COMPARE(wanted().first(), id(3));
        QVERIFY(m_films.wishes <= before + 2); // not with every charge
    }

    void whatParentsDecideHoldsSoon()
    {
        m_cost.setMetered(true);
        QTRY_VERIFY(!m_films.backgroundAllowed);
        m_copies->setFetchAhead(Parents::FetchAhead::Always);
        QTRY_VERIFY(m_films.backgroundAllowed);
        m_copies->setRoom(5);
        QTRY_COMPARE(m_films.budget, 5 * Parents::gigabyte);
    }

    void whatStaysIsWantedBehindWhatChipsNeed()
    {
        Api::Family more = family();
        Api::Video onNoChip = more.videos.first();
        onNoChip.id = videoOf(7);
        Api::Video onAPlatform = onNoChip;
        onAPlatform.id = videoOf(8);
        onAPlatform.videoUrl = QStringLiteral("https://youtu.be/aaaaaaaaaaa");
        more.videos += {onNoChip, onAPlatform};
        m_household.replace(more);
        QTRY_VERIFY(!wanted().isEmpty());
        QStringList before = wanted();
        QVERIFY(!before.contains(id(7)));
        const auto inside = [this](int number) {
            const auto films = m_copies->facts().films;
            return *std::find_if(films.cbegin(), films.cend(),
                                 [number](const auto &film) { return film.video == videoOf(number); });
        };

        m_copies->setPinned(videoOf(7), true);
        m_copies->setPinned(videoOf(8), true); // nobody can keep it
        m_copies->setPinned(videoOf(5), true); // a chip needs it
        before.append(id(7));
        QTRY_COMPARE(wanted(), before);
        QCOMPARE(m_films.wanted.last().address, QUrl(onNoChip.videoUrl));
        QCOMPARE(inside(7).state, Parents::CopyState::Waiting);
        QVERIFY(inside(7).comes);
        m_copies->setFetchAhead(Parents::FetchAhead::Never);
        QVERIFY(!inside(7).comes);
        m_copies->setFetchAhead(Parents::FetchAhead::Always);

        const int wishes = m_films.wishes;
        m_copies->setPinned(videoOf(7), false);
        m_copies->setPinned(videoOf(5), false);
        before.removeLast();
        QTRY_COMPARE(wanted(), before);
        QCOMPARE(m_films.wishes, wishes + 1);
        QCOMPARE(inside(7).state, Parents::CopyState::Elsewhere);
        m_household.replace(family());
    }

    void aNewCatalogueIsFollowed()
    {
        Api::Family fewer = family();
        fewer.chips.removeLast(); // retired
        fewer.chips.removeAt(2);  // the owl's
        m_kiosk.catalogue.replace(fewer);
        QTRY_VERIFY(!wanted().contains(id(5)));
        m_keeper->dropOthers();
        QVERIFY(m_films.existing.contains(id(5))); // the family has it still, on no chip
        QCOMPARE(m_films.existing.size(), 5);
    }
};

QTEST_GUILESS_MAIN(TestCopyKeeper)
#include "tst_copykeeper.moc"
