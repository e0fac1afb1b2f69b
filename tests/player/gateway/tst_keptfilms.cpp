// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/gatewaytrial.h"

#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QScopeGuard>
#include <QTest>
#include <QTimeZone>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <memory>
#include <optional>

using namespace Medio;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// As long as it lives, no file is written beyond 4 MB: as by a disk that takes no large ones.
class SmallFilesOnly
{
public:
    SmallFilesOnly()
        : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{4'000'000, m_before.rlim_max};
        m_isSo = ::setrlimit(RLIMIT_FSIZE, &limit) == 0;
    }
    ~SmallFilesOnly()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    Q_DISABLE_COPY_MOVE(SmallFilesOnly)

    [[nodiscard]] bool isSo() const { return m_isSo; }

private:
    void (*m_handler)(int);
    rlimit m_before{};
    bool m_isSo = false;
};

} // namespace

/// What lies here and what should, as parents and the children's chips wish.
class TestKeptFilms : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void fetchesWhatIsWantedInItsOrder();
    void onlyWhenItIsAllowed();
    void filmsOfEqualBytesShareTheirCopy();
    void takenBackWhenLittleIsMissing();
    void whoWatchesGoesFirst();
    void aPinnedFilmStays();
    void theBudgetMayShrink();
    void theBudgetMayShrinkWhileFilmsAreInUse();
    void nothingGoesForWhatDoesNotFitAnyway_data();
    void nothingGoesForWhatDoesNotFitAnyway();
    void noRoomIsTold();
    void whatIsGoneIsTold();
    void whatAlwaysBreaksOffAtOnePlace();
    void aPlaylistThatLiesAboutItsSize();
    void filmsThatAreNoMoreGo();
    void theBoardIsAsked_data();
    void theBoardIsAsked();
    void eachIsTriedBeforeItIsHere();
    void anotherFilmAtItsServer_data();
    void anotherFilmAtItsServer();
    void anotherFilmOnTheSameDay();
    void theSameFilmWithoutALength();
    void aQuestionInVainIsAskedAgain();
    void aForgottenFilmIsTriedAgain();
    void aPinnedFilmThatCantBeRemuxed();
    void theSpeedIsMeasured();
    void everyKindIsKept();
    void twoThatDoNotFitTheDiskTogether();
    void aDiskThatSomebodyElseFills();
    void whatIsWatchedLeavesAFullDisk();
    void whatIsRemuxedCountsOnce_data();
    void whatIsRemuxedCountsOnce();
    void aPlaylistThatTheDiskDoesNotTake();
    void aPlaylistPlaysOnANearlyFullDisk();
    void aFullDiskIsSurvived();
    void aDiskThatFillsUpIsSurvived();
    void anErrandWhoseDiskTakesNoMore_data();
    void anErrandWhoseDiskTakesNoMore();
    void whatIsKnownOutlivesARestart();

private:
    [[nodiscard]] FilmCopies &copies() const { return m_trial->gateway->copies(); }
    [[nodiscard]] FilmCopy copy(const QString &id) const { return copies().find(id).value_or(FilmCopy()); }
    [[nodiscard]] QList<Film> films(const QStringList &ids) const
    {
        QList<Film> films;
        for (const QString &id : ids)
            films.append(m_trial->film(id));
        return films;
    }
    [[nodiscard]] bool areKept(const QStringList &ids) const
    {
        return m_trial->gateway->kept() == QSet<QString>(ids.begin(), ids.end());
    }
    /// The small film in as many versions, all of one size.
    void serveManySmallFilms()
    {
        QHash<QByteArray, QByteArray> files;
        for (const char name : {'a', 'b', 'c', 'd'})
            files.insert(QByteArray("/") + name, m_small.chopped(1) + name);
        m_trial->server.setFiles(files);
    }
    [[nodiscard]] QList<QByteArray> paths() const
    {
        QList<QByteArray> paths;
        const auto requests = m_trial->server.requests();
        for (const FilmServer::Request &request : requests)
            if (!paths.contains(request.path))
                paths.append(request.path);
        return paths;
    }

    /// A disk of so many bytes, on which somebody else may take some.
    struct Disk
    {
        std::atomic<qint64> size;
        std::atomic<qint64> taken;  ///< by somebody else
        std::atomic<qint64> lowest; ///< that was ever free
    };
    /// The gateway's cache lies on it from its next start on. `m_disk` outlives the gateway.
    void useDisk(qint64 size, qint64 spare)
    {
        m_disk.size = size;
        m_disk.taken = 0;
        m_disk.lowest = size;
        m_trial->settings.spare = spare;
        m_trial->settings.available = [this](const QString &folder) {
            qint64 used = m_disk.taken;
            QDirIterator films(folder, {u"*.film"_s, u"*.part"_s, u"*.draft"_s, u"*.piece"_s}, QDir::Files,
                               QDirIterator::Subdirectories);
            while (films.hasNext()) {
                struct stat facts
                {
                };
                if (::stat(QFile::encodeName(films.next()).constData(), &facts) == 0)
                    used += qint64(facts.st_blocks) * 512;
            }
            const qint64 free = std::max<qint64>(0, m_disk.size - used);
            m_disk.lowest = std::min<qint64>(m_disk.lowest, free);
            return free;
        };
    }

    Disk m_disk{};
    FilmFixture m_films;
    QByteArray m_small;
    QByteArray m_large;
    std::unique_ptr<GatewayTrial> m_trial;
};

void TestKeptFilms::initTestCase()
{
    m_small = FilmFixture::bytes(m_films.makeFilm(u"small.mp4"_s, 1));
    m_small += QByteArrayLiteral("\0\0\0\x9"
                                 "free"
                                 "?"); // a box that everybody skips
    m_large = FilmFixture::bytes(m_films.makeFilm(u"large.mp4"_s, 5, true, FilmFixture::noise()));
    QVERIFY(!m_small.isEmpty() && m_large.size() > 3'000'000);
}

