// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/platformcard.h"
#include "app/screens/parents/rows.h"
#include "tests/app/screens/parentsworld.h"
#include "translations/translations.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QIdentityProxyModel>
#include <QImage>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QMetaProperty>
#include <QMouseEvent>
#include <QPixmap>
#include <QScopeGuard>
#include <QScrollArea>
#include <QScrollBar>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QTranslator>

#include <algorithm>
#include <memory>

using namespace Medio;
using namespace Medio::Screens;
using namespace Qt::StringLiterals;
using State = Parents::Door::State;
using Page = ParentsArea::Page;

namespace {

const Until until = [](const std::function<bool()> &so) {
    QVERIFY(QTest::qWaitFor(so, 60000));
};

const QList<QSize> sizes{QSize(800, 480), QSize(1280, 720), QSize(1920, 1080), QSize(480, 800),
                         QSize(720, 1280)};

/// Buttons, fields and lists that somebody sees.
QList<QWidget *> controlsOf(const QWidget &root)
{
    QList<QWidget *> controls;
    for (QWidget *widget : root.findChildren<QWidget *>()) {
        const bool control = qobject_cast<QAbstractButton *>(widget) != nullptr ||
                             qobject_cast<QLineEdit *>(widget) != nullptr ||
                             qobject_cast<QAbstractItemView *>(widget) != nullptr;
        if (control && widget->isVisible())
            controls.append(widget);
    }
    return controls;
}

QString spoken(QWidget *widget, QAccessible::Text what)
{
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
    return interface == nullptr ? QString() : interface->text(what);
}

QString described(const QWidget *widget)
{
    return QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
}

/// Its lowest line of pixels is not empty: whatever would be below is cut off.
bool reachesBelow(QLabel &label)
{
    const QImage drawn = label.grab().toImage();
    const int lowest = drawn.height() - 1;
    for (int x = 1; x < drawn.width(); ++x) {
        if (drawn.pixel(x, lowest) != drawn.pixel(0, lowest))
            return true;
    }
    return false;
}

/// Messages of this process while it stands.
class LogCatcher
{
public:
    LogCatcher()
    {
        s_lines.clear();
        m_before = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext &, const QString &line) { s_lines.append(line); });
    }
    ~LogCatcher() { qInstallMessageHandler(m_before); }
    LogCatcher(const LogCatcher &) = delete;
    LogCatcher &operator=(const LogCatcher &) = delete;

    [[nodiscard]] static QString text() { return s_lines.join(u'\n'); }

private:
    inline static QStringList s_lines;
    QtMessageHandler m_before = nullptr;
};

/// Counts what a view asks for.
class CountingModel final : public QIdentityProxyModel
{
public:
    using QIdentityProxyModel::QIdentityProxyModel;

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        rows.insert(index.row());
        return QIdentityProxyModel::data(index, role);
    }
    mutable QSet<int> rows;
};

} // namespace

