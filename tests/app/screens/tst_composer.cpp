// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/composer.h"
#include "tests/app/screens/scenes.h"

#include <QPainter>
#include <QTest>

#include <cmath>

using namespace Medio;
using namespace Medio::Screens;

namespace {

Surface surfaceOf(QSize size, std::optional<double> pixelsPerMillimetre = {})
{
    Surface surface;
    surface.size = size;
    surface.pixelsPerMillimetre = pixelsPerMillimetre;
    return surface;
}

QImage painted(const QList<Layer> &layers, QSize size, const QColor &ground)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(ground);
    QPainter p(&image);
    for (const Layer &layer : layers) {
        if (layer.key.art != Art::Pad)
            p.drawImage(layer.target, drawPicture(layer.key));
    }
    return image;
}

/// Pixels that shine.
int litArea(const QImage &image, const QColor &light)
{
    int lit = 0;
    for (int y = 0; y < image.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const int off = std::abs(qRed(line[x]) - light.red()) +
                            std::abs(qGreen(line[x]) - light.green()) +
                            std::abs(qBlue(line[x]) - light.blue());
            lit += off < 24 ? 1 : 0;
        }
    }
    return lit;
}

int awake(const QList<Layer> &layers)
{
    int count = 0;
    for (const Layer &layer : layers)
        count += layer.key.art == Art::Friend && layer.key.level > 0 ? 1 : 0;
    return count;
}

} // namespace