void TestKeptFilms::init()
{
    m_trial = std::make_unique<GatewayTrial>();
    m_trial->server.setFilm(m_small);
    m_trial->start();
}

void TestKeptFilms::cleanup()
{
    m_trial.reset();
}

void TestKeptFilms::fetchesWhatIsWantedInItsOrder()
{
    serveManySmallFilms();
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"c"_s, u"a"_s, u"d"_s, u"b"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(areKept({u"a"_s, u"b"_s, u"c"_s, u"d"_s}), 100000);
    const QList<QByteArray> order = paths();
    QCOMPARE(order.size(), 4);
    // Two at a time.
    QVERIFY(order.indexOf("/c") <= 1 && order.indexOf("/a") <= 1);
    QVERIFY(order.indexOf("/d") >= 2 && order.indexOf("/b") >= 2);
    QTRY_VERIFY(copy(u"a"_s).complete); // told a moment later
    QCOMPARE(copy(u"a"_s).here, m_small.size());
    QCOMPARE(copy(u"a"_s).verdict, BoardVerdict::Plays);
    QVERIFY(!copy(u"a"_s).lastUsed.isValid());
    QTRY_COMPARE(copies().bytes(), 4 * m_small.size());
}

void TestKeptFilms::onlyWhenItIsAllowed()
{
    copies().setWanted(films({u"a"_s}));
    QVERIFY(m_trial->open(m_trial->film(u"b"_s)).failure.isEmpty()); // who watches is not asked
    QTRY_VERIFY(areKept({u"b"_s}));
    QCOMPARE(paths(), QList<QByteArray>{"/b"});

    // Taken back in the midst of a film.
    m_trial->server.setFilm(m_large);
    FilmServer::Manners manners;
    manners.bytesPerSecond = 800'000;
    m_trial->server.setManners(manners);
    copies().setBackgroundAllowed(true);
    QTRY_VERIFY_WITH_TIMEOUT(copy(u"a"_s).here > 2'400'000, 100000); // some of it was written down
    copies().setBackgroundAllowed(false);
    // Whoever watches now has the server alone, and finds what was fetched meanwhile.
    const auto requests = m_trial->server.requests().size();
    m_trial->server.setManners({});
    const auto opened = m_trial->open(m_trial->film(u"a"_s));
    QCOMPARE(opened.failure, QString());
    QCOMPARE(m_trial->fetch(opened.address), m_large);
    // By a request for the rest, or by the one that was under way.
    for (const FilmServer::Request &request : m_trial->server.requests().mid(requests)) {
        const QByteArray range = request.headers.value("range");
        QVERIFY2(range.mid(6, range.size() - 7).toLongLong() > 300'000, range.constData());
    }
}

void TestKeptFilms::filmsOfEqualBytesShareTheirCopy()
{
    const auto copiesThere = [this] {
        return QDir(m_trial->cache.path()).entryList({u"*.film"_s});
    };
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s, u"b"_s}));
    QTRY_VERIFY(areKept({u"a"_s, u"b"_s}));
    const QString name =
        QString::fromLatin1(QCryptographicHash::hash(m_small, QCryptographicHash::Sha256).toHex() + ".film");
    QCOMPARE(copiesThere(), QStringList{name});
    QTRY_COMPARE(copies().bytes(), m_small.size());
    // What one of them is forgotten for is not the other's loss.
    copies().setWanted({});
    copies().forget(u"a"_s);
    QTRY_VERIFY(areKept({u"b"_s}));
    m_trial->start();
    QTRY_VERIFY(areKept({u"b"_s}));
    m_trial->server.setUp(false);
    const auto opened = m_trial->open(m_trial->film(u"b"_s));
    QCOMPARE(opened.failure, QString());
    QCOMPARE(opened.origin, FilmOrigin::Copy);
    QCOMPARE(m_trial->fetch(opened.address), m_small);
    m_trial->gateway->abort(opened.ticket);
    copies().forget(u"b"_s);
    QTRY_VERIFY(areKept({}));
    QCOMPARE(copiesThere(), QStringList());
    QTRY_COMPARE(copies().bytes(), 0);
}

void TestKeptFilms::takenBackWhenLittleIsMissing()
{
    m_trial->server.setFilm(m_large);
    FilmServer::Manners manners;
    manners.bytesPerSecond = 800'000;
    m_trial->server.setManners(manners);
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s, u"b"_s}));
    const qint64 nearEnd = m_large.size() - 3'500'000;
    QTRY_VERIFY_WITH_TIMEOUT(copy(u"a"_s).here > nearEnd && copy(u"b"_s).here > nearEnd, 100000);
    copies().setBackgroundAllowed(false);
    QTRY_COMPARE(m_trial->server.sending(), 0);
    const auto requests = m_trial->server.requests().size();
    for (const QString &id : {u"a"_s, u"b"_s}) {
        QVERIFY(!m_trial->isKept(id));
        QVERIFY2(copy(id).here < m_large.size() - 500'000, QByteArray::number(copy(id).here).constData());
    }
    // Whoever watches one gets it, and with it nothing of the other.
    m_trial->server.setManners({});
    QCOMPARE(m_trial->open(m_trial->film(u"a"_s)).failure, QString());
    QTRY_VERIFY(areKept({u"a"_s}));
    for (const FilmServer::Request &request : m_trial->server.requests().mid(requests))
        QCOMPARE(request.path, QByteArray("/a"));
    // And the other one is finished when it may be.
    copies().setBackgroundAllowed(true);
    QTRY_VERIFY(m_trial->isKept(u"b"_s));
}

