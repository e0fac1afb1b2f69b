// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/editcodec.h"
#include "app/store/withedits.h"
#include "tests/app/flow/flowfamily.h"

#include <QTest>
#include <QTimeZone>

#include <random>

using namespace Medio;
using namespace Medio::Flow::Testing;
using namespace Medio::Parents;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Store::Progress;

namespace {

QList<Edit> everyEdit()
{
    NewVideo video;
    video.provisional = idOf<Api::VideoId>(90);
    video.platformName = u"youtube"_s;
    video.content.platformId = idOf<Api::PlatformId>(1);
    video.content.platformVideoId = u"a/b"_s;
    video.content.title = u"Bär \"&\" 'Maus'"_s;
    video.content.description = u"two\nlines"_s;
    video.content.thumbnailUrl = u"https://medio.example/a.png"_s;
    video.content.videoUrl = u"https://medio.example/a.mp4"_s;
    video.content.channelName = u"ß"_s;
    video.content.ageRating = u"PG-13"_s;
    video.content.duration = 95s;
    const QString uid = rocket.toString();
    return {
        NewChip{uid, u"Fox"_s, {videoOf(1), videoOf(2)}},
        NewChip{uid, u"Fox"_s, {}},
        RenameChip{uid, u"Fox"_s, u"Wolf"_s},
        SetPlaylist{uid, {videoOf(1)}, {}},
        RemoveChip{uid, {videoOf(3)}},
        NewProfile{idOf<Api::ProfileId>(90), u"Öre"_s, u"https://medio.example/o.png"_s, 45min},
        ChangeProfile{otter, {}, {}, {}, family().profiles.constFirst()},
        ChangeProfile{otter, u"Sea Otter"_s, u"https://x.example/"_s, 1min, family().profiles.constFirst()},
        video,
        NewVideo()};
}

} // namespace

class TestEditCodec : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyEditIsReadAsItWasWritten()
    {
        const QList<Edit> edits = everyEdit();
        for (const Edit &edit : edits) {
            if (edit == Edit(NewVideo()))
                continue; // a null id is no name
            const auto read = Store::editFrom(Store::toJson(edit));
            QVERIFY(read);
            QVERIFY2(*read == edit, Store::toJson(edit).constData());
        }
        QVERIFY(!Store::editFrom(Store::toJson(Edit(NewVideo()))));
    }

    void everyConflictIsReadAsItWasWritten()
    {
        Api::FamilyChip chip = family().chips.at(1);
        chip.videos = Store::playlistOf({videoOf(2), videoOf(3)}, family());
        const QList<ServerVersion> versions{{}, chip, family().profiles.constFirst(), family().videos.at(1)};
        for (const auto kind : {Conflict::Kind::ChangedElsewhere, Conflict::Kind::TakenByAnotherAccount,
                                Conflict::Kind::Gone, Conflict::Kind::Refused}) {
            for (const ServerVersion &theirs : versions) {
                Conflict conflict{0,
                                  kind,
                                  {},
                                  theirs,
                                  u"The server's words"_s,
                                  QDateTime(QDate(2026, 3, 10), QTime(9, 0, 0, 123), QTimeZone::utc())};
                const auto read = Store::conflictFrom(Store::toJson(conflict));
                QVERIFY(read);
                QVERIFY(*read == conflict);
            }
        }
    }

    void whateverTheBytesAreNothingBreaks()
    {
        const auto seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        QList<QByteArray> seeds;
        const QList<Edit> edits = everyEdit();
        for (const Edit &edit : edits)
            seeds << Store::toJson(edit);
        Progress progress;
        progress.former = family().chips.at(1);
        seeds << Store::toJson(progress);
        Conflict conflict;
        conflict.theirs = family().chips.at(1);
        seeds << Store::toJson(conflict);
        int read = 0;
        for (int round = 0; round < 5000; ++round) {
            QByteArray bytes = seeds.at(qsizetype(random() % size_t(seeds.size())));
            const int changes = int(random() % 4);
            for (int change = 0; change < changes && !bytes.isEmpty(); ++change) {
                const auto at = qsizetype(random() % size_t(bytes.size()));
                switch (random() % 3) {
                case 0:
                    bytes[at] = char(random());
                    break;
                case 1:
                    bytes.remove(at, qsizetype(random() % 12));
                    break;
                default:
                    bytes.insert(at, seeds.at(qsizetype(random() % size_t(seeds.size()))).left(9));
                }
            }
            // What is read is written and read as the same.
            if (const auto edit = Store::editFrom(bytes)) {
                ++read;
                QVERIFY(Store::editFrom(Store::toJson(*edit)) == edit);
            }
            if (const auto found = Store::progressFrom(bytes))
                QVERIFY(Store::progressFrom(Store::toJson(*found)) == found);
            if (const auto found = Store::conflictFrom(bytes))
                QVERIFY(Store::conflictFrom(Store::toJson(*found)) == found);
        }
        QVERIFY(read > 0);
    }
};

QTEST_GUILESS_MAIN(TestEditCodec)
#include "tst_editcodec.moc"
