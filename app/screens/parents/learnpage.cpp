// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/learnpage.h"

#include "app/screens/parents/chiptarget.h"
#include "app/screens/parents/filmchooser.h"
#include "app/screens/parents/pieces.h"
#include "app/screens/parents/question.h"
#include "net/api/messages.h"

#include <QHBoxLayout>
#include <QHideEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace Medio::Screens {

using namespace Qt::StringLiterals;
using Parents::LearnChip;

LearnPage::LearnPage(const Look &look, PictureStore &pictures, LearnChip &learn, Question &question,
                     QWidget *parent)
    : QWidget(parent)
    , m_learn(learn)
    , m_question(question)
{
    setObjectName(u"learnPage"_s);
    m_pages = new QStackedWidget(this);
    auto *all = new QVBoxLayout(this);
    space(*all, 0, {18, 12, 18, 12});
    all->addWidget(m_pages);
    makeWaitingPage(look, pictures);
    makeEditPage(look, pictures);
    makeDonePage(look, pictures);
    connect(&learn, &LearnChip::changed, this, &LearnPage::turn);
    retranslate();
}

void LearnPage::makeWaitingPage(const Look &look, PictureStore &pictures)
{
    m_waitingPage = new QWidget(m_pages);
    m_waitingBack = makeTool(m_waitingPage, "learnBackButton", look, Symbol::Back, "plain");
    m_waitingHeading = makeLabel(m_waitingPage, "learnHeading", "title");
    m_target = new ChipTarget(look, pictures, m_waitingPage);
    m_waitingWords = makeLabel(m_waitingPage, "learnWords", "section");
    m_waitingWords->setAlignment(Qt::AlignCenter);
    m_waitingDetail = makeLabel(m_waitingPage, "learnDetail", "quiet");
    m_waitingDetail->setAlignment(Qt::AlignCenter);
    auto *page = new QVBoxLayout(m_waitingPage);
    space(*page, 8);
    page->addLayout(makeTop(m_waitingBack, m_waitingHeading));
    page->addWidget(m_target, 1);
    page->addWidget(m_waitingWords);
    page->addWidget(m_waitingDetail);
    page->addSpacing(8);
    addPage(*m_pages, m_waitingPage);
    connect(m_waitingBack, &QToolButton::clicked, this, &LearnPage::goBack);
}

void LearnPage::makeEditPage(const Look &look, PictureStore &pictures)
{
    m_editPage = new QWidget(m_pages);
    m_editBack = makeTool(m_editPage, "learnEditBackButton", look, Symbol::Back, "plain");
    m_nameLabel = makeLabel(m_editPage, "learnNameLabel", "field");
    m_nameLabel->setWordWrap(false);
    m_name = makeField(m_editPage, "learnNameEdit");
    // Longer than allowed, so that what is pasted is answered by words and not cut off silently
    m_name->setMaxLength(200);
    m_nameLabel->setBuddy(m_name);
    m_save = makeButton(m_editPage, "learnSaveButton", "primary");
    m_hint = makeLabel(m_editPage, "learnHint", "quiet");
    m_films = new FilmChooser(look, pictures, m_editPage);
    auto *top = new QHBoxLayout;
    space(*top, 8);
    top->addWidget(m_editBack);
    top->addWidget(m_nameLabel);
    top->addWidget(m_name, 1);
    top->addWidget(m_save);
    auto *page = new QVBoxLayout(m_editPage);
    space(*page, 6);
    page->addLayout(top);
    page->addWidget(m_hint);
    page->addWidget(m_films, 1);
    addPage(*m_pages, m_editPage);
    connect(m_editBack, &QToolButton::clicked, this, &LearnPage::goBack);
    connect(m_name, &QLineEdit::textEdited, &m_learn, &LearnChip::setLabel);
    connect(m_name, &QLineEdit::returnPressed, &m_learn, &LearnChip::save);
    connect(m_save, &QPushButton::clicked, &m_learn, &LearnChip::save);
    connect(m_films, &FilmChooser::chosenChanged, this, &LearnPage::filmsTicked);
}