void TestKeptFilms::whoWatchesGoesFirst()
{
    m_trial->server.setFilm(m_large);
    FilmServer::Manners manners;
    manners.bytesPerSecond = 300'000;
    m_trial->server.setManners(manners);
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s, u"b"_s}));
    QTRY_COMPARE(m_trial->server.sending(), 2);
    // Its server stalls: nobody else gets anything meanwhile.
    manners = {};
    manners.silentAt = m_large.size() / 2;
    m_trial->server.setManners(manners);
    const auto opened = m_trial->open(m_trial->film(u"c"_s));
    QCOMPARE(opened.failure, QString());
    QTRY_COMPARE(m_trial->server.sending(), 0);
    m_trial->server.setManners({});
    m_trial->gateway->abort(opened.ticket);
    QTRY_VERIFY_WITH_TIMEOUT(m_trial->isKept(u"a"_s) && m_trial->isKept(u"b"_s), 100000);
}

void TestKeptFilms::aPinnedFilmStays()
{
    serveManySmallFilms();
    m_trial->settings.budget = m_small.size() * 5 / 2;
    m_trial->start();
    const auto watch = [this](const QString &id) {
        const auto opened = m_trial->open(m_trial->film(id));
        m_trial->gateway->abort(opened.ticket);
        return QTest::qWaitFor([&] { return m_trial->isKept(id); }, 60000);
    };
    QVERIFY(watch(u"a"_s));
    copies().setPinned(u"a"_s, true);
    QVERIFY(watch(u"b"_s));
    QVERIFY(watch(u"c"_s)); // b goes, though a was used least
    QVERIFY(areKept({u"a"_s, u"c"_s}));
    QTRY_VERIFY(copy(u"a"_s).pinned);
    copies().setPinned(u"c"_s, true);
    // Nothing may go: it is played and not kept.
    const auto opened = m_trial->open(m_trial->film(u"d"_s));
    QCOMPARE(opened.failure, QString());
    QCOMPARE(m_trial->fetch(opened.address), m_small.chopped(1) + 'd');
    QVERIFY(areKept({u"a"_s, u"c"_s}));
    copies().setPinned(u"a"_s, false);
    QTRY_VERIFY(!copy(u"a"_s).pinned);
    m_trial->gateway->abort(opened.ticket);
    QVERIFY(watch(u"d"_s));
    QVERIFY(areKept({u"c"_s, u"d"_s}));
}

void TestKeptFilms::theBudgetMayShrink()
{
    serveManySmallFilms();
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s, u"b"_s, u"c"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(areKept({u"a"_s, u"b"_s, u"c"_s}), 100000);
    copies().setPinned(u"c"_s, true);
    copies().setBudget(m_small.size() * 5 / 2);
    QTRY_VERIFY(areKept({u"a"_s, u"c"_s})); // b is needed last of those that may go
    copies().setBudget(0);
    QTRY_VERIFY(areKept({u"c"_s}));
    QTRY_COMPARE(copies().bytes(), m_small.size());
    QTRY_COMPARE(copy(u"a"_s).obstacle, CopyObstacle::NoRoom);
    copies().setBudget(m_small.size() * 10);
    QTRY_VERIFY_WITH_TIMEOUT(areKept({u"a"_s, u"b"_s, u"c"_s}), 100000);
    QTRY_COMPARE(copy(u"a"_s).obstacle, CopyObstacle::None);
}

void TestKeptFilms::theBudgetMayShrinkWhileFilmsAreInUse()
{
    serveManySmallFilms();
    QHash<QString, FilmSource::Ticket> tickets;
    for (const QString &id : {u"a"_s, u"b"_s, u"c"_s}) {
        const auto opened = m_trial->open(m_trial->film(id));
        QCOMPARE(opened.failure, QString());
        tickets.insert(id, opened.ticket);
        QTRY_VERIFY(m_trial->isKept(id));
    }
    copies().setBudget(m_small.size() * 3 / 2);
    copies().setPinned(u"x"_s, true);
    QTRY_VERIFY(copy(u"x"_s).pinned); // heard, and nothing could go
    QVERIFY(areKept({u"a"_s, u"b"_s, u"c"_s}));
    m_trial->gateway->abort(tickets.value(u"b"_s));
    QTRY_VERIFY(areKept({u"a"_s, u"c"_s}));
    m_trial->gateway->abort(tickets.value(u"a"_s));
    QTRY_VERIFY(areKept({u"c"_s}));
    m_trial->gateway->abort(tickets.value(u"c"_s));
    copies().setPinned(u"x"_s, false);
    QTRY_VERIFY(!copy(u"x"_s).pinned);
    QVERIFY(areKept({u"c"_s}));
}

void TestKeptFilms::nothingGoesForWhatDoesNotFitAnyway_data()
{
    QTest::addColumn<bool>("onDisk");
    QTest::newRow("the budget") << false;
    QTest::newRow("the disk") << true;
}

void TestKeptFilms::nothingGoesForWhatDoesNotFitAnyway()
{
    QFETCH(bool, onDisk);
    const qint64 room = m_large.size() + m_small.size() / 2;
    if (onDisk)
        useDisk(room, 0);
    else
        m_trial->settings.budget = room;
    m_trial->start();
    m_trial->server.setFiles(
        {{"/pinned", m_small}, {"/other", m_small.chopped(1) + 'o'}, {"/large", m_large}});
    for (const QString &id : {u"pinned"_s, u"other"_s}) {
        const auto opened = m_trial->open(m_trial->film(id));
        QCOMPARE(opened.failure, QString());
        QTRY_VERIFY(m_trial->isKept(id));
        m_trial->gateway->abort(opened.ticket);
    }
    copies().setPinned(u"pinned"_s, true);
    QTRY_VERIFY(copy(u"pinned"_s).pinned);
    const auto opened = m_trial->open(m_trial->film(u"large"_s));
    QCOMPARE(opened.failure, QString());
    QCOMPARE(m_trial->fetch(opened.address), m_large);
    QVERIFY(areKept({u"pinned"_s, u"other"_s}));
    // With the pinned one it would fit.
    copies().setPinned(u"pinned"_s, false);
    QTRY_VERIFY(!copy(u"pinned"_s).pinned);
    m_trial->gateway->abort(opened.ticket);
    QCOMPARE(m_trial->open(m_trial->film(u"large"_s)).failure, QString());
    QTRY_VERIFY(areKept({u"large"_s}));
}

