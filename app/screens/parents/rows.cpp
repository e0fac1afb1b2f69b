// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/rows.h"

#include "app/screens/kids/art/pencil.h"
#include "app/screens/kids/picturestore.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace Medio::Screens {

using namespace Qt::StringLiterals;

namespace {

constexpr double rowHeight = 60;
constexpr double pictureHeight = 42;
constexpr double gap = 12;

} // namespace

int inventedPosterOf(const Api::VideoId &video)
{
    constexpr int different = 24;
    return InventedPoster + static_cast<int>(qHash(video) % different);
}

RowDelegate::RowDelegate(const Look &look, PictureStore &pictures, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_look(look)
    , m_pictures(pictures)
{
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {m_look.px(200), m_look.px(rowHeight)};
}

int RowDelegate::trailWidth() const
{
    return m_look.px(56);
}

void RowDelegate::paintPicture(QPainter &painter, const QRectF &box, int which, const QString &file) const
{
    const double ratio = painter.device()->devicePixelRatioF();
    PictureKey key;
    key.art = which == ChipPicture ? Art::Chip : Art::Poster;
    key.variant = which == ChipPicture ? 1 : which;
    key.size = (box.size() * ratio).toSize();
    key.night = m_look.isNight();
    key.line = std::max(16, qRound(box.height() * ratio * 0.045 * 16));
    key.text = file;
    if (m_pictures.has(key)) {
        painter.drawPixmap(box.topLeft(), [&] {
            QPixmap pixmap = m_pictures.take(key);
            pixmap.setDevicePixelRatio(ratio);
            return pixmap;
        }());
        return;
    }
    m_pictures.request(key);
    const double inset = box.height() * 0.07;
    painter.fillPath(rounded(box.adjusted(inset, inset, -inset, -inset), box.height() * 0.12),
                     m_look.tints().soft);
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tints &tints = m_look.tints();
    QPainter &p = *painter;
    p.save();
    p.setRenderHint(QPainter::Antialiasing);
    const bool mirrored = option.direction == Qt::RightToLeft;
    const QRectF row = QRectF(option.rect).adjusted(1, 1, -1, -1);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected)
        p.fillPath(rounded(row, m_look.px(12)), tints.chosen);
    // In a list to tick the keyboard's place is no choice
    if (option.state.testFlag(QStyle::State_HasFocus) && !selected)
        p.strokePath(rounded(row.adjusted(1, 1, -1, -1), m_look.px(12)), QPen(tints.focus, m_look.px(2)));

    double left = m_look.px(gap);
    double right = row.width() - m_look.px(gap);
    const auto box = [&](double from, double width) {
        const double x = mirrored ? row.right() - from - width : row.left() + from;
        return QRectF(x, row.top(), width, row.height());
    };

    const QVariant tick = index.data(TickRole);
    const QString lead = index.data(LeadRole).toString();
    if (tick.isValid()) {
        const double side = m_look.px(28);
        const QRectF ring = box(left, side);
        const QPointF centre = ring.center();
        if (tick.toBool()) {
            p.setPen(QPen(tints.ink, m_look.px(2)));
            p.setBrush(tints.accent);
            p.drawEllipse(centre, side / 2, side / 2);
            drawSymbol(p, Symbol::Tick, ring.adjusted(4, 4, -4, -4), tints.onAccent);
        } else {
            p.setPen(QPen(tints.line, m_look.px(2)));
            p.setBrush(Qt::NoBrush);
            p.drawEllipse(centre, side / 2, side / 2);
        }
        left += side + m_look.px(gap);
    } else if (!lead.isEmpty()) {
        const double width = m_look.px(30);
        QFont numbers = option.font;
        numbers.setWeight(QFont::DemiBold);
        p.setFont(numbers);
        p.setPen(tints.quiet);
        p.drawText(box(left - m_look.px(4), width), Qt::AlignCenter, lead);
        left += width;
    }

    const int which = index.data(PictureRole).toInt();
    if (which != NoPicture) {
        const double height = m_look.px(pictureHeight);
        const double width = which == ChipPicture ? height : std::round(height * 4 / 3);
        const QRectF place = box(left, width);
        paintPicture(p, QRectF(place.left(), std::round(place.center().y() - height / 2), width, height),
                     which, index.data(PictureFileRole).toString());
        left += width + m_look.px(gap);
    }

    const QVariant trail = index.data(TrailRole);
    if (trail.isValid()) {
        const double side = m_look.px(24);
        drawSymbol(p, static_cast<Symbol>(trail.toInt()), box(right - side, side), tints.quiet);
        right -= side + m_look.px(gap);
    }

    const QRectF words = box(left, std::max(0.0, right - left));
    const QString detail = index.data(DetailRole).toString();
    const auto line = [&](const QString &text, const QRectF &place, int size, int weight,
                          const QColor &colour) {
        QFont font = option.font;
        font.setPixelSize(m_look.px(size));
        font.setWeight(static_cast<QFont::Weight>(weight));
        p.setFont(font);
        p.setPen(colour);
        const QString shown = QFontMetricsF(font).elidedText(text, Qt::ElideRight, place.width());
        p.drawText(place, Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::TextSingleLine,
                   shown);
    };
    const QString title = index.data(Qt::DisplayRole).toString();
    if (detail.isEmpty()) {
        line(title, words, 16, QFont::DemiBold, tints.ink);
    } else {
        const double middle = words.height() * 0.52;
        line(title, words.adjusted(0, words.height() * 0.1, 0, middle - words.height()), 16, QFont::DemiBold,
             tints.ink);
        line(detail, words.adjusted(0, middle, 0, -words.height() * 0.1), 13, QFont::Normal,
             index.data(TroubleRole).toBool() ? tints.bad : tints.quiet);
    }
    p.restore();
}

QString lengthText(std::chrono::seconds time)
{
    const auto all = std::max(time.count(), std::chrono::seconds::rep(0));
    const QLatin1Char zero('0');
    const QString seconds = u"%1"_s.arg(all % 60, 2, 10, zero);
    if (all < 3600)
        return u"%1:%2"_s.arg(all / 60).arg(seconds);
    return u"%1:%2:%3"_s.arg(all / 3600).arg(all / 60 % 60, 2, 10, zero).arg(seconds);
}

QString filmDetail(std::optional<std::chrono::seconds> duration, const QString &platform,
                   const QString &channel, const QString &rating)
{
    QStringList known;
    if (duration && duration->count() > 0)
        known.append(lengthText(*duration));
    for (const QString &text : {platform, channel, rating}) {
        if (!text.isEmpty())
            known.append(text);
    }
    return known.join(u" · "_s);
}

} // namespace Medio::Screens
