// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/parentsarea.h"

#include "app/base/clock.h"
#include "app/base/overloaded.h"
#include "app/parents/boxes.h"
#include "app/parents/brokenfilms.h"
#include "app/parents/clockcheck.h"
#include "app/parents/conflicts.h"
#include "app/parents/copies.h"
#include "app/parents/learnchip.h"
#include "app/parents/overview.h"
#include "app/parents/playback.h"
#include "app/parents/watchtimes.h"
#include "app/screens/kids/picturestore.h"
#include "app/screens/parents/accountpage.h"
#include "app/screens/parents/childrenpage.h"
#include "app/screens/parents/chipspage.h"
#include "app/screens/parents/filmspage.h"
#include "app/screens/parents/learnpage.h"
#include "app/screens/parents/pieces.h"
#include "app/screens/parents/pinpad.h"
#include "app/screens/parents/platformcard.h"
#include "app/screens/parents/question.h"
#include "app/screens/parents/screenkeyboard.h"

#include <QApplication>
#include <QBoxLayout>
#include <QButtonGroup>
#include <QFrame>
#include <QKeyEvent>
#include <QPainter>
#include <QSet>
#include <QStackedWidget>
#include <QToolButton>

#include <utility>

namespace Medio::Screens {

using namespace Qt::StringLiterals;
using Parents::Door;

namespace {

constexpr qint64 pictureBudget = qint64(16) * 1024 * 1024;

/// Of the chip that an edit is about; empty: about none.
QString uidOf(const Parents::Edit &edit)
{
    return std::visit(Overloaded{[](const Parents::NewChip &one) { return one.uid; },
                                 [](const Parents::RenameChip &one) { return one.uid; },
                                 [](const Parents::SetPlaylist &one) { return one.uid; },
                                 [](const Parents::RemoveChip &one) { return one.uid; },
                                 [](const auto &) {
                                     return QString();
                                 }},
                      edit);
}

} // namespace

ParentsArea::ParentsArea(const UseCases &useCases, QWidget *parent)
    : QWidget(parent)
    , m_useCases(useCases)
    , m_pictures(std::make_unique<PictureStore>())
{
    setObjectName(u"parentsArea"_s);
    setAttribute(Qt::WA_OpaquePaintEvent);
    // What happens here is nothing to the children's window below
    setAttribute(Qt::WA_NoMousePropagation);
    setContextMenuPolicy(Qt::NoContextMenu);
    m_pictures->setRoom({}, pictureBudget);
    connect(m_pictures.get(), &PictureStore::ready, m_pictures.get(), &PictureStore::settle);

    m_layers = new QStackedWidget(this);
    m_pad = new PinPad(m_look, m_layers);
    addPage(*m_layers, m_pad);
    m_inside = new QWidget(m_layers);
    m_inside->setObjectName(u"inside"_s);
    addPage(*m_layers, m_inside);
    m_insideLayout = new QBoxLayout(QBoxLayout::LeftToRight, m_inside);
    space(*m_insideLayout, 0);
    makeRail();
    makePages();
    m_keyboard = new ScreenKeyboard(m_look, *this, this);
    auto *all = new QVBoxLayout(this);
    space(*all, 0);
    all->addWidget(m_layers, 1);
    all->addWidget(m_keyboard);

    connectDoor();
    connectEdits();
    connect(&useCases.overview, &Parents::Overview::changed, this, &ParentsArea::tick);
    connect(&useCases.conflicts, &Parents::Conflicts::changed, this, &ParentsArea::tick);
    connect(&useCases.brokenFilms, &Parents::BrokenFilms::changed, this, &ParentsArea::tick);
    connect(&useCases.household, &Parents::Household::changed, this, &ParentsArea::showHousehold);
    connect(&m_tick, &QTimer::timeout, this, &ParentsArea::tick);
    m_tick.setInterval(std::chrono::seconds(1));
    qApp->installEventFilter(this);
    retranslate();
    applyLook();
    showHousehold();
    hide();
}

ParentsArea::~ParentsArea() = default;

void ParentsArea::makeRail()
{
    m_rail = new QFrame(m_inside);
    m_rail->setObjectName(u"rail"_s);
    setRole(*m_rail, "rail");
    m_railLayout = new QBoxLayout(QBoxLayout::TopToBottom, m_rail);
    space(*m_railLayout, 4, {5, 8, 5, 8});
    m_leave = makeTool(m_rail, "leaveButton", m_look, Symbol::Children, "rail");
    m_railLayout->addWidget(m_leave);
    m_railLayout->addStretch(1);
    auto *group = new QButtonGroup(this);
    const std::tuple<Page, const char *, Symbol> tabs[] = {
        {Page::Overview, "overviewTab", Symbol::Overview}, {Page::Chips, "chipsTab", Symbol::Chips},
        {Page::Films, "filmsTab", Symbol::Film},           {Page::Children, "childrenTab", Symbol::Family},
        {Page::Account, "accountTab", Symbol::Account},
    };
    for (const auto &[page, name, symbol] : tabs) {
        QToolButton *tab = makeTool(m_rail, name, m_look, symbol, "rail");
        tab->setCheckable(true);
        group->addButton(tab);
        m_railLayout->addWidget(tab);
        m_tabs.insert(page, tab);
        connect(tab, &QToolButton::clicked, this, [this, page = page] {
            // Until it is sure that the parent leaves what is unsaved
            m_tabs.value(m_page)->setChecked(true);
            leavePage([this, page] { showPage(page); });
        });
    }
    m_railLayout->addStretch(1);
    for (QToolButton *button : m_rail->findChildren<QToolButton *>()) {
        button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    m_insideLayout->addWidget(m_rail);
    connect(m_leave, &QToolButton::clicked, this, [this] { leavePage([this] { close(); }); });
}

void ParentsArea::makePages()
{
    m_pageHolder = new QWidget(m_inside);
    auto *holder = new QVBoxLayout(m_pageHolder);
    space(*holder, 0);
    m_pages = new QStackedWidget(m_pageHolder);
    holder->addWidget(m_pages);
    m_insideLayout->addWidget(m_pageHolder, 1);
    m_question = new Question(m_look, *m_pages, m_pageHolder);

    m_overview = new OverviewPage(m_look, m_pages);
    m_chips = new ChipsPage(m_look, *m_pictures, *m_question, m_pages);
    m_learn = new LearnPage(m_look, *m_pictures, m_useCases.learnChip, *m_question, m_pages);
    m_films =
        new FilmsPage(m_look, *m_pictures, m_useCases.copies, m_useCases.playback, *m_question, m_pages);
    m_children = new ChildrenPage(m_look, {m_useCases.watchTimes, m_useCases.clockCheck, m_useCases.boxes},
                                  *m_question, m_pages);
    m_account = new AccountPage(
        m_look, {m_useCases.signIn, m_useCases.registration, m_useCases.serverTest, m_useCases.signOut},
        *m_question, m_pages);
    if (m_useCases.platforms)
        m_account->addCard(new PlatformCard(*m_useCases.platforms));
    for (QWidget *page :
         std::initializer_list<QWidget *>{m_overview, m_chips, m_learn, m_films, m_children, m_account})
        addPage(*m_pages, page);
    const PosterFiles posters = [this](const Api::VideoId &video) {
        return m_useCases.household.poster(video);
    };
    m_chips->setPosters(posters);
    m_learn->setPosters(posters);
    m_films->setPosters(posters);

    connect(m_overview, &OverviewPage::tryNowRequested, &m_useCases.overview, &Parents::Overview::refresh);
    connect(m_overview, &OverviewPage::signInRequested, this, [this] { showPage(Page::Account); });
    connect(m_overview, &OverviewPage::clockRequested, this, [this] {
        showPage(Page::Children);
        m_children->showTime();
    });
    connect(m_overview, &OverviewPage::dismissRequested, &m_useCases.brokenFilms,
            &Parents::BrokenFilms::dismiss);
    connect(m_overview, &OverviewPage::resolveRequested, &m_useCases.conflicts, &Parents::Conflicts::resolve);
    connect(m_chips, &ChipsPage::learnRequested, this, [this] {
        m_pages->setCurrentWidget(m_learn);
        m_learn->setFocus();
    });
    connect(m_learn, &LearnPage::leaveRequested, this, [this] {
        m_chips->showList();
        m_pages->setCurrentWidget(m_chips);
        m_chips->setFocus();
    });
    connect(m_account, &AccountPage::signedIn, this, [this] {
        tick();
        Q_EMIT signedIn();
        showPage(Page::Overview);
    });
    connect(m_account, &AccountPage::pinChangeRequested, this, [this] {
        m_changingPin = true;
        m_layers->setCurrentWidget(m_pad);
        m_pad->ask(m_useCases.door.hasPin() ? PinPad::Task::Old : PinPad::Task::Choose);
    });
    connect(m_account, &AccountPage::pinRemovalRequested, this, [this] {
        m_changingPin = true;
        m_layers->setCurrentWidget(m_pad);
        m_pad->ask(PinPad::Task::Remove);
    });
}

// --- The door

void ParentsArea::connectDoor()
{
    Door &door = m_useCases.door;
    connect(&door, &Door::stateChanged, this, &ParentsArea::doorTurned);
    connect(&door, &Door::refused, this, [this] { m_verdict = tr("That is not the PIN."); });
    connect(&door, &Door::notChecked, this, [this] {
        m_verdict = tr("The PIN could not be checked: this box is short of memory. Please try again.");
    });
    connect(&door, &Door::pinSet, this, [this] {
        m_pad->setResting(false);
        showInside();
    });
    connect(&door, &Door::pinRemoved, this, [this] {
        m_pad->setResting(false);
        showInside();
    });
    connect(&door, &Door::pinNotSet, this, [this](Door::PinProblem problem) {
        m_pad->ask(m_useCases.door.hasPin() ? PinPad::Task::Old : PinPad::Task::Choose);
        m_pad->say(StatusWords::problem(problem));
    });
    connect(&door, &Door::pinNotRemoved, this, [this](Door::PinProblem problem) {
        m_pad->ask(m_useCases.door.hasPin() ? PinPad::Task::Remove : PinPad::Task::Choose);
        m_pad->say(StatusWords::problem(problem));
    });
    connect(m_pad, &PinPad::entered, this, &ParentsArea::enterPin);
    connect(m_pad, &PinPad::leaveRequested, this, [this] {
        if (m_useCases.door.isOpen()) // a PIN can also be set later
            showInside();
        else
            close();
    });
    connect(m_pad, &PinPad::tryAgainRequested, &door, &Door::knock);
}

void ParentsArea::open(Page first)
{
    if (isOpen())
        return;
    m_page = first;
    m_changingPin = false;
    m_layers->setCurrentWidget(m_pad);
    m_pad->ask(PinPad::Task::Enter);
    applyLook();
    show();
    raise();
    m_pad->setFocus();
    m_tick.start();
    Q_EMIT opened();
    m_useCases.door.knock();
}

void ParentsArea::close()
{
    if (!isOpen())
        return;
    m_question->dismiss();
    m_chips->showList();
    m_films->showList();
    m_children->showList();
    m_keyboard->hide();
    m_tick.stop();
    m_verdict.clear();
    m_oldPin.clear();
    m_freshPin.clear();
    hide();
    m_useCases.door.leave();
    Q_EMIT closed();
}

void ParentsArea::doorTurned(Door::State state)
{
    if (!isOpen())
        return;
    const Door &door = m_useCases.door;
    m_pad->offerTryAgain(state == Door::State::Sealed);
    switch (state) {
    case Door::State::Closed:
        close();
        return;
    case Door::State::Looking:
    case Door::State::Checking:
        m_pad->say(tr("One moment …"), false);
        m_pad->setResting(true);
        return;
    case Door::State::Asking:
        m_pad->showPause({}, {});
        m_pad->setResting(false);
        m_pad->say(std::exchange(m_verdict, {}));
        return;
    case Door::State::Pausing:
        m_verdict.clear();
        m_pad->setResting(false);
        m_pause = door.pauseLeft();
        tick();
        return;
    case Door::State::Sealed:
        m_pad->setResting(true);
        m_pad->say(StatusWords::seal(door.seal()));
        return;
    case Door::State::Open:
        m_pad->setResting(false);
        m_pad->say({});
        if (door.hasPin())
            showInside();
        else
            askNewPin();
        return;
    }
}

void ParentsArea::enterPin()
{
    Door &door = m_useCases.door;
    switch (m_pad->task()) {
    case PinPad::Task::Enter:
        door.enter(m_pad->take());
        return;
    case PinPad::Task::Old:
        m_oldPin = m_pad->take();
        m_pad->ask(PinPad::Task::Choose);
        return;
    case PinPad::Task::Remove:
        door.removePin(m_pad->take());
        m_pad->say(tr("One moment …"), false);
        m_pad->setResting(true);
        return;
    case PinPad::Task::Choose: {
        Parents::Pin pin = m_pad->take();
        if (pin.isTooEasy()) {
            m_pad->say(StatusWords::problem(Door::PinProblem::TooEasy));
            return;
        }
        m_freshPin = std::move(pin);
        m_pad->ask(PinPad::Task::Repeat);
        return;
    }
    case PinPad::Task::Repeat: {
        const Parents::Pin again = m_pad->take();
        if (!(again == m_freshPin)) {
            m_pad->ask(PinPad::Task::Choose);
            m_pad->say(tr("These were two different PINs. Please choose one again."));
            return;
        }
        m_pad->say(tr("One moment …"), false);
        m_pad->setResting(true);
        if (door.hasPin())
            door.changePin(std::move(m_oldPin), std::move(m_freshPin));
        else
            door.setPin(std::move(m_freshPin));
        return;
    }
    }
}

void ParentsArea::askNewPin()
{
    m_layers->setCurrentWidget(m_pad);
    m_pad->ask(PinPad::Task::Choose);
    m_pad->setFocus();
}

void ParentsArea::showInside()
{
    m_oldPin.clear();
    m_freshPin.clear();
    const Page page = std::exchange(m_changingPin, false) ? Page::Account : m_page;
    m_layers->setCurrentWidget(m_inside);
    tick();
    showPage(page);
}

// --- Inside

void ParentsArea::leavePage(const std::function<void()> &then)
{
    if (m_pages->currentWidget() == m_chips)
        m_chips->leave(then);
    else if (m_pages->currentWidget() == m_learn)
        m_learn->leave(then);
    else
        then();
}

void ParentsArea::showPage(Page page)
{
    m_question->dismiss();
    m_page = page;
    m_tabs.value(page)->setChecked(true);
    switch (page) {
    case Page::Overview:
        m_pages->setCurrentWidget(m_overview);
        break;
    case Page::Chips:
        m_chips->showList();
        m_pages->setCurrentWidget(m_chips);
        break;
    case Page::Films:
        m_films->showList();
        m_pages->setCurrentWidget(m_films);
        break;
    case Page::Children:
        m_children->showList();
        m_children->refresh();
        m_pages->setCurrentWidget(m_children);
        break;
    case Page::Account:
        m_pages->setCurrentWidget(m_account);
        break;
    }
    m_tabs.value(page)->setFocus();
}

void ParentsArea::connectEdits()
{
    Parents::Edits &edits = m_useCases.edits;
    const auto answer = [this](quint64 id, Outcome outcome) {
        const auto found = m_awaited.constFind(id);
        if (found == m_awaited.cend())
            return;
        const auto told = *found;
        // Kept is not the last word
        if (outcome != Outcome::Queued)
            m_awaited.erase(found);
        told(outcome);
    };
    connect(&edits, &Parents::Edits::kept, this, [answer](quint64 id) { answer(id, Outcome::Queued); });
    connect(&edits, &Parents::Edits::notKept, this, [answer](quint64 id) { answer(id, Outcome::NotKept); });
    connect(&edits, &Parents::Edits::settled, this, [answer](quint64 id) { answer(id, Outcome::Delivered); });
    connect(&edits, &Parents::Edits::conflicted, this, [this](quint64 id) { m_awaited.remove(id); });
    connect(&edits, &Parents::Edits::changed, this, &ParentsArea::showHousehold);

    const auto aboutChip = [this](const QString &uid) {
        return [this, uid](Outcome outcome) {
            m_chips->tellOutcome(uid, outcome);
        };
    };
    connect(m_chips, &ChipsPage::playlistRequested, this,
            [this, aboutChip](const QString &uid, const QList<Api::VideoId> &videos,
                              const QList<Api::VideoId> &seen) {
                request(Parents::SetPlaylist{uid, videos, seen}, aboutChip(uid));
            });
    connect(m_chips, &ChipsPage::renameRequested, this,
            [this, aboutChip](const QString &uid, const QString &label, const QString &seen) {
                request(Parents::RenameChip{uid, label, seen}, aboutChip(uid));
            });
    connect(m_chips, &ChipsPage::removeRequested, this,
            [this, aboutChip](const QString &uid, const QList<Api::VideoId> &seen) {
                request(Parents::RemoveChip{uid, seen}, aboutChip(uid));
            });
    connect(m_children, &ChildrenPage::changeRequested, this, [this](const Parents::ChangeProfile &change) {
        request(change,
                [this, id = change.profile](Outcome outcome) { m_children->tellOutcome(id, outcome); });
    });
    connect(m_children, &ChildrenPage::newRequested, this, [this](const Parents::NewProfile &child) {
        request(child,
                [this, id = child.provisional](Outcome outcome) { m_children->tellOutcome(id, outcome); });
    });
}

void ParentsArea::request(const Parents::Edit &edit, const std::function<void(Outcome)> &told)
{
    m_awaited.insert(m_useCases.edits.request(edit), told);
}

void ParentsArea::showHousehold()
{
    const auto family = m_useCases.household.family();
    QSet<QString> waiting;
    for (const Parents::PendingEdit &pending : m_useCases.edits.pending())
        waiting.insert(uidOf(pending.edit));
    m_chips->setFamily(family, waiting);
    m_learn->setFamily(family);
    m_children->setProfiles(family->profiles);
    tick();
}

void ParentsArea::tick()
{
    if (!isOpen())
        return;
    const Door &door = m_useCases.door;
    if (door.state() == Door::State::Pausing) {
        m_pad->showPause(std::chrono::ceil<std::chrono::seconds>(door.pauseLeft()),
                         std::chrono::ceil<std::chrono::seconds>(m_pause));
        return;
    }
    if (!door.isOpen())
        return;
    const StatusWords words(m_useCases.clock, locale());
    const Parents::OverviewFacts facts = m_useCases.overview.facts();
    m_overview->showFacts(facts, words);
    m_overview->showConflicts(m_useCases.conflicts.list());
    const QList<Parents::BrokenFilm> broken = m_useCases.brokenFilms.films();
    m_overview->showBrokenFilms(broken, words);
    m_account->showFacts(facts, words);
    showToday();
    if (m_pages->currentWidget() == m_children)
        m_children->refresh();
    const bool trouble = m_useCases.conflicts.count() > 0 || !broken.isEmpty();
    m_tabs.value(Page::Overview)->setIcon(symbolIcon(m_look, trouble ? Symbol::Warning : Symbol::Overview));
}

bool ParentsArea::isAtDoor() const
{
    return isOpen() && m_layers->currentWidget() != m_inside;
}

bool ParentsArea::isWarm() const
{
    return m_pictures->isIdle();
}

void ParentsArea::showToday()
{
    if (!m_useCases.door.isOpen())
        return;
    QList<ChildsDay> children;
    for (const Parents::ChildTime &time : m_useCases.watchTimes.children()) {
        if (!time.isPending) // nothing was played for it
            children.append({time.child.name, time.today});
    }
    m_overview->showToday(children);
    m_overview->showClock(m_useCases.clockCheck.facts());
}

void ParentsArea::setServer(const QUrl &server)
{
    m_account->setServer(server);
}

void ParentsArea::setEmail(const QString &email)
{
    m_account->setEmail(email);
}

void ParentsArea::showSignInProblem(Parents::SignInProblem problem)
{
    m_account->showProblem(problem);
}

// --- Look

void ParentsArea::setNight(bool night)
{
    m_night = night;
    applyLook();
}

void ParentsArea::setCalm(bool calm)
{
    m_learn->setCalm(calm);
}

void ParentsArea::setPixelsPerMillimetre(std::optional<double> value)
{
    m_pixelsPerMillimetre = value;
    applyLook();
}

void ParentsArea::applyLook()
{
    const bool tall = height() > width();
    m_insideLayout->setDirection(tall ? QBoxLayout::BottomToTop : QBoxLayout::LeftToRight);
    m_railLayout->setDirection(tall ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_pad->setTall(tall);
    const Look look(size(), m_night, m_pixelsPerMillimetre);
    if (look == m_look && !styleSheet().isEmpty())
        return;
    m_look = look;
    scaleLayouts(*this, look.scale());
    setStyleSheet(look.sheet());
}

void ParentsArea::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    applyLook();
}

void ParentsArea::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_look.tints().ground);
}