void TestKeptFilms::noRoomIsTold()
{
    serveManySmallFilms();
    m_trial->settings.budget = m_small.size() * 3 / 2;
    m_trial->start();
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s, u"b"_s}));
    QTRY_VERIFY(areKept({u"a"_s}));
    QTRY_COMPARE(copy(u"b"_s).obstacle, CopyObstacle::NoRoom);
    // What is needed sooner takes the place of what is needed later.
    copies().setWanted(films({u"b"_s, u"a"_s}));
    copies().setBudget(m_small.size() * 3 / 2); // asks at once
    QTRY_VERIFY_WITH_TIMEOUT(areKept({u"b"_s}), 100000);
}

void TestKeptFilms::whatIsGoneIsTold()
{
    m_trial->server.setFiles({{"/b", m_small}});
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s, u"b"_s}));
    QTRY_VERIFY(areKept({u"b"_s})); // the others are not kept from coming
    QTRY_COMPARE(copy(u"a"_s).obstacle, CopyObstacle::Gone);
    QVERIFY(m_trial->server.requests().size() < 6);

    FilmServer::Manners manners;
    manners.status = 401;
    m_trial->server.setFiles({});
    m_trial->server.setManners(manners);
    copies().setWanted(films({u"c"_s}));
    QTRY_COMPARE(copy(u"c"_s).obstacle, CopyObstacle::Refused);
    m_trial->server.setManners({});
    m_trial->gateway->setUpstreamPolicy({}); // somebody signed in
    QTRY_VERIFY(areKept({u"b"_s, u"c"_s}));

    m_trial->server.setUp(false);
    copies().setWanted(films({u"d"_s}));
    QTRY_COMPARE(copy(u"d"_s).obstacle, CopyObstacle::Unreachable);
}

void TestKeptFilms::whatAlwaysBreaksOffAtOnePlace()
{
    // Smaller than what is read ahead, of which Qt 6.8 may lose some at the end of a connection.
    m_trial->server.setFilm(m_small);
    FilmServer::Manners manners;
    manners.ranges = false;
    manners.dropAfter = m_small.size() / 2;
    m_trial->server.setManners(manners);
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(copy(u"a"_s).obstacle, CopyObstacle::Unreachable, 60000);
    QVERIFY(m_trial->server.requests().size() <= 5);
    QVERIFY(copy(u"a"_s).here > 0);
}

void TestKeptFilms::aPlaylistThatLiesAboutItsSize()
{
    // It says that it is small and is larger than all there is room for.
    const QByteArray piece(9'000'000, 'x');
    QByteArray list = "#EXTM3U\n";
    for (int i = 0; i < 10; ++i)
        list += "#EXTINF:1,\npiece" + QByteArray::number(i) + ".ts\n";
    QHash<QByteArray, QByteArray> files{{"/small", m_small}};
    for (int i = 0; i < 10; ++i)
        files.insert("/piece" + QByteArray::number(i) + ".ts", piece);
    files.insert("/list", list + "#EXT-X-ENDLIST\n");
    files.insert("/a", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1000,RESOLUTION=320x180\nlist\n");
    m_trial->settings.budget = 20'000'000;
    m_trial->start();
    m_trial->server.setFiles(files);
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s, u"small"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(copy(u"a"_s).obstacle, CopyObstacle::NoRoom, 100000);
    QTRY_VERIFY(areKept({u"small"_s}));
    const auto requests = m_trial->server.requests();
    for (const FilmServer::Request &request : requests)
        QVERIFY(request.path != "/piece5.ts");
    QTRY_COMPARE(copies().bytes(), m_small.size());
    const auto isGone = [this] {
        return QDir(m_trial->cache.path()).entryList({u"*.pieces"_s}, QDir::Dirs).isEmpty();
    };
    QTRY_VERIFY(isGone());
}

void TestKeptFilms::filmsThatAreNoMoreGo()
{
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s, u"b"_s}));
    QTRY_VERIFY(areKept({u"a"_s, u"b"_s}));
    copies().setPinned(u"b"_s, true);
    copies().setWanted({});
    copies().setExisting({u"a"_s});
    QTRY_VERIFY(areKept({u"a"_s}));
    QTRY_VERIFY(!copies().find(u"b"_s));
    QCOMPARE(QDir(m_trial->cache.path()).entryList({u"*.film"_s, u"*.part"_s}).size(), 1);
}

void TestKeptFilms::theBoardIsAsked_data()
{
    QTest::addColumn<QByteArray>("film");
    QByteArray unknown = m_large;
    for (qsizetype at = unknown.indexOf("avc1"); at >= 0; at = unknown.indexOf("avc1", at + 4))
        unknown.replace(at, 4, "xyz1");
    QTest::newRow("a codec that nobody knows") << unknown;
    QTest::newRow("no film") << QByteArray(3'000'000, 'x');
    QTest::newRow("a live playlist") << QByteArray("#EXTM3U\n#EXTINF:1,\n1.ts\n");
    QTest::newRow("no WebM behind its first bytes") << "\x1A\x45\xDF\xA3" + QByteArray(2'000'000, 'x');
}

void TestKeptFilms::theBoardIsAsked()
{
    QFETCH(QByteArray, film);
    m_trial->server.setFiles({{"/a", film}, {"/b", m_small}});
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s, u"b"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(copy(u"a"_s).verdict, BoardVerdict::Unplayable, 100000);
    QCOMPARE(copy(u"a"_s).obstacle, CopyObstacle::Board);
    QVERIFY(!copy(u"a"_s).detail.isEmpty());
    QTRY_VERIFY(areKept({u"b"_s}));
    QTRY_COMPARE(copies().bytes(), m_small.size());
    // Not asked for again, until the film or the program is another one.
    const auto requests = m_trial->server.requests().size();
    m_trial->server.setFiles({});
    m_trial->start();
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s, u"b"_s, u"c"_s}));
    QTRY_VERIFY(areKept({u"b"_s, u"c"_s}));
    QCOMPARE(m_trial->server.requests().size(), requests + 1);
    m_trial->settings.programVersion = u"a better one"_s;
    m_trial->start();
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(areKept({u"a"_s, u"b"_s, u"c"_s}), 100000);
}

