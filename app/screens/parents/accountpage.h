// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/overview.h"
#include "app/parents/registration.h"
#include "app/parents/servertest.h"
#include "app/parents/signin.h"
#include "app/parents/signout.h"
#include "app/screens/parents/statuswords.h"

#include <QHash>
#include <QWidget>

class QFrame;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace Medio::Screens {

class Look;
class Question;
class SymbolLine;

/// Which Medio server this is, with a test; sign in, make an account, sign out; the PIN. Passwords leave
/// it to the use case in the turn in which they were confirmed, and their fields are emptied in the same.
/// GUI thread.
class AccountPage final : public QWidget
{
    Q_OBJECT
public:
    struct UseCases
    {
        Parents::SignIn &signIn;
        Parents::Registration &registration;
        Parents::ServerTest &serverTest;
        Parents::SignOut &signOut;
    };

    /// All outlive it.
    AccountPage(const Look &look, const UseCases &useCases, Question &question, QWidget *parent = nullptr);

    /// What the fields say while nobody types in them.
    void setServer(const QUrl &server);
    void setEmail(const QString &email);
    void showFacts(const Parents::OverviewFacts &facts, const StatusWords &words);
    /// Stands below the others.
    void addCard(QWidget *card);
    /// Why somebody was led here.
    void showProblem(Parents::SignInProblem problem);

Q_SIGNALS:
    void signedIn();
    void pinChangeRequested();
    void pinRemovalRequested();

protected:
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeServerCard(const Look &look, QWidget *parent);
    QWidget *makeSignInForm(const Look &look, QWidget *parent);
    QWidget *makeRegisterForm(const Look &look, QWidget *parent);
    void connectUseCases();
    void forgetPasswords();
    void signIn();
    void registerUser();
    void judge();
    void askSignOut();
    void setBusy(bool busy);
    void tellFinding(const Parents::ServerFinding &finding);
    void retranslate();

    UseCases m_useCases;
    Question &m_question;
    bool m_busy = false;
    bool m_hasPin = false;

    QLabel *m_heading = nullptr;
    QLabel *m_serverLabel = nullptr;
    QLineEdit *m_server = nullptr;
    QPushButton *m_test = nullptr;
    QLabel *m_finding = nullptr;
    QLabel *m_findingDetail = nullptr;

    QFrame *m_entryCard = nullptr; ///< while nobody is signed in
    QToolButton *m_toSignIn = nullptr;
    QToolButton *m_toRegister = nullptr;
    QWidget *m_signInForm = nullptr;
    QWidget *m_registerForm = nullptr;
    QLabel *m_notice = nullptr;
    QLabel *m_emailLabel = nullptr;
    QLineEdit *m_email = nullptr;
    QLabel *m_passwordLabel = nullptr;
    QLineEdit *m_password = nullptr;
    QToolButton *m_reveal = nullptr;
    QPushButton *m_signIn = nullptr;

    QLabel *m_nameLabel = nullptr;
    QLineEdit *m_name = nullptr;
    QLabel *m_newEmailLabel = nullptr;
    QLineEdit *m_newEmail = nullptr;
    QLabel *m_newPasswordLabel = nullptr;
    QLineEdit *m_newPassword = nullptr;
    QToolButton *m_newReveal = nullptr;
    QHash<Api::PasswordProblem, SymbolLine *> m_rules;
    QLabel *m_repeatLabel = nullptr;
    QLineEdit *m_repeat = nullptr;
    QPushButton *m_register = nullptr;

    QFrame *m_loginCard = nullptr; ///< while somebody is
    QLabel *m_loginTitle = nullptr;
    QLabel *m_loginDetail = nullptr;
    QPushButton *m_signOut = nullptr;

    QFrame *m_pinCard = nullptr;
    QVBoxLayout *m_cards = nullptr;
    QLabel *m_pinTitle = nullptr;
    QPushButton *m_pin = nullptr;
    QPushButton *m_pinRemoval = nullptr;
};

/// A sign and a short sentence: a rule that is kept, or not yet. GUI thread.
class SymbolLine final : public QWidget
{
    Q_OBJECT
public:
    SymbolLine(const Look &look, const char *name, QWidget *parent);

    void setText(const QString &text);
    void setKept(bool kept);
    [[nodiscard]] bool isKept() const { return m_kept; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void tellName();

    const Look &m_look;
    QLabel *m_text = nullptr;
    bool m_kept = false;
};

} // namespace Medio::Screens
