// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/chipspage.h"

#include "app/screens/parents/filmchooser.h"
#include "app/screens/parents/pieces.h"
#include "app/screens/parents/playlisteditor.h"
#include "app/screens/parents/question.h"
#include "app/screens/parents/statuswords.h"
#include "net/api/text.h"

#include <QCollator>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace Medio::Screens {

using namespace Qt::StringLiterals;

void ChipModel::setChips(const QList<Api::FamilyChip> &chips, const QSet<QString> &waiting)
{
    beginResetModel();
    m_chips = chips;
    m_waiting = waiting;
    QCollator collator;
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::stable_sort(m_chips.begin(), m_chips.end(), [&](const Api::FamilyChip &a, const Api::FamilyChip &b) {
        return collator.compare(a.chip.label, b.chip.label) < 0;
    });
    endResetModel();
}

const Api::FamilyChip *ChipModel::chip(const QString &uid) const
{
    const auto found = std::find_if(m_chips.cbegin(), m_chips.cend(),
                                    [&](const Api::FamilyChip &chip) { return chip.chip.uid == uid; });
    return found == m_chips.cend() ? nullptr : &*found;
}

int ChipModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_chips.size());
}

QVariant ChipModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Api::FamilyChip &chip = m_chips.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return chip.chip.label;
    case DetailRole:
    case Qt::AccessibleDescriptionRole: {
        QStringList words{chip.videos.isEmpty() ? tr("no film yet")
                                                : tr("%n film(s)", "", static_cast<int>(chip.videos.size()))};
        if (!chip.chip.active)
            words.append(tr("switched off"));
        if (m_waiting.contains(chip.chip.uid))
            words.append(tr("waits to be sent"));
        return words.join(u" · "_s);
    }
    case PictureRole:
        return ChipPicture;
    case TrailRole:
        return static_cast<int>(Symbol::Forward);
    case TroubleRole:
        return chip.videos.isEmpty();
    case IdRole:
        return chip.chip.uid;
    default:
        return {};
    }
}

ChipsPage::ChipsPage(const Look &look, PictureStore &pictures, Question &question, QWidget *parent)
    : QWidget(parent)
    , m_question(question)
{
    setObjectName(u"chipsPage"_s);
    m_pages = new QStackedWidget(this);
    auto *all = new QVBoxLayout(this);
    space(*all, 0, {18, 12, 18, 12});
    all->addWidget(m_pages);
    makeListPage(look, pictures);
    makeChipPage(look, pictures);
    makeFilmsPage(look, pictures);
    retranslate();
    refresh();
}

void ChipsPage::makeListPage(const Look &look, PictureStore &pictures)
{
    m_listPage = new QWidget(m_pages);
    m_heading = makeLabel(m_listPage, "chipsHeading", "title");
    m_learn = makeButton(m_listPage, "learnButton", "primary");
    m_learn->setIcon(symbolIcon(look, Symbol::Add, true));
    m_list = makeList(m_listPage, "chipList", look, pictures);
    m_list->setModel(&m_chips);
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_empty = makeLabel(m_listPage, "noChipsLabel", "quiet");
    m_empty->setAlignment(Qt::AlignCenter);
    auto *top = new QHBoxLayout;
    space(*top, 10);
    top->addWidget(m_heading, 1);
    top->addWidget(m_learn);
    auto *page = new QVBoxLayout(m_listPage);
    space(*page, 10);
    page->addLayout(top);
    page->addWidget(m_list, 1);
    page->addWidget(m_empty, 1);
    addPage(*m_pages, m_listPage);
    connect(m_learn, &QPushButton::clicked, this, &ChipsPage::learnRequested);
    const auto open = [this](const QModelIndex &index) {
        if (index.isValid())
            showChip(m_chips.chip(index).chip.uid);
    };
    connect(m_list, &QListView::clicked, this, open);
    connect(m_list, &QListView::activated, this, open);
}