void TestKeptFilms::eachIsTriedBeforeItIsHere()
{
    // Two at a time, of which the server sends the first half only.
    const QByteArray nonsense(3'000'000, 'x');
    m_trial->server.setFilm(nonsense);
    FilmServer::Manners manners;
    manners.silentAt = nonsense.size() / 2;
    m_trial->server.setManners(manners);
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s, u"b"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(copy(u"a"_s).verdict, BoardVerdict::Unplayable, 30000);
    QTRY_COMPARE_WITH_TIMEOUT(copy(u"b"_s).verdict, BoardVerdict::Unplayable, 30000);
    QTRY_COMPARE(copies().bytes(), 0);
}

void TestKeptFilms::anotherFilmAtItsServer_data()
{
    QTest::addColumn<bool>("validates");
    QTest::addColumn<bool>("ranges");
    QTest::newRow("by its validator") << true << true;
    QTest::newRow("by its size") << false << true;
    QTest::newRow("a server without ranges") << true << false;
}

void TestKeptFilms::anotherFilmAtItsServer()
{
    QFETCH(bool, validates);
    QFETCH(bool, ranges);
    auto day = std::make_shared<std::atomic_int>(0);
    m_trial->settings.today = [day] {
        return QDate(2026, 3, 10).addDays(*day);
    };
    m_trial->start();
    FilmServer::Manners manners;
    manners.validates = validates;
    manners.ranges = ranges;
    m_trial->server.setManners(manners);
    m_trial->server.setFilm(QByteArray(3'000'000, 'x'));
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(copy(u"a"_s).verdict, BoardVerdict::Unplayable, 100000);

    // Asked once a day what it is; what it is not known by yet is known from then on.
    const auto askOnTheNextDay = [&] {
        const auto before = m_trial->server.requests().size();
        ++*day;
        m_trial->start();
        copies().setBackgroundAllowed(true);
        copies().setWanted(films({u"a"_s}));
        QTRY_COMPARE_WITH_TIMEOUT(m_trial->server.requests().size(), before + 1, 100000);
        QCOMPARE(m_trial->server.requests().constLast().headers.value("range"), QByteArray("bytes=0-15"));
    };
    askOnTheNextDay();
    QTRY_COMPARE(copy(u"a"_s).verdict, BoardVerdict::Unplayable);
    // An error says nothing of it.
    m_trial->server.setFilm(m_small);
    manners.status = 503;
    m_trial->server.setManners(manners);
    askOnTheNextDay();
    QTRY_COMPARE(copy(u"a"_s).verdict, BoardVerdict::Unplayable);

    const auto before = m_trial->server.requests().size();
    manners.status = 200;
    manners.tag = "\"two\"";
    m_trial->server.setManners(manners);
    copies().setWanted(films({u"a"_s, u"b"_s})); // on the same day nobody asks
    QTRY_VERIFY_WITH_TIMEOUT(areKept({u"b"_s}), 100000);
    for (const FilmServer::Request &request : m_trial->server.requests().sliced(before))
        QCOMPARE(request.path, QByteArray("/b"));
    ++*day;
    copies().setWanted(films({u"a"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(areKept({u"a"_s, u"b"_s}), 100000);
    QTRY_COMPARE(copy(u"a"_s).verdict, BoardVerdict::Plays);
}

void TestKeptFilms::anotherFilmOnTheSameDay()
{
    // Without a validator it is known by its size, if it was tried before it was here.
    FilmServer::Manners manners;
    manners.validates = false;
    manners.silentAt = 1'500'000;
    m_trial->server.setManners(manners);
    m_trial->server.setFilm(QByteArray(3'000'000, 'x'));
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(copy(u"a"_s).verdict, BoardVerdict::Unplayable, 100000);
    m_trial->server.setFilm(m_small);
    m_trial->settings.today = [] {
        return QDate(2026, 3, 11);
    };
    m_trial->start();
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(areKept({u"a"_s}), 100000);
}

void TestKeptFilms::theSameFilmWithoutALength()
{
    // One that must be remuxed is known by its validator, although its server does not say how long it is.
    FilmServer::Manners manners;
    manners.ranges = manners.tells = false;
    m_trial->server.setManners(manners);
    m_trial->server.setFiles({{"/a", "\x1A\x45\xDF\xA3" + QByteArray(100'000, 'x')}, {"/b", m_small}});
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(copy(u"a"_s).verdict, BoardVerdict::Unplayable, 100000);
    m_trial->settings.today = [] {
        return QDate(2026, 3, 11);
    };
    m_trial->start();
    const auto before = m_trial->server.requests().size();
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s}));
    QTRY_VERIFY(m_trial->server.requests().size() > before);
    copies().setWanted(films({u"a"_s, u"b"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(areKept({u"b"_s}), 100000);
    const auto later = m_trial->server.requests().sliced(before);
    QCOMPARE(std::count_if(later.begin(), later.end(),
                           [](const FilmServer::Request &request) { return request.path == "/a"; }),
             1); // the question
    QCOMPARE(copy(u"a"_s).verdict, BoardVerdict::Unplayable);
}

void TestKeptFilms::aQuestionInVainIsAskedAgain()
{
    auto hour = std::make_shared<std::atomic_int>(0);
    m_trial->settings.now = [hour] {
        return QDateTime(QDate(2026, 3, 11), QTime(8, 0), QTimeZone::utc()).addSecs(*hour * 3600);
    };
    m_trial->server.setFilm(QByteArray(3'000'000, 'x'));
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(copy(u"a"_s).verdict, BoardVerdict::Unplayable, 100000);
    FilmServer::Manners manners;
    manners.status = 503;
    m_trial->server.setManners(manners);
    m_trial->settings.today = [] {
        return QDate(2026, 3, 11);
    };
    m_trial->start();
    const auto before = m_trial->server.requests().size();
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s}));
    QTRY_COMPARE(m_trial->server.requests().size(), before + 1);

    manners = {};
    manners.tag = "\"two\"";
    m_trial->server.setManners(manners);
    m_trial->server.setFilm(m_small);
    copies().setWanted(films({u"a"_s, u"b"_s})); // not at once
    QTRY_VERIFY_WITH_TIMEOUT(areKept({u"b"_s}), 100000);
    QCOMPARE(copy(u"a"_s).verdict, BoardVerdict::Unplayable);
    ++*hour;
    copies().setWanted(films({u"a"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(areKept({u"a"_s, u"b"_s}), 100000);
}

void TestKeptFilms::aForgottenFilmIsTriedAgain()
{
    m_trial->server.setFiles({{"/a", QByteArray(3'000'000, 'x')}});
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(copy(u"a"_s).verdict, BoardVerdict::Unplayable, 100000);
    m_trial->server.setFiles({{"/a", m_small}});
    copies().forget(u"a"_s);
    QTRY_VERIFY_WITH_TIMEOUT(areKept({u"a"_s}), 100000);
    QTRY_COMPARE(copy(u"a"_s).verdict, BoardVerdict::Plays);
}

void TestKeptFilms::aPinnedFilmThatCantBeRemuxed()
{
    m_trial->server.setFiles({{"/a", "\x1A\x45\xDF\xA3" + QByteArray(2'000'000, 'x')}, {"/b", m_small}});
    copies().setPinned(u"a"_s, true);
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s, u"b"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(copy(u"a"_s).verdict, BoardVerdict::Unplayable, 100000);
    QTRY_VERIFY(areKept({u"b"_s}));
    QTRY_COMPARE(copies().bytes(), m_small.size());
    QVERIFY(copy(u"a"_s).pinned);
    QCOMPARE(copy(u"a"_s).obstacle, CopyObstacle::Board);
    // A child may try it, and its server may have got a better one meanwhile.
    QVERIFY(m_trial->open(m_trial->film(u"a"_s)).failure.startsWith(u"broken"));
    QTRY_COMPARE(copies().bytes(), m_small.size());
    m_trial->server.setFiles({{"/a", m_small}});
    QCOMPARE(m_trial->open(m_trial->film(u"a"_s)).failure, QString());
    QTRY_VERIFY(areKept({u"a"_s, u"b"_s}));
    QVERIFY(copy(u"a"_s).pinned);
    QTRY_COMPARE(copy(u"a"_s).verdict, BoardVerdict::Plays);
}

void TestKeptFilms::theSpeedIsMeasured()
{
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(copy(u"a"_s).speed > 0, 100000);
    QCOMPARE(copy(u"a"_s).verdict, BoardVerdict::Plays);
    // One that was watched is measured when nobody watches any more.
    const auto opened = m_trial->open(m_trial->film(u"b"_s));
    QTRY_VERIFY(m_trial->isKept(u"b"_s));
    m_trial->gateway->abort(opened.ticket);
    QTRY_VERIFY_WITH_TIMEOUT(copy(u"b"_s).speed > 0, 100000);
    QTRY_VERIFY(copy(u"b"_s).lastUsed.isValid());
}

void TestKeptFilms::everyKindIsKept()
{
    QHash<QByteArray, QByteArray> files = m_films.makeHls(u"hls"_s, FilmFixture::arguments(3));
    files.insert("/film.webm", FilmFixture::bytes(m_films.make(
                                   u"film.webm"_s,
                                   FilmFixture::arguments(2) +
                                       QStringList{u"-c:v"_s, u"libvpx-vp9"_s, u"-deadline"_s, u"realtime"_s,
                                                   u"-cpu-used"_s, u"8"_s, u"-c:a"_s, u"libopus"_s})));
    files.insert("/film.mp4", m_small);
    m_trial->server.setFiles(files);
    copies().setBackgroundAllowed(true);
    const QStringList all{u"list.m3u8"_s, u"film.webm"_s, u"film.mp4"_s};
    copies().setWanted(films(all));
    QTRY_VERIFY_WITH_TIMEOUT(areKept(all), 100000);
    m_trial->server.setUp(false);
    for (const QString &id : all) {
        const auto opened = m_trial->open(m_trial->film(id), 500ms);
        QCOMPARE(opened.failure, QString());
        QCOMPARE(opened.origin, FilmOrigin::Copy);
        QVERIFY(!m_trial->fetch(opened.address).isEmpty());
        m_trial->gateway->abort(opened.ticket);
    }
}

void TestKeptFilms::twoThatDoNotFitTheDiskTogether()
{
    const qint64 spare = 1'000'000;
    useDisk(m_large.size() * 3 / 2 + spare, spare);
    m_trial->start();
    m_trial->server.setFilm(m_large);
    FilmServer::Manners manners;
    manners.bytesPerSecond = 1'000'000;
    m_trial->server.setManners(manners);
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s, u"b"_s}));
    // One of them is settled first; nothing was written of it yet when the other is.
    QTRY_COMPARE_WITH_TIMEOUT(m_trial->gateway->kept().size(), 1, 100000);
    const QString other = m_trial->isKept(u"a"_s) ? u"b"_s : u"a"_s;
    QTRY_COMPARE(copy(other).obstacle, CopyObstacle::NoRoom);
    QVERIFY2(m_disk.lowest >= spare, QByteArray::number(m_disk.lowest.load()).constData());
}

void TestKeptFilms::aDiskThatSomebodyElseFills()
{
    const qint64 spare = 10'000'000;
    useDisk(3 * spare, spare);
    m_trial->start();
    for (const QString &id : {u"pinned"_s, u"old"_s}) {
        const auto opened = m_trial->open(m_trial->film(id));
        QTRY_VERIFY(m_trial->isKept(id));
        m_trial->gateway->abort(opened.ticket);
        m_trial->server.setFilm(m_large);
    }
    copies().setPinned(u"pinned"_s, true);
    FilmServer::Manners manners;
    manners.bytesPerSecond = 500'000;
    m_trial->server.setManners(manners);
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(copy(u"a"_s).here > 1'000'000, 100000);
    // A little too much: nothing more is fetched, and what nobody wants makes up for it.
    m_disk.taken = 2 * spare - m_small.size() - m_large.size() - 500'000;
    QTRY_VERIFY_WITH_TIMEOUT(!m_trial->isKept(u"old"_s), 100000);
    QTRY_COMPARE(copy(u"a"_s).obstacle, CopyObstacle::NoRoom);
    QVERIFY(m_trial->isKept(u"pinned"_s));
    QTRY_COMPARE(m_trial->server.sending(), 0);
    QVERIFY(copy(u"a"_s).here > 0);
    // All of it: what is here of the other film goes, too.
    m_disk.taken = 3 * spare;
    manners.bytesPerSecond = 0;
    m_trial->server.setManners(manners);
    const auto opened = m_trial->open(m_trial->film(u"b"_s));
    QCOMPARE(opened.failure, QString());
    QCOMPARE(m_trial->fetch(opened.address), m_large); // from memory
    QTRY_COMPARE(copy(u"a"_s).here, 0);
    QVERIFY(areKept({u"pinned"_s}));
    QCOMPARE(QDir(m_trial->cache.path()).entryList({u"*.part"_s}).size(), 0);
    m_trial->gateway->abort(opened.ticket);
    // Free again, and it is not forgotten what is wanted.
    m_disk.taken = 0;
    copies().setBudget(m_trial->settings.budget); // asks at once
    QTRY_VERIFY_WITH_TIMEOUT(areKept({u"pinned"_s, u"a"_s}), 100000);
}

void TestKeptFilms::whatIsWatchedLeavesAFullDisk()
{
    const qint64 spare = 10'000'000;
    useDisk(2 * spare, spare);
    m_trial->start();
    m_trial->server.setFilm(m_large);
    FilmServer::Manners manners;
    manners.bytesPerSecond = 300'000;
    m_trial->server.setManners(manners);
    const auto opened = m_trial->open(m_trial->film(u"a"_s));
    QCOMPARE(opened.failure, QString());
    m_disk.taken = 2 * spare;
    QCOMPARE(m_trial->fetch(opened.address), m_large);
    QVERIFY(!m_trial->isKept(u"a"_s));
    struct stat facts
    {
    };
    const QStringList parts = QDir(m_trial->cache.path()).entryList({u"*.part"_s});
    QCOMPARE(parts.size(), 1);
    QCOMPARE(::stat(QFile::encodeName(m_trial->cache.filePath(parts.constFirst())).constData(), &facts), 0);
    QVERIFY2(qint64(facts.st_blocks) * 512 < m_large.size() - 500'000,
             QByteArray::number(qint64(facts.st_blocks) * 512).constData());
    m_trial->gateway->abort(opened.ticket);
    m_disk.taken = 0;
    QCOMPARE(m_trial->open(m_trial->film(u"a"_s)).failure, QString());
    QTRY_VERIFY_WITH_TIMEOUT(m_trial->isKept(u"a"_s), 100000);
}

void TestKeptFilms::whatIsRemuxedCountsOnce_data()
{
    QTest::addColumn<bool>("small");
    QTest::addColumn<bool>("watched");
    QTest::newRow("the budget is just enough") << false << false;
    QTest::newRow("the disk is not") << true << true;
    QTest::newRow("the disk is not yet") << true << false;
}

void TestKeptFilms::whatIsRemuxedCountsOnce()
{
    QFETCH(bool, small);
    QFETCH(bool, watched);
    const QByteArray film = FilmFixture::bytes(
        m_films.make(u"film.ts"_s, FilmFixture::arguments(3) + QStringList{u"-c:a"_s, u"aac"_s}));
    QVERIFY(film.size() > 20'000);
    const qint64 spare = 1'000'000;
    useDisk(film.size() * 3 / 2 + spare + (small ? 0 : 100'000'000), spare);
    m_trial->settings.budget = film.size() * 5 / 4;
    m_trial->start();
    m_trial->server.setFilm(film);
    if (watched) {
        const auto opened = m_trial->open(m_trial->film(u"a"_s));
        QCOMPARE(opened.failure, QString());
        QTRY_COMPARE_WITH_TIMEOUT(copy(u"a"_s).obstacle, CopyObstacle::NoRoom, 100000); // told all the same
        QVERIFY(m_disk.lowest >= spare);
        return;
    }
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s}));
    if (small) {
        // It is here wholly by then, and goes on when there is room for its remux.
        QTRY_COMPARE_WITH_TIMEOUT(copy(u"a"_s).obstacle, CopyObstacle::NoRoom, 100000);
        m_disk.size += 100'000'000;
        copies().setBudget(m_trial->settings.budget); // asks at once
    }
    QTRY_VERIFY_WITH_TIMEOUT(areKept({u"a"_s}), 100000);
}

void TestKeptFilms::aPlaylistThatTheDiskDoesNotTake()
{
    m_trial->server.setFiles({{"/a", "#EXTM3U\n#EXTINF:1,\npiece.ts\n#EXT-X-ENDLIST\n"},
                              {"/piece.ts", QByteArray(9'000'000, 'x')}});
    const SmallFilesOnly disk;
    QVERIFY(disk.isSo());
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s}));
    // It is not its server that is away.
    QTRY_VERIFY_WITH_TIMEOUT(copy(u"a"_s).obstacle != CopyObstacle::None, 100000);
    QCOMPARE(copy(u"a"_s).obstacle, CopyObstacle::NoRoom);
    QTRY_COMPARE(QDir(m_trial->cache.path()).entryList({u"*.pieces"_s}, QDir::Dirs), QStringList());
}

