// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/sodiumpinhasher.h"
#include "tests/app/parents/pins.h"

#include <sys/resource.h>
#include <unistd.h>

#include <QFile>
#include <QRandomGenerator>
#include <QTest>
#include <QThread>

#include <memory>
#include <optional>

using namespace Medio::Parents;
using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const Pin> shared(const QString &digits)
{
    return std::make_shared<const Pin>(pinOf(digits));
}

const auto wellFormed = QByteArrayLiteral("$argon2id$v=19$m=65536,t=2,p=1$"
                                          "c29tZXNhbHRzb21lc2FsdA$"
                                          "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

} // namespace

class TestSodiumPinHasher : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatItMakesItKnowsAgain()
    {
        SodiumPinHasher hasher;
        std::optional<QByteArray> first;
        std::optional<QByteArray> second;
        hasher.hash(shared(u"2580"_s), this, [&first](const auto &made) {
            QVERIFY(made);
            first = made;
        });
        hasher.hash(shared(u"2580"_s), this, [&second](const auto &made) { second = made; });
        QVERIFY(!first); // later
        QTRY_VERIFY_WITH_TIMEOUT(first && second, 30000);
        QVERIFY(*first != *second); // each has a salt of its own
        QVERIFY(hasher.isVerifier(*first));
        QVERIFY(first->startsWith("$argon2id$"));
        QVERIFY(!first->contains("2580"));

        QList<PinHasher::Match> matches;
        const auto note = [&matches](PinHasher::Match match) {
            QCOMPARE(QThread::currentThread(), QCoreApplication::instance()->thread());
            matches.append(match);
        };
        hasher.compare(*first, shared(u"2580"_s), this, note);
        hasher.compare(*first, shared(u"2581"_s), this, note);
        hasher.compare(*first, shared(u"25800"_s), this, note);
        QTRY_COMPARE_WITH_TIMEOUT(matches.size(), 3, 30000);
        using Match = PinHasher::Match;
        QCOMPARE(matches, (QList<Match>{Match::Same, Match::Different, Match::Different}));
    }

    void whatIsNoVerifierIsNoWrongPin()
    {
        SodiumPinHasher hasher;
        std::optional<PinHasher::Match> match;
        hasher.compare(QByteArrayLiteral("rubbish"), shared(u"2580"_s), this,
                       [&match](PinHasher::Match found) { match = found; });
        QTRY_VERIFY_WITH_TIMEOUT(match, 30000);
        QCOMPARE(*match, PinHasher::Match::Failed);
    }

    void whereMemoryIsShortNobodyIsToBlame()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("a sanitizer's own memory is not to be limited");
#endif
        SodiumPinHasher hasher;
        std::optional<QByteArray> verifier;
        hasher.hash(shared(u"2580"_s), this, [&verifier](const auto &made) { verifier = made; });
        QTRY_VERIFY_WITH_TIMEOUT(verifier, 30000);

        QFile memory(u"/proc/self/statm"_s);
        QVERIFY(memory.open(QIODevice::ReadOnly));
        const qint64 pages = memory.readAll().split(' ').first().toLongLong();
        rlimit limit{};
        QCOMPARE(getrlimit(RLIMIT_AS, &limit), 0);
        rlimit tight = limit;
        tight.rlim_cur = static_cast<rlim_t>(pages * sysconf(_SC_PAGESIZE) + 32 * 1024 * 1024);
        QCOMPARE(setrlimit(RLIMIT_AS, &tight), 0);
        std::optional<PinHasher::Match> match;
        bool made = true;
        hasher.compare(*verifier, shared(u"2580"_s), this,
                       [&match](PinHasher::Match found) { match = found; });
        bool over = false;
        hasher.hash(shared(u"2580"_s), this, [&made, &over](const auto &fresh) {
            made = fresh.has_value();
            over = true;
        });
        const bool heard = QTest::qWaitFor([&over] { return over; }, 30000);
        QCOMPARE(setrlimit(RLIMIT_AS, &limit), 0);
        QVERIFY(heard);
        QVERIFY(match);
        QCOMPARE(*match, PinHasher::Match::Failed);
        QVERIFY(!made);
    }

    void verifiersAreChecked_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("good");
        const auto with = [](const char *before, const char *after) {
            return QByteArray(wellFormed).replace(before, after);
        };
        QTest::newRow("well-formed") << wellFormed << true;
        QTest::newRow("of another cost") << with("m=65536,t=2", "m=131072,t=3") << true;
        QTest::newRow("nothing") << QByteArray() << false;
        QTest::newRow("another algorithm") << with("argon2id", "argon2i") << false;
        QTest::newRow("another version") << with("v=19", "v=16") << false;
        QTest::newRow("more memory than there is") << with("m=65536", "m=4194304") << false;
        QTest::newRow("more than a number") << with("m=65536", "m=99999999999") << false;
        QTest::newRow("more passes than anybody waits for") << with("t=2", "t=4000") << false;
        QTest::newRow("several lanes") << with("p=1", "p=4") << false;
        QTest::newRow("cut") << wellFormed.chopped(1) << false;
        QTest::newRow("a line end") << QByteArray(wellFormed + '\n') << false;
        QTest::newRow("a NUL") << QByteArray(wellFormed + '\0') << false;
        QTest::newRow("something before") << QByteArray("x" + wellFormed) << false;
        QTest::newRow("much") << QByteArray(1'000'000, '$') << false;
    }
    void verifiersAreChecked()
    {
        QFETCH(QByteArray, bytes);
        QTEST(SodiumPinHasher().isVerifier(bytes), "good");
    }

    void anyBytesAreJudged()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator dice(seed);
        const SodiumPinHasher hasher;
        for (int round = 0; round < 5000; ++round) {
            QByteArray bytes = wellFormed;
            const int changes = dice.bounded(1, 6);
            for (int change = 0; change < changes; ++change)
                bytes[dice.bounded(int(bytes.size()))] = char(dice.bounded(256));
            bytes.truncate(dice.bounded(int(bytes.size()) + 1));
            if (hasher.isVerifier(bytes))
                QVERIFY(bytes.startsWith("$argon2id$v=19$m="));
        }
    }

    void whoIsGoneHearsNothing()
    {
        bool heard = false;
        bool other = false;
        {
            SodiumPinHasher hasher;
            auto context = std::make_unique<QObject>();
            hasher.hash(shared(u"2580"_s), context.get(), [&heard](const auto &) { heard = true; });
            context.reset();
            hasher.hash(shared(u"2580"_s), this, [&other](const auto &) { other = true; });
            QTRY_VERIFY_WITH_TIMEOUT(other, 30000); // one after the other
            QVERIFY(!heard);
            other = false;
            hasher.hash(shared(u"2580"_s), this, [&other](const auto &) { other = true; });
        } // while it is under way
        QCoreApplication::sendPostedEvents();
        QVERIFY(!other);
    }
};

QTEST_GUILESS_MAIN(TestSodiumPinHasher)
#include "tst_sodiumpinhasher.moc"
