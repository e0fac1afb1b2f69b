// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The power fails at any byte of what parents' edits write: what is found afterwards is the state after
// one of the writes, whole, and never less than what had been told.

#include "app/store/storage.h"
#include "app/store/withedits.h"
#include "tests/app/flow/flowfamily.h"
#include "tests/support/fakeclock.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>
#include <optional>
#include <random>

using namespace Medio;
using namespace Medio::Flow::Testing;
using namespace Medio::Parents;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Store::KeptEdit;
using Store::Progress;

namespace {

using State = QList<KeptEdit>;

Api::Family annasFamily()
{
    Api::Family result = family();
    result.user.id = idOf<Api::UserId>(1);
    return result;
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

class TestEditCut : public QObject
{
    Q_OBJECT

    FakeClock m_clock;

    /// All that is in the file; nothing: it can't be opened.
    [[nodiscard]] std::optional<State> stateIn(const QString &folder) const
    {
        Store::StoreThread thread;
        std::shared_ptr<Store::Edits::File> file;
        thread.give([&]() -> Store::StoreThread::Answer {
            if (auto opened = Store::Edits::open(folder))
                file = std::move(*opened);
            return {};
        });
        thread.finish();
        if (!file)
            return std::nullopt;
        Store::Edits edits(std::move(file), thread, m_clock);
        edits.setOwner({{}, annasFamily().user.id});
        return edits.owned();
    }

private Q_SLOTS:
    void everyPrefixOfTheWrittenBytesIsAStateThatWas()
    {
        const auto seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        QTemporaryDir folder;
        auto opened = Store::Storage::open(folder.path(), m_clock);
        QVERIFY(opened);
        Store::Storage &store = **opened;
        store.catalogue().replace({}, annasFamily(), m_clock.wall());
        Store::Edits &edits = store.edits();

        QList<State> states{{}};
        QList<qsizetype> told; // bytes of the log when state n had been told
        const QString log = folder.filePath(u"edits.db-wal"_s);
        const auto done = [&] {
            store.finish();
            if (states.constLast() == edits.owned())
                return;
            states.append(edits.owned());
            told.append(bytesOf(log).size());
        };
        int number = 0;
        while (states.size() < 60) {
            const State present = edits.owned();
            const quint64 any =
                present.isEmpty() ? 0 : present.at(qsizetype(random() % size_t(present.size()))).pending.id;
            switch (random() % 6) {
            case 0:
            case 1:
                edits.request(SetPlaylist{rocket.toString(), {videoOf(1 + number++ % 5)}, {videoOf(1)}});
                break;
            case 2: {
                NewVideo film;
                film.provisional = idOf<Api::VideoId>(1000 + ++number);
                edits.request(film);
                done();
                edits.request(NewChip{stranger.toString(), u"Fox"_s, {film.provisional}});
                done();
                const State both = edits.owned();
                // The film goes and the chip gets its id: both or none
                edits.settle(both.at(both.size() - 2).pending.id,
                             {{}, std::pair(film.provisional, idOf<Api::VideoId>(5000 + number))});
                break;
            }
            case 3: {
                Progress progress;
                progress.begun = true;
                progress.former = annasFamily().chips.constFirst();
                progress.message = QString::number(++number);
                edits.note(any, progress);
                break;
            }
            case 4:
                edits.conflict(any, Conflict::Kind::ChangedElsewhere, annasFamily().profiles.constFirst(),
                               {});
                break;
            default:
                if (random() % 2 == 0)
                    edits.settle(any);
                else
                    edits.resolve(any, Resolution::Mine);
            }
            done();
        }

        const QByteArray file = bytesOf(folder.filePath(u"edits.db"_s));
        const QByteArray written = bytesOf(log);
        QVERIFY(written.size() > 100'000);
        qsizetype least = 0;
        int cuts = 0;
        for (qsizetype length = 0; length <= written.size();
             length =
                 std::max(length + 1, std::min(length + 4097 + qsizetype(random() % 2000), written.size())),
                       ++cuts) {
            QTemporaryDir cut;
            QVERIFY(write(cut.filePath(u"edits.db"_s), file));
            QVERIFY(write(cut.filePath(u"edits.db-wal"_s), written.left(length)));
            const auto found = stateIn(cut.path());
            QVERIFY(found);
            // Never less than what had been told by then, or than what a shorter piece held.
            while (least < told.size() && told.at(least) <= length)
                ++least;
            least = states.indexOf(*found, least);
            QVERIFY2(least >= 0, qPrintable(u"%1 of %2 bytes"_s.arg(length).arg(written.size())));
        }
        QCOMPARE(least, states.size() - 1);
        qInfo("%d cuts", cuts);
    }
};

QTEST_GUILESS_MAIN(TestEditCut)
#include "tst_editcut.moc"
