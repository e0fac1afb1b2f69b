// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/look.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace Medio::Screens {

using namespace Qt::StringLiterals;

namespace {

const QString &baseSheet()
{
    static const QString sheet = QStringLiteral(R"(
QWidget { color: @ink; font-size: 15px; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
#page { background: @ground; }

QLabel { background: transparent; }
/* their font says that no letter reaches below the line: the room for those that do */
QLabel[role="title"] { font-size: 20px; padding-bottom: 6px; }
QLabel[role="section"] { font-size: 16px; font-weight: 600; }
QLabel[role="field"] { font-size: 14px; font-weight: 600; }
QLabel[role="quiet"] { color: @quiet; font-size: 14px; }
QLabel[role="number"] { font-size: 22px; font-weight: 600; }
QLabel[role="good"] { color: @good; font-weight: 600; }
QLabel[role="warn"] { color: @warn; font-weight: 600; }
QLabel[role="bad"] { color: @bad; font-weight: 600; }

QFrame[role="card"] { background: @card; border: 2px solid @soft; border-radius: 18px; }
QFrame[role="trouble"] { background: @card; border: 3px solid @bad; border-radius: 18px; }
QFrame[role="rail"] { background: @card; border: none; }
QFrame[role="shelf"] { background: @card; border: none; border-top: 2px solid @soft; }

QLineEdit {
    background: @field; border: 2px solid @line; border-radius: 12px; padding: 0 11px; min-height: 44px;
    font-size: 16px; selection-background-color: @focus; selection-color: @field;
}
QLineEdit:focus { border: 3px solid @focus; padding: 0 10px; }
QLineEdit:disabled { background: @ground; color: @quiet; border-color: @soft; }

QPushButton, QToolButton {
    background: @card; border: 2px solid @line; border-radius: 14px; padding: 0 16px; min-height: 46px;
    font-size: 15px; font-weight: 600; icon-size: 24px;
}
QToolButton { padding: 0 9px; min-width: 30px; }
QPushButton:pressed, QToolButton:pressed { background: @chosen; }
QPushButton:focus, QToolButton:focus { border: 3px solid @focus; }
QPushButton:disabled, QToolButton:disabled { color: @quiet; border-color: @soft; background: transparent; }
QPushButton[role="primary"] { background: @accent; color: @onaccent; border: 2px solid @edge; }
QPushButton[role="primary"]:pressed { background: @pressed; }
QPushButton[role="primary"]:focus { border: 4px solid @focus; padding: 0 14px; }
QPushButton[role="primary"]:disabled { background: transparent; color: @quiet; border-color: @soft; }
QPushButton[role="danger"] { color: @bad; border-color: @bad; }
QPushButton[role="danger"]:focus { border: 3px solid @focus; }
QPushButton[role="plain"], QToolButton[role="plain"] { background: transparent; border: 3px solid transparent; }
QPushButton[role="plain"]:pressed, QToolButton[role="plain"]:pressed { background: @chosen; }
QPushButton[role="plain"]:focus, QToolButton[role="plain"]:focus { border: 3px solid @focus; }

QToolButton[role="segment"] { border-radius: 12px; padding: 0 12px; min-height: 42px; font-size: 14px; }
QToolButton[role="segment"]:checked { background: @chosen; border: 2px solid @ink; }
QToolButton[role="segment"]:focus { border: 3px solid @focus; }

QToolButton[role="day"] {
    border-radius: 12px; padding: 2px; min-height: 50px; min-width: 30px; font-size: 13px;
}
QToolButton[role="day"]:checked { background: @chosen; border: 2px solid @ink; }
QToolButton[role="day"]:focus { border: 3px solid @focus; }

QToolButton[role="rail"] {
    background: transparent; border: 3px solid transparent; border-radius: 14px; padding: 3px 2px;
    min-height: 54px; min-width: 60px; font-size: 13px; icon-size: 30px;
}
QToolButton[role="rail"]:checked { background: @chosen; }
QToolButton[role="rail"]:pressed { background: @chosen; }
QToolButton[role="rail"]:focus { border: 3px solid @focus; }

QPushButton[role="key"] {
    background: @card; border: 2px solid @line; border-radius: 16px; padding: 0; min-height: 56px;
    min-width: 76px; font-size: 28px; icon-size: 32px;
}
QPushButton[role="key"]:pressed { background: @chosen; }
QPushButton[role="key"]:focus { border: 4px solid @focus; }
QPushButton[role="key"]:disabled { color: @quiet; border-color: @soft; background: transparent; }

QToolButton[role="letter"] {
    background: @card; border: 1px solid @line; border-radius: 9px; padding: 0; min-height: 48px;
    min-width: 20px; font-size: 18px; font-weight: 500; icon-size: 24px;
}
QToolButton[role="letter"]:pressed, QToolButton[role="letter"]:checked { background: @chosen; }

QListView {
    background: @card; border: 2px solid @soft; border-radius: 16px; padding: 3px; outline: none;
}
QListView:focus { border: 3px solid @focus; padding: 2px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 3px 1px; }
QScrollBar::handle:vertical { background: @line; border-radius: 5px; min-height: 44px; }
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical { height: 0; }
QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical { background: transparent; }
)");
    return sheet;
}

} // namespace

const Tints &Tints::day()
{
    static const Tints tints{
        .ground = QRgb(0xffF4EFE1),
        .card = QRgb(0xffFFFDF6),
        .field = QRgb(0xffFFFFFF),
        .ink = QRgb(0xff1B2440),
        .quiet = QRgb(0xff4A5273),
        .line = QRgb(0xff7C84A3),
        .soft = QRgb(0xffE0D8C3),
        .focus = QRgb(0xff2F6CA3),
        .accent = QRgb(0xffFFC233),
        .onAccent = QRgb(0xff1B2440),
        .chosen = QRgb(0xffFFEDB8),
        .good = QRgb(0xff1E5A35),
        .warn = QRgb(0xff7A4B00),
        .bad = QRgb(0xffA3322B),
        .parent = QRgb(0xff611C85),
    };
    return tints;
}

const Tints &Tints::byNight()
{
    static const Tints tints{
        .ground = QRgb(0xff0B1026),
        .card = QRgb(0xff182045),
        .field = QRgb(0xff0F1534),
        .ink = QRgb(0xffF3E8CC),
        .quiet = QRgb(0xffB6BCDC),
        .line = QRgb(0xff7E88C0),
        .soft = QRgb(0xff2C3566),
        .focus = QRgb(0xff8FB4FF),
        .accent = QRgb(0xffEDD05D),
        .onAccent = QRgb(0xff0B1026),
        .chosen = QRgb(0xff34407C),
        .good = QRgb(0xff4FE3D8),
        .warn = QRgb(0xffEDD05D),
        .bad = QRgb(0xffF2A593),
        .parent = QRgb(0xffDDBEF5),
    };
    return tints;
}

Look::Look(QSize window, bool night, std::optional<double> pixelsPerMillimetre)
    : m_night(night)
{
    const double side = std::min(window.width(), window.height());
    // Nobody knows how large the display is: between "the same things, larger" and "more things"
    double scale = std::pow(side / 480, 0.75);
    if (pixelsPerMillimetre)
        scale = *pixelsPerMillimetre / 5.2;
    // Whatever the display says, a page has room for what stands on it
    m_scale = std::clamp(std::round(scale * 20) / 20, 0.8, std::clamp(side / 460, 0.8, 3.0));
}

QString Look::sheet() const
{
    const Tints &t = tints();
    QString sheet = baseSheet();
    const std::pair<QString, QColor> names[] = {
        {u"@ground"_s, t.ground},
        {u"@card"_s, t.card},
        {u"@field"_s, t.field},
        {u"@ink"_s, t.ink},
        {u"@quiet"_s, t.quiet},
        {u"@line"_s, t.line},
        {u"@soft"_s, t.soft},
        {u"@focus"_s, t.focus},
        {u"@accent"_s, t.accent},
        {u"@onaccent"_s, t.onAccent},
        {u"@edge"_s, m_night ? t.accent : t.ink},
        {u"@pressed"_s, t.accent.darker(112)},
        {u"@chosen"_s, t.chosen},
        {u"@good"_s, t.good},
        {u"@warn"_s, t.warn},
        {u"@bad"_s, t.bad},
    };
    for (const auto &[name, colour] : names)
        sheet.replace(name, colour.name());
    return scaledSheet(sheet, m_scale);
}

QString scaledSheet(const QString &sheet, double scale)
{
    static const QRegularExpression length(u"(\\d+)px"_s);
    QString scaled;
    qsizetype last = 0;
    for (auto it = length.globalMatch(sheet); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        scaled += sheet.mid(last, match.capturedStart() - last);
        scaled += QString::number(qRound(match.captured(1).toInt() * scale)) + u"px"_s;
        last = match.capturedEnd();
    }
    return scaled + sheet.mid(last);
}

QList<TintPair> tintPairs()
{
    QList<TintPair> pairs;
    for (const Tints *t : {&Tints::day(), &Tints::byNight()}) {
        for (const QColor &ground : {t->ground, t->card}) {
            pairs += {
                {"ink", t->ink, ground, 7},     {"quiet text", t->quiet, ground, 4.5},
                {"line", t->line, ground, 3},   {"focus", t->focus, ground, 3},
                {"good", t->good, ground, 4.5}, {"warn", t->warn, ground, 4.5},
                {"bad", t->bad, ground, 4.5},   {"parent", t->parent, ground, 4.5},
            };
        }
        pairs += {
            {"ink in a field", t->ink, t->field, 7},
            {"quiet text in a field", t->quiet, t->field, 4.5},
            {"text on the accent", t->onAccent, t->accent, 7},
            {"ink on what is chosen", t->ink, t->chosen, 4.5},
            {"quiet text on what is chosen", t->quiet, t->chosen, 4.5},
            {"focus around what is chosen", t->focus, t->chosen, 3},
        };
    }
    return pairs;
}

} // namespace Medio::Screens
