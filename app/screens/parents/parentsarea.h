// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/door.h"
#include "app/parents/edits.h"
#include "app/parents/household.h"
#include "app/screens/parents/look.h"
#include "app/screens/parents/outcome.h"
#include "app/screens/parents/overviewpage.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

class QBoxLayout;
class QFrame;
class QStackedWidget;
class QToolButton;

namespace Medio {
class Clock;
namespace Parents {
class Boxes;
class BrokenFilms;
class ClockCheck;
class Conflicts;
class Copies;
class LearnChip;
class Overview;
class PlatformDesk;
class Playback;
class Registration;
class ServerTest;
class SignIn;
class SignOut;
class WatchTimes;
} // namespace Parents
} // namespace Medio

namespace Medio::Screens {

class AccountPage;
class ChildrenPage;
class ChipsPage;
class FilmsPage;
class LearnPage;
class PictureStore;
class PinPad;
class Question;
class ScreenKeyboard;

/// The parents' area: the door with its PIN, and behind it overview, chips, children, account. One plain
/// widget that lies over the children's window. It knows use cases, never the network, the database or
/// the keychain.
///
/// open() knocks at the door; whoever leaves, or five minutes without a key or a finger (the door's own
/// rule), close it. GUI thread only.
class ParentsArea final : public QWidget
{
    Q_OBJECT
public:
    /// All outlive the area.
    struct UseCases
    {
        const Clock &clock;
        Parents::Door &door;
        Parents::SignIn &signIn;
        Parents::Registration &registration;
        Parents::ServerTest &serverTest;
        Parents::SignOut &signOut;
        Parents::LearnChip &learnChip;
        Parents::Conflicts &conflicts;
        Parents::Overview &overview;
        Parents::Household &household;
        Parents::Edits &edits;
        Parents::WatchTimes &watchTimes;
        Parents::ClockCheck &clockCheck;
        Parents::Boxes &boxes;
        Parents::BrokenFilms &brokenFilms;
        Parents::Copies &copies;
        Parents::Playback &playback;
        Parents::PlatformDesk *platforms = nullptr; ///< null: nothing is said of films on platforms
    };

    enum class Page { Overview, Chips, Films, Children, Account };

    explicit ParentsArea(const UseCases &useCases, QWidget *parent = nullptr);
    ~ParentsArea() override;

    /// Evening colours.
    void setNight(bool night);
    /// Reduced motion.
    void setCalm(bool calm);
    /// Pixels per millimetre of the display, where somebody knows.
    void setPixelsPerMillimetre(std::optional<double> value);

    /// What the account's fields say before anybody signed in; the last known otherwise.
    void setServer(const QUrl &server);
    void setEmail(const QString &email);

    /// Somebody is at the door; behind it this page comes first. Does nothing while it is open.
    void open(Page first = Page::Overview);
    /// Why somebody was led to the account's page.
    void showSignInProblem(Parents::SignInProblem problem);
    void close();
    [[nodiscard]] bool isOpen() const { return !isHidden(); }
    /// Open, but nobody has gone in yet.
    [[nodiscard]] bool isAtDoor() const;
    [[nodiscard]] Page page() const { return m_page; }
    /// No picture is being drawn in the background.
    [[nodiscard]] bool isWarm() const;

Q_SIGNALS:
    void opened();
    /// The children's screen is seen again.
    void closed();
    void signedIn();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeRail();
    void makePages();
    void connectDoor();
    void connectEdits();
    void applyLook();
    void doorTurned(Parents::Door::State state);
    void enterPin();
    void askNewPin();
    void showInside();
    void leavePage(const std::function<void()> &then);
    void showPage(Page page);
    void showHousehold();
    void showToday();
    void tick();
    void goBack();
    void request(const Parents::Edit &edit, const std::function<void(Outcome)> &told);
    void retranslate();

    UseCases m_useCases;
    Look m_look;
    bool m_night = false;
    std::optional<double> m_pixelsPerMillimetre;
    std::unique_ptr<PictureStore> m_pictures;
    QTimer m_tick;

    QStackedWidget *m_layers = nullptr; ///< the door, the inside
    PinPad *m_pad = nullptr;
    QWidget *m_inside = nullptr;
    QBoxLayout *m_insideLayout = nullptr;
    QFrame *m_rail = nullptr;
    QBoxLayout *m_railLayout = nullptr;
    QToolButton *m_leave = nullptr;
    QHash<Page, QToolButton *> m_tabs;
    QWidget *m_pageHolder = nullptr;
    QStackedWidget *m_pages = nullptr;
    OverviewPage *m_overview = nullptr;
    ChipsPage *m_chips = nullptr;
    LearnPage *m_learn = nullptr;
    FilmsPage *m_films = nullptr;
    ChildrenPage *m_children = nullptr;
    AccountPage *m_account = nullptr;
    Question *m_question = nullptr;
    ScreenKeyboard *m_keyboard = nullptr;

    Page m_page = Page::Overview;
    std::chrono::nanoseconds m_pause{0}; ///< the whole of the present one
    Parents::Pin m_oldPin;               ///< between the steps of changing it
    Parents::Pin m_freshPin;             ///< between the two times that it is typed
    bool m_changingPin = false;
    QString m_verdict; ///< on the last PIN, said when the door asks again
    /// What is said when an edit is on disk, or not.
    QHash<quint64, std::function<void(Outcome)>> m_awaited;
};

} // namespace Medio::Screens