void TestKeptFilms::aPlaylistPlaysOnANearlyFullDisk()
{
    const qint64 spare = 100'000'000;
    useDisk(2 * spare, spare);
    m_disk.taken = spare + spare / 10;
    m_trial->start();
    m_trial->server.setFiles(m_films.makeHls(u"nearly"_s, FilmFixture::arguments(3)));
    const auto opened = m_trial->open(m_trial->film(u"list.m3u8"_s));
    QCOMPARE(opened.failure, QString());
    QVERIFY(!m_trial->fetch(opened.address).isEmpty());
    QTRY_COMPARE(copy(u"list.m3u8"_s).obstacle, CopyObstacle::NoRoom); // it is not kept, and that is told
    QVERIFY(m_disk.lowest >= spare / 4);
}

void TestKeptFilms::aFullDiskIsSurvived()
{
    // More has to stay free than there is.
    m_trial->settings.spare = std::numeric_limits<qint64>::max() / 2;
    m_trial->start();
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s}));
    QTRY_COMPARE(copy(u"a"_s).obstacle, CopyObstacle::NoRoom);
    const auto opened = m_trial->open(m_trial->film(u"a"_s));
    QCOMPARE(opened.failure, QString());
    QCOMPARE(m_trial->fetch(opened.address), m_small);
    QVERIFY(m_trial->gateway->kept().isEmpty());
}

