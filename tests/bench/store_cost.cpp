// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What it costs to remember: `store_cost [FOLDER]`. The figures are those of the disk below FOLDER
// (default: the temporary folder) at this moment. One line of JSON is printed last.

#include "app/store/storage.h"
#include "tests/app/flow/flowfamily.h"
#include "tests/support/recordingdisk.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace Medio;
using namespace Medio::Flow::Testing;
using namespace std::chrono_literals;

namespace {

// 90 minutes of playing, charged in steps of 3.5 s.
constexpr int steps = 90 * 60 * 10 / 35;

double at(QList<double> values, double part)
{
    std::sort(values.begin(), values.end());
    return values.at(static_cast<qsizetype>(part * double(values.size() - 1)));
}

/// Bytes that this process sent towards the block device.
qint64 writtenBytes()
{
    QFile file(QStringLiteral("/proc/self/io"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("write_bytes: "))
            return line.mid(13).toLongLong();
    }
    return 0;
}

Api::Family largeFamily()
{
    Api::Family large = family();
    for (int number = 10; number < 510; ++number)
        large.videos.append(film(number, 60s));
    for (int number = 0; number < 100; ++number) {
        Api::FamilyChip chip;
        chip.chip = {idOf<Api::ChipId>(1000 + number),
                     QStringLiteral("04:00:00:00:00:01:%1").arg(number, 2, 16, QLatin1Char('0')),
                     QStringLiteral("Chip"), true};
        for (int place = 0; place < 5; ++place) {
            Api::ChipVideo video;
            video.id = videoOf(10 + number * 5 + place);
            video.sequenceOrder = place + 1;
            chip.videos.append(video);
        }
        large.chips.append(chip);
    }
    return large;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    QTemporaryDir own(arguments.value(1, QDir::tempPath()) + QStringLiteral("/store-cost-XXXXXX"));
    const SystemClock clock;
    const QDate day(2026, 3, 10);
    QJsonObject figures;
    QElapsedTimer timer;

    RecordingDisk disk(own.path() + QStringLiteral("/ledger.db"));
    auto storage = Store::Storage::open(own.path(), clock);
    if (!storage) {
        std::fprintf(stderr, "%s\n", qPrintable(storage.error().toString()));
        return 1;
    }
    Store::Catalogue &catalogue = (*storage)->catalogue();
    timer.start();
    catalogue.replace({}, largeFamily(), clock.wall());
    figures[QStringLiteral("catalogue_replace_call_ms")] = double(timer.nsecsElapsed()) / 1e6;
    QEventLoop stored;
    QObject::connect(&catalogue, &Store::Catalogue::stored, &stored, &QEventLoop::quit);
    stored.exec();

    constexpr int lookups = 100'000;
    const Flow::CataloguePointer snapshot = catalogue.snapshot();
    qsizetype found = 0;
    timer.start();
    for (int i = 0; i < lookups; ++i)
        found += snapshot->chip(whale)->films.size();
    figures[QStringLiteral("lookup_us")] = double(timer.nsecsElapsed()) / 1e3 / lookups;
    if (found != qint64{3} * lookups)
        return 1;

    Store::Ledger &ledger = (*storage)->ledger();
    ledger.openDay(day);
    ledger.beginSitting(1, otter, day, whale);
    QList<double> answers;
    QList<double> calls;
    int left = steps;
    QEventLoop loop;
    const auto charge = [&] {
        timer.start();
        ledger.charge({quint64(left), 1, otter, videoOf(1), day, 3500ms, 0ms, Flow::TimeTrust::Network,
                       (steps - left) * 3500ms});
        calls.append(double(timer.nsecsElapsed()) / 1e6);
    };
    QObject::connect(&ledger, &Flow::LedgerJournal::charged, &loop, [&] {
        answers.append(double(timer.nsecsElapsed()) / 1e6);
        if (--left == 0)
            loop.quit();
        else
            charge();
    });
    const qint64 before = writtenBytes();
    const qint64 recordedBefore = disk.bytesWritten();
    const int syncsBefore = disk.syncs();
    charge();
    loop.exec();
    figures[QStringLiteral("charge_call_max_ms")] = at(calls, 1);
    figures[QStringLiteral("charge_median_ms")] = at(answers, 0.5);
    figures[QStringLiteral("charge_p95_ms")] = at(answers, 0.95);
    figures[QStringLiteral("charge_max_ms")] = at(answers, 1);
    figures[QStringLiteral("written_mb_in_90_minutes")] = double(writtenBytes() - before) / 1e6;
    figures[QStringLiteral("ledger_mb_in_90_minutes")] = double(disk.bytesWritten() - recordedBefore) / 1e6;
    figures[QStringLiteral("ledger_syncs_in_90_minutes")] = disk.syncs() - syncsBefore;

    timer.start();
    storage->reset();
    figures[QStringLiteral("close_ms")] = double(timer.nsecsElapsed()) / 1e6;
    timer.start();
    auto again = Store::Storage::open(own.path(), clock);
    figures[QStringLiteral("open_ms")] = double(timer.nsecsElapsed()) / 1e6;
    if (!again || (*again)->ledger().of(otter, day).played != steps * 3500ms)
        return 1;

    std::printf("%s\n", QJsonDocument(figures).toJson(QJsonDocument::Compact).constData());
    return 0;
}
