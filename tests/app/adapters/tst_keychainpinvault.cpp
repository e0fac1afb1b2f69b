// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/keychainpinvault.h"
#include "tests/support/fakekeychain.h"

#include <QTest>

#include <memory>
#include <optional>

using namespace Medio;
using Parents::PinVault;

Q_DECLARE_METATYPE(Medio::Net::Keychain::Problem)
Q_DECLARE_METATYPE(Medio::Parents::PinVault::Problem)

class TestKeychainPinVault : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenIsReadAndRemoved()
    {
        Net::FakeKeychain keychain;
        Adapters::KeychainPinVault vault(keychain);
        QStringList answers;
        const auto noteRead = [&answers](const PinVault::Read &read) {
            answers << (read && *read ? QString::fromLatin1(**read) : QStringLiteral("nothing"));
        };
        const auto noteDone = [&answers](const PinVault::Done &done) {
            answers << (done ? QStringLiteral("done") : QStringLiteral("failed"));
        };
        vault.read(this, noteRead);
        vault.write("verifier", this, noteDone);
        vault.read(this, noteRead);
        vault.remove(this, noteDone);
        vault.read(this, noteRead);
        QVERIFY(answers.isEmpty()); // never from within the call
        QTRY_COMPARE(answers.size(), 5);
        // The fake does what it is asked for at once and answers later.
        QCOMPARE(answers.at(1), QStringLiteral("done"));
        QCOMPARE(answers.at(3), QStringLiteral("done"));
        QCOMPARE(answers.at(4), QStringLiteral("nothing"));
        QVERIFY(keychain.entries.isEmpty());
    }

    void eachFailureHasItsName_data()
    {
        using Problem = Net::Keychain::Problem;
        QTest::addColumn<Problem>("problem");
        QTest::addColumn<PinVault::Problem>("told");
        QTest::newRow("locked") << Problem::Locked << PinVault::Problem::Locked;
        QTest::newRow("unavailable") << Problem::Unavailable << PinVault::Problem::Unavailable;
        QTest::newRow("timed out") << Problem::TimedOut << PinVault::Problem::TimedOut;
        QTest::newRow("failed") << Problem::Failed << PinVault::Problem::Failed;
    }
    void eachFailureHasItsName()
    {
        QFETCH(const Net::Keychain::Problem, problem);
        QFETCH(const PinVault::Problem, told);
        Net::FakeKeychain keychain;
        keychain.problem = problem;
        Adapters::KeychainPinVault vault(keychain);
        QList<PinVault::Problem> problems;
        vault.read(this, [&problems](const PinVault::Read &read) {
            if (!read)
                problems << read.error();
        });
        const auto note = [&problems](const PinVault::Done &done) {
            if (!done)
                problems << done.error();
        };
        vault.write("verifier", this, note);
        vault.remove(this, note);
        QTRY_COMPARE(problems.size(), 3);
        QCOMPARE(problems, QList<PinVault::Problem>(3, told));
    }

    void nobodyIsToldWhoIsGone()
    {
        Net::FakeKeychain keychain;
        Adapters::KeychainPinVault vault(keychain);
        auto listener = std::make_unique<QObject>();
        bool isTold = false;
        vault.read(listener.get(), [&isTold](const PinVault::Read &) { isTold = true; });
        listener.reset();
        std::optional<bool> last;
        vault.read(this, [&last](const PinVault::Read &read) { last = read.has_value(); });
        QTRY_VERIFY(last.has_value());
        QVERIFY(!isTold);
    }
};

QTEST_GUILESS_MAIN(TestKeychainPinVault)
#include "tst_keychainpinvault.moc"