void TestKeptFilms::aDiskThatFillsUpIsSurvived()
{
    const QTemporaryDir folder;
    const QByteArray path = QFile::encodeName(folder.path());
    if (::mount("films", path.constData(), "tmpfs", 0, "size=9m") != 0)
        QSKIP("needs the right to mount a file system");
    const auto unmount = qScopeGuard([&] {
        m_trial->gateway.reset();
        ::umount2(path.constData(), MNT_DETACH);
    });
    m_trial->settings.cacheFolder = folder.path();
    m_trial->start();
    m_trial->server.setFilm(m_large);
    FilmServer::Manners manners;
    manners.bytesPerSecond = 1'500'000;
    m_trial->server.setManners(manners);
    const auto opened = m_trial->open(m_trial->film(u"a"_s));
    QCOMPARE(opened.failure, QString());
    // In the midst of it somebody else takes all there is.
    QFile greedy(folder.filePath(u"greedy"_s));
    QVERIFY(greedy.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    while (greedy.write(QByteArray(16384, 'x')) > 0) {
    }
    QCOMPARE(m_trial->fetch(opened.address), m_large);
    QVERIFY(!m_trial->isKept(u"a"_s));
    m_trial->gateway->abort(opened.ticket);
    QVERIFY(greedy.remove());
    m_trial->server.setManners({});
    QCOMPARE(m_trial->open(m_trial->film(u"a"_s)).failure, QString());
    QTRY_VERIFY(m_trial->isKept(u"a"_s));
}

void TestKeptFilms::anErrandWhoseDiskTakesNoMore_data()
{
    QTest::addColumn<bool>("watched");
    QTest::newRow("nobody watches it") << false;
    QTest::newRow("somebody watched it meanwhile") << true;
}

void TestKeptFilms::anErrandWhoseDiskTakesNoMore()
{
    QFETCH(bool, watched);
    m_trial->server.setFiles({{"/a", m_large}, {"/b", m_large}, {"/c", m_small}});
    FilmServer::Manners manners;
    manners.bytesPerSecond = 300'000;
    m_trial->server.setManners(manners);
    copies().setBackgroundAllowed(true);
    copies().setWanted(films({u"a"_s, u"b"_s, u"c"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(copy(u"a"_s).here > 1'000'000 && copy(u"b"_s).here > 1'000'000, 100000);
    GatewayTrial::Opened opened;
    if (watched) {
        opened = m_trial->open(m_trial->film(u"a"_s));
        QCOMPARE(opened.failure, QString());
    }
    std::optional<SmallFilesOnly> disk;
    QVERIFY(disk.emplace().isSo());
    if (watched) {
        QCOMPARE(m_trial->fetch(opened.address), m_large);
        m_trial->gateway->abort(opened.ticket);
    }
    // They make room for the one that the disk takes.
    QTRY_VERIFY_WITH_TIMEOUT(areKept({u"c"_s}), 100000);
    for (const QString &id : {u"a"_s, u"b"_s})
        QTRY_COMPARE_WITH_TIMEOUT(copy(id).obstacle, CopyObstacle::NoRoom, 100000);
    if (!watched)
        QTRY_COMPARE(QDir(m_trial->cache.path()).entryList({u"*.part"_s}), QStringList());
    QTRY_COMPARE(m_trial->server.sending(), 0);
    disk.reset();
    m_trial->server.setManners({});
    copies().setBudget(m_trial->settings.budget); // asks at once
    QTRY_VERIFY_WITH_TIMEOUT(areKept({u"a"_s, u"b"_s, u"c"_s}), 100000);
}

void TestKeptFilms::whatIsKnownOutlivesARestart()
{
    const auto opened = m_trial->open(m_trial->film(u"a"_s));
    QCOMPARE(opened.failure, QString());
    QTRY_VERIFY(m_trial->isKept(u"a"_s));
    copies().setPinned(u"a"_s, true);
    copies().setPinned(u"not here"_s, true);
    QTRY_VERIFY(copy(u"a"_s).pinned && copy(u"a"_s).lastUsed.isValid());
    const auto known = [this] {
        FilmCopy film = copy(u"a"_s);
        film.speed = 0; // measured while nobody watches
        return film;
    };
    const FilmCopy before = known();
    m_trial->start();
    QTRY_COMPARE(known(), before);
    QVERIFY(copy(u"not here"_s).pinned);
    copies().forget(u"a"_s);
    QTRY_VERIFY(!copy(u"a"_s).complete && !copy(u"a"_s).pinned);
}

QTEST_GUILESS_MAIN(TestKeptFilms)
#include "tst_keptfilms.moc"
