// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/composer.h"
#include "tests/app/screens/painted.h"
#include "tests/app/screens/scenes.h"

#include <QPainter>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

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

/// A scene that has been there for `t` ms; a chip was placed when it came.
Moment momentAt(const Flow::Scene &scene, double t)
{
    Moment m;
    m.now = t;
    m.screen = t;
    m.tap = t;
    m.idle = t;
    m.volume = scene.volumeTap != 0 ? t : never;
    m.frame = scene.start != 0 && scene.tap == 0 ? t : never;
    return m;
}

/// WCAG's relative luminance of each field of three by three pixels: edges that move through a field
/// are motion, a field that changes is light.
std::vector<float> luminance(const QImage &image)
{
    static const std::array<float, 256> linear = [] {
        std::array<float, 256> table{};
        for (size_t i = 0; i < table.size(); ++i) {
            const double v = static_cast<double>(i) / 255;
            table[i] = static_cast<float>(v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4));
        }
        return table;
    }();
    const int across = image.width() / 3;
    std::vector<float> values(static_cast<size_t>(across) * static_cast<size_t>(image.height() / 3));
    for (int y = 0; y < image.height() / 3 * 3; ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        for (int x = 0; x < across * 3; ++x)
            values[static_cast<size_t>(y / 3 * across + x / 3)] +=
                (0.2126F * linear[static_cast<size_t>(qRed(line[x]))] +
                 0.7152F * linear[static_cast<size_t>(qGreen(line[x]))] +
                 0.0722F * linear[static_cast<size_t>(qBlue(line[x]))]) /
                9;
    }
    return values;
}

/// What one field of the screen goes through: a change is a tenth of all light brighter or darker, each
/// after the opposite.
class Field
{
public:
    void begin(float value) { m_low = m_high = value; }
    /// True when a second pair of opposing changes was completed within a second.
    bool flashes(float value, double now)
    {
        m_low = std::min(m_low, value);
        m_high = std::max(m_high, value);
        if (m_direction <= 0 && value - m_low >= 0.1F)
            m_direction = 1;
        else if (m_direction >= 0 && m_high - value >= 0.1F)
            m_direction = -1;
        else
            return false;
        m_low = m_high = value;
        std::rotate(m_changes.begin(), m_changes.begin() + 1, m_changes.end());
        m_changes.back() = now;
        return now - m_changes.front() < 1000;
    }

private:
    float m_low = 0;
    float m_high = 0;
    int m_direction = 0;
    std::array<double, 4> m_changes{-never, -never, -never, -never};
};

double changedPart(const QImage &a, const QImage &b)
{
    int changed = 0;
    for (int y = 0; y < a.height(); ++y) {
        const auto *here = reinterpret_cast<const QRgb *>(a.constScanLine(y));
        const auto *there = reinterpret_cast<const QRgb *>(b.constScanLine(y));
        for (int x = 0; x < a.width(); ++x)
            changed += here[x] != there[x] ? 1 : 0;
    }
    return static_cast<double>(changed) / (a.width() * a.height());
}

