// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Charges watch time and says so on stdout, until it is killed: `ledgerwriter FOLDER FIRST`. A line
// "charged N" is printed only after the ledger acknowledged charge N. Every fifth charge is followed
// by the other things a kiosk writes.

#include "app/store/storage.h"
#include "tests/app/flow/flowfamily.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Medio;
using namespace Medio::Flow::Testing;
using namespace std::chrono_literals;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3)
        return 2;
    const SystemClock clock;
    auto store = Store::Storage::open(arguments.at(1), clock);
    if (!store)
        return 1;
    Store::Ledger &ledger = (*store)->ledger();
    Store::Outbox &outbox = (*store)->outbox();
    const QDate day(2026, 3, 10);
    ledger.openDay(day);

    quint64 next = arguments.at(2).toULongLong();
    const auto charge = [&] {
        ledger.charge({next, 1, otter, videoOf(1), day, 1s, 0s});
        if (next % 5 == 0) {
            const auto session = idOf<Api::SessionId>(static_cast<int>(next));
            ledger.noteSession(1, {session, QStringLiteral("https://medio.example:443"), 0s});
            outbox.add({session, 1, otter, day, Api::StopReason::Error, 1s, 1s});
        }
        ++next;
    };
    QObject::connect(&outbox, &Flow::Outbox::kept, &app,
                     [&](const Flow::SessionEnd &end) { ledger.noteSessionEnded(1, end.session); });
    QObject::connect(&ledger, &Flow::LedgerJournal::charged, &app, [&](quint64 id) {
        std::printf("charged %llu\n", static_cast<unsigned long long>(id));
        std::fflush(stdout);
        charge();
    });
    charge();
    return app.exec();
}
