// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/mailbox.h"

#include <QStringList>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <memory>
#include <thread>

using namespace Medio;
using namespace Qt::StringLiterals;

class TestMailbox : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void deedsAreDoneInOrderOnItsOwnThread()
    {
        Mailbox mailbox;
        QList<int> done;
        QThread *const home = QThread::currentThread();
        bool here = true;
        std::thread other([&] {
            for (int i = 0; i < 100; ++i) {
                mailbox.post([&done, &here, home, i] {
                    done.append(i);
                    here = here && QThread::currentThread() == home;
                });
            }
        });
        other.join();
        QVERIFY(done.isEmpty());
        QTRY_COMPARE(done.size(), 100);
        QVERIFY(std::is_sorted(done.cbegin(), done.cend()));
        QVERIFY(here);
    }

    void linesOfADeedCarryTheFieldsOfWhoPostedIt()
    {
        Mailbox mailbox;
        QString tap;
        std::thread other([&] {
            const Logging::Field field("tap", u"7"_s);
            mailbox.post([&tap] { tap = Logging::Context().value(u"tap"_s); });
        });
        other.join();
        QTRY_COMPARE(tap, u"7"_s);
        QVERIFY(Logging::Context().value(u"tap"_s).isEmpty());
    }

    void whatIsPostedMeanwhileIsDoneLater()
    {
        Mailbox mailbox;
        QStringList done;
        mailbox.post([&] {
            done << u"first"_s;
            mailbox.post([&] { done << u"second"_s; });
        });
        mailbox.deliver();
        QCOMPARE(done, QStringList{u"first"_s});
        QTRY_COMPARE(done, (QStringList{u"first"_s, u"second"_s}));
    }

    void whatWasDeliveredIsNotDoneAgain()
    {
        Mailbox mailbox;
        int times = 0;
        mailbox.post([&] { ++times; });
        mailbox.deliver();
        QCOMPARE(times, 1);
        QCoreApplication::sendPostedEvents(&mailbox);
        QCOMPARE(times, 1);
    }

    void aDeedMayEndTheMailbox()
    {
        auto mailbox = std::make_unique<Mailbox>();
        int times = 0;
        mailbox->post([&] { mailbox.reset(); });
        mailbox->post([&] { ++times; });
        QCoreApplication::sendPostedEvents();
        QVERIFY(!mailbox);
        QCOMPARE(times, 0);
    }

    void nothingIsDoneWhenTheMailboxIsGone()
    {
        const auto held = std::make_shared<int>(0);
        auto mailbox = std::make_unique<Mailbox>();
        mailbox->post([held] { ++*held; });
        mailbox.reset();
        QCoreApplication::sendPostedEvents();
        QCOMPARE(*held, 0);
        QCOMPARE(held.use_count(), 1); // what the deed captured is gone with it
    }
};

QTEST_GUILESS_MAIN(TestMailbox)
#include "tst_mailbox.moc"
