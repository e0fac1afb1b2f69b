// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/overviewpage.h"

#include "app/screens/parents/pieces.h"
#include "app/screens/parents/timewords.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Medio::Screens {

using namespace Qt::StringLiterals;

namespace {

constexpr int signWidth = 40;

} // namespace

StatusCard::StatusCard(const Look &look, const char *name, QWidget *parent)
    : QFrame(parent)
    , m_look(look)
{
    setObjectName(QString::fromLatin1(name));
    setRole(*this, "card");
    m_title = makeLabel(this, "statusTitle", "section");
    m_detail = makeLabel(this, "statusDetail", "quiet");
    m_action = makeButton(this, "statusAction");
    m_action->hide();
    auto *all = new QVBoxLayout(this);
    space(*all, 5, {signWidth + 14, 13, 14, 13});
    all->addWidget(m_title);
    all->addWidget(m_detail);
    all->addWidget(m_action, 0, Qt::AlignLeft);
    all->addStretch(1);
    connect(m_action, &QPushButton::clicked, this, &StatusCard::actionRequested);
}

void StatusCard::tell(const Told &told)
{
    if (told == m_told)
        return;
    m_told = told;
    m_title->setText(told.title);
    m_detail->setText(told.detail);
    m_detail->setVisible(!told.detail.isEmpty());
    setAccessibleName(told.title);
    setAccessibleDescription(told.detail);
    update();
}

void StatusCard::offer(const QString &words)
{
    m_action->setText(words);
    m_action->setVisible(!words.isEmpty());
}

void StatusCard::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    const Tints &tints = m_look.tints();
    const std::pair<Symbol, QColor> sign = [&]() -> std::pair<Symbol, QColor> {
        switch (m_told.weight) {
        case Weight::Good:
            return {Symbol::Tick, tints.good};
        case Weight::Quiet:
            return {Symbol::Clock, tints.quiet};
        case Weight::Warn:
            return {Symbol::Clock, tints.warn};
        case Weight::Bad:
            return {Symbol::Warning, tints.bad};
        }
        return {Symbol::Clock, tints.quiet};
    }();
    QPainter p(this);
    const double side = m_look.px(28);
    const double x = m_look.px(15);
    const QRectF box(isRightToLeft() ? width() - x - side : x, m_look.px(13), side, side);
    drawSymbol(p, sign.first, box, sign.second);
}

namespace {

/// Both versions side by side, and a button under each.
class ConflictCard final : public QFrame
{
public:
    ConflictCard(const Parents::ConflictView &conflict, OverviewPage &page, QWidget *parent)
        : QFrame(parent)
    {
        setObjectName(u"conflict%1"_s.arg(conflict.id));
        setRole(*this, "trouble");
        QLabel *heading = makeLabel(this, "conflictHeading", "section");
        heading->setText(ConflictWords::heading(conflict));
        QLabel *explanation = makeLabel(this, "conflictExplanation", "quiet");
        explanation->setText(ConflictWords::explanation(conflict));
        setAccessibleName(heading->text());
        setAccessibleDescription(explanation->text());
        auto *sides = new QGridLayout;
        space(*sides, 8);
        sides->setColumnStretch(0, 1);
        sides->setColumnStretch(1, 1);
        const auto side = [&](int column, const char *name, const QString &title, const QString &content,
                              const QString &button, Parents::Resolution resolution) {
            QLabel *whose = makeLabel(this, "conflictSide", "field");
            whose->setText(title);
            QLabel *what = makeLabel(this, column == 0 ? "conflictMine" : "conflictTheirs");
            what->setText(content);
            what->setAlignment(Qt::AlignTop | Qt::AlignLeft);
            QPushButton *decide = makeButton(this, name);
            decide->setText(button);
            decide->setAccessibleDescription(title + u": "_s + content);
            sides->addWidget(whose, 0, column);
            sides->addWidget(what, 1, column);
            sides->addWidget(decide, 2, column);
            decide->setVisible(resolution == Parents::Resolution::Theirs || conflict.mineIsPossible);
            QObject::connect(decide, &QPushButton::clicked, &page, [&page, id = conflict.id, resolution] {
                Q_EMIT page.resolveRequested(id, resolution);
            });
        };
        side(0, "keepMineButton", OverviewPage::tr("On this box"), ConflictWords::mine(conflict),
             ConflictWords::keepMine(conflict), Parents::Resolution::Mine);
        side(1, "keepTheirsButton", OverviewPage::tr("At Medio"), ConflictWords::theirs(conflict),
             ConflictWords::keepTheirs(conflict), Parents::Resolution::Theirs);
        auto *all = new QVBoxLayout(this);
        space(*all, 6, {16, 12, 16, 14});
        all->addWidget(heading);
        all->addWidget(explanation);
        all->addLayout(sides);
    }
};

/// Nothing that a person sees differs.
bool same(const QList<Parents::ConflictView> &a, const QList<Parents::ConflictView> &b)
{
    return std::equal(a.cbegin(), a.cend(), b.cbegin(), b.cend(),
                      [](const Parents::ConflictView &x, const Parents::ConflictView &y) {
                          return x.id == y.id && x.kind == y.kind && x.name == y.name &&
                                 x.differences == y.differences && x.message == y.message;
                      });
}

} // namespace

