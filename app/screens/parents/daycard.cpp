// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/daycard.h"

#include "app/screens/parents/pieces.h"
#include "app/screens/parents/rows.h"
#include "app/screens/parents/timewords.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace Medio::Screens {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

QString length(milliseconds time)
{
    return lengthText(std::chrono::floor<std::chrono::seconds>(std::max(milliseconds(0), time)));
}

} // namespace

DayCard::DayCard(const Look &look, QWidget *parent)
    : QFrame(parent)
    , m_look(look)
{
    setObjectName(u"dayCard"_s);
    setRole(*this, "card");
    auto *all = new QVBoxLayout(this);
    space(*all, 0, {18, 12, 18, 14});
}

void DayCard::setTime(const Parents::ChildTime &time)
{
    m_time = time;
    refresh();
}

QList<DayCard::Row> DayCard::rowsOf(const Flow::Explanation &today)
{
    QList<Row> rows{{tr("Today"), {}, "section"}};
    if (today.films.isEmpty())
        rows.append({tr("Nothing was watched on this box yet."), u""_s, "quiet"});
    for (const Flow::Explanation::Film &film : today.films) {
        rows.append({film.title.isEmpty() ? tr("a film that is no longer there") : film.title,
                     length(film.played), ""});
        if (film.over > milliseconds(0))
            rows.append({tr("of it too long, taken off tomorrow"), length(film.over), "quiet"});
        if (film.hereOnly > milliseconds(0))
            rows.append({tr("of it counted on this box only: Medio never heard of it"), length(film.hereOnly),
                         "quiet"});
    }
    if (today.paused > milliseconds(0))
        rows.append({tr("paused, not counted"), length(today.paused), "quiet"});
    if (today.lost > milliseconds(0))
        rows.append({tr("lost in a power cut, counted for no film"), length(today.lost), "quiet"});

    const Flow::Balance &balance = today.balance;
    rows.append({tr("Why so much is left"), {}, "section"});
    for (const Flow::Term &term : balance.terms)
        rows.append({TimeWords::term(term.kind), TimeWords::change(term.amount), ""});
    rows.append({tr("Left of today"), length(balance.remaining), "section"});
    for (const Flow::Cap &cap : balance.caps) {
        // One that is further away than the sum decides nothing
        if (cap.rest < balance.remaining)
            rows.append({TimeWords::cap(cap.kind), length(cap.rest), "warn"});
    }
    return rows;
}

void DayCard::refresh()
{
    QList<Row> rows = rowsOf(m_time.today);
    const bool same =
        std::equal(rows.cbegin(), rows.cend(), m_rows.cbegin(), m_rows.cend(),
                   [](const Row &a, const Row &b) { return a.what == b.what && a.role == b.role; });
    if (same) {
        // A second later
        for (qsizetype i = 0; i < rows.size(); ++i) {
            if (m_rows[i].value != nullptr)
                m_rows[i].value->setText(rows[i].amount);
        }
        return;
    }
    delete m_content;
    m_content = new QWidget(this);
    auto *grid = new QGridLayout(m_content);
    space(*grid, 5);
    grid->setColumnStretch(0, 1);
    for (int i = 0; i < rows.size(); ++i) {
        Row &row = rows[i];
        const bool isHeading = row.amount.isNull();
        QLabel *what = makeLabel(m_content, isHeading ? "dayHeading" : "dayRow", row.role.constData());
        what->setText(row.what);
        if (isHeading) {
            grid->addWidget(what, i, 0, 1, 2);
            continue;
        }
        grid->addWidget(what, i, 0);
        row.value = makeLabel(m_content, "dayAmount", row.role.constData());
        row.value->setText(row.amount);
        row.value->setWordWrap(false);
        row.value->setAlignment(Qt::AlignTop | Qt::AlignTrailing);
        grid->addWidget(row.value, i, 1);
    }
    m_rows = rows;
    layout()->addWidget(m_content);
    scaleLayouts(*this, m_look.scale());
    m_content->show();
}

void DayCard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange && m_content != nullptr)
        refresh();
    QFrame::changeEvent(event);
}

} // namespace Medio::Screens
