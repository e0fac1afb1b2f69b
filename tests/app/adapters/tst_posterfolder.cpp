// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/posterfolder.h"
#include "net/client/medioclient.h"
#include "tests/app/flow/flowfamily.h"
#include "tests/support/clientside.h"
#include "tests/support/fakeclock.h"
#include "tests/support/loopbackserver.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Medio;
using namespace Medio::Flow::Testing;
using namespace Qt::StringLiterals;

namespace {

QByteArray picture(QSize size = {8, 6}, Qt::GlobalColor colour = Qt::red)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(colour);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

} // namespace

class TestPosterFolder : public QObject
{
    Q_OBJECT

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LoopbackServer> m_server;
    std::unique_ptr<Net::ClientSide> m_kiosk;
    std::unique_ptr<Adapters::PosterFolder> m_posters;

    void open(qint64 budget = Adapters::PosterFolder::defaultBudget)
    {
        m_posters.reset();
        m_posters = std::make_unique<Adapters::PosterFolder>(m_kiosk->client, m_folder->path(), budget);
    }
    void serve(const QString &path, const QByteArray &bytes)
    {
        LoopbackServer::Answer answer;
        answer.body = bytes;
        answer.contentType = "image/png";
        m_server->on("GET", path, answer);
    }
    Api::Video video(int number, const QString &path)
    {
        Api::Video result = film(number, std::chrono::seconds(10));
        if (!path.isEmpty())
            result.thumbnailUrl = m_server->address() + path;
        return result;
    }
    [[nodiscard]] QStringList files() const
    {
        return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<LoopbackServer>();
        m_kiosk = std::make_unique<Net::ClientSide>(m_clock);
        open();
    }
    void cleanup()
    {
        m_posters.reset();
        m_kiosk.reset();
    }

    void whatIsMissingIsFetchedAndFoundAgain()
    {
        serve(u"/1.png"_s, picture());
        serve(u"/2.png"_s, picture({8, 6}, Qt::blue));
        const QList<Api::Video> videos{video(1, u"/1.png"_s), video(2, u"/2.png"_s), video(3, {})};
        QSignalSpy looked(m_posters.get(), &Adapters::PosterFolder::looked);
        QSignalSpy arrived(m_posters.get(), &Adapters::PosterFolder::arrived);
        m_posters->keep(videos);
        QTRY_COMPARE(arrived.size(), 2);
        QCOMPARE(looked.size(), 1);
        QVERIFY((looked[0][0].value<QHash<Api::VideoId, QString>>().isEmpty()));
        QCOMPARE(arrived[0][0].value<Api::VideoId>(), videoOf(1)); // in the order of the list
        QVERIFY(QFile::exists(arrived[1][1].toString()));

        open();
        QSignalSpy again(m_posters.get(), &Adapters::PosterFolder::looked);
        m_posters->keep(videos);
        QVERIFY(again.wait(60000));
        const auto found = again[0][0].value<QHash<Api::VideoId, QString>>();
        QCOMPARE(found.size(), 2);
        QCOMPARE(found.value(videoOf(2)), arrived[1][1].toString());
        QCOMPARE(m_server->requests().size(), 2);
    }

    void whatNobodyNeedsIsRemoved()
    {
        serve(u"/1.png"_s, picture());
        QSignalSpy arrived(m_posters.get(), &Adapters::PosterFolder::arrived);
        QSignalSpy looked(m_posters.get(), &Adapters::PosterFolder::looked);
        m_posters->keep({video(1, u"/1.png"_s)});
        QTRY_COMPARE(arrived.size(), 1);
        // What a pulled plug left half written, and what was never ours
        QFile half(arrived[0][1].toString() + u".Xa1b2c"_s);
        QVERIFY(half.open(QIODevice::WriteOnly));
        half.close();
        QCOMPARE(files().size(), 2);
        m_posters->keep({video(1, u"/1.png"_s)});
        QTRY_COMPARE(looked.size(), 2);
        QCOMPARE(files().size(), 1);
        m_posters->keep({});
        QTRY_COMPARE(looked.size(), 3);
        QVERIFY(files().isEmpty());
    }

    void aNewAddressReplacesThePictureWhenItIsThere()
    {
        serve(u"/1.png"_s, picture());
        QSignalSpy arrived(m_posters.get(), &Adapters::PosterFolder::arrived);
        QSignalSpy looked(m_posters.get(), &Adapters::PosterFolder::looked);
        m_posters->keep({video(1, u"/1.png"_s)});
        QTRY_COMPARE(arrived.size(), 1);
        const QString former = arrived[0][1].toString();
        m_posters->keep({video(1, u"/new.png"_s)}); // which is not there yet: 404
        QTRY_COMPARE(m_server->count("GET", u"/new.png"_s), 1);
        QCOMPARE((looked[1][0].value<QHash<Api::VideoId, QString>>().value(videoOf(1))), former);
        QVERIFY(QFile::exists(former));
        serve(u"/new.png"_s, picture({8, 6}, Qt::blue));
        m_posters->keep({video(1, u"/new.png"_s)});
        QTRY_COMPARE(arrived.size(), 2);
        QVERIFY(!QFile::exists(former));
        QCOMPARE(files().size(), 1);
    }

    void foreignBytesAreNoPicture()
    {
        serve(u"/text.png"_s, "<!DOCTYPE html>");
        serve(u"/huge.png"_s, picture({5000, 2}));
        serve(u"/fine.png"_s, picture());
        QSignalSpy arrived(m_posters.get(), &Adapters::PosterFolder::arrived);
        m_posters->keep({video(1, u"/text.png"_s), video(2, u"/huge.png"_s), video(3, u"/fine.png"_s)});
        QTRY_COMPARE(arrived.size(), 1);
        QCOMPARE(arrived[0][0].value<Api::VideoId>(), videoOf(3));
        QCOMPARE(files().size(), 1);
    }

    void allTogetherStayWithinTheBudget()
    {
        const QByteArray bytes = picture();
        open(bytes.size() * 2);
        QList<Api::Video> videos;
        for (int number = 1; number <= 4; ++number) {
            const QString path = u"/%1.png"_s.arg(number);
            serve(path, bytes);
            videos.append(video(number, path));
        }
        QSignalSpy arrived(m_posters.get(), &Adapters::PosterFolder::arrived);
        m_posters->keep(videos);
        QTRY_COMPARE(m_server->requests().size(), 3); // the third is one too many
        QTRY_COMPARE(arrived.size(), 2);
        QCOMPARE(files().size(), 2);
        // Room is made by what is not needed any more.
        m_posters->keep({videos.at(0), videos.at(3)});
        QTRY_COMPARE(arrived.size(), 3);
        QCOMPARE(arrived[2][0].value<Api::VideoId>(), videoOf(4));
        QCOMPARE(files().size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestPosterFolder)
#include "tst_posterfolder.moc"