void ChipsPage::makeChipPage(const Look &look, PictureStore &pictures)
{
    m_chipPage = new QWidget(m_pages);
    m_back = makeTool(m_chipPage, "chipBackButton", look, Symbol::Back, "plain");
    m_chipName = makeLabel(m_chipPage, "chipNameLabel", "title");
    m_nameEdit = makeField(m_chipPage, "chipNameEdit");
    m_nameEdit->setMaxLength(50);
    m_nameEdit->hide();
    m_rename = makeTool(m_chipPage, "chipRenameButton", look, Symbol::Tick);
    m_remove = makeTool(m_chipPage, "chipRemoveButton", look, Symbol::Remove);
    m_notice = makeLabel(m_chipPage, "chipNotice", "quiet");
    m_notice->hide();
    m_playlist = new PlaylistEditor(look, pictures, m_chipPage);
    QHBoxLayout *top = makeTop(m_back, m_chipName);
    top->addWidget(m_nameEdit, 1);
    top->addWidget(m_rename);
    top->addWidget(m_remove);
    auto *page = new QVBoxLayout(m_chipPage);
    space(*page, 6);
    page->addLayout(top);
    page->addWidget(m_notice);
    page->addWidget(m_playlist, 1);
    addPage(*m_pages, m_chipPage);
    connect(m_back, &QToolButton::clicked, this, &ChipsPage::backFromChip);
    connect(m_rename, &QToolButton::clicked, this, [this] {
        if (m_nameEdit->isHidden())
            startRename();
        else
            confirmRename();
    });
    connect(m_nameEdit, &QLineEdit::returnPressed, this, &ChipsPage::confirmRename);
    connect(m_remove, &QToolButton::clicked, this, &ChipsPage::askRemove);
    connect(m_playlist, &PlaylistEditor::addRequested, this, &ChipsPage::showFilms);
    connect(m_playlist, &PlaylistEditor::saveRequested, this,
            [this] { Q_EMIT playlistRequested(m_uid, m_playlist->videos(), m_playlist->saved()); });
}

void ChipsPage::makeFilmsPage(const Look &look, PictureStore &pictures)
{
    m_filmsPage = new QWidget(m_pages);
    m_filmsBack = makeTool(m_filmsPage, "filmsBackButton", look, Symbol::Back, "plain");
    m_filmsHeading = makeLabel(m_filmsPage, "filmsHeading", "title");
    m_films = new FilmChooser(look, pictures, m_filmsPage);
    m_add = makeButton(m_filmsPage, "filmsAddButton", "primary");
    QHBoxLayout *top = makeTop(m_filmsBack, m_filmsHeading);
    top->addWidget(m_add);
    auto *page = new QVBoxLayout(m_filmsPage);
    space(*page, 6);
    page->addLayout(top);
    page->addWidget(m_films, 1);
    addPage(*m_pages, m_filmsPage);
    connect(m_filmsBack, &QToolButton::clicked, this, [this] { m_pages->setCurrentWidget(m_chipPage); });
    connect(m_films, &FilmChooser::chosenChanged, this, &ChipsPage::refresh);
    connect(m_add, &QPushButton::clicked, this, &ChipsPage::addFilms);
}

void ChipsPage::setPosters(const PosterFiles &posters)
{
    m_films->setPosters(posters);
    m_playlist->setPosters(posters);
}

void ChipsPage::setFamily(const std::shared_ptr<const Api::Family> &family, const QSet<QString> &waiting)
{
    m_family = family;
    m_chips.setChips(family->chips, waiting);
    m_films->setFamily(family);
    if (!m_uid.isEmpty()) {
        const Api::FamilyChip *chip = m_chips.chip(m_uid);
        if (chip == nullptr) {
            showList();
        } else {
            m_label = chip->chip.label;
            m_chipName->setText(m_label);
            if (!m_playlist->isChanged())
                m_playlist->setVideos(chip->videos);
        }
    }
    refresh();
}

void ChipsPage::tellOutcome(const QString &uid, Outcome outcome)
{
    if (uid == m_uid)
        tell(*m_notice, StatusWords::outcome(outcome), outcome == Outcome::NotKept ? "bad" : "good");
}

void ChipsPage::showList()
{
    m_uid.clear();
    m_pages->setCurrentWidget(m_listPage);
}

void ChipsPage::showChip(const QString &uid)
{
    const Api::FamilyChip *chip = m_chips.chip(uid);
    if (chip == nullptr)
        return;
    m_uid = uid;
    m_label = chip->chip.label;
    m_chipName->setText(m_label);
    m_chipName->show();
    m_nameEdit->hide();
    m_playlist->setVideos(chip->videos);
    tell(*m_notice, {}, "quiet");
    m_pages->setCurrentWidget(m_chipPage);
    retranslate();
    m_back->setFocus();
}