// --- Keys

bool ParentsArea::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::TouchBegin:
    case QEvent::Wheel:
        if (isOpen() && watched->isWidgetType() && isAncestorOf(static_cast<QWidget *>(watched)))
            m_useCases.door.noteActivity();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

bool ParentsArea::focusNextPrevChild(bool next)
{
    // Round and round in here: nothing of the children's window below is reached by Tab
    QWidget *const from = focusWidget() != nullptr ? focusWidget() : this;
    QWidget *to = from;
    do {
        to = next ? to->nextInFocusChain() : to->previousInFocusChain();
        const bool takes = isAncestorOf(to) && to->isVisibleTo(this) && to->isEnabled() &&
                           (to->focusPolicy() & Qt::TabFocus) == Qt::TabFocus && to->focusProxy() == nullptr;
        if (takes) {
            to->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            return true;
        }
    } while (to != from);
    return true;
}

void ParentsArea::goBack()
{
    if (m_question->isAsking())
        m_question->dismiss();
    else if (m_pages->currentWidget() == m_learn)
        m_learn->goBack();
    else if (m_pages->currentWidget() == m_chips && m_chips->goBack())
        m_chips->setFocus();
    else if (m_pages->currentWidget() == m_films && m_films->goBack())
        m_films->setFocus();
    else if (m_pages->currentWidget() != m_children || !m_children->goBack())
        close();
}

void ParentsArea::keyPressEvent(QKeyEvent *event)
{
    event->accept();
    if (event->key() == Qt::Key_Escape) {
        goBack();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        // A button that has the focus
        if (auto *button = qobject_cast<QAbstractButton *>(focusWidget()))
            button->click();
    }
}

void ParentsArea::retranslate()
{
    setAccessibleName(tr("Parents' area"));
    const auto name = [](QToolButton *button, const QString &text, const QString &spoken) {
        button->setText(text);
        button->setAccessibleName(spoken);
    };
    name(m_leave, tr("Children", "leave for the children's screen"), tr("Back to the children"));
    name(m_tabs.value(Page::Overview), tr("Overview"), tr("Overview"));
    name(m_tabs.value(Page::Chips), tr("Chips"), tr("Chips"));
    name(m_tabs.value(Page::Films), tr("Films"), tr("Films on this box"));
    name(m_tabs.value(Page::Children), tr("Family"), tr("Children of the family"));
    name(m_tabs.value(Page::Account), tr("Account"), tr("Account and server"));
}

void ParentsArea::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        tick();
    }
    QWidget::changeEvent(event);
}

} // namespace Medio::Screens
