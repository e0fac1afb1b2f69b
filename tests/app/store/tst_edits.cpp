// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/storage.h"
#include "app/store/withedits.h"
#include "tests/app/flow/flowfamily.h"
#include "tests/support/fakeclock.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Medio;
using namespace Medio::Flow::Testing;
using namespace Medio::Parents;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Store::KeptEdit;
using Store::Progress;

namespace {

const auto anna = idOf<Api::UserId>(1);
const auto ben = idOf<Api::UserId>(2);

QString server()
{
    return u"https://medio.example:443"_s;
}

Api::Family familyOf(const Api::UserId &user)
{
    Api::Family result = family();
    result.user.id = user;
    return result;
}

NewChip fox()
{
    return {stranger.toString(), u"Fox"_s, {videoOf(1), videoOf(2)}};
}

} // namespace

class TestEdits : public QObject
{
    Q_OBJECT

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store::Storage> m_store;

    Store::Edits &edits() { return m_store->edits(); }
    Store::Catalogue &catalogue() { return m_store->catalogue(); }

    void open()
    {
        m_store.reset();
        auto opened = Store::Storage::open(m_folder->path(), m_clock);
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().toString()));
        m_store = std::move(*opened);
    }
    /// Its id, once it is on disk; 0: it is not kept.
    quint64 request(const Edit &edit)
    {
        QSignalSpy keptIds(&edits(), &Parents::Edits::kept);
        QSignalSpy notKept(&edits(), &Parents::Edits::notKept);
        const quint64 id = edits().request(edit);
        m_store->finish();
        return keptIds.size() == 1 && notKept.isEmpty() && keptIds[0][0].toULongLong() == id ? id : 0;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        open();
        catalogue().replace(server(), familyOf(anna), m_clock.wall());
    }
    void cleanup() { m_store.reset(); }

    void whatIsKeptIsThereAfterARestartAndSeenAtOnce()
    {
        QSignalSpy changed(&m_store->household(), &Parents::Household::changed);
        const quint64 id = request(fox());
        QVERIFY(id != 0);
        QVERIFY(!changed.isEmpty());
        const auto check = [&] {
            QCOMPARE(edits().pending(), (QList<PendingEdit>{{id, fox(), m_clock.wall()}}));
            const auto *chip = catalogue().snapshot()->chip(stranger);
            QVERIFY(chip);
            QVERIFY(!chip->id); // no session can be opened with it
            QCOMPARE(chip->films.size(), 2);
            QCOMPARE(chip->films.constFirst().video.id, videoOf(1));
            QCOMPARE(m_store->household().family()->chips.constFirst().chip.label, u"Fox"_s);
            QCOMPARE(catalogue().family(), familyOf(anna)); // as the server told it
        };
        check();
        open();
        check();
    }

    void anIdIsNeverUsedAgain()
    {
        const quint64 first = request(fox());
        edits().settle(first);
        open();
        QVERIFY(request(fox()) > first);
    }

    void aNewChildIsSeenByParentsOnlyUntilTheServerKnowsIt()
    {
        const auto provisional = idOf<Api::ProfileId>(90);
        const quint64 made = request(NewProfile{provisional, u"Fawn"_s, {}, 20min});
        const quint64 changed = request(ChangeProfile{provisional, u"Hind"_s, {}, {}, {}});
        QVERIFY(!catalogue().snapshot()->profile(provisional));
        QCOMPARE(m_store->household().family()->profiles.constLast().name, u"Hind"_s);

        const auto real = idOf<Api::ProfileId>(91);
        edits().settle(made, {std::pair(provisional, real), {}});
        open();
        const auto pending = edits().pending();
        QCOMPARE(pending.size(), 1);
        QCOMPARE(pending[0].id, changed);
        QCOMPARE(std::get<ChangeProfile>(pending[0].edit).profile, real);
    }

    void aFormThatWasOpenMeanwhileMayUseTheProvisionalId()
    {
        NewVideo heron;
        heron.provisional = idOf<Api::VideoId>(90);
        const auto real = idOf<Api::VideoId>(91);
        edits().settle(request(heron), {{}, std::pair(heron.provisional, real)});
        request(SetPlaylist{rocket.toString(), {heron.provisional}, {videoOf(1)}});
        QCOMPARE(std::get<SetPlaylist>(edits().pending().constFirst().edit).videos, QList{real});
    }

    void howFarItIsIsOnTheDiskBeforeItIsNoted()
    {
        const quint64 id = request(fox());
        Progress progress;
        progress.begun = true;
        progress.former = familyOf(anna).chips.constFirst();
        progress.profilesBefore = {otter};
        progress.videosBefore = {videoOf(1)};
        progress.insists = true;
        progress.refusal = Progress::Refusal::Duplicate;
        progress.message = u"Chip 'taken'"_s;
        QSignalSpy noted(&edits(), &Store::Edits::noted);
        edits().note(id, progress);
        QCOMPARE(noted.size(), 0);
        QVERIFY(noted.wait(60000));
        QCOMPARE(noted[0][0].toULongLong(), id);
        open();
        const auto kept = edits().owned();
        QCOMPARE(kept.size(), 1);
        progress.former->videos[0].sequenceOrder = 1;
        QCOMPARE(kept[0].progress, progress);
    }

    void aChipThatIsBeingRenamedDoesNotVanishOnTheWay()
    {
        const quint64 id = request(RenameChip{whale.toString(), u"Orca"_s, u"Chip"_s});
        Progress progress;
        progress.begun = true;
        progress.former =
            *std::find_if(catalogue().family().chips.cbegin(), catalogue().family().chips.cend(),
                          [](const Api::FamilyChip &chip) { return chip.chip.uid == whale.toString(); });
        edits().note(id, progress);
        Api::Family between = familyOf(anna);
        between.chips.removeIf([](const Api::FamilyChip &chip) { return chip.chip.uid == whale.toString(); });
        catalogue().replace(server(), between, m_clock.wall());
        QVERIFY(catalogue().snapshot()->chip(whale));
        QCOMPARE(catalogue().snapshot()->chip(whale)->films.size(), 3);
        QCOMPARE(catalogue().snapshot()->chip(whale)->label, u"Orca"_s);
    }

    void aConflictKeepsBothVersionsUntilAParentDecides_data()
    {
        QTest::addColumn<Resolution>("resolution");
        QTest::newRow("mine") << Resolution::Mine;
        QTest::newRow("theirs") << Resolution::Theirs;
    }
    void aConflictKeepsBothVersionsUntilAParentDecides()
    {
        QFETCH(const Resolution, resolution);
        const SetPlaylist wish{rocket.toString(), {videoOf(2)}, {videoOf(1)}};
        const quint64 id = request(wish);
        QCOMPARE(catalogue().snapshot()->chip(rocket)->films.constFirst().video.id, videoOf(2));
        Api::FamilyChip theirs = familyOf(anna).chips.constFirst();
        theirs.videos = Store::playlistOf({videoOf(3)}, family());
        QSignalSpy conflicted(&edits(), &Parents::Edits::conflicted);
        edits().conflict(id, Conflict::Kind::ChangedElsewhere, theirs, u"words"_s);
        QCOMPARE(conflicted.size(), 1);
        // The server's version is what plays
        QCOMPARE(catalogue().snapshot()->chip(rocket)->films.constFirst().video.id, videoOf(1));
        m_store->finish();
        open();
        const Conflict expected{
            id, Conflict::Kind::ChangedElsewhere, wish, theirs, u"words"_s, m_clock.wall()};
        QCOMPARE(edits().conflicts(), QList{expected});
        QVERIFY(edits().pending().isEmpty());

        QSignalSpy settled(&edits(), &Parents::Edits::settled);
        edits().resolve(id, resolution);
        edits().resolve(id, resolution); // the second finger
        m_store->finish();
        open();
        QVERIFY(edits().conflicts().isEmpty());
        if (resolution == Resolution::Theirs) {
            QCOMPARE(settled.size(), 1);
            QVERIFY(edits().owned().isEmpty());
            return;
        }
        QCOMPARE(settled.size(), 0);
        const auto kept = edits().owned();
        QCOMPARE(kept.size(), 1);
        QCOMPARE(std::get<SetPlaylist>(kept[0].pending.edit).seen, QList{videoOf(3)});
        QVERIFY(kept[0].progress.insists);
    }

    void twoAccountsNeverMix()
    {
        const quint64 annas = request(fox());
        QVERIFY(annas != 0);
        catalogue().belongTo({server(), ben});
        QVERIFY(edits().owned().isEmpty());
        QVERIFY(m_store->household().family()->chips.isEmpty());
        QVERIFY(!catalogue().snapshot()->chip(stranger));
        QVERIFY(!catalogue().snapshot()->chip(rocket));
        QVERIFY(!catalogue().syncedAt());
        open(); // what was emptied is empty
        QVERIFY(catalogue().family().chips.isEmpty());
        QCOMPARE(catalogue().owner(), (Store::Owner{server(), ben}));

        catalogue().replace(server(), familyOf(ben), m_clock.wall());
        QVERIFY(!catalogue().snapshot()->chip(stranger));
        const quint64 bens = request(RemoveChip{rocket.toString(), {videoOf(1)}});
        QCOMPARE(edits().pending().size(), 1);
        QCOMPARE(edits().pending()[0].id, bens);

        // The same user id at another server is somebody else, too.
        catalogue().belongTo({u"https://other.example:443"_s, anna});
        QVERIFY(edits().owned().isEmpty());
        catalogue().replace(server(), familyOf(anna), m_clock.wall());
        QCOMPARE(edits().pending().size(), 1);
        QCOMPARE(edits().pending()[0].id, annas);
        QVERIFY(catalogue().snapshot()->chip(stranger));

        edits().dropAll();
        open();
        QVERIFY(edits().owned().isEmpty());
        catalogue().belongTo({server(), ben});
        QCOMPARE(edits().pending().size(), 1); // Ben's were not Anna's to drop
    }

    void nobodysEditIsNotKept()
    {
        catalogue().belongTo({});
        QCOMPARE(request(fox()), 0);
        QVERIFY(edits().owned().isEmpty());
    }

    void aCatalogueOfBeforeServersWereNotedGoesToItsUser()
    {
        catalogue().replace({}, familyOf(anna), m_clock.wall());
        catalogue().belongTo({server(), anna});
        QVERIFY(catalogue().snapshot()->chip(rocket));
        catalogue().replace({}, familyOf(anna), m_clock.wall());
        catalogue().belongTo({server(), ben});
        QVERIFY(!catalogue().snapshot()->chip(rocket));
    }

    void whatCantBeReadStaysWhereItIs()
    {
        const quint64 id = request(fox());
        request(RemoveChip{rocket.toString(), {videoOf(1)}});
        m_store.reset();
        {
            QSqlDatabase file = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"spoil"_s);
            file.setDatabaseName(m_folder->filePath(u"edits.db"_s));
            QVERIFY(file.open());
            QSqlQuery query(file);
            QVERIFY(
                query.exec(u"UPDATE edits SET edit='{\"edit\":\"of the future\"}' WHERE id=%1"_s.arg(id)));
        }
        QSqlDatabase::removeDatabase(u"spoil"_s);
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"edit .* can't be read"_s));
        open();
        QCOMPARE(edits().owned().size(), 1);
        {
            QSqlDatabase file = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"look"_s);
            file.setDatabaseName(m_folder->filePath(u"edits.db"_s));
            QVERIFY(file.open());
            QSqlQuery query(file);
            QVERIFY(query.exec(u"SELECT count(*) FROM edits"_s) && query.next());
            QCOMPARE(query.value(0).toInt(), 2);
        }
        QSqlDatabase::removeDatabase(u"look"_s);
    }
};

QTEST_GUILESS_MAIN(TestEdits)
#include "tst_edits.moc"
