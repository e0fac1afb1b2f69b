// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/chiptray/traywidget.h"

#include "resources/demo/films/cast.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Medio::ChipTray {

namespace {

// Drawn on a page of 920 x 400 units.
constexpr double pageWide = 920;
constexpr double pageHigh = 400;
constexpr double chipRadius = 58;
constexpr double hollowRadius = 74;
constexpr double dragBegins = 6;

QColor rimOf(const QString &name)
{
    static const QHash<QString, QColor> rims{
        {u"rocket"_s, Films::coral},
        {u"whale"_s, Films::sea},
        {u"fox"_s, QColor(0xE5, 0x87, 0x3C)},
        {u"owl"_s, Films::plum},
        {u"robot"_s, QColor(0x2B, 0xA8, 0x9E)},
        {u"train"_s, Films::sunlight},
    };
    return rims.value(name, QColor(0x9A, 0xA4, 0xB2));
}

void paintFigure(QPainter &p, const QString &name)
{
    using namespace Films;
    if (name == u"rocket")
        rocket(p, {0, -1}, 68, 14, 0.7, Mood::Delighted, 0.4);
    else if (name == u"whale")
        whale(p, {7, 6}, 39, 6, Mood::Awake, 0.3, 0.7);
    else if (name == u"fox")
        fox(p, {9, 33}, 68, FoxPose::Sit, 0, Mood::Awake, 0.2);
    else if (name == u"owl")
        owl(p, {0, 0}, 70, 0, Mood::Awake, 0.2);
    else if (name == u"robot")
        robot(p, {-8, 34}, 64, 0, 0, Mood::Awake, 0.2);
    else if (name == u"train")
        train(p, {38, 22}, 53, 0, Mood::Awake, 0.2, 0);
    else if (name == u"empty") {
        QPainterPath frame;
        frame.addRoundedRect(QRectF(-26, -20, 52, 40), 5, 5);
        shape(p, frame, QColor(0xB9, 0x86, 0x5A), 3);
        QPainterPath picture;
        picture.addRoundedRect(QRectF(-18, -12, 36, 24), 3, 3);
        shape(p, picture, paper, 2);
    } else {
        shape(p, pebble({{-30, -6}, {-18, -27}, {12, -29}, {31, -10}, {28, 18}, {4, 29}, {-25, 22}}),
              QColor(0xA7, 0xAE, 0xB8), 3);
        QPainterPath question(QPointF(-8, -8));
        question.cubicTo({-8, -22}, {12, -22}, {12, -8});
        question.cubicTo({12, 1}, {0, 0}, {0, 9});
        p.setBrush(Qt::NoBrush);
        p.setPen(QPen(ink, 5, Qt::SolidLine, Qt::RoundCap));
        p.drawPath(question);
        p.drawPoint(QPointF(0, 19));
    }
}

/// Painted about the origin, 2 * chipRadius wide.
void paintChip(QPainter &p, const QString &name)
{
    Films::round(p, {0, 0}, chipRadius - 4, chipRadius - 4, rimOf(name), 3);
    Films::round(p, {0, 0}, chipRadius - 13, chipRadius - 13, name == u"owl" ? Films::dusk : Films::paper, 2);
    paintFigure(p, name);
}

} // namespace

TrayWidget::TrayWidget(const QList<TrayChip> &chips, QWidget *parent)
    : QWidget(parent)
    , m_chips(chips)
{
    setObjectName(u"chipTray"_s);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(460, 200);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_flight.setDuration(220);
    m_flight.setStartValue(0.0);
    m_flight.setEndValue(1.0);
    m_flight.setEasingCurve(QEasingCurve::InOutSine);
    connect(&m_flight, &QVariantAnimation::valueChanged, this, [this] { update(); });
    connect(&m_flight, &QVariantAnimation::finished, this, [this] {
        m_flying = -1;
        update();
    });
}

void TrayWidget::setLying(const QString &uid)
{
    if (m_lyingUid == uid)
        return;
    // Whatever moved, moves from where it was seen.
    const qsizetype before = lyingIndex();
    m_lyingUid = uid;
    const qsizetype now = lyingIndex();
    const qsizetype moving = now >= 0 ? now : before;
    if (moving >= 0 && !(m_dragged && moving == m_held)) {
        m_flying = moving;
        m_flyingFrom = now >= 0 ? slot(now) : hollowCentre();
        m_flight.stop();
        m_flight.start();
    }
    const auto label = [this](qsizetype index) {
        return index >= 0 ? m_chips[index].label : QString();
    };
    setAccessibleDescription(uid.isEmpty() ? u"Nothing lies on the reader"_s
                                           : u"%1 lies on the reader"_s.arg(label(now)));
    update();
}