int countOf(const QList<Layer> &layers, Art art)
{
    return static_cast<int>(std::count_if(layers.cbegin(), layers.cend(),
                                          [art](const Layer &layer) { return layer.key.art == art; }));
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

    void nothingFlashes()
    {
        // At most one opposing pair a second of a tenth of the light, over a tenth of the screen at a
        // time: what changes within a tenth of a second changes together
        const QSize size(96, 54);
        const Surface surface = surfaceOf(size);
        const size_t fields = static_cast<size_t>(size.width() / 3) * static_cast<size_t>(size.height() / 3);
        constexpr int together = 6;
        for (const NamedScene &named : allScenes() + allScenes(true)) {
            Easel easel;
            std::vector<Field> screen(fields);
            std::array<size_t, together> flashing{}; // of the latest frames
            for (int frame = 0; frame < 60 * (named.scene.night ? 5 : 20); ++frame) {
                const double t = frame * 1000.0 / 60;
                const Composition c = compose(named.scene, surface, momentAt(named.scene, t));
                const std::vector<float> light = luminance(easel.painted(c.layers, size));
                size_t &now = flashing[static_cast<size_t>(frame % together)];
                now = 0;
                for (size_t i = 0; i < fields; ++i) {
                    if (frame == 0)
                        screen[i].begin(light[i]);
                    now += screen[i].flashes(light[i], t) ? 1 : 0;
                }
                const size_t area = std::accumulate(flashing.cbegin(), flashing.cend(), size_t(0));
                QVERIFY2(area <= fields / 10, qPrintable(QStringLiteral("%1 at %2 ms: %3 of %4 fields")
                                                             .arg(named.name)
                                                             .arg(t)
                                                             .arg(area)
                                                             .arg(fields)));
            }
        }
    }

    void aFlashWouldBeSeen()
    {
        Field field;
        field.begin(0);
        int seen = 0;
        for (int frame = 0; frame < 60; ++frame)
            seen += field.flashes(frame / 10 % 2 == 0 ? 0.0F : 0.2F, frame * 1000.0 / 60) ? 1 : 0;
        QCOMPARE(seen, 2); // five changes: the fourth and the fifth complete a second pair
        Field slow;
        slow.begin(0);
        for (int frame = 0; frame < 600; ++frame)
            QVERIFY(!slow.flashes(frame / 25 % 2 == 0 ? 0.0F : 0.2F, frame * 1000.0 / 60));
    }

    void littleMovesAtATime()
    {
        const QSize size(320, 180);
        const Surface surface = surfaceOf(size);
        for (NamedScene named : allScenes()) {
            // Good night changes the light of everything, slowly: that is what it is
            if (named.scene.screen == Flow::Screen::GoodNight)
                continue;
            for (const bool calm : {false, true}) {
                named.scene.calm = calm;
                Easel easel;
                QImage before;
                double sum = 0;
                constexpr int frames = 60 * 5;
                for (int frame = 0; frame < frames; ++frame) {
                    // A chip's first light is over
                    Moment m = momentAt(named.scene, 3000 + frame * 1000.0 / 60);
                    m.screen = named.after + frame * 1000.0 / 60;
                    if (m.frame < never) // and the title is gone
                        m.frame += 3000;
                    const QImage now = easel.painted(compose(named.scene, surface, m).layers, size);
                    if (!before.isNull()) {
                        const double changed = changedPart(before, now);
                        sum += changed;
                        QVERIFY2(
                            changed <= 0.25,
                            qPrintable(
                                QStringLiteral("%1, frame %2: %3").arg(named.name).arg(frame).arg(changed)));
                    }
                    before = now;
                }
                QVERIFY2(!calm || sum / frames <= 0.005,
                         qPrintable(QStringLiteral("%1, calm: %2").arg(named.name).arg(sum / frames)));
            }
        }
    }

    void betweenTwoBreathsNothingIsToBePainted()
    {
        Flow::Scene scene;
        scene.screen = Flow::Screen::Sleeping;
        scene.timeLeft = 0;
        const Surface surface = surfaceOf({1280, 720});
        // Ten seconds are two breaths; the second half of each is still
        const auto at = [&](double t) {
            Moment m = momentAt(scene, t);
            m.tap = never;
            m.idle = 400'000;
            return compose(scene, surface, m);
        };
        for (const double breath : {0.0, 5000.0}) {
            const Composition still = at(breath + 2501);
            for (double t = 2501; t < 5000; t += 16) {
                const Composition c = at(breath + t);
                QVERIFY2(c.layers == still.layers, qPrintable(QString::number(t)));
                QVERIFY2(c.next >= 5000 - t - 1, qPrintable(QString::number(c.next)));
            }
        }
    }

    void rightToLeftMirrorsWhatIsDeclared()
    {
        // Where something is, is always mirrored; how it looks, only here: places and paths, what
        // comes in from a side, the corner that turns. Glim looks where there is something to see.
        const QSet<Art> turned{Art::Place, Art::FrontHill, Art::PageCorner,
                               Art::Plug,  Art::Hands,     Art::RoofHand};
        Surface surface = surfaceOf({1280, 720});
        surface.text = false;
        for (const QSize size : {QSize(1280, 720), QSize(720, 1280)}) {
            surface.size = size;
            for (const NamedScene &named : allScenes()) {
                for (const Flow::ReaderSide side : {Flow::ReaderSide::Below, Flow::ReaderSide::Beside}) {
                    Flow::Scene scene = named.scene;
                    scene.readerSide = side;
                    Moment m = momentAt(scene, named.after);
                    surface.mirrored = false;
                    const Composition left = compose(scene, surface, m);
                    surface.mirrored = true;
                    const Composition right = compose(scene, surface, m);
                    QCOMPARE(right.layers.size(), left.layers.size());
                    for (qsizetype i = 0; i < left.layers.size(); ++i) {
                        const Layer &a = left.layers[i];
                        const Layer &b = right.layers[i];
                        const QByteArray what = QStringLiteral("%1, layer %2, art %3")
                                                    .arg(named.name)
                                                    .arg(i)
                                                    .arg(static_cast<int>(a.key.art))
                                                    .toUtf8();
                        if (a.key.art == Art::Seed)
                            continue; // thrown by chance
                        QCOMPARE(b.key.art, a.key.art);
                        QVERIFY2(a.target.size() == b.target.size(), what);
                        QVERIFY2(std::abs(b.target.left() - (size.width() - 1 - a.target.right())) <= 1,
                                 what);
                        QVERIFY2(std::abs(b.target.top() - a.target.top()) <= 1, what);
                        PictureKey flipped = a.key;
                        if (turned.contains(a.key.art) ||
                            (a.key.art == Art::Glim && a.key.mirrored != b.key.mirrored))
                            flipped.mirrored = !flipped.mirrored;
                        QVERIFY2(b.key == flipped, what);
                    }
                    QCOMPARE(right.targets.size(), left.targets.size());
                    for (qsizetype i = 0; i < left.targets.size(); ++i)
                        QVERIFY(std::abs(right.targets[i].rect.left() -
                                         (size.width() - 1 - left.targets[i].rect.right())) <= 1);
                }
            }
        }
    }

    void anotherChildAndMoreTimeAreSeen()
    {
        const Surface surface = surfaceOf({1280, 720});
        Flow::Scene scene = allScenes().at(1).scene;
        QCOMPARE(scene.screen, Flow::Screen::Scan);
        scene.bonus = 1;
        const auto largest = [&](Art art, const Moment &m) {
            int width = 0;
            for (const Layer &layer : compose(scene, surface, m).layers)
                width = layer.key.art == art ? std::max(width, layer.target.width()) : width;
            return width;
        };
        Moment m;
        const int face = largest(Art::Face, m);
        const int golden = largest(Art::Friend, m);
        m.child = 600;
        m.bonus = 900;
        QVERIFY(largest(Art::Face, m) > 2 * face);
        QVERIFY(largest(Art::Friend, m) > 2 * golden);
        m.child = 10'000;
        m.bonus = 10'000;
        QCOMPARE(largest(Art::Face, m), face);
        QCOMPARE(largest(Art::Friend, m), golden);
    }

    void whatDoesNotFitAnyMoreSleeps()
    {
        const Surface surface = surfaceOf({1280, 720});
        for (const char *name : {"scan", "not-here"}) {
            Flow::Scene scene;
            for (const NamedScene &named : allScenes())
                scene = named.name == QString::fromLatin1(name) ? named.scene : scene;
            scene.playable[2].asleep = true;
            QList<QRect> awakeOnes;
            QList<QRect> sleepers;
            Moment m;
            const Composition c = compose(scene, surface, m);
            for (const Layer &layer : c.layers) {
                const bool small = layer.target.width() < 200; // not the one that is far away
                if (layer.key.art == Art::Poster && small && layer.key.level == 1)
                    sleepers.append(layer.target);
                else if (layer.key.art == Art::Poster && small)
                    awakeOnes.append(layer.target);
            }
            QCOMPARE(sleepers.size(), 1);
            QVERIFY(awakeOnes.size() >= 3);
            QVERIFY(sleepers.first().width() < awakeOnes.last().width());
            QVERIFY(countOf(c.layers, Art::Bubble) >= 2);
            // It lies still
            m.now = 1300;
            for (const Layer &layer : compose(scene, surface, m).layers)
                QVERIFY(layer.key.art != Art::Poster || layer.key.level != 1 ||
                        layer.target == sleepers.first());
        }
        // Only whoever is awake has the leaf that means "ready"
        Flow::Scene none;
        for (const NamedScene &named : allScenes())
            none = named.name == QStringLiteral("cloud-asleep") ? named.scene : none;
        for (Flow::Poster &poster : none.playable)
            poster.asleep = true;
        QCOMPARE(countOf(compose(none, surface, Moment{}).layers, Art::Leaf), 0);
    }

    void eveningComesOverTheLastTenth()
    {
        const QSize size(400, 240);
        const Surface surface = surfaceOf(size);
        const auto meanOf = [&](const QList<Layer> &layers) {
            Easel easel;
            const QImage image = easel.painted(layers, size);
            double sum = 0;
            for (int y = 0; y < size.height(); ++y) {
                for (int x = 0; x < size.width(); ++x)
                    sum += qGray(image.pixel(x, y));
            }
            return sum / (size.width() * size.height());
        };
        for (const bool night : {false, true}) {
            Flow::Scene scene;
            scene.night = night;
            scene.timeLeft = 0.1;
            const Composition before = compose(scene, surface, Moment{});
            QCOMPARE(countOf(before.layers, Art::Moon), 0);
            double light = meanOf(before.layers);
            int height = -size.height();
            for (const double nearEnd : {0.2, 0.4, 0.6, 0.8, 1.0}) {
                scene.nearEnd = nearEnd;
                const Composition c = compose(scene, surface, Moment{});
                QCOMPARE(countOf(c.layers, Art::Moon), 1);
                for (const Layer &layer : c.layers) {
                    if (layer.key.art != Art::Moon)
                        continue;
                    QVERIFY(layer.target.top() > height); // it comes down into the picture
                    height = layer.target.top();
                }
                if (!night) { // at night it was dark before
                    const double now = meanOf(c.layers);
                    QVERIFY2(now < light - 2, qPrintable(QString::number(now)));
                    light = now;
                }
            }
            // Between two steps nothing is painted
            const auto exact = compose(scene, surface, Moment{}).layers;
            scene.nearEnd = 0.85;
            QVERIFY(compose(scene, surface, Moment{}).layers == exact);
        }
    }

    void howLoudItIsIsSeen()
    {
        const Surface surface = surfaceOf({1280, 720});
        Flow::Scene scene;
        scene.calm = true;
        scene.volumeTap = 1;
        Moment m;
        m.volume = 600;
        int width = 0;
        int waves = 0;
        for (int step = 1; step <= 10; ++step) {
            scene.volume = step / 10.0;
            const QList<Layer> layers = compose(scene, surface, m).layers;
            QCOMPARE(countOf(layers, Art::Bell), 1);
            for (const Layer &layer : layers) {
                if (layer.key.art != Art::Bell)
                    continue;
                QVERIFY(layer.target.width() > width); // each step differs from the one before
                QVERIFY(layer.key.level >= waves && layer.key.level >= 1);
                width = layer.target.width();
                waves = layer.key.level;
            }
        }
        QCOMPARE(waves, 4);
        for (const Flow::Screen screen :
             {Flow::Screen::Playing, Flow::Screen::Paused, Flow::Screen::NoFilm}) {
            scene.screen = screen;
            QCOMPARE(countOf(compose(scene, surface, m).layers, Art::Bell), 1);
        }
        for (const Flow::Screen screen : {Flow::Screen::GoodNight, Flow::Screen::Sleeping}) {
            scene.screen = screen;
            QCOMPARE(countOf(compose(scene, surface, m).layers, Art::Bell), 0);
        }
        scene.screen = Flow::Screen::Scan;
        m.volume = 2000;
        QCOMPARE(countOf(compose(scene, surface, m).layers, Art::Bell), 0);
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

    void atBedtimeTheFilmPalesBeforeTheHouse()
    {
        Flow::Scene scene;
        scene.screen = Flow::Screen::GoodNight;
        scene.refusal = Flow::Refusal::Bedtime;
        const Surface surface = surfaceOf({1280, 720});
        Moment m;
        m.filmCard = true;
        m.screen = 0;
        int before = 256;
        for (; m.screen < 1200; m.screen += 200) {
            const QList<Layer> layers = compose(scene, surface, m).layers;
            const auto card = std::find_if(layers.cbegin(), layers.cend(),
                                           [](const Layer &layer) { return layer.key.art == Art::FilmCard; });
            QVERIFY(card != layers.cend());
            QCOMPARE(card->target, QRect(QPoint(), surface.size));
            QVERIFY(card->opacity < before);
            QVERIFY(m.screen > 0 || card->opacity == 255);
            before = card->opacity;
        }
        m.screen = 2000;
        QCOMPARE(countOf(compose(scene, surface, m).layers, Art::FilmCard), 0);
    }

    void theTitleIsOfTheFilmThatIsSeen()
    {
        Flow::Scene scene;
        scene.screen = Flow::Screen::Playing;
        scene.poster = samplePoster(1);
        scene.start = 2;
        const Surface surface = surfaceOf({1280, 720});
        Moment m;
        m.screen = m.tap = 1400;
        m.frame = 200;
        QCOMPARE(countOf(compose(scene, surface, m).layers, Art::Words), 1);
        QCOMPARE(countOf(compose(scene, surface, m).layers, Art::Poster), 1);
        scene.start = 0; // the next one, which nobody opened yet
        QCOMPARE(countOf(compose(scene, surface, m).layers, Art::Film), 1);
        QCOMPARE(countOf(compose(scene, surface, m).layers, Art::Words), 0);
        QCOMPARE(countOf(compose(scene, surface, m).layers, Art::Poster), 0);
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
