// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/picture.h"

#include "app/screens/kids/art/figures.h"
#include "app/screens/kids/art/landscape.h"
#include "app/screens/kids/art/things.h"
#include "resources/resources.h"

#include <QFileInfo>
#include <QFont>
#include <QFontDatabase>
#include <QImageReader>

#include <algorithm>
#include <cmath>

namespace Medio::Screens {
namespace {

/// A parent's or a server's picture: any bytes at all.
QImage foreignPicture(const QString &file, QSize enough)
{
    if (file.isEmpty() || QFileInfo(file).size() > maxForeignBytes)
        return {};
    QImageReader reader(file);
    reader.setAutoTransform(true);
    reader.setDecideFormatFromContent(true);
    const QSize size = reader.size();
    if (!size.isValid() || size.width() > maxForeignSide || size.height() > maxForeignSide)
        return {};
    const QSize wanted = size.scaled(enough, Qt::KeepAspectRatioByExpanding);
    if (wanted.width() < size.width())
        reader.setScaledSize(wanted);
    return reader.read().convertToFormat(QImage::Format_ARGB32_Premultiplied);
}

void drawTwine(QPainter &p, QSizeF size, const Palette &c, double line)
{
    QPainterPath path;
    path.moveTo(-2, size.height() * 0.08);
    path.quadTo(size.width() / 2, size.height() * 1.72, size.width() + 2, size.height() * 0.08);
    p.strokePath(path, QPen(c.night ? QColor(0x7A, 0x80, 0xA8) : QColor(0x9A, 0x78, 0x58), line * 0.45,
                            Qt::SolidLine, Qt::RoundCap));
}

void drawWords(QPainter &p, const PictureKey &key, const Palette &c)
{
    const QRectF box(QPointF(), QSizeF(key.size));
    QFont font(wordsFamily());
    font.setWeight(QFont::DemiBold);
    font.setPixelSize(std::max(8, static_cast<int>(std::lround(box.height() * 0.52))));
    p.setFont(font);
    p.setPen(key.variant == 1 ? QColor(0xFF, 0xF8, 0xE7) : c.ink);
    // Centred by the capitals: the font's own line is made for several scripts
    const QFontMetricsF metrics(font, p.device());
    const double baseline = (box.height() + metrics.capHeight()) / 2;
    const double width = metrics.horizontalAdvance(key.text);
    if (width <= box.width()) {
        p.drawText(QPointF((box.width() - width) / 2, baseline), key.text);
        return;
    }
    // Too long: the end fades away
    const bool rightToLeft = key.text.isRightToLeft();
    p.drawText(QPointF(rightToLeft ? box.width() - width : 0, baseline), key.text);
    QLinearGradient fade(box.topLeft(), box.topRight());
    fade.setColorAt(rightToLeft ? 0.0 : 1.0, Qt::transparent);
    fade.setColorAt(rightToLeft ? 0.15 : 0.85, Qt::black);
    p.setCompositionMode(QPainter::CompositionMode_DestinationIn);
    p.fillRect(box, fade);
}

} // namespace

QString wordsFamily()
{
    static const QString family = [] {
        Resources::load();
        const int id = QFontDatabase::addApplicationFont(QStringLiteral(":/fonts/Lemonada-SemiBold.otf"));
        const QStringList families = id < 0 ? QStringList() : QFontDatabase::applicationFontFamilies(id);
        return families.value(0, QStringLiteral("sans-serif"));
    }();
    return family;
}

QImage drawPicture(const PictureKey &key)
{
    const bool opaque = key.art == Art::Place;
    QImage image(key.size, opaque ? QImage::Format_RGB32 : QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return image;
    if (!opaque)
        image.fill(Qt::transparent);

    const Palette &palette = Palette::of(key.night);
    const QSizeF size(key.size);
    QPainter p(&image);
    p.setRenderHint(QPainter::Antialiasing);
    if (key.mirrored) {
        p.translate(size.width(), 0);
        p.scale(-1, 1);
    }

    switch (key.art) {
    case Art::Place:
        drawPlace(p, size, key.level / 100.0, static_cast<Place>(key.variant), palette);
        return image;
    case Art::FrontHill:
        drawFrontHill(p, size, key.level / 100.0, palette);
        return image;
    case Art::Twine:
        drawTwine(p, size, palette, key.line / 16.0);
        return image;
    case Art::Words:
        drawWords(p, key, palette);
        return image;
    case Art::Plate: {
        const QRectF box = QRectF(QPointF(), size).adjusted(2, 2, -2, -2);
        p.fillPath(rounded(box, std::min(box.width(), box.height()) / 2),
                   key.variant == 1 ? QColor(0x0B, 0x10, 0x26, 190) : QColor(0xFF, 0xF8, 0xE7, 235));
        return image;
    }
    default:
        break;
    }

    // Everything else lives in a box of about 100 units around the middle, a little air included
    if (key.art == Art::RoofHand) {
        // As wide as there is room: the arm comes in from outside
        const double scale = size.height() / 76;
        p.translate(50 * scale, size.height() * 0.58);
        p.scale(scale, scale);
        Pencil pencil(p, palette, key.line / 16.0 / scale);
        drawRoofHand(pencil, size.width() / scale);
        return image;
    }
    const bool wide = key.art == Art::Poster || key.art == Art::TornPage;
    const QSizeF box = wide ? QSizeF(120, 90) : QSizeF(106, 106);
    const double scale = std::min(size.width() / box.width(), size.height() / box.height());
    p.translate(size.width() / 2, size.height() / 2);
    if (wide)
        p.scale(scale, scale);
    else
        p.scale(size.width() / box.width(), size.height() / box.height());
    Pencil pencil(p, palette, key.line / 16.0 / scale);
    const size_t seed = static_cast<size_t>(key.variant);

    switch (key.art) {
    case Art::Glim:
        drawGlim(pencil, static_cast<Mood>(key.variant));
        break;
    case Art::Friend:
        drawFriend(pencil, static_cast<FriendKind>(key.variant), key.level / 100.0);
        break;
    case Art::Face:
        drawFace(pencil, static_cast<Animal>(key.variant), key.level & 7, (key.level & 8) != 0);
        break;
    case Art::FacePicture: {
        const QImage picture = foreignPicture(key.text, key.size);
        const QPainterPath frame = frameShape(key.level & 7);
        if (picture.isNull()) {
            drawFace(pencil, static_cast<Animal>(key.variant), key.level & 7, (key.level & 8) != 0);
            break;
        }
        p.save();
        p.setClipPath(frame);
        p.setRenderHint(QPainter::SmoothPixmapTransform);
        QRectF target(-53, -53, 106, 106);
        const double side = std::min(picture.width(), picture.height());
        QRectF part(0, 0, side, side);
        part.moveCenter(QRectF(picture.rect()).center());
        p.drawImage(target, picture, part);
        p.restore();
        pencil.stroke(frame, palette.ink, pencil.line);
        break;
    }
    case Art::Moon:
        drawMoon(pencil, key.variant == 1);
        break;
    case Art::Cloud:
        drawSleepingCloud(pencil);
        break;
    case Art::Hands:
        drawHands(pencil);
        break;
    case Art::Badge:
        drawBadge(pencil);
        break;
    case Art::Chip:
        if (key.variant == 2)
            drawEmptyChip(pencil);
        else
            drawChip(pencil, key.variant == 1);
        break;
    case Art::Phone:
        drawPhone(pencil);
        break;
    case Art::Card:
        drawCard(pencil);
        break;
    case Art::Hollow:
        drawHollow(pencil, key.variant == 1);
        break;
    case Art::Ring:
        drawRing(pencil);
        break;
    case Art::Glow:
        drawGlow(pencil, key.variant == 1 ? QColor(255, 255, 255, 220)
                         : palette.night  ? QColor(0xFF, 0xE0, 0x88, 105)
                                          : QColor(0xFF, 0xE3, 0x8A, 225));
        break;
    case Art::Plug:
        drawPlug(pencil);
        break;
    case Art::Leaf:
        drawLeaf(pencil);
        break;
    case Art::Pad:
        drawPad(pencil);
        break;
    case Art::Flower:
        drawFlower(pencil, key.variant);
        break;
    case Art::Bead:
        drawBead(pencil, key.variant);
        break;
    case Art::Seed:
        drawSeed(pencil, key.variant);
        break;
    case Art::Peg:
        drawPeg(pencil);
        break;
    case Art::Bubble:
        drawZ(pencil);
        break;
    case Art::Bell:
        drawBell(pencil, key.level);
        break;
    case Art::PageCorner:
        drawPageCorner(pencil);
        break;
    case Art::BoxBack:
        drawBoxBack(pencil);
        break;
    case Art::BoxFront:
        drawBoxFront(pencil);
        break;
    case Art::House:
        drawHouse(pencil, key.variant == 1);
        break;
    case Art::EmptyFrame:
        drawEmptyFrame(pencil);
        break;
    case Art::Shelf:
        drawShelf(pencil);
        break;
    case Art::Poster:
        drawPoster(pencil, foreignPicture(key.text, key.size), seed, key.level == 1);
        break;
    case Art::TornPage:
        drawTornPage(pencil, foreignPicture(key.text, key.size), seed, key.level);
        break;
    case Art::Highlight:
        pencil.stroke(frameShape(key.level), palette.light, pencil.line);
        break;
    default:
        break;
    }
    return image;
}

} // namespace Medio::Screens