class TestComposer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void timeFallsAsleep()
    {
        const Surface surface = surfaceOf({800, 480});
        for (const bool night : {false, true}) {
            int before = std::numeric_limits<int>::max();
            for (int percent = 100; percent >= 0; --percent) {
                const double left = percent / 100.0;
                const QList<Layer> layers = timePicture(surface, night, left, 0);
                QCOMPARE(awake(layers), static_cast<int>(std::ceil(4 * left - 1e-9)));
                const int lit =
                    litArea(painted(layers, surface.size, Palette::of(night).sky), Palette::of(night).light);
                QVERIFY2(
                    lit < before,
                    qPrintable(
                        QStringLiteral("%1 %: %2 lit pixels after %3").arg(percent).arg(lit).arg(before)));
                before = lit;
            }
            QCOMPARE(before, 0);
        }
    }

    void theTopOneSleepsFirst()
    {
        const QList<Layer> layers = timePicture(surfaceOf({1280, 720}), false, 0.5, 0);
        QList<std::pair<int, int>> friends;
        for (const Layer &layer : layers) {
            if (layer.key.art == Art::Friend)
                friends.append({layer.target.center().y(), layer.key.level});
        }
        std::sort(friends.begin(), friends.end());
        QCOMPARE(friends.size(), 4);
        QCOMPARE(friends[0].second, 0);
        QCOMPARE(friends[1].second, 0);
        QCOMPARE(friends[2].second, 100);
        QCOMPARE(friends[3].second, 100);
        QVERIFY(friends[3].first - friends[0].first > 0.45 * 720);
    }

    void aBonusIsAGoldenFriendBelow()
    {
        const QList<Layer> layers = timePicture(surfaceOf({1280, 720}), false, 0.5, 1);
        QCOMPARE(awake(layers), 3);
        const Layer *golden = nullptr;
        int lowest = 0;
        for (const Layer &layer : layers) {
            if (layer.key.art != Art::Friend)
                continue;
            lowest = std::max(lowest, layer.target.bottom());
            if (layer.key.variant == static_cast<int>(FriendKind::Golden))
                golden = &layer;
        }
        QVERIFY(golden != nullptr);
        QCOMPARE(golden->target.bottom(), lowest);
    }

    void theTimePictureNeedsNoMirror()
    {
        Surface surface = surfaceOf({800, 480});
        const QList<Layer> left = timePicture(surface, false, 0.6, 0);
        surface.mirrored = true;
        const QList<Layer> right = timePicture(surface, false, 0.6, 0);
        QCOMPARE(left.size(), right.size());
        for (qsizetype i = 0; i < left.size(); ++i) {
            QVERIFY(!right[i].key.mirrored);
            QCOMPARE(right[i].key, left[i].key);
            QVERIFY(std::abs(right[i].target.center().x() - (799 - left[i].target.center().x())) <= 1);
        }
    }

    void targetsAreForSmallHands_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("pixelsPerMillimetre");
        QTest::newRow("7 inch 800x480") << QSize(800, 480) << 800 / 152.0;
        QTest::newRow("7 inch 1280x720") << QSize(1280, 720) << 1280 / 155.0;
        QTest::newRow("10 inch 1280x800") << QSize(1280, 800) << 1280 / 217.0;
        QTest::newRow("15.6 inch 1080p") << QSize(1920, 1080) << 1920 / 344.0;
        QTest::newRow("24 inch 1080p") << QSize(1920, 1080) << 1920 / 531.0;
        QTest::newRow("unknown") << QSize(1280, 720) << 0.0;
        QTest::newRow("7 inch upright") << QSize(480, 800) << 800 / 152.0;
        QTest::newRow("10 inch upright") << QSize(800, 1280) << 1280 / 217.0;
        QTest::newRow("unknown upright") << QSize(720, 1280) << 0.0;
    }
    void targetsAreForSmallHands()
    {
        QFETCH(QSize, size);
        QFETCH(double, pixelsPerMillimetre);
        const Surface surface =
            surfaceOf(size, pixelsPerMillimetre > 0 ? std::optional(pixelsPerMillimetre) : std::nullopt);
        for (int count = 1; count <= 8; ++count) {
            Flow::Scene scene;
            scene.screen = Flow::Screen::WhoIsWatching;
            for (int i = 0; i < count; ++i)
                scene.faces.append(sampleFace(i));
            for (const double at : {100.0, 6500.0, 12500.0}) {
                Moment m;
                m.now = at;
                m.screen = at;
                const Composition c = compose(scene, surface, m);
                QVERIFY(!c.targets.isEmpty());
                QVERIFY(c.targets.size() <= 4);
                const double least = surface.millimetres(20);
                const double edge = surface.millimetres(12);
                for (qsizetype i = 0; i < c.targets.size(); ++i) {
                    const QRect rect = c.targets[i].rect;
                    QVERIFY2(
                        rect.width() >= least && rect.height() >= least,
                        qPrintable(
                            QStringLiteral("%1 faces: %2 px of %3").arg(count).arg(rect.width()).arg(least)));
                    QVERIFY2(rect.left() >= edge && rect.right() < size.width() - edge &&
                                 rect.top() >= edge && rect.bottom() < size.height() - edge,
                             qPrintable(QStringLiteral("%1 faces, target %2: %3,%4 %5x%6")
                                            .arg(count)
                                            .arg(i)
                                            .arg(rect.x())
                                            .arg(rect.y())
                                            .arg(rect.width())
                                            .arg(rect.height())));
                    for (qsizetype j = i + 1; j < c.targets.size(); ++j) {
                        const QRect other = c.targets[j].rect;
                        const int gap = std::max({other.left() - rect.right(), rect.left() - other.right(),
                                                  other.top() - rect.bottom(), rect.top() - other.bottom()});
                        QVERIFY2(gap >= surface.millimetres(5) - 2,
                                 qPrintable(QStringLiteral("%1 faces: gap %2").arg(count).arg(gap)));
                    }
                }
            }
        }
    }

    void everyFaceGetsItsPage()
    {
        Flow::Scene scene;
        scene.screen = Flow::Screen::WhoIsWatching;
        for (int i = 0; i < 8; ++i)
            scene.faces.append(sampleFace(i));
        QSet<int> seen;
        for (int page = 0; page < 3; ++page) {
            Moment m;
            m.screen = 6000.0 * page + 10;
            m.now = m.screen;
            for (const Target &target : compose(scene, surfaceOf({1280, 720}), m).targets) {
                if (target.kind == Target::Kind::Child)
                    seen.insert(target.face);
            }
        }
        QCOMPARE(seen.size(), 8);
    }

    void animalsComeFromAvatarNamePosition()
    {
        Flow::Face face;
        face.avatar = QStringLiteral("fox");
        face.name = QStringLiteral("Otter");
        QCOMPARE(animalOf(face, 2), Animal::Fox);
        face.avatar.clear();
        QCOMPARE(animalOf(face, 2), Animal::Otter);
        face.name = QStringLiteral("Emil");
        QCOMPARE(animalOf(face, 2), Animal::Wren);
        QCOMPARE(animalOf(face, 10), Animal::Wren);
    }

    void calmPicturesRest()
    {
        for (NamedScene named : allScenes()) {
            named.scene.calm = true;
            Moment m;
            m.now = 600'000;
            m.screen = 600'000;
            m.idle = 600'000;
            m.frame = named.scene.start != 0 ? 600'000 : never;
            const Composition c = compose(named.scene, surfaceOf({1280, 720}), m);
            QVERIFY2(c.next >= 100, qPrintable(named.name));
        }
    }

    void sleepRestsBetweenBreaths()
    {
        Flow::Scene scene;
        scene.screen = Flow::Screen::Sleeping;
        Moment m;
        m.screen = 100'000;
        m.idle = 100'000;
        m.now = 102'600; // the second half of a breath of 5 s
        const Composition c = compose(scene, surfaceOf({1280, 720}), m);
        QVERIFY(c.next > 2000);
        m.now = 101'000;
        QVERIFY(compose(scene, surfaceOf({1280, 720}), m).next >= 1000.0 / 12 - 1);
    }

    void goodNightOnlyDarkens()
    {
        const QSize size(400, 240);
        const Surface surface = surfaceOf(size);
        for (const NamedScene &named : allScenes() + allScenes(true)) {
            if (named.scene.screen != Flow::Screen::GoodNight)
                continue;
            double before = 256;
            for (double t = 0; t <= 10'500; t += 250) {
                Moment m;
                m.now = 300;
                m.screen = t;
                const Composition c = compose(named.scene, surface, m);
                QImage image(size, QImage::Format_RGB32);
                QPainter p(&image);
                for (const Layer &layer : c.layers) {
                    p.setOpacity(layer.opacity / 255.0);
                    if (layer.key.art == Art::Shade)
                        p.fillRect(layer.target, Qt::black);
                    else
                        p.drawImage(layer.target, drawPicture(layer.key));
                }
                p.end();
                double sum = 0;
                for (int y = 0; y < size.height(); ++y) {
                    for (int x = 0; x < size.width(); ++x)
                        sum += qGray(image.pixel(x, y));
                }
                const double mean = sum / (size.width() * size.height());
                // The moon's own rise is allowed what the eye does not see
                QVERIFY2(mean <= before + 0.6, qPrintable(QStringLiteral("%1 at %2 ms: %3 after %4")
                                                              .arg(named.name)
                                                              .arg(t)
                                                              .arg(mean)
                                                              .arg(before)));
                before = std::min(before, mean);
            }
            QVERIFY2(before < 0.14 * 255, qPrintable(QString::number(before)));
        }
    }

    void nothingIsShownBeyondFourPosters()
    {
        Flow::Scene scene;
        for (int i = 0; i < 9; ++i)
            scene.playable.append(samplePoster(i));
        int posters = 0;
        for (const Layer &layer : compose(scene, surfaceOf({1280, 720}), Moment{}).layers)
            posters += layer.key.art == Art::Poster ? 1 : 0;
        QCOMPARE(posters, 4);
    }

    void oddSizesAndValuesAreDrawn()
    {
        for (const QSize size :
             {QSize(1, 1), QSize(320, 240), QSize(480, 800), QSize(3840, 2160), QSize(2560, 600)}) {
            for (NamedScene named : allScenes()) {
                named.scene.timeLeft = std::numeric_limits<double>::quiet_NaN();
                named.scene.film = 900;
                named.scene.films = 3;
                named.scene.child = Flow::Face{{}, QString(5000, u'x'), {}, -7};
                for (const Flow::ReaderSide side : {Flow::ReaderSide::Below, Flow::ReaderSide::Left,
                                                    Flow::ReaderSide::Right, Flow::ReaderSide::Beside}) {
                    named.scene.readerSide = side;
                    Moment m;
                    m.tap = 30;
                    m.screen = 30;
                    const Composition c = compose(named.scene, surfaceOf(size), m);
                    QVERIFY(!c.layers.isEmpty());
                }
            }
        }
    }
};

QTEST_MAIN(TestComposer)
#include "tst_composer.moc"