void LearnPage::makeDonePage(const Look &look, PictureStore &pictures)
{
    m_donePage = new QWidget(m_pages);
    m_doneTarget = new ChipTarget(look, pictures, m_donePage);
    m_doneTarget->setShows(ChipTarget::Shows::Chip);
    m_doneHeading = makeLabel(m_donePage, "learnDoneHeading", "title");
    m_doneHeading->setAlignment(Qt::AlignCenter);
    m_doneDetail = makeLabel(m_donePage, "learnDoneDetail", "quiet");
    m_doneDetail->setAlignment(Qt::AlignCenter);
    m_again = makeButton(m_donePage, "learnAgainButton", "primary");
    m_ready = makeButton(m_donePage, "learnReadyButton");
    auto *buttons = new QHBoxLayout;
    space(*buttons, 10);
    buttons->addStretch(1);
    buttons->addWidget(m_ready);
    buttons->addWidget(m_again);
    buttons->addStretch(1);
    auto *page = new QVBoxLayout(m_donePage);
    space(*page, 8);
    page->addWidget(m_doneTarget, 1);
    page->addWidget(m_doneHeading);
    page->addWidget(m_doneDetail);
    page->addSpacing(6);
    page->addLayout(buttons);
    page->addSpacing(8);
    addPage(*m_pages, m_donePage);
    connect(m_again, &QPushButton::clicked, &m_learn, [this] {
        if (m_learn.state() == LearnChip::State::NotSaved)
            m_learn.save();
        else
            m_learn.discard();
    });
    connect(m_ready, &QPushButton::clicked, this, &LearnPage::leaveRequested);
}

void LearnPage::setPosters(const PosterFiles &posters)
{
    m_films->setPosters(posters);
}

void LearnPage::setFamily(const std::shared_ptr<const Api::Family> &family)
{
    m_films->setFamily(family);
}

void LearnPage::setCalm(bool calm)
{
    m_target->setCalm(calm);
}

void LearnPage::goBack()
{
    leave([this] { Q_EMIT leaveRequested(); });
}

void LearnPage::leave(const std::function<void()> &then)
{
    using State = LearnChip::State;
    const bool lost =
        (m_learn.state() == State::Editing || m_learn.state() == State::NotSaved) && m_learn.hasChanges();
    if (!lost) {
        then();
        return;
    }
    m_question.ask(tr("Leave without saving?"), tr("The chip “%1” is not saved yet.").arg(m_learn.label()),
                   {{u"learnLeaveButton"_s, tr("Don't save"), "danger", then},
                    {u"learnStayButton"_s, tr("Stay here"), "", {}}});
}

void LearnPage::turn()
{
    using State = LearnChip::State;
    switch (m_learn.state()) {
    case State::Idle:
        break;
    case State::Waiting:
    case State::Refused:
        showWaiting();
        break;
    case State::Editing:
        showDraft();
        break;
    case State::Saving:
    case State::Saved:
    case State::NotSaved:
        showDone();
        break;
    }
}

void LearnPage::showWaiting()
{
    using Shows = ChipTarget::Shows;
    m_shownUid.clear();
    const bool refused = m_learn.state() == LearnChip::State::Refused;
    Shows shows = m_learn.hasReader() ? Shows::Empty : Shows::Asleep;
    QString words =
        m_learn.hasReader() ? tr("Put a chip on the reader.") : tr("The reader is not plugged in.");
    QString detail = m_learn.hasReader() ? tr("A new one, or one whose films you want to change.")
                                         : tr("Plug it in; this goes on by itself.");
    if (refused) {
        switch (m_learn.refusal()) {
        case LearnChip::Refusal::RandomUid:
            shows = Shows::Phone;
            words = tr("This is a telephone or a bank card.");
            detail = tr(
                "It shows another number each time, so it can't be a chip. Take it away and put on another.");
            break;
        case LearnChip::Refusal::DamagedUid:
            words = tr("This chip could not be read properly.");
            detail = tr("Put it flat on the middle of the reader once more.");
            break;
        case LearnChip::Refusal::HouseChip:
            shows = Shows::Chip;
            words = tr("This chip has a task of its own on this box.");
            detail = tr("It can't start films as well. Take it away and put on another.");
            break;
        }
    }
    m_target->setShows(shows);
    tell(*m_waitingWords, words, refused ? "bad" : "section");
    m_waitingDetail->setText(detail);
    m_pages->setCurrentWidget(m_waitingPage);
}