class TestParentsArea : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_english = Translations::load(u"en"_s);
        QVERIFY(QCoreApplication::installTranslator(m_english.get()));
    }
    void init()
    {
        m_world = std::make_unique<ParentsWorld>();
        m_world->resize({800, 480});
    }
    void cleanup() { m_world.reset(); }

    // --- The door

    void nobodyComesInWithoutThePin()
    {
        QSignalSpy opened(&m_world->area, &ParentsArea::opened);
        m_world->setPin({2, 7, 1, 8});
        m_world->area.open(Page::Account);
        QCOMPARE(opened.size(), 1);
        QTRY_COMPARE(m_world->door.state(), State::Asking);
        QVERIFY(!m_world->find("accountTab")->isVisible());
        QVERIFY(!m_world->find<QWidget>("accountPage")->isVisible());
        typeKeys(u"9999"_s);
        QTest::keyClick(m_world->area.focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(m_world->find<QLabel>("pinRemark")->text(), u"That is not the PIN."_s);
        QTRY_COMPARE(m_world->door.state(), State::Asking);
        QVERIFY(!m_world->find<QWidget>("accountPage")->isVisible());
        typeKeys(u"2718"_s);
        QTest::keyClick(m_world->area.focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(m_world->find<QWidget>("accountPage")->isVisible());
    }

    void thePinIsInNoTextAnywhere()
    {
        const LogCatcher log;
        m_world->setPin({2, 7, 1, 8});
        m_world->area.open();
        QTRY_COMPARE(m_world->door.state(), State::Asking);
        QString typed;
        for (const QChar digit : u"9154"_s) {
            typed += digit;
            typeKeys(QString(digit));
            // The keys have a digit each
            QVERIFY2(typed.size() == 1 || !isTold(typed), qPrintable(typed));
        }
        QTest::keyClick(m_world->area.focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(m_world->door.state(), State::Asking);
        QVERIFY(!isTold(typed));
        QVERIFY(!LogCatcher::text().contains(typed));
    }

    void aPauseRestsTheKeysAndIsSeen()
    {
        act(u"parents-door-pause"_s);
        QTRY_COMPARE(m_world->door.state(), State::Pausing);
        QVERIFY(m_world->find<QWidget>("waitRing")->isVisible());
        QVERIFY(!m_world->find("digit1Button")->isEnabled());
        QVERIFY(spoken(m_world->find<QWidget>("waitRing"), QAccessible::Name).contains(u"0:30"_s));
        // By key neither
        typeKeys(u"2718"_s);
        QTest::keyClick(m_world->area.focusWidget(), Qt::Key_Return);
        QCOMPARE(m_world->door.state(), State::Pausing);
    }

    void aSealedDoorSaysWhyAndLooksAgain()
    {
        act(u"parents-door-sealed"_s);
        QTRY_COMPARE(m_world->door.state(), State::Sealed);
        QVERIFY(m_world->find<QLabel>("pinRemark")->text().contains(u"keyring"_s));
        QVERIFY(!m_world->find("digit1Button")->isEnabled());
        m_world->vault.hides = false;
        m_world->click("pinTryAgainButton");
        QTRY_COMPARE(m_world->door.state(), State::Asking);
        QVERIFY(m_world->find("digit1Button")->isEnabled());
        QVERIFY(!m_world->find("pinTryAgainButton")->isVisible());
    }

    void theFirstPinIsTypedTwice()
    {
        m_world->area.open();
        QTRY_VERIFY(m_world->door.isOpen());
        const auto *heading = m_world->find<QLabel>("pinHeading");
        QCOMPARE(heading->text(), u"Choose a PIN"_s);
        enterDigits(u"1234"_s);
        QVERIFY(m_world->find<QLabel>("pinRemark")->text().contains(u"another one"_s));
        enterDigits(u"2718"_s);
        QCOMPARE(heading->text(), u"Once more"_s);
        enterDigits(u"2719"_s);
        QCOMPARE(heading->text(), u"Choose a PIN"_s);
        QVERIFY(m_world->find<QLabel>("pinRemark")->text().contains(u"two different"_s));
        enterDigits(u"2718"_s);
        enterDigits(u"2718"_s);
        QTRY_VERIFY(m_world->find<QWidget>("overviewPage")->isVisible());
        QVERIFY(m_world->door.hasPin());
    }

    void aPinCanBeSetLater()
    {
        m_world->area.open();
        QTRY_VERIFY(m_world->door.isOpen());
        m_world->click("pinLeaveButton");
        QVERIFY(m_world->find<QWidget>("overviewPage")->isVisible());
        QVERIFY(!m_world->door.hasPin());
    }

    void thePinIsChangedByWhoeverKnowsIt()
    {
        m_world->enter(until, Page::Account);
        m_world->click("pinChangeButton");
        enterDigits(u"2718"_s);
        enterDigits(u"31415"_s);
        enterDigits(u"31415"_s);
        QTRY_VERIFY(m_world->find<QWidget>("accountPage")->isVisible());
        QCOMPARE(m_world->vault.verifier, std::optional(QByteArray("pin:31415")));
        m_world->click("pinChangeButton");
        enterDigits(u"2718"_s);
        enterDigits(u"4711"_s);
        enterDigits(u"4711"_s);
        QTRY_VERIFY(m_world->find<QLabel>("pinRemark")->text().contains(u"not the PIN you have"_s));
        QCOMPARE(m_world->vault.verifier, std::optional(QByteArray("pin:31415")));
    }

    void aKeyringThatIsMuteLeavesOpenWhetherThereIsAPin()
    {
        m_world->enter(until, Page::Account);
        m_world->vault.whenRemoving = Parents::FakePinVault::Removal::Late;
        m_world->click("pinRemovalButton");
        enterDigits(u"2718"_s);
        QTRY_VERIFY(m_world->find<QLabel>("pinRemark")->text().contains(u"in time"_s));
        m_world->click("pinLeaveButton");
        QVERIFY(m_world->area.isOpen());
        m_world->area.close();
        m_world->area.open(); // it is gone
        QTRY_VERIFY(m_world->door.isOpen());
        QVERIFY(!m_world->door.hasPin());
    }

    void thePinIsRemovedByWhoeverKnowsIt()
    {
        m_world->enter(until, Page::Account);
        m_world->click("pinRemovalButton");
        QCOMPARE(m_world->find<QLabel>("pinHeading")->text(), u"Remove the PIN"_s);
        enterDigits(u"4711"_s);
        QTRY_VERIFY(m_world->find<QLabel>("pinRemark")->text().contains(u"not the PIN you have"_s));
        QVERIFY(m_world->door.hasPin());
        enterDigits(u"2718"_s);
        QTRY_VERIFY(m_world->find<QWidget>("accountPage")->isVisible());
        QVERIFY(!m_world->door.hasPin());
        QVERIFY(!m_world->vault.verifier);
        QTRY_VERIFY(m_world->find<QWidget>("pinRemovalButton")->isHidden());
        // What a change of mind leaves behind does not remove the next one
        m_world->click("pinChangeButton");
        enterDigits(u"31415"_s);
        enterDigits(u"31415"_s);
        QTRY_VERIFY(m_world->door.hasPin());
    }

    void leavingClosesTheDoor()
    {
        m_world->enter(until);
        QSignalSpy closed(&m_world->area, &ParentsArea::closed);
        m_world->click("leaveButton");
        QCOMPARE(closed.size(), 1);
        QVERIFY(m_world->area.isHidden());
        QCOMPARE(m_world->door.state(), State::Closed);
        // And so does the door the area
        m_world->area.open();
        QTRY_COMPARE(m_world->door.state(), State::Asking);
        m_world->door.leave();
        QCOMPARE(closed.size(), 2);
        QVERIFY(m_world->area.isHidden());
    }

    // --- By keyboard, by ear, for the eye

    void everyPageWorksByKeyboardAlone_data() { addScenes(); }
    void everyPageWorksByKeyboardAlone()
    {
        QFETCH(QString, scene);
        act(scene);
        activate();
        QSet<QWidget *> wanted;
        QSet<QWidget *> groups;
        for (QWidget *control : controlsOf(m_world->area)) {
            const bool takes = (control->focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
            if (!takes || !control->isEnabled())
                continue;
            // Of several that exclude each other Tab reaches one, and the arrows the others
            const auto *button = qobject_cast<QAbstractButton *>(control);
            if (button != nullptr && button->autoExclusive())
                groups.insert(control->parentWidget());
            else
                wanted.insert(control);
        }
        QVERIFY(!wanted.isEmpty());
        QSet<QWidget *> reached;
        for (qsizetype i = 0; i < wanted.size() * 2 + 20; ++i) {
            QTest::keyClick(m_world->area.focusWidget() != nullptr ? m_world->area.focusWidget()
                                                                   : &m_world->area,
                            Qt::Key_Tab);
            QWidget *now = QApplication::focusWidget();
            QVERIFY(now != nullptr);
            QVERIFY2(m_world->area.isAncestorOf(now), qPrintable(described(now)));
            QVERIFY2(now->isVisible(), qPrintable(described(now)));
            reached.insert(now);
        }
        for (QWidget *control : std::as_const(wanted))
            QVERIFY2(reached.contains(control), qPrintable(described(control)));
        for (const QWidget *group : std::as_const(groups))
            QVERIFY(std::any_of(reached.cbegin(), reached.cend(),
                                [group](const QWidget *one) { return one->parentWidget() == group; }));
    }

    void theFocusIsSeen()
    {
        m_world->fill();
        m_world->enter(until);
        activate();
        auto *tab = m_world->find("chipsTab");
        m_world->find("overviewTab")->setFocus();
        const QImage without = tab->grab().toImage();
        tab->setFocus();
        QVERIFY(tab->grab().toImage() != without);
    }

    void everyControlHasAName_data() { addScenes(); }
    void everyControlHasAName()
    {
        QFETCH(QString, scene);
        act(scene);
        for (QWidget *control : controlsOf(m_world->area))
            QVERIFY2(!spoken(control, QAccessible::Name).isEmpty(), qPrintable(described(control)));
    }

    void everyTextFits_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("scene");
        for (const QString &language : Translations::languages()) {
            for (const ParentsScene &scene : parentsScenes())
                QTest::addRow("%s %s", qPrintable(language), qPrintable(scene.name))
                    << language << scene.name;
        }
    }
    void everyTextFits()
    {
        QFETCH(QString, language);
        QFETCH(QString, scene);
        const std::unique_ptr<QTranslator> words = Translations::load(language);
        QVERIFY(QCoreApplication::installTranslator(words.get()));
        const auto remove = qScopeGuard([&] { QCoreApplication::removeTranslator(words.get()); });
        m_world = std::make_unique<ParentsWorld>();
        m_world->resize(sizes.first());
        act(scene);
        for (const QSize &size : sizes) {
            m_world->resize(size);
            QCoreApplication::sendPostedEvents();
            m_world->area.grab();
            QCoreApplication::sendPostedEvents(); // a card that turned upright is laid out by an event
            const QByteArray where =
                QByteArray::number(size.width()) + 'x' + QByteArray::number(size.height());
            for (const QWidget *part : m_world->area.findChildren<QWidget *>()) {
                if (!part->isVisible() || part->layout() == nullptr)
                    continue;
                const QSize least = part->layout()->totalMinimumSize();
                const QString needs = QString::fromLatin1(where) + u' ' + described(part) +
                                      u" needs %1x%2, has %3x%4"_s.arg(least.width())
                                          .arg(least.height())
                                          .arg(part->width())
                                          .arg(part->height());
                QVERIFY2(least.width() <= part->width() && least.height() <= part->height(),
                         qPrintable(needs));
            }
            for (QLabel *label : m_world->area.findChildren<QLabel *>()) {
                if (!label->isVisible() || label->text().isEmpty())
                    continue;
                const QByteArray what = where + ' ' + label->text().toUtf8();
                if (label->wordWrap())
                    QVERIFY2(label->heightForWidth(label->width()) <= label->height(), what.constData());
                else
                    QVERIFY2(label->sizeHint().width() <= label->width(), what.constData());
                if (label->property("role").toString() == u"title")
                    QVERIFY2(!reachesBelow(*label), what.constData());
            }
            for (QWidget *control : controlsOf(m_world->area)) {
                const int right = control->mapTo(&m_world->area, control->rect().bottomRight()).x();
                QVERIFY2(right < size.width(),
                         qPrintable(QString::fromLatin1(where) + u' ' + described(control) +
                                    u" ends at %1, is %2 wide"_s.arg(right).arg(control->width())));
            }
            for (const QAbstractButton *button : m_world->area.findChildren<QAbstractButton *>()) {
                if (!button->isVisible())
                    continue;
                const QByteArray what =
                    where + ' ' + described(button).toUtf8() + ' ' + button->text().toUtf8();
                const int least = button->minimumSizeHint().width();
                const QByteArray widths =
                    " needs " + QByteArray::number(least) + ", has " + QByteArray::number(button->width());
                QVERIFY2(button->width() >= least, QByteArray(what + widths).constData());
                const int text = button->fontMetrics().horizontalAdvance(button->text());
                QVERIFY2(text <= button->width(), what.constData());
            }
        }
    }

    void everyControlIsForAFinger_data() { addScenes(); }
    void everyControlIsForAFinger()
    {
        QFETCH(QString, scene);
        for (const QSize &size : {QSize(800, 480), QSize(480, 800)}) {
            m_world = std::make_unique<ParentsWorld>();
            m_world->resize(size);
            act(scene);
            m_world->area.grab();
            for (const QWidget *control : controlsOf(m_world->area)) {
                const QString what =
                    described(control) + u" %1x%2"_s.arg(control->width()).arg(control->height());
                QVERIFY2(control->height() >= 44 && control->width() >= 44, qPrintable(what));
            }
        }
    }

    void aChildThatIsGoneIsShownNoMore()
    {
        act(u"parents-child"_s);
        Api::Family family = *m_world->household.family();
        family.profiles.removeFirst();
        m_world->household.replace(family);
        QVERIFY(!m_world->find<QWidget>("planCard")->isVisible());
        QCOMPARE(m_world->find<QLabel>("tileName")->text(), u"Otter"_s);
    }

    void eveningIsDark()
    {
        m_world->fill();
        m_world->area.setNight(true);
        m_world->enter(until);
        const QImage picture = m_world->area.grab().toImage().scaled(80, 48);
        qint64 light = 0;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x)
                light += qGray(picture.pixel(x, y));
        }
        QVERIFY(light / (80 * 48) < 64);
    }

    void nothingReachesTheWindowBelow()
    {
        class Below final : public QWidget
        {
        public:
            int reached = 0;

        protected:
            void keyPressEvent(QKeyEvent *) override { ++reached; }
            void mousePressEvent(QMouseEvent *) override { ++reached; }
        };
        Below below;
        below.resize(800, 480);
        m_world->area.setParent(&below);
        m_world->area.resize(below.size());
        below.show();
        m_world->enter(until);
        for (const Qt::Key key : {Qt::Key_Down, Qt::Key_F1, Qt::Key_Space, Qt::Key_MediaNext})
            QTest::keyClick(m_world->area.focusWidget(), key);
        QTest::mouseClick(m_world->find<QWidget>("overviewPage"), Qt::LeftButton, {}, {5, 5});
        QCOMPARE(below.reached, 0);
        m_world->area.setParent(nullptr);
    }

    void escapeGoesBackStepByStep()
    {
        act(u"parents-films"_s);
        QVERIFY(m_world->find<QWidget>("filmChooser")->isVisible());
        escape();
        QVERIFY(m_world->find<QWidget>("playlistEditor")->isVisible());
        escape();
        QVERIFY(m_world->find<QWidget>("chipList")->isVisible());
        escape();
        QVERIFY(m_world->area.isHidden());
    }

    // --- What parents do

    void aConflictIsDecidedWithBothVersionsInView()
    {
        act(u"parents-overview-conflict"_s);
        QVERIFY(m_world->find<QLabel>("conflictMine")->text().startsWith(u"1. The Little Rocket"_s));
        QVERIFY(m_world->find<QLabel>("conflictTheirs")->text().contains(u"3. The Little Rocket"_s));
        m_world->click("keepTheirsButton");
        QCOMPARE(m_world->edits.resolved.size(), 1);
        QCOMPARE(m_world->edits.resolved.first().second, Parents::Resolution::Theirs);
        QTRY_VERIFY(m_world->area.findChild<QLabel *>(u"conflictMine"_s) == nullptr);
    }

    void anOutageIsToldPrecisely()
    {
        act(u"parents-overview-outage"_s);
        const auto *card = m_world->find<QWidget>("serverCard");
        const QString detail = card->findChild<QLabel *>(u"statusDetail"_s)->text();
        QVERIFY2(detail.contains(u"Medio answers 503: its database is away."_s), qPrintable(detail));
        QVERIFY2(detail.contains(u"Next try in 20 seconds."_s), qPrintable(detail));
        m_world->find<QWidget>("serverCard")->findChild<QAbstractButton *>(u"statusAction"_s)->click();
        QCOMPARE(m_world->status.refreshes, 1);
    }

    void todayIsExplained()
    {
        act(u"parents-overview"_s);
        QStringList told;
        for (const auto *card : m_world->area.findChildren<QWidget *>(u"todayCard"_s))
            told.append(card->findChild<QLabel *>(u"statusTitle"_s)->text() + u": "_s +
                        card->findChild<QLabel *>(u"statusDetail"_s)->text());
        QCOMPARE(told.size(), 2);
        QCOMPARE(told.first(), u"Wren: today 28 of 45 minutes: The Little Rocket 12:10, Whale Song 15:05 "
                               "(2:00 counted on this box only), 1:02 paused and not counted, "
                               "0:03 lost in a power cut and counted for no film"_s);
    }

    void aPlaylistIsReorderedByDragButtonAndKey()
    {
        m_world->fill();
        m_world->enter(until, Page::Chips);
        openChip(2);
        auto *list = m_world->find<QAbstractItemView>("playlistView");
        activate();
        const auto order = [list] {
            QStringList titles;
            for (int row = 0; row < list->model()->rowCount(); ++row)
                titles.append(list->model()->index(row, 0).data().toString());
            return titles;
        };
        const QStringList before = order();
        QCOMPARE(before.size(), 5);
        // By its grip from the first place to the second
        const QRect first = list->visualRect(list->model()->index(0, 0));
        const QRect second = list->visualRect(list->model()->index(1, 0));
        const int grip = list->viewport()->width() - 20;
        QTest::mousePress(list->viewport(), Qt::LeftButton, {}, {grip, first.center().y()});
        QMouseEvent moved(QEvent::MouseMove, QPointF(grip, second.center().y()),
                          list->viewport()->mapToGlobal(QPointF(grip, second.center().y())), Qt::NoButton,
                          Qt::LeftButton, {});
        QApplication::sendEvent(list->viewport(), &moved);
        QTest::mouseRelease(list->viewport(), Qt::LeftButton, {}, {grip, second.center().y()});
        QCOMPARE(order().at(1), before.at(0));
        // By button back again
        m_world->click("filmUpButton");
        QCOMPARE(order(), before);
        QVERIFY(!m_world->find("playlistSaveButton")->isEnabled());
        // By key
        QTest::keyClick(list, Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(order().at(1), before.at(0));
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(order().size(), 4);
        m_world->click("playlistSaveButton");
        QCOMPARE(m_world->edits.requested.size(), 1);
        const auto &edit = std::get<Parents::SetPlaylist>(m_world->edits.requested.first());
        QCOMPARE(edit.videos.size(), 4);
        QCOMPARE(edit.seen.size(), 5);
        m_world->edits.keepAll();
        QVERIFY(m_world->find<QLabel>("chipNotice")->text().contains(u"Saved on this box"_s));
        m_world->edits.settle(m_world->edits.last());
        QCOMPARE(m_world->find<QLabel>("chipNotice")->text(), u"Saved."_s);
    }

    void unsavedChangesAreAskedFor()
    {
        act(u"parents-chip"_s);
        m_world->click("chipBackButton");
        QVERIFY(m_world->find("leaveStayButton")->isVisible());
        // Nothing below is reached meanwhile
        QVERIFY(!m_world->find("playlistSaveButton")->isEnabled());
        escape();
        QVERIFY(m_world->find<QWidget>("playlistEditor")->isVisible());
        QVERIFY(m_world->find("playlistSaveButton")->isEnabled());
        // The same by another page's tab
        m_world->click("overviewTab");
        m_world->click("leaveStayButton");
        QVERIFY(m_world->find("chipsTab")->isChecked());
        QVERIFY(m_world->find<QWidget>("playlistEditor")->isVisible());
        m_world->click("chipBackButton");
        m_world->click("leaveDiscardButton");
        QVERIFY(m_world->find<QWidget>("chipList")->isVisible());
        QVERIFY(m_world->edits.requested.isEmpty());
    }

    void aChipIsLearned()
    {
        act(u"parents-learn-new"_s);
        auto *name = m_world->find<QLineEdit>("learnNameEdit");
        // Its first film is the proposal
        QVERIFY(!name->placeholderText().isEmpty());
        const QString proposal = name->placeholderText();
        m_world->click("learnSaveButton");
        QCOMPARE(m_world->edits.requested.size(), 1);
        const auto &edit = std::get<Parents::NewChip>(m_world->edits.requested.first());
        QCOMPARE(edit.label, proposal);
        QCOMPARE(edit.uid, u"04:A1:B2:C3:D4:E5:99"_s);
        QCOMPARE(edit.videos.size(), 2);
        m_world->edits.keepAll();
        QVERIFY(m_world->find<QLabel>("learnDoneDetail")->text().contains(u"works on this box"_s));
        m_world->edits.settle(m_world->edits.last());
        QCOMPARE(m_world->find<QLabel>("learnDoneDetail")->text(), u"Medio knows it, too."_s);
        m_world->click("learnAgainButton");
        QVERIFY(m_world->find<QWidget>("chipTarget")->isVisible());
    }

    void aNameThatMedioDoesNotTakeGetsAProposal()
    {
        act(u"parents-learn-name"_s);
        const QString hint = m_world->find<QLabel>("learnHint")->text();
        QVERIFY2(hint.contains(u"Loewe"_s), qPrintable(hint));
        QVERIFY(!m_world->find("learnSaveButton")->isEnabled());
    }

    void leavingTheLearnPageClosesTheDesk()
    {
        act(u"parents-learn"_s);
        QVERIFY(m_world->desk.isOpen());
        m_world->area.close();
        QVERIFY(!m_world->desk.isOpen());
    }

    void aChildGetsMoreMinutes()
    {
        act(u"parents-child"_s);
        m_world->click("childSaveButton");
        QCOMPARE(m_world->edits.requested.size(), 1);
        const auto &edit = std::get<Parents::ChangeProfile>(m_world->edits.requested.first());
        QCOMPARE(edit.dailyLimit, std::optional(std::chrono::minutes(50)));
        QVERIFY(!edit.name);
        QCOMPARE(edit.seen.name, u"Wren"_s);
    }

    void aChildGetsTimeOnTop()
    {
        act(u"parents-children"_s);
        const Api::ProfileId wren = m_world->household.family()->profiles.first().id;
        m_world->click("enoughButton");
        QCOMPARE(m_world->find("enoughButton")->text(), u"Let watch again"_s);
        QVERIFY(m_world->find<QLabel>("tileHindrance")->text().contains(u"enough"_s));
        m_world->click("give15Button");
        QVERIFY(!m_world->find("give5Button")->isEnabled()); // until it is on disk
        QCOMPARE(m_world->timeDesk.grants.size(), 1);
        QCOMPARE(m_world->timeDesk.grants.first(), std::pair(wren, std::chrono::minutes(15)));
        m_world->timeDesk.answerGrant();
        QVERIFY(m_world->find("give5Button")->isEnabled());
        QVERIFY(m_world->find<QLabel>("tileNotice")->text().contains(u"15 minutes more"_s));
        // Whoever gives time takes back that it was enough
        QVERIFY(!m_world->timeDesk.plans.value(wren).enoughOn);
        m_world->click("give5Button");
        m_world->timeDesk.answerGrant(Flow::BonusOutcome::NotWritable);
        QVERIFY(m_world->find<QLabel>("tileNotice")->text().contains(u"disk"_s));
    }

    void aNewChildHasNoPlanBeforeTheServerKnowsIt()
    {
        act(u"parents-child-pending"_s);
        QVERIFY(m_world->find<QLabel>("childPendingLabel")->isVisible());
        QVERIFY(!m_world->find<QWidget>("planCard")->isVisible());
        QVERIFY(!m_world->find<QWidget>("dayCard")->isVisible());
        QVERIFY(m_world->find<QWidget>("childCard")->isVisible()); // that goes to the server
        escape();
        QVERIFY(m_world->find<QLabel>("tileHindrance")->isVisible());
        for (const char *name : {"give5Button", "give15Button", "give30Button", "enoughButton"})
            QVERIFY2(!m_world->find(name)->isEnabled(), name);

        // Now it does
        Api::Family family = *m_world->household.family();
        family.profiles.last().id = Api::ProfileId::create();
        m_world->edits.settle(m_world->edits.last());
        m_world->household.replace(family);
        QTRY_VERIFY(m_world->find("give5Button")->isEnabled());
        QVERIFY(!m_world->find<QLabel>("tileHindrance")->isVisible());
        m_world->click("childOpenButton");
        QVERIFY(m_world->find<QWidget>("planCard")->isVisible());
        QVERIFY(!m_world->find<QLabel>("childPendingLabel")->isVisible());
    }

    void everythingIsPaused()
    {
        act(u"parents-children"_s);
        m_world->click("pauseAllButton");
        QVERIFY(m_world->timeDesk.isPaused());
        QVERIFY(m_world->find<QLabel>("pausedLabel")->isVisible());
        m_world->click("give5Button");
        m_world->timeDesk.answerGrant();
        QVERIFY(m_world->find<QLabel>("tileNotice")->text().contains(u"paused"_s));
        m_world->click("pauseAllButton");
        QVERIFY(!m_world->timeDesk.isPaused());
        QVERIFY(!m_world->find<QLabel>("pausedLabel")->isVisible());
    }

    void aPlanHoldsAtOnce()
    {
        using namespace std::chrono_literals;
        act(u"parents-child"_s);
        const Api::ProfileId wren = m_world->household.family()->profiles.first().id;
        const auto plan = [&] {
            return m_world->timeDesk.plans.value(wren);
        };
        m_world->click("day6Button");
        m_world->click("minutesMoreButton");
        QCOMPARE(plan().weekdays.at(5), std::optional(65min));
        QCOMPARE(plan().weekdays.at(6), std::optional(60min));
        // More than Medio allows is never given, and that is said
        QVERIFY(m_world->find<QLabel>("planRemarks")->text().contains(u"45"_s));
        m_world->click("everyDayButton");
        QCOMPARE(m_world->find<QLabel>("minutesValue")->text(), u"different"_s);
        m_world->click("asMedioButton");
        QCOMPARE(plan().weekdays.at(0), std::nullopt);
        QVERIFY(!m_world->find<QLabel>("planRemarks")->isVisible());
        m_world->click("bedtimeFromMoreButton");
        QCOMPARE(plan().bedtime->from, QTime(19, 45));
        m_world->click("noBedtimeButton");
        QVERIFY(!plan().bedtime);
        m_world->click("hasBedtimeButton");
        QCOMPARE(plan().bedtime->from, QTime(19, 45));
        m_world->click("overrunLessButton");
        QCOMPARE(plan().overrun, 9min);
        m_world->click("endingFitsButton");
        QCOMPARE(plan().ending, std::optional(Flow::Ending::Fits));
        QVERIFY(!m_world->find<QWidget>("overrunLessButton")->isVisible());
        m_world->click("ratingGButton");
        QCOMPARE(plan().highestRating, Api::AgeRating::G);
        // "Enough" is nothing that a plan takes back
        m_world->timeDesk.sayEnough(wren, true);
        m_world->click("ratingRButton");
        QVERIFY(plan().enoughOn.has_value());
    }

    void aDayIsExplained()
    {
        act(u"parents-child"_s);
        QStringList told;
        for (const QLabel *label : m_world->find<QWidget>("dayCard")->findChildren<QLabel *>())
            told.append(label->text());
        for (const QString &words :
             {u"The Little Rocket"_s, u"12:10"_s, u"Whale Song"_s, u"1:02"_s, u"0:03"_s, u"+45:00"_s,
              u"\u221227:18"_s, u"\u22125:00"_s, u"\u22121:30"_s, u"11:12"_s, u"Until bedtime"_s, u"8:20"_s})
            QVERIFY2(told.contains(words), qPrintable(words + u" in "_s + told.join(u" | "_s)));
        QVERIFY(!told.filter(u"this box only"_s).isEmpty());
        QVERIFY(!told.filter(u"not counted"_s).isEmpty());
        // And back to where one came from
        escape();
        QVERIFY(m_world->find<QWidget>("childTile")->isVisible());
        QVERIFY(m_world->area.isOpen());
    }

    void aParentSetsTheDayBack()
    {
        act(u"parents-time-set"_s);
        QVERIFY(m_world->find<QLabel>("clockChange")->text().contains(u"goes back"_s));
        m_world->click("clockConfirmButton");
        QVERIFY(m_world->timeDesk.confirmed.isEmpty()); // asked first
        m_world->click("clockBackButton");
        QCOMPARE(m_world->timeDesk.confirmed.size(), 1);
        QCOMPARE(m_world->timeDesk.confirmed.first().date(), QDate(2026, 3, 9));
        QVERIFY(m_world->find("clockSetButton")->isVisible());
        m_world->click("clockSetButton");
        m_world->click("hourMoreButton");
        m_world->click("minuteLessButton");
        m_world->click("clockConfirmButton");
        QCOMPARE(m_world->timeDesk.confirmed.last().time(), QTime(11, 59));
        QCOMPARE(m_world->timeDesk.confirmed.last().date(), QDate(2026, 3, 10));
    }

    void aJumpOfTheClockIsDecided()
    {
        act(u"parents-time-doubted"_s);
        m_world->click("clockAcceptButton");
        QCOMPARE(m_world->timeDesk.confirmed, QList<QDateTime>{*m_world->timeDesk.facts.doubted});
        // The overview tells of it, and leads here
        m_world->click("overviewTab");
        auto *card = m_world->find<QWidget>("clockCard");
        QVERIFY(card->isVisible());
        card->findChild<QAbstractButton *>(u"statusAction"_s)->click();
        QVERIFY(m_world->find<QWidget>("timePage")->isVisible());
    }

    void theShareOfADayIsForPlainMedio()
    {
        act(u"parents-time"_s);
        QCOMPARE(m_world->timeDesk.offlineShare(), 50);
        QVERIFY(!m_world->find<QWidget>("boxesCard")->isVisible());
        m_world->click("overviewTab");
        m_world->timeDesk.leases = true;
        m_world->click("childrenTab");
        m_world->click("toTimeButton");
        QVERIFY(!m_world->find<QWidget>("shareCard")->isVisible());
        QVERIFY(m_world->find<QWidget>("boxesCard")->isVisible());
        QCOMPARE(m_world->timeDesk.questions, 1);
        Q_EMIT m_world->timeDesk.boxesNotHeard(Parents::BoxProblem::NotSignedIn);
        QVERIFY(m_world->find<QLabel>("boxesNotice")->text().contains(u"Sign in"_s));
    }

    void aLostBoxGivesItsMinutesBack()
    {
        act(u"parents-box-release"_s);
        QVERIFY(m_world->timeDesk.released.isEmpty());
        m_world->click("boxReleaseConfirmButton");
        QCOMPARE(m_world->timeDesk.released, QStringList{u"b"_s});
        Q_EMIT m_world->timeDesk.boxReleased(u"b"_s);
        QVERIFY(m_world->find<QLabel>("boxesNotice")->text().contains(u"free"_s));
        QVERIFY(m_world->boxes.list().isEmpty());
    }

    void passwordsDoNotStay()
    {
        act(u"parents-sign-in-wrong"_s);
        QCOMPARE(m_world->account.passwords, QStringList{u"Lantern-7!"_s});
        QVERIFY(m_world->find<QLineEdit>("passwordEdit")->text().isEmpty());
        QVERIFY(m_world->find<QLabel>("accountNotice")->text().contains(u"not right"_s));
        m_world->find<QLineEdit>("passwordEdit")->setText(u"Lantern-7!"_s);
        m_world->click("overviewTab");
        QVERIFY(m_world->area.findChild<QLineEdit *>(u"passwordEdit"_s)->text().isEmpty());
    }

    void theRulesForPasswordsAreShownWhileTyping()
    {
        act(u"parents-register"_s);
        QStringList kept;
        const auto refresh = [&] {
            kept.clear();
            for (QWidget *rule : m_world->area.findChildren<QWidget *>(u"passwordRule"_s)) {
                if (spoken(rule, QAccessible::Name).endsWith(u": kept"_s))
                    kept.append(rule->findChild<QLabel *>()->text());
            }
        };
        refresh();
        // lantern7& is long enough, has small letters, a digit, a special sign; no capital, and it locks out
        QCOMPARE(kept.size(), 4);
        m_world->click("registerButton");
        QVERIFY(m_world->registrar.passwords.isEmpty());
        QVERIFY(!m_world->find<QLabel>("accountNotice")->text().isEmpty());
        m_world->find<QLineEdit>("newEmailEdit")->setText(u"robin@medio.example"_s);
        m_world->find<QLineEdit>("newPasswordEdit")->setText(u"Lantern-7!"_s);
        m_world->find<QLineEdit>("repeatEdit")->setText(u"Lantern-7!"_s);
        refresh();
        QCOMPARE(kept.size(), 6);
        m_world->click("registerButton");
        QCOMPARE(m_world->registrar.passwords, QStringList{u"Lantern-7!"_s});
        QVERIFY(m_world->find<QLineEdit>("newPasswordEdit")->text().isEmpty());
        QVERIFY(m_world->find<QLineEdit>("repeatEdit")->text().isEmpty());
    }

    /// Films of YouTube and its like: why they are not shown, a plain text, a yes that can be taken back.
    void aParentAgreesToThePlatformsAfterAPlainText()
    {
        m_world->enter(until, Page::Account);
        const auto *state = m_world->find<QLabel>("platformState");
        QCOMPARE(state->text(), PlatformCard::stateOf(m_world->platforms.facts()));
        m_world->click("platformAllowButton");
        QCOMPARE(m_world->find<QLabel>("platformText")->text(), PlatformCard::plainText());
        QVERIFY(m_world->find<QLabel>("platformText")->isVisible());
        QVERIFY(!m_world->platforms.facts().isAgreed);
        m_world->click("platformDeclineButton");
        QVERIFY(!m_world->platforms.facts().isAgreed);
        m_world->click("platformAllowButton");
        m_world->click("platformAgreeButton");
        QVERIFY(m_world->platforms.facts().isAgreed);
        m_world->click("platformForbidButton");
        QVERIFY(!m_world->platforms.facts().isAgreed);

        // Each reason has its sentence, and none is another's
        QSet<QString> sentences;
        for (const Parents::PlatformFacts &facts : {Parents::PlatformFacts{false, false, true, 1, 0},
                                                    Parents::PlatformFacts{true, false, true, 1, 0},
                                                    Parents::PlatformFacts{true, true, false, 1, 0},
                                                    Parents::PlatformFacts{true, true, true, 1, 0}}) {
            m_world->platforms.be(facts);
            sentences.insert(state->text());
        }
        QCOMPARE(sentences.size(), 4);
        m_world->platforms.be({false, false, true, 1, 0});
        QVERIFY(!m_world->find<QWidget>("platformAllowButton")->isVisible()); // nothing to agree to
    }

    void signingOutAsksWhatBecomesOfTheCatalogue()
    {
        act(u"parents-sign-out"_s);
        QVERIFY(m_world->login.asked.isEmpty());
        m_world->click("signOutForgetButton");
        const Parents::Belongings everything{.forgetCatalogue = true, .dropEdits = true};
        QCOMPARE(m_world->login.asked.size(), 1);
        QVERIFY(m_world->login.asked.first() == everything);
        m_world->login.pending({.revoked = false, .keychainCleared = true});
        QVERIFY(m_world->find<QLabel>("accountNotice")->text().contains(u"within a week"_s));
        m_world->click("signOutButton");
        m_world->click("signOutKeepButton");
        QVERIFY(!m_world->login.asked.last().forgetCatalogue);
    }

    void theAddressIsTested()
    {
        act(u"parents-server-test"_s);
        QCOMPARE(m_world->probe.asked, QList<QUrl>{QUrl(u"https://medio.example"_s)});
        QVERIFY(m_world->find<QLabel>("findingLabel")->text().contains(u"not Medio"_s));
        QTest::keyClicks(m_world->find<QLineEdit>("serverEdit"), u"x"_s);
        QVERIFY(!m_world->find<QLabel>("findingLabel")->isVisible());
    }

    // --- A library of a thousand

    void onlyWhatIsSeenIsAskedFor()
    {
        m_world->fill(1000);
        m_world->enter(until, Page::Chips);
        m_world->click("learnButton");
        m_world->desk.put({Parents::DeskChip::Nature::Ordinary, u"04:A1:B2:C3:D4:E5:99"_s, {}});
        auto *list = m_world->find<QAbstractItemView>("filmList");
        QCOMPARE(list->model()->rowCount(), 1000);
        CountingModel counting;
        counting.setSourceModel(list->model());
        list->setModel(&counting);
        m_world->area.grab();
        const int rows = list->viewport()->height() / list->visualRect(counting.index(0, 0)).height() + 2;
        QScrollBar *bar = list->verticalScrollBar();
        for (int step = 0; step <= 20; ++step) {
            counting.rows.clear();
            bar->setValue(bar->maximum() * step / 20);
            list->grab();
            QVERIFY2(counting.rows.size() <= rows + 1, qPrintable(QString::number(counting.rows.size())));
        }
        QVERIFY(counting.rows.contains(999));
        list->setModel(counting.sourceModel());
        // A search finds at once
        auto *search = m_world->find<QLineEdit>("filmSearchEdit");
        search->setText(u"uber 70"_s);
        QCOMPARE(list->model()->rowCount(), 1);
    }

    void aFingerThatPullsTheListChoosesNothing()
    {
        m_world->fill(60);
        m_world->enter(until, Page::Chips);
        m_world->click("learnButton");
        m_world->desk.put({Parents::DeskChip::Nature::Ordinary, u"04:A1:B2:C3:D4:E5:99"_s, {}});
        auto *list = m_world->find<QAbstractItemView>("filmList");
        m_world->area.grab();
        QWidget *viewport = list->viewport();
        const QPoint at = list->visualRect(list->model()->index(2, 0)).center();
        QTest::mouseClick(viewport, Qt::LeftButton, {}, at);
        QCOMPARE(m_world->learnChip.draft().films.size(), 1);
        QTest::mousePress(viewport, Qt::LeftButton, {}, at);
        for (const int y : {-40, 0}) {
            const QPointF place = at + QPoint(0, y);
            QMouseEvent moved(QEvent::MouseMove, place, viewport->mapToGlobal(place), Qt::NoButton,
                              Qt::LeftButton, {});
            QApplication::sendEvent(viewport, &moved);
        }
        QTest::mouseRelease(viewport, Qt::LeftButton, {}, at);
        QCOMPARE(m_world->learnChip.draft().films.size(), 1);
    }

    void noMoreThanFiftyFilmsFitOnAChip()
    {
        m_world->fill(60);
        m_world->enter(until, Page::Chips);
        m_world->click("learnButton");
        m_world->desk.put({Parents::DeskChip::Nature::Ordinary, u"04:A1:B2:C3:D4:E5:99"_s, {}});
        auto *list = m_world->find<QAbstractItemView>("filmList");
        for (int row = 0; row < 51; ++row)
            Q_EMIT list->clicked(list->model()->index(row, 0));
        QCOMPARE(m_world->learnChip.draft().films.size(), 50);
        QVERIFY(m_world->find<QLabel>("filmCountLabel")->text().contains(u"50"_s));
    }

    // --- The keyboard on the screen

    void theScreenKeyboardTypesIntoTheFieldThatWasTouched()
    {
        act(u"parents-sign-in"_s);
        activate();
        auto *keyboard = m_world->area.findChild<QWidget *>(u"screenKeyboard"_s);
        QVERIFY(!keyboard->isVisible());
        auto *email = m_world->find<QLineEdit>("emailEdit");
        email->clear();
        QTest::mouseClick(email, Qt::LeftButton);
        QVERIFY(keyboard->isVisible());
        key(u"r"_s)->click();
        m_world->click("shiftKey");
        key(u"O"_s)->click();
        key(u"b"_s)->click();
        m_world->click("symbolsKey");
        key(u"7"_s)->click();
        m_world->click("symbolsKey");
        key(u"At sign"_s)->click();
        m_world->click("backspaceKey");
        QCOMPARE(email->text(), u"rOb7"_s);
        QCOMPARE(m_world->area.focusWidget(), email);
        // Somebody has a keyboard of their own
        QTest::keyClick(email, Qt::Key_X);
        QVERIFY(!keyboard->isVisible());
        QTest::mouseClick(email, Qt::LeftButton);
        QVERIFY(!keyboard->isVisible());
        m_world->area.close();
    }

    // --- Films

    void filmsAreShownAsTheyLieHere()
    {
        m_world->fill();
        m_world->enter(until, Page::Films);
        const auto *list = m_world->find<QAbstractItemView>("copyList");
        QCOMPARE(list->model()->rowCount(), 10); // of 14; four live on a platform
        QCOMPARE(list->model()->index(1, 0).data(Qt::AccessibleDescriptionRole).toString(),
                 u"this box can't play it"_s);
        QVERIFY(m_world->find<QLabel>("copiesNotice")->isVisible());
        QVERIFY(m_world->find<QLabel>("copiesSummary")->text().contains(u"of 8 GB"));
    }

    void aFilmIsKeptLetGoAndRemoved()
    {
        m_world->fill();
        m_world->enter(until, Page::Films);
        auto *list = m_world->find<QAbstractItemView>("copyList");
        const auto row = [&](const QString &words) {
            for (int i = 0; i < list->model()->rowCount(); ++i) {
                const QModelIndex index = list->model()->index(i, 0);
                if (index.data(Qt::AccessibleDescriptionRole).toString().startsWith(words))
                    return index;
            }
            return QModelIndex();
        };
        const QModelIndex partly = row(u"45 %"_s);
        QVERIFY(partly.isValid());
        const QString id = partly.data(IdRole).value<Api::VideoId>().toString();
        Q_EMIT list->clicked(partly);
        m_world->click("pinButton");
        QVERIFY(m_world->onBox.find(id)->pinned);
        Q_EMIT list->clicked(row(u"45 %"_s));
        m_world->click("unpinButton");
        QVERIFY(!m_world->onBox.find(id)->pinned);
        Q_EMIT list->clicked(row(u"45 %"_s));
        m_world->click("closeFilmButton");
        QVERIFY(m_world->onBox.forgotten.isEmpty());
        Q_EMIT list->clicked(row(u"45 %"_s));
        m_world->click("removeCopyButton");
        QCOMPARE(m_world->onBox.forgotten, QStringList{id});
    }

    void whatIsNotFetchedIsNotPromised()
    {
        m_world->fill();
        m_world->enter(until, Page::Films);
        const auto *list = m_world->find<QAbstractItemView>("copyList");
        const auto words = [&] {
            QStringList all;
            for (int i = 0; i < list->model()->rowCount(); ++i)
                all.append(list->model()->index(i, 0).data(Qt::AccessibleDescriptionRole).toString());
            return all;
        };
        const qsizetype row = words().indexOf(u"not on this box"_s);
        QVERIFY(row >= 0);
        m_world->copies.setPinned(list->model()->index(int(row), 0).data(IdRole).value<Api::VideoId>(), true);
        QVERIFY(words().contains(u"will be fetched · is to stay"_s));
        m_world->copies.setFetchAhead(Parents::FetchAhead::Never);
        QVERIFY(!words().contains(u"will be fetched · is to stay"_s));
        QVERIFY(words().contains(u"not fetched now · is to stay"_s));
    }

    void roomAndSoundHoldAtOnce()
    {
        m_world->fill();
        m_world->enter(until, Page::Films);
        m_world->click("toPlaybackButton");
        m_world->click("capLessButton");
        QCOMPARE(m_world->settings.settings().volumeCap, Flow::loudest - 1);
        QVERIFY(m_world->find("capMoreButton")->isEnabled());
        m_world->click("eveningCapLessButton");
        QCOMPARE(m_world->settings.settings().eveningCap, 5);
        m_world->click("eveningFromLessButton");
        QCOMPARE(m_world->settings.settings().eveningFrom, QTime(18, 45));
        m_world->click("fromStartButton");
        QVERIFY(m_world->settings.settings().fromStart);
        m_world->click("roomMoreButton");
        QCOMPARE(m_world->settings.settings().copyRoom, std::optional(9));
        m_world->click("fetchNeverButton");
        QVERIFY(!m_world->settings.settings().fetchAhead);
        m_world->click("fetchAlwaysButton");
        QVERIFY(m_world->settings.settings().fetchMetered);
        escape(); // back to the list, and then out
        QVERIFY(m_world->find<QWidget>("copyList")->isVisible());
        QVERIFY(m_world->area.isOpen());
    }

    void aFilmThatCouldNotBePlayedIsToldUntilItWasRead()
    {
        m_world->fill();
        m_world->breakSome();
        m_world->enter(until);
        const auto cards = [this] {
            return std::as_const(m_world->area).findChildren<QWidget *>(u"brokenFilmCard"_s);
        };
        QCOMPARE(cards().size(), 2);
        QVERIFY(cards().first()->accessibleName().contains(u"Owl's Long Night"));
        cards().first()->findChild<QAbstractButton *>(u"statusAction"_s)->click();
        QTRY_COMPARE(cards().size(), 1);
        QVERIFY(!m_world->troubles.troubles().contains(ParentsWorld::videoId(3)));
        m_world->troubles.forget(ParentsWorld::videoId(6)); // it plays again
        QTRY_VERIFY(cards().isEmpty());
    }

private:
    void addScenes()
    {
        QTest::addColumn<QString>("scene");
        for (const ParentsScene &scene : parentsScenes())
            QTest::newRow(qPrintable(scene.name)) << scene.name;
    }
    void act(const QString &name)
    {
        for (const ParentsScene &scene : parentsScenes()) {
            if (scene.name == name) {
                scene.act(*m_world, until);
                QCoreApplication::sendPostedEvents();
                return;
            }
        }
        qFatal("no such scene");
    }
    void activate()
    {
        m_world->window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_world->window));
        QTRY_VERIFY(QApplication::focusWidget() != nullptr);
    }
    void typeKeys(const QString &keys)
    {
        QWidget *target = m_world->area.focusWidget();
        QTest::keyClicks(target != nullptr ? target : m_world->find<QWidget>("pinPad"), keys);
    }
    void enterDigits(const QString &digits)
    {
        for (const QChar digit : digits)
            m_world->click(qPrintable(u"digit%1Button"_s.arg(digit)));
        m_world->click("confirmButton");
    }
    void escape()
    {
        QWidget *target = m_world->area.focusWidget();
        QTest::keyClick(target != nullptr ? target : &m_world->area, Qt::Key_Escape);
    }
    void openChip(int row)
    {
        auto *list = m_world->find<QAbstractItemView>("chipList");
        Q_EMIT list->clicked(list->model()->index(row, 0));
    }
    [[nodiscard]] QAbstractButton *key(const QString &name) const
    {
        for (auto *button :
             m_world->area.findChild<QWidget *>(u"screenKeyboard"_s)->findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->accessibleName() == name)
                return button;
        }
        qFatal("no key %s", qPrintable(name));
    }
    /// Any text of any widget, seen, spoken or as a property, has it.
    [[nodiscard]] bool isTold(const QString &secret) const
    {
        QList<QObject *> all = m_world->area.findChildren<QObject *>();
        all.append(&m_world->area);
        for (QObject *object : std::as_const(all)) {
            const QMetaObject *meta = object->metaObject();
            for (int i = 0; i < meta->propertyCount(); ++i) {
                const QVariant value = meta->property(i).read(object);
                if (value.typeId() == QMetaType::QString && value.toString().contains(secret))
                    return true;
            }
            for (const QByteArray &name : object->dynamicPropertyNames()) {
                if (object->property(name.constData()).toString().contains(secret))
                    return true;
            }
            auto *widget = qobject_cast<QWidget *>(object);
            if (widget == nullptr)
                continue;
            for (const QAccessible::Text text :
                 {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help,
                  QAccessible::Accelerator}) {
                if (spoken(widget, text).contains(secret))
                    return true;
            }
        }
        return false;
    }

    std::unique_ptr<QTranslator> m_english;
    std::unique_ptr<ParentsWorld> m_world;
};

QTEST_MAIN(TestParentsArea)
#include "tst_parentsarea.moc"
