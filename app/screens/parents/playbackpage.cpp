// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/playbackpage.h"

#include "app/parents/planning.h"
#include "app/screens/parents/copywords.h"
#include "app/screens/parents/pieces.h"
#include "app/screens/parents/stepper.h"

#include <QBoxLayout>
#include <QEvent>
#include <QFrame>
#include <QLabel>
#include <QToolButton>

namespace Medio::Screens {

using namespace Qt::StringLiterals;
using Parents::FetchAhead;

PlaybackPage::PlaybackPage(const Look &look, Parents::Copies &copies, Parents::Playback &playback,
                           QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_copies(copies)
    , m_playback(playback)
{
    setObjectName(u"playbackPage"_s);
    QVBoxLayout *all = makeColumn(this);
    QWidget *content = all->parentWidget();
    m_back = makeTool(content, "playbackBackButton", look, Symbol::Back, "plain");
    m_heading = makeLabel(content, "playbackHeading", "title");
    all->addLayout(makeTop(m_back, m_heading));
    makeSound(*all, content);
    makeChips(*all, content);
    makeRoom(*all, content);
    all->addStretch(1);

    connect(m_back, &QToolButton::clicked, this, &PlaybackPage::backRequested);
    connect(&playback, &Parents::Playback::changed, this, &PlaybackPage::refresh);
    connect(&copies, &Parents::Copies::networkChanged, this, &PlaybackPage::refresh);
    retranslate();
}

void PlaybackPage::makeSound(QVBoxLayout &all, QWidget *content)
{
    QFrame *card = makeCard(content, "soundCard");
    m_soundTitle = makeLabel(card, "soundTitle", "section");
    m_capLabel = makeLabel(card, "capLabel", "field");
    m_cap = new Stepper(m_look, u"cap"_s, card);
    m_eveningLabel = makeLabel(card, "eveningLabel", "field");
    m_eveningCap = new Stepper(m_look, u"eveningCap"_s, card);
    m_from = new Stepper(m_look, u"eveningFrom"_s, card);
    m_to = new Stepper(m_look, u"eveningTo"_s, card);
    m_eveningLayout = new QBoxLayout(QBoxLayout::LeftToRight);
    space(*m_eveningLayout, 26);
    m_eveningLayout->addWidget(m_from, 1);
    m_eveningLayout->addWidget(m_to, 1);
    m_soundDetail = makeLabel(card, "soundDetail", "quiet");
    auto *inside = new QVBoxLayout(card);
    space(*inside, 7, {18, 12, 18, 14});
    inside->addWidget(m_soundTitle);
    inside->addWidget(m_capLabel);
    inside->addWidget(m_cap);
    inside->addWidget(m_eveningLabel);
    inside->addWidget(m_eveningCap);
    inside->addLayout(m_eveningLayout);
    inside->addWidget(m_soundDetail);
    all.addWidget(card);

    connect(m_cap, &Stepper::stepped, this, [this](int by) { m_playback.setCap(m_playback.cap() + by); });
    connect(m_eveningCap, &Stepper::stepped, this,
            [this](int by) { m_playback.setEveningCap(m_playback.eveningCap() + by); });
    connect(m_from, &Stepper::stepped, this, [this](int by) { stepEvening(false, by); });
    connect(m_to, &Stepper::stepped, this, [this](int by) { stepEvening(true, by); });
}

void PlaybackPage::makeChips(QVBoxLayout &all, QWidget *content)
{
    QFrame *card = makeCard(content, "goOnCard");
    m_chipsTitle = makeLabel(card, "goOnTitle", "section");
    m_chipsLayout = makeSegmentRow(card);
    m_goOn = addSegment(*m_chipsLayout, "goOnButton");
    m_fromStart = addSegment(*m_chipsLayout, "fromStartButton");
    m_chipsDetail = makeLabel(card, "goOnDetail", "quiet");
    auto *inside = new QVBoxLayout(card);
    space(*inside, 7, {18, 12, 18, 14});
    inside->addWidget(m_chipsTitle);
    inside->addWidget(m_chipsLayout->parentWidget());
    inside->addWidget(m_chipsDetail);
    all.addWidget(card);
    connect(m_goOn, &QToolButton::clicked, this, [this] { m_playback.setFromStart(false); });
    connect(m_fromStart, &QToolButton::clicked, this, [this] { m_playback.setFromStart(true); });
}

void PlaybackPage::makeRoom(QVBoxLayout &all, QWidget *content)
{
    QFrame *card = makeCard(content, "roomCard");
    m_roomTitle = makeLabel(card, "roomTitle", "section");
    m_room = new Stepper(m_look, u"room"_s, card);
    m_fetchLabel = makeLabel(card, "fetchLabel", "field");
    m_fetchLayout = makeSegmentRow(card);
    const std::pair<FetchAhead, const char *> choices[] = {{FetchAhead::Never, "fetchNeverButton"},
                                                           {FetchAhead::UnlessMetered, "fetchUsuallyButton"},
                                                           {FetchAhead::Always, "fetchAlwaysButton"}};
    for (const auto &[when, name] : choices) {
        QToolButton *button = addSegment(*m_fetchLayout, name);
        m_fetch.insert(when, button);
        connect(button, &QToolButton::clicked, this, [this, when = when] { m_copies.setFetchAhead(when); });
    }
    m_fetchDetail = makeLabel(card, "fetchDetail", "quiet");
    auto *inside = new QVBoxLayout(card);
    space(*inside, 7, {18, 12, 18, 14});
    inside->addWidget(m_roomTitle);
    inside->addWidget(m_room);
    inside->addWidget(m_fetchLabel);
    inside->addWidget(m_fetchLayout->parentWidget());
    inside->addWidget(m_fetchDetail);
    all.addWidget(card);
    connect(m_room, &Stepper::stepped, this, [this](int by) { m_copies.setRoom(m_copies.room() + by); });
}

void PlaybackPage::stepEvening(bool end, int by)
{
    const QTime from = m_playback.eveningFrom();
    const QTime to = m_playback.eveningTo();
    if (end)
        m_playback.setEvening(from, Parents::stepped(to, by, from));
    else
        m_playback.setEvening(Parents::stepped(from, by, to), to);
}

void PlaybackPage::refresh()
{
    const auto steps = [](int value) {
        return tr("%1 of %2", "steps of loudness").arg(value).arg(Flow::loudest);
    };
    const auto show = [&steps](Stepper &stepper, int value) {
        stepper.setText(steps(value));
        stepper.setSteps(value > 1, value < Flow::loudest);
    };
    show(*m_cap, m_playback.cap());
    show(*m_eveningCap, m_playback.eveningCap());
    const auto time = [this](const QTime &moment) {
        return locale().toString(moment, QLocale::ShortFormat);
    };
    m_from->setText(tr("from %1", "a time of day").arg(time(m_playback.eveningFrom())));
    m_to->setText(tr("to %1", "a time of day").arg(time(m_playback.eveningTo())));

    m_goOn->setChecked(!m_playback.isFromStart());
    m_fromStart->setChecked(m_playback.isFromStart());
    m_chipsDetail->setText(m_playback.isFromStart()
                               ? tr("A chip begins with its first film, whatever was seen of it.")
                               : tr("On the same day a chip goes on where it was left. On another day its "
                                    "playlist goes on; a film of up "
                                    "to 15 minutes begins anew, a longer one where it was left. Each child "
                                    "has a place of its own."));

    const Parents::CopiesFacts facts = m_copies.facts();
    m_room->setText(CopyWords::size(qint64(m_copies.room()) * Parents::gigabyte, locale()));
    m_room->setSteps(m_copies.room() > 1, m_copies.room() < Flow::mostCopyRoom);
    for (auto button = m_fetch.cbegin(); button != m_fetch.cend(); ++button) {
        (*button)->setChecked(button.key() == facts.fetchAhead);
        (*button)->setText(CopyWords::fetchAhead(button.key()));
        (*button)->setAccessibleName(m_fetchLabel->text() + u": "_s + (*button)->text());
    }
    m_fetchDetail->setText(CopyWords::fetchAheadDetail(facts));
}

void PlaybackPage::retranslate()
{
    setWords(*m_back, tr("Back to the films"));
    m_heading->setText(tr("Room and sound"));
    m_soundTitle->setText(tr("How loud films may be"));
    m_capLabel->setText(tr("By day"));
    m_eveningLabel->setText(tr("In the evening"));
    m_cap->setWords(tr("By day"), tr("Softer"), tr("Louder"));
    m_eveningCap->setWords(tr("In the evening"), tr("Softer"), tr("Louder"));
    m_from->setWords(tr("The evening begins"), tr("Earlier"), tr("Later"));
    m_to->setWords(tr("The evening ends"), tr("Earlier"), tr("Later"));
    m_soundDetail->setText(
        tr("No chip makes films louder than that. In the evening colours are softer, too."));
    m_chipsTitle->setText(tr("A chip that comes back"));
    m_goOn->setText(tr("goes on"));
    m_fromStart->setText(tr("begins anew"));
    for (QToolButton *button : {m_goOn, m_fromStart})
        button->setAccessibleName(m_chipsTitle->text() + u": "_s + button->text());
    m_roomTitle->setText(tr("Room for films on this box"));
    m_room->setWords(tr("Room for films on this box"), tr("Less room"), tr("More room"));
    m_fetchLabel->setText(tr("Fetch films before they are watched"));
    refresh();
}

void PlaybackPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        arrange();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange)
        retranslate();
    QWidget::changeEvent(event);
}

void PlaybackPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void PlaybackPage::resizeEvent(QResizeEvent *event)
{
    arrange();
    QWidget::resizeEvent(event);
}

void PlaybackPage::arrange()
{
    for (QBoxLayout *row : {m_eveningLayout, m_chipsLayout, m_fetchLayout})
        turn(*row, width() < m_look.px(600), m_look.scale());
}

} // namespace Medio::Screens