void TrayWidget::setReaderThere(bool there)
{
    m_readerThere = there;
    update();
}

double TrayWidget::unit() const
{
    return std::min(width() / pageWide, height() / pageHigh);
}

QPointF TrayWidget::origin() const
{
    return {(width() - pageWide * unit()) / 2, (height() - pageHigh * unit()) / 2};
}

QPointF TrayWidget::slot(qsizetype index) const
{
    const qsizetype perShelf = (m_chips.size() + 1) / 2;
    const auto row = index / perShelf;
    const auto column = index % perShelf;
    return origin() + QPointF(90 + double(column) * 136, row == 0 ? 98 : 272) * unit();
}

QPointF TrayWidget::hollowCentre() const
{
    return origin() + QPointF(774, 196) * unit();
}

QPointF TrayWidget::chipCentre(qsizetype index) const
{
    if (index == m_held && m_dragged)
        return m_heldAt;
    const QPointF home = index == lyingIndex() ? hollowCentre() : slot(index);
    if (index != m_flying)
        return home;
    const double way = m_flight.currentValue().toDouble();
    return Films::mix(m_flyingFrom, home, way) - QPointF(0, 60 * unit() * 4 * way * (1 - way));
}

qsizetype TrayWidget::chipAt(QPointF point) const
{
    for (qsizetype i = 0; i < m_chips.size(); ++i) {
        const QPointF away = point - chipCentre(i);
        if (QPointF::dotProduct(away, away) <= chipRadius * chipRadius * unit() * unit())
            return i;
    }
    return -1;
}

qsizetype TrayWidget::lyingIndex() const
{
    const auto found = std::find_if(m_chips.cbegin(), m_chips.cend(), [this](const TrayChip &chip) {
        return !m_lyingUid.isEmpty() && chip.uid.compare(m_lyingUid, Qt::CaseInsensitive) == 0;
    });
    return found == m_chips.cend() ? -1 : found - m_chips.cbegin();
}

void TrayWidget::toggle(qsizetype index)
{
    if (index == lyingIndex())
        Q_EMIT liftRequested();
    else
        Q_EMIT placeRequested(m_chips[index].uid, m_chips[index].name);
}

void TrayWidget::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_held = chipAt(event->position());
    m_pressedAt = event->position();
    m_heldAt = event->position();
    m_dragged = false;
}

void TrayWidget::mouseMoveEvent(QMouseEvent *event)
{
    if (m_held < 0) {
        setCursor(chipAt(event->position()) >= 0 ? Qt::OpenHandCursor : Qt::ArrowCursor);
        return;
    }
    m_heldAt = event->position();
    if ((m_heldAt - m_pressedAt).manhattanLength() > dragBegins)
        m_dragged = true;
    update();
}

void TrayWidget::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_held < 0)
        return;
    const qsizetype index = m_held;
    if (!m_dragged) {
        toggle(index);
    } else {
        const QPointF away = event->position() - hollowCentre();
        const double reach = hollowRadius * 1.4 * unit();
        const bool onReader = QPointF::dotProduct(away, away) <= reach * reach;
        if (onReader != (index == lyingIndex()))
            toggle(index);
    }
    m_held = -1;
    m_dragged = false;
    update();
}

void TrayWidget::keyPressEvent(QKeyEvent *event)
{
    const qsizetype index = event->key() - Qt::Key_1;
    if (event->isAutoRepeat()) {
        event->accept();
    } else if (index >= 0 && index < m_chips.size()) {
        toggle(index);
    } else if (event->key() == Qt::Key_0 || event->key() == Qt::Key_Escape) {
        if (!m_lyingUid.isEmpty())
            Q_EMIT liftRequested();
    } else {
        QWidget::keyPressEvent(event);
    }
}

QPixmap TrayWidget::picture(qsizetype index)
{
    const int pixels = static_cast<int>(std::ceil(2 * chipRadius * unit() * devicePixelRatioF()));
    const QString key = u"%1 %2"_s.arg(index).arg(pixels);
    auto found = m_pictures.constFind(key);
    if (found == m_pictures.cend()) {
        if (m_pictures.size() > 4 * m_chips.size())
            m_pictures.clear(); // the window was resized
        QPixmap pixmap(pixels, pixels);
        pixmap.fill(Qt::transparent);
        QPainter p(&pixmap);
        p.setRenderHint(QPainter::Antialiasing);
        p.scale(pixels / (2 * chipRadius), pixels / (2 * chipRadius));
        p.translate(chipRadius, chipRadius);
        paintChip(p, m_chips[index].name);
        p.end();
        pixmap.setDevicePixelRatio(devicePixelRatioF());
        found = m_pictures.insert(key, pixmap);
    }
    return *found;
}