void LearnPage::showDraft()
{
    const Parents::ChipDraft &draft = m_learn.draft();
    const bool fresh = m_shownUid != draft.uid || m_pages->currentWidget() != m_editPage;
    if (fresh) {
        m_shownUid = draft.uid;
        m_films->offer({}, Api::NewPlaylist::maximum, draft.films);
        m_name->setText(draft.label);
    }
    m_name->setPlaceholderText(m_learn.label());
    m_save->setEnabled(m_learn.canSave());
    if (const auto problem = m_learn.labelProblem()) {
        QString words;
        switch (*problem) {
        case Parents::LabelProblem::Empty:
            break;
        case Parents::LabelProblem::TooLong:
            words = tr("A name has 50 letters at most.");
            break;
        case Parents::LabelProblem::Letters:
            words = tr("A name has letters from A to Z, digits, blanks and hyphens only.");
            break;
        }
        tell(*m_hint, words + u' ' + tr("“%1” would do.").arg(m_learn.label()), "bad");
    } else if (m_learn.otherChipLies()) {
        tell(*m_hint, tr("Another chip lies there now. Save this one first."), "warn");
    } else {
        tell(*m_hint,
             m_learn.isKnown() ? tr("A chip you have already. Tick what it plays.")
                               : tr("A new chip. Tick what it plays, in the order of playing."),
             "quiet");
    }
    if (!fresh)
        return;
    m_pages->setCurrentWidget(m_editPage);
    retranslate();
    m_name->setFocus();
}

void LearnPage::filmsTicked()
{
    if (m_learn.state() == LearnChip::State::Idle || m_films->chosen() == m_learn.draft().films)
        return;
    // One was ticked or unticked
    const QList<Api::VideoId> chosen = m_films->chosen();
    const QList<Api::VideoId> before = m_learn.draft().films;
    for (qsizetype place = before.size() - 1; place >= 0; --place) {
        if (!chosen.contains(before[place]))
            m_learn.remove(place);
    }
    for (const Api::VideoId &film : chosen) {
        if (!before.contains(film))
            static_cast<void>(m_learn.add(film));
    }
}

void LearnPage::showDone()
{
    using State = LearnChip::State;
    const bool saving = m_learn.state() == State::Saving;
    const bool failed = m_learn.state() == State::NotSaved;
    if (saving)
        m_doneHeading->setText(tr("One moment …"));
    else if (failed)
        m_doneHeading->setText(tr("“%1” could not be saved").arg(m_learn.label()));
    else
        m_doneHeading->setText(tr("“%1” is ready").arg(m_learn.label()));
    QString detail;
    if (failed) {
        detail = tr("The disk of this box does not take it.");
    } else if (!saving) {
        switch (m_learn.outcome()) {
        case LearnChip::Outcome::Kept:
            detail = tr("It works on this box now. Medio is told as soon as it answers.");
            break;
        case LearnChip::Outcome::Delivered:
            detail = tr("Medio knows it, too.");
            break;
        case LearnChip::Outcome::Conflicted:
            detail = tr("Medio has something else there: please decide in the overview.");
            break;
        }
    }
    m_doneDetail->setText(detail);
    m_again->setEnabled(!saving);
    m_again->setText(failed ? tr("Try again") : tr("Next chip"));
    const bool fresh = m_pages->currentWidget() != m_donePage;
    m_pages->setCurrentWidget(m_donePage);
    if (fresh || (!saving && !m_again->hasFocus()))
        m_again->setFocus();
    m_shownUid.clear();
}

void LearnPage::retranslate()
{
    m_waitingHeading->setText(tr("Learn a chip"));
    setWords(*m_waitingBack, tr("Back to the chips"));
    m_target->setAccessibleName(tr("Where the chip belongs"));
    setWords(*m_editBack, tr("Back to the chips"));
    m_nameLabel->setText(tr("Name"));
    m_name->setAccessibleName(tr("Name of the chip"));
    m_save->setText(tr("Save"));
    m_doneTarget->setAccessibleName(tr("The chip"));
    m_ready->setText(tr("Back to the chips"));
}

void LearnPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        turn();
    }
    QWidget::changeEvent(event);
}

void LearnPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_learn.begin();
    turn();
}

void LearnPage::hideEvent(QHideEvent *event)
{
    // A window that is covered for a moment hides nothing on purpose
    if (!event->spontaneous())
        m_learn.end();
    QWidget::hideEvent(event);
}

} // namespace Medio::Screens
