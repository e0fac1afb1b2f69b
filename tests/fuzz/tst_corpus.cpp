// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/targets.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace Medio;
using namespace Qt::StringLiterals;

/// The bytes that fuzzing has kept, each as it is and damaged a little: the short form of tests/fuzz/run. A
/// violation aborts.
class TestCorpus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void holds_data();
    void holds();
};

void TestCorpus::holds_data()
{
    QTest::addColumn<int>("target");
    for (size_t i = 0; i < Fuzz::targets.size(); ++i)
        QTest::newRow(Fuzz::targets[i].first.data()) << static_cast<int>(i);
}

void TestCorpus::holds()
{
    QFETCH(int, target);
    const auto &[name, run] = Fuzz::targets[static_cast<size_t>(target)];
    const QDir folder(QStringLiteral(MEDIO_SOURCE_DIR "/tests/data/fuzz/") +
                      QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())));
    const QFileInfoList files = folder.entryInfoList(QDir::Files, QDir::Name);
    QVERIFY(files.size() >= 10);

    bool isNumber = false;
    quint32 seed = qEnvironmentVariable("MEDIO_SEED").toUInt(&isNumber);
    if (!isNumber)
        seed = 1;
    qInfo("MEDIO_SEED=%u, %lld files", seed, static_cast<long long>(files.size()));
    QRandomGenerator random(seed);
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray kept = file.readAll();
        run(kept);
        for (int i = 0; i < 100 && !kept.isEmpty(); ++i) {
            QByteArray damaged = kept;
            for (int n = random.bounded(1, 5); n > 0; --n)
                damaged[random.bounded(static_cast<int>(damaged.size()))] =
                    static_cast<char>(random.bounded(256));
            damaged.truncate(random.bounded(static_cast<int>(damaged.size())) + 1);
            run(damaged);
        }
    }
}

QTEST_GUILESS_MAIN(TestCorpus)
#include "tst_corpus.moc"
