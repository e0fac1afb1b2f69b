// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/keychaintokenstore.h"
#include "tests/support/fakekeychain.h"

#include <QTest>

using namespace Medio;
using namespace Medio::Net;
using namespace Qt::StringLiterals;

namespace {
const TokenOwner anna{u"https://home.example:443"_s, u"anna@example.org"_s};
const TokenOwner ben{u"https://home.example:443"_s, u"ben@example.org"_s};
const TokenOwner elsewhere{u"https://home.example:443/second"_s, u"anna@example.org"_s};
} // namespace

class KeychainTokenStoreTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void accountsAndServersDoNotMix();
    void problemsArePassedOn();

private:
    std::optional<TokenStore::Loaded> load(KeychainTokenStore &store, const TokenOwner &owner);
};

std::optional<TokenStore::Loaded> KeychainTokenStoreTest::load(KeychainTokenStore &store,
                                                               const TokenOwner &owner)
{
    std::optional<TokenStore::Loaded> got;
    store.load(owner, this, [&](const TokenStore::Loaded &loaded) { got = loaded; });
    (void)QTest::qWaitFor([&] { return got.has_value(); });
    return got;
}

void KeychainTokenStoreTest::accountsAndServersDoNotMix()
{
    FakeKeychain keychain;
    KeychainTokenStore store(keychain);
    int saved = 0;
    const auto count = [&saved](const TokenStore::Done &done) {
        saved += done ? 1 : 0;
    };
    store.save(anna, "of anna", this, count);
    store.save(ben, "of ben", this, count);
    store.save(elsewhere, "of anna elsewhere", this, count);
    QTRY_COMPARE(saved, 3);
    QCOMPARE(keychain.entries.size(), 3);
    QCOMPARE(load(store, anna)->value(), "of anna");
    QCOMPARE(load(store, ben)->value(), "of ben");
    QCOMPARE(load(store, elsewhere)->value(), "of anna elsewhere");

    store.remove(anna, this, count);
    QTRY_COMPARE(saved, 4);
    QVERIFY(!load(store, anna)->value());
    QCOMPARE(load(store, ben)->value(), "of ben");
}

void KeychainTokenStoreTest::problemsArePassedOn()
{
    FakeKeychain keychain;
    KeychainTokenStore store(keychain);
    for (const auto problem : {Keychain::Problem::Locked, Keychain::Problem::Unavailable,
                               Keychain::Problem::TimedOut, Keychain::Problem::Failed}) {
        keychain.problem = problem;
        QCOMPARE(load(store, anna)->error(), problem);
    }
}

QTEST_GUILESS_MAIN(KeychainTokenStoreTest)
#include "tst_keychaintokenstore.moc"