bool ChipsPage::goBack()
{
    if (m_pages->currentWidget() == m_listPage)
        return false;
    if (m_pages->currentWidget() == m_filmsPage)
        m_pages->setCurrentWidget(m_chipPage);
    else
        backFromChip();
    return true;
}

void ChipsPage::backFromChip()
{
    if (m_nameEdit->isHidden()) {
        leave([this] { showList(); });
        return;
    }
    m_nameEdit->hide();
    m_chipName->show();
    retranslate();
}

void ChipsPage::leave(const std::function<void()> &then)
{
    if (m_uid.isEmpty() || !m_playlist->isChanged()) {
        then();
        return;
    }
    m_question.ask(tr("Save the changes?"), tr("What you changed on “%1” is not saved yet.").arg(m_label),
                   {{u"leaveSaveButton"_s, tr("Save"), "primary",
                     [this, then] {
                         Q_EMIT playlistRequested(m_uid, m_playlist->videos(), m_playlist->saved());
                         then();
                     }},
                    {u"leaveDiscardButton"_s, tr("Don't save"), "danger", then},
                    {u"leaveStayButton"_s, tr("Stay here"), "plain", {}}});
}

void ChipsPage::showFilms()
{
    const QList<Api::VideoId> taken = m_playlist->videos();
    m_films->offer(taken, static_cast<int>(Api::NewPlaylist::maximum - taken.size()));
    m_pages->setCurrentWidget(m_filmsPage);
    retranslate();
    refresh();
    m_filmsBack->setFocus();
}

void ChipsPage::addFilms()
{
    QList<Api::Video> films;
    for (const Api::VideoId &id : m_films->chosen()) {
        if (const Api::Video *film = m_family->video(id))
            films.append(*film);
    }
    m_playlist->append(films);
    m_pages->setCurrentWidget(m_chipPage);
}

void ChipsPage::startRename()
{
    m_nameEdit->setText(m_label);
    m_nameEdit->show();
    m_chipName->hide();
    m_nameEdit->setFocus();
    m_nameEdit->selectAll();
    retranslate();
}

void ChipsPage::confirmRename()
{
    const auto label = Api::normaliseLabel(m_nameEdit->text());
    if (!label) {
        tell(*m_notice, tr("A chip's name has 1 to 50 letters from A to Z, digits, blanks and hyphens."),
             "bad");
        return;
    }
    m_nameEdit->hide();
    m_chipName->show();
    retranslate();
    m_rename->setFocus();
    if (*label != m_label)
        Q_EMIT renameRequested(m_uid, *label, m_label);
}

void ChipsPage::askRemove()
{
    m_question.ask(
        tr("Forget this chip?"),
        tr("“%1” will start no film any more. The films stay in the library, and the chip can be learned "
           "anew.")
            .arg(m_label),
        {{u"removeChipButton"_s, tr("Forget the chip"), "danger",
          [this] {
              Q_EMIT removeRequested(m_uid, m_playlist->saved());
              showList();
          }},
         {u"keepChipButton"_s, tr("Keep it"), "", {}}});
}

void ChipsPage::refresh()
{
    const bool any = m_chips.rowCount() > 0;
    m_list->setVisible(any);
    m_empty->setVisible(!any);
    m_add->setEnabled(!m_films->chosen().isEmpty());
}

void ChipsPage::retranslate()
{
    m_heading->setText(tr("Chips"));
    m_learn->setText(tr("Learn a chip"));
    m_list->setAccessibleName(tr("Chips of your family"));
    m_empty->setText(tr("There is no chip yet. Put one on the reader and choose its films."));
    setWords(*m_back, tr("Back to the chips"));
    const bool renaming = !m_nameEdit->isHidden();
    setWords(*m_rename, renaming ? tr("Keep this name") : tr("Rename"), true);
    if (!renaming) // the tick is for what is kept
        m_rename->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_nameEdit->setAccessibleName(tr("Name of the chip"));
    setWords(*m_remove, tr("Forget this chip"));
    setWords(*m_filmsBack, tr("Back to the chip"));
    m_filmsHeading->setText(tr("Films for “%1”").arg(m_label));
    m_add->setText(tr("Add"));
    m_add->setAccessibleName(tr("Add the chosen films"));
}

void ChipsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace Medio::Screens