void TrayWidget::paintShelves(QPainter &p) const
{
    QFont digits = font();
    digits.setPixelSize(17);
    digits.setBold(true);
    p.setFont(digits);
    const qsizetype perShelf = (m_chips.size() + 1) / 2;
    for (const double y : {164.0, 338.0}) {
        QPainterPath board;
        board.addRoundedRect(QRectF(18, y - 10, 136.0 * double(perShelf), 22), 11, 11);
        Films::shape(p, board, QColor(0xC9, 0x93, 0x62), 3);
    }
    for (qsizetype i = 0; i < m_chips.size(); ++i) {
        const QPointF home = (slot(i) - origin()) / unit();
        if (i == lyingIndex() || i == m_flying) { // the place it left
            p.setPen(QPen(QColor(0x1B, 0x24, 0x40, 70), 2.5, Qt::DashLine));
            p.setBrush(Qt::NoBrush);
            p.drawEllipse(home, chipRadius - 8, chipRadius - 8);
        }
        const QRectF badge(home.x() - 14, home.y() + 63, 28, 22);
        QPainterPath key;
        key.addRoundedRect(badge, 6, 6);
        Films::shape(p, key, Films::paper, 2);
        p.setPen(Films::ink);
        p.drawText(badge, Qt::AlignCenter, QString::number(i + 1));
    }
}

void TrayWidget::paintReader(QPainter &p) const
{
    const QPointF centre(774, 196);
    const bool lies = !m_lyingUid.isEmpty();
    // The cable, whole or unplugged
    QPainterPath cable(QPointF(centre.x() + 70, centre.y() + 110));
    cable.cubicTo({centre.x() + 90, 360}, {900, 330}, {m_readerThere ? 930.0 : 880.0, 372});
    p.setBrush(Qt::NoBrush);
    p.setPen(QPen(Films::ink, 7, Qt::SolidLine, Qt::RoundCap));
    p.drawPath(cable);
    QPainterPath box;
    box.addRoundedRect(QRectF(centre.x() - 116, centre.y() - 128, 232, 256), 46, 46);
    Films::shape(p, box, m_readerThere ? QColor(0xF4, 0xF0, 0xE4) : QColor(0xC9, 0xCB, 0xD0), 4);
    if (m_readerThere)
        Films::glow(p, centre, hollowRadius * 1.5, lies ? Films::sunlight : Films::teal, lies ? 0.9 : 0.4);
    Films::round(p, centre, hollowRadius, hollowRadius,
                 lies ? QColor(0xFF, 0xE3, 0x9A) : QColor(0xD9, 0xD3, 0xC2), 4);
    Films::round(p, centre, hollowRadius - 12, hollowRadius - 12,
                 lies ? QColor(0xFF, 0xD6, 0x66) : QColor(0xC6, 0xBF, 0xAE), 0);
    Films::round(p, centre + QPointF(0, 104), 7, 7,
                 !m_readerThere ? Films::coral : (lies ? Films::sunlight : Films::teal), 2.5);
    if (lies && lyingIndex() < 0) { // somebody else's chip
        p.save();
        p.translate(centre);
        paintChip(p, u"stranger"_s);
        p.restore();
    }
}

void TrayWidget::paintEvent(QPaintEvent *)
{
    QPainter p(this);
    p.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    p.fillRect(rect(), Films::sky);
    p.save();
    p.translate(origin());
    p.scale(unit(), unit());
    paintShelves(p);
    paintReader(p);
    p.restore();
    const auto paintOne = [&](qsizetype i) {
        const double radius = chipRadius * unit();
        p.drawPixmap(chipCentre(i) - QPointF(radius, radius), picture(i));
    };
    // What moves is nearest to the eye.
    const qsizetype nearest = m_held >= 0 && m_dragged ? m_held : m_flying;
    for (qsizetype i = 0; i < m_chips.size(); ++i) {
        if (i != nearest)
            paintOne(i);
    }
    if (nearest >= 0)
        paintOne(nearest);
}

} // namespace Medio::ChipTray