OverviewPage::OverviewPage(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    setObjectName(u"overviewPage"_s);
    QVBoxLayout *all = makeColumn(this);
    m_content = all->parentWidget();
    m_heading = makeLabel(m_content, "overviewHeading", "title");
    m_server = new StatusCard(look, "serverCard", m_content);
    m_outbox = new StatusCard(look, "outboxCard", m_content);
    m_login = new StatusCard(look, "loginCard", m_content);
    m_keychain = new StatusCard(look, "keychainCard", m_content);
    m_grid = new QGridLayout;
    space(*m_grid, 10);
    m_conflictsLayout = new QVBoxLayout;
    space(*m_conflictsLayout, 10);
    m_brokenLayout = new QVBoxLayout;
    space(*m_brokenLayout, 10);
    m_todayLayout = new QVBoxLayout;
    space(*m_todayLayout, 10);
    m_clock = new StatusCard(look, "clockCard", m_content);
    m_clock->hide();
    all->addWidget(m_heading);
    all->addWidget(m_clock);
    all->addLayout(m_conflictsLayout);
    all->addLayout(m_brokenLayout);
    all->addLayout(m_grid);
    all->addLayout(m_todayLayout);
    all->addStretch(1);
    connect(m_server, &StatusCard::actionRequested, this, &OverviewPage::tryNowRequested);
    connect(m_clock, &StatusCard::actionRequested, this, &OverviewPage::clockRequested);
    connect(m_login, &StatusCard::actionRequested, this, &OverviewPage::signInRequested);
    arrange();
    retranslate();
}

void OverviewPage::arrange()
{
    const int columns = width() < m_look.px(560) ? 1 : 2;
    if (columns == m_columns)
        return;
    m_columns = columns;
    int place = 0;
    for (StatusCard *card : {m_server, m_outbox, m_login, m_keychain}) {
        m_grid->removeWidget(card);
        m_grid->addWidget(card, place / columns, place % columns);
        ++place;
    }
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, columns == 2 ? 1 : 0);
}

void OverviewPage::showFacts(const Parents::OverviewFacts &facts, const StatusWords &words)
{
    const Parents::Status &status = facts.status;
    m_server->tell(words.server(facts));
    m_server->offer(status.server.state == Parents::ServerStatus::State::Online ? QString() : tr("Try now"));
    m_outbox->tell(words.outbox(status.outbox, status.sync));
    m_login->tell(words.login(status.login));
    m_login->offer(status.login.state == Parents::LoginStatus::State::SignedIn ||
                           status.login.state == Parents::LoginStatus::State::Restoring
                       ? QString()
                       : tr("Sign in"));
    m_keychain->tell(words.keychain(status.keychain));
}

void OverviewPage::showConflicts(const QList<Parents::ConflictView> &conflicts)
{
    if (same(conflicts, m_conflicts))
        return;
    m_conflicts = conflicts;
    for (QWidget *card : std::exchange(m_conflictCards, {})) {
        card->hide();
        card->deleteLater();
    }
    for (const Parents::ConflictView &conflict : conflicts) {
        auto *card = new ConflictCard(conflict, *this, m_content);
        m_conflictsLayout->addWidget(card);
        m_conflictCards.append(card);
        scaleLayouts(*card, m_look.scale());
        card->show();
    }
}

void OverviewPage::showToday(const QList<ChildsDay> &children)
{
    if (children == m_today)
        return;
    m_today = children;
    while (m_todayCards.size() > children.size())
        delete m_todayCards.takeLast();
    for (qsizetype i = 0; i < children.size(); ++i) {
        if (i == m_todayCards.size()) {
            auto *card = new StatusCard(m_look, "todayCard", m_content);
            m_todayLayout->addWidget(card);
            m_todayCards.append(card);
            scaleLayouts(*card, m_look.scale());
            card->show();
        }
        m_todayCards[i]->tell(StatusWords::day(children[i].name, children[i].explanation));
    }
}

void OverviewPage::showBrokenFilms(const QList<Parents::BrokenFilm> &films, const StatusWords &words)
{
    if (films == m_broken && films.size() == m_brokenCards.size())
        return;
    m_broken = films;
    for (StatusCard *card : std::exchange(m_brokenCards, {})) {
        card->hide();
        card->deleteLater(); // its button may be what asked for it
    }
    for (const Parents::BrokenFilm &film : films) {
        auto *card = new StatusCard(m_look, "brokenFilmCard", m_content);
        card->tell(words.broken(film));
        card->offer(tr("Take the note away"));
        m_brokenLayout->addWidget(card);
        m_brokenCards.append(card);
        connect(card, &StatusCard::actionRequested, this,
                [this, video = film.video] { Q_EMIT dismissRequested(video); });
        scaleLayouts(*card, m_look.scale());
        card->show();
    }
}

void OverviewPage::showClock(const Parents::ClockFacts &facts)
{
    const bool isKnown = Parents::stateOf(facts) == Parents::ClockState::Known;
    m_clock->setVisible(!isKnown);
    if (isKnown)
        return;
    m_clock->tell(TimeWords::clock(facts, locale()));
    m_clock->offer(tr("Set the clock"));
}

void OverviewPage::retranslate()
{
    m_heading->setText(tr("Overview"));
}

void OverviewPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        m_broken.clear(); // they are told anew, in its words
    }
    QWidget::changeEvent(event);
}

void OverviewPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace Medio::Screens
