// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/web/webprotocol.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Medio;
using namespace Medio::PlayerWeb;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QList<Order> orders{
    PlaceWindow{QRect(-10, 20, 640, 360)},
    PlaceWindow{},
    ShowStrip{QByteArray("\x89PNG\0\xff", 6), true},
    ShowStrip{},
    OpenFilm{(1ULL << 32) + 7, {Platform::Dailymotion, u"x84sh87"_s}, 12345ms, u"de"_s},
    OpenFilm{1, {Platform::YouTube, u"aBc_-123456"_s}, 0ms, {}},
    PlayFilm{},
    PauseFilm{},
    SeekFilm{98765ms},
    SetLoudness{0.25},
    FadeFilm{3s},
    StopFilm{},
};

const QList<Report> reports{
    Alive{},
    Vacant{},
    Ready{5, 60s},
    Moved{5, Motion::Playing, 1234ms, 60s},
    Moved{5, Motion::Ended, 60s, 60s},
    FilmFailed{5, FilmFailure::NotEmbeddable, u"youtube aBc_-123456: 150"_s},
    KeyPressed{Qt::Key_MediaTogglePlayPause, int(Qt::ControlModifier | Qt::AltModifier)},
};

} // namespace

class WebProtocolTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsSaidIsUnderstood()
    {
        for (const Order &order : orders) {
            const QByteArray line = toLine(order);
            QCOMPARE(line.count('\n'), 1);
            const auto back = orderFromLine(line);
            QVERIFY2(back, qUtf8Printable(back ? QString() : back.error()));
            QVERIFY2(*back == order, line.constData());
        }
        for (const Report &report : reports) {
            const QByteArray line = toLine(report);
            QVERIFY(line.endsWith('\n') && line.size() <= longestReport);
            const auto back = reportFromLine(line);
            QVERIFY2(back, qUtf8Printable(back ? QString() : back.error()));
            QVERIFY2(*back == report, line.constData());
        }
    }

    void whatCantBeIsRefused_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (
            const char *line : {
                "",
                "{}",
                "[]",
                "null",
                R"({"v":2,"do":"play"})",
                R"({"v":1})",
                R"({"v":1,"do":"explode"})",
                R"({"v":1,"do":"seek"})",
                R"({"v":1,"do":"seek","position_ms":-1})",
                R"({"v":1,"do":"seek","position_ms":1e300})",
                R"({"v":1,"do":"seek","position_ms":1.5})",
                R"({"v":1,"do":"seek","position_ms":"1"})",
                R"({"v":1,"do":"loudness","loudness":1.1})",
                R"({"v":1,"do":"loudness","loudness":null})",
                R"({"v":1,"do":"open","film":0,"platform":"vimeo","id":"1","from_ms":0,"language":""})",
                R"({"v":1,"do":"open","film":1,"platform":"netflix","id":"1","from_ms":0,"language":""})",
                R"({"v":1,"do":"open","film":1,"platform":"vimeo","id":"<script>","from_ms":0,"language":""})",
                R"({"v":1,"do":"open","film":1,"platform":"vimeo","id":"1","from_ms":0,"language":"<b>"})",
                R"({"v":1,"do":"place","x":0,"y":0,"width":-1,"height":0})",
                R"({"v":1,"do":"strip","png":"","right":"yes"})",
            })
            QTest::newRow(line) << QByteArray(line);
        QTest::newRow("too long") << toLine(Order{ShowStrip{QByteArray(longestPicture * 2, 'x'), false}});
    }

    void whatCantBeIsRefused()
    {
        QFETCH(const QByteArray, line);
        const auto order = orderFromLine(line);
        QVERIFY(!order);
        QVERIFY(!order.error().isEmpty());
        QVERIFY(!reportFromLine(line));
    }

    /// Any bytes give an order, a report or a reason; what is taken is within its ranges.
    void randomBytes()
    {
        QRandomGenerator dice(4711);
        QList<QByteArray> seeds;
        for (const Order &order : orders)
            seeds.append(toLine(order));
        for (const Report &report : reports)
            seeds.append(toLine(report));
        int taken = 0;
        for (int i = 0; i < 20'000; ++i) {
            QByteArray line = seeds.at(dice.bounded(int(seeds.size())));
            for (int changes = dice.bounded(4); changes > 0 && !line.isEmpty(); --changes) {
                const auto at = dice.bounded(int(line.size()));
                switch (dice.bounded(3)) {
                case 0:
                    line[at] = char(dice.bounded(256));
                    break;
                case 1:
                    line.remove(at, 1 + dice.bounded(5));
                    break;
                default:
                    line.insert(at, char('0' + dice.bounded(10)));
                }
            }
            if (const auto order = orderFromLine(line)) {
                ++taken;
                if (const auto *open = std::get_if<OpenFilm>(&*order))
                    QVERIFY(isIdOf(open->what.platform, open->what.id) && open->from <= longestFilm);
                if (const auto *set = std::get_if<SetLoudness>(&*order))
                    QVERIFY(set->loudness >= 0 && set->loudness <= 1);
            }
            if (const auto report = reportFromLine(line)) {
                ++taken;
                if (const auto *moved = std::get_if<Moved>(&*report))
                    QVERIFY(moved->position >= 0ms && moved->position <= longestFilm);
            }
        }
        QVERIFY(taken > 1000);
    }

    void theStripStandsBesideTheFilm_data()
    {
        QTest::addColumn<QSize>("window");
        QTest::addColumn<bool>("hasStrip");
        for (const QSize &size : {QSize(800, 480), QSize(1280, 720), QSize(1920, 1080), QSize(480, 800)})
            QTest::addRow("%d x %d", size.width(), size.height()) << size << true;
        QTest::newRow("too narrow") << QSize(220, 480) << false;
    }

    void theStripStandsBesideTheFilm()
    {
        QFETCH(const QSize, window);
        QFETCH(const bool, hasStrip);
        for (const bool right : {false, true}) {
            const QRect strip = stripOf(window, right);
            const QRect film = filmPlaceOf(window, right);
            QVERIFY(!strip.intersects(film));
            QCOMPARE(strip.width() + film.width(), window.width());
            QCOMPARE(!strip.isEmpty(), hasStrip);
            QVERIFY(film.width() >= 200); // YouTube's least
            QVERIFY(QRect(QPoint(), window).contains(film));
            if (hasStrip)
                QCOMPARE(strip.left() > film.left(), right);
        }
    }
};

QTEST_APPLESS_MAIN(WebProtocolTest)
#include "tst_webprotocol.moc"
