// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/accountpage.h"

#include "app/screens/parents/pieces.h"
#include "app/screens/parents/question.h"

#include <QFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHideEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <initializer_list>
#include <utility>

namespace Medio::Screens {

using namespace Qt::StringLiterals;
using Api::PasswordProblem;
using Parents::LoginStatus;

namespace {

constexpr PasswordProblem rules[] = {PasswordProblem::TooShort,    PasswordProblem::NoUpperCase,
                                     PasswordProblem::NoLowerCase, PasswordProblem::NoDigit,
                                     PasswordProblem::NoSpecial,   PasswordProblem::LocksOut};

/// The words of a weight.
const char *roleOf(Weight weight)
{
    switch (weight) {
    case Weight::Good:
        return "good";
    case Weight::Quiet:
        return "quiet";
    case Weight::Warn:
        return "warn";
    case Weight::Bad:
        return "bad";
    }
    return "quiet";
}

/// A password's field and the eye that shows it.
QToolButton *makeEye(const Look &look, const char *name, QLineEdit &field)
{
    QToolButton *eye = makeTool(field.parentWidget(), name, look, Symbol::Eye);
    eye->setCheckable(true);
    QObject::connect(eye, &QToolButton::toggled, &field, [&field](bool shown) {
        field.setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    });
    return eye;
}

QHBoxLayout *beside(std::initializer_list<QWidget *> widgets)
{
    auto *row = new QHBoxLayout;
    space(*row, 8);
    bool first = true;
    for (QWidget *widget : widgets)
        row->addWidget(widget, std::exchange(first, false) ? 1 : 0);
    return row;
}

/// Each as wide as it is, from the start of the line.
QHBoxLayout *inARow(std::initializer_list<QWidget *> widgets)
{
    auto *row = new QHBoxLayout;
    space(*row, 8);
    for (QWidget *widget : widgets)
        row->addWidget(widget);
    row->addStretch(1);
    return row;
}

} // namespace

AccountPage::AccountPage(const Look &look, const UseCases &useCases, Question &question, QWidget *parent)
    : QWidget(parent)
    , m_useCases(useCases)
    , m_question(question)
{
    setObjectName(u"accountPage"_s);
    m_cards = makeColumn(this);
    QWidget *content = m_cards->parentWidget();
    m_heading = makeLabel(content, "accountHeading", "title");

    m_loginCard = makeCard(content, "loginStateCard");
    m_loginTitle = makeLabel(m_loginCard, "loginStateTitle", "section");
    m_loginDetail = makeLabel(m_loginCard, "loginStateDetail", "quiet");
    m_signOut = makeButton(m_loginCard, "signOutButton", "danger");
    auto *login = new QVBoxLayout(m_loginCard);
    space(*login, 6, {18, 14, 18, 14});
    login->addWidget(m_loginTitle);
    login->addWidget(m_loginDetail);
    login->addWidget(m_signOut, 0, Qt::AlignLeft);

    m_entryCard = makeCard(content, "entryCard");
    m_toSignIn = makeSegment(m_entryCard, "toSignInButton");
    m_toRegister = makeSegment(m_entryCard, "toRegisterButton");
    m_toSignIn->setChecked(true);
    m_signInForm = makeSignInForm(look, m_entryCard);
    m_registerForm = makeRegisterForm(look, m_entryCard);
    m_notice = makeLabel(content, "accountNotice", "bad");
    m_notice->hide();
    auto *entry = new QVBoxLayout(m_entryCard);
    space(*entry, 8, {18, 14, 18, 14});
    entry->addLayout(inARow({m_toSignIn, m_toRegister}));
    entry->addWidget(m_signInForm);
    entry->addWidget(m_registerForm);

    m_pinCard = makeCard(content, "pinCard");
    m_pinTitle = makeLabel(m_pinCard, "pinCardTitle", "section");
    m_pin = makeButton(m_pinCard, "pinChangeButton");
    m_pinRemoval = makeButton(m_pinCard, "pinRemovalButton");
    auto *pin = new QVBoxLayout(m_pinCard);
    space(*pin, 6, {18, 14, 18, 14});
    pin->addWidget(m_pinTitle);
    pin->addLayout(inARow({m_pin, m_pinRemoval}));

    m_cards->addWidget(m_heading);
    m_cards->addWidget(m_loginCard);
    m_cards->addWidget(makeServerCard(look, content));
    m_cards->addWidget(m_notice);
    m_cards->addWidget(m_entryCard);
    m_cards->addWidget(m_pinCard);
    m_cards->addStretch(1);

    const auto turnTo = [this](QWidget *form) {
        m_signInForm->setVisible(form == m_signInForm);
        m_registerForm->setVisible(form == m_registerForm);
        forgetPasswords();
        tell(*m_notice, {}, "bad");
    };
    connect(m_toSignIn, &QToolButton::clicked, this, [this, turnTo] { turnTo(m_signInForm); });
    connect(m_toRegister, &QToolButton::clicked, this, [this, turnTo] { turnTo(m_registerForm); });
    turnTo(m_signInForm);
    connect(m_signOut, &QPushButton::clicked, this, &AccountPage::askSignOut);
    connect(m_pin, &QPushButton::clicked, this, &AccountPage::pinChangeRequested);
    connect(m_pinRemoval, &QPushButton::clicked, this, &AccountPage::pinRemovalRequested);
    connectUseCases();
    m_loginCard->hide();
    judge();
    retranslate();
}

void AccountPage::addCard(QWidget *card)
{
    m_cards->insertWidget(m_cards->count() - 1, card); // what stretches stays last
}

QWidget *AccountPage::makeServerCard(const Look &, QWidget *parent)
{
    QFrame *card = makeCard(parent, "serverAddressCard");
    m_serverLabel = makeLabel(card, "serverLabel", "field");
    m_server = makeField(card, "serverEdit");
    m_server->setInputMethodHints(Qt::ImhUrlCharactersOnly | Qt::ImhNoAutoUppercase |
                                  Qt::ImhNoPredictiveText);
    m_serverLabel->setBuddy(m_server);
    m_test = makeButton(card, "testButton");
    m_finding = makeLabel(card, "findingLabel", "good");
    m_findingDetail = makeLabel(card, "findingDetail", "quiet");
    m_finding->hide();
    m_findingDetail->hide();
    auto *inside = new QVBoxLayout(card);
    space(*inside, 6, {18, 14, 18, 14});
    inside->addWidget(m_serverLabel);
    inside->addLayout(beside({m_server, m_test}));
    inside->addWidget(m_finding);
    inside->addWidget(m_findingDetail);
    connect(m_test, &QPushButton::clicked, this, [this] { m_useCases.serverTest.test(m_server->text()); });
    connect(m_server, &QLineEdit::returnPressed, m_test, &QPushButton::click);
    connect(m_server, &QLineEdit::textEdited, this, [this] {
        m_useCases.serverTest.stop();
        m_test->setEnabled(true);
        m_finding->hide();
        m_findingDetail->hide();
    });
    return card;
}

QWidget *AccountPage::makeSignInForm(const Look &look, QWidget *parent)
{
    auto *form = new QWidget(parent);
    m_emailLabel = makeLabel(form, "emailLabel", "field");
    m_email = makeField(form, "emailEdit");
    m_email->setInputMethodHints(Qt::ImhEmailCharactersOnly | Qt::ImhNoAutoUppercase |
                                 Qt::ImhNoPredictiveText);
    m_emailLabel->setBuddy(m_email);
    m_passwordLabel = makeLabel(form, "passwordLabel", "field");
    m_password = makePasswordField(form, "passwordEdit");
    m_passwordLabel->setBuddy(m_password);
    m_reveal = makeEye(look, "revealButton", *m_password);
    m_signIn = makeButton(form, "signInButton", "primary");
    auto *all = new QVBoxLayout(form);
    space(*all, 5);
    all->addWidget(m_emailLabel);
    all->addWidget(m_email);
    all->addWidget(m_passwordLabel);
    all->addLayout(beside({m_password, m_reveal}));
    all->addSpacing(4);
    all->addWidget(m_signIn, 0, Qt::AlignRight);
    connect(m_signIn, &QPushButton::clicked, this, &AccountPage::signIn);
    for (QLineEdit *field : {m_email, m_password})
        connect(field, &QLineEdit::returnPressed, this, &AccountPage::signIn);
    connect(m_reveal, &QToolButton::toggled, this, &AccountPage::retranslate);
    return form;
}

QWidget *AccountPage::makeRegisterForm(const Look &look, QWidget *parent)
{
    auto *form = new QWidget(parent);
    m_nameLabel = makeLabel(form, "nameLabel", "field");
    m_name = makeField(form, "nameEdit");
    m_nameLabel->setBuddy(m_name);
    m_newEmailLabel = makeLabel(form, "newEmailLabel", "field");
    m_newEmail = makeField(form, "newEmailEdit");
    m_newEmail->setInputMethodHints(m_email->inputMethodHints());
    m_newEmailLabel->setBuddy(m_newEmail);
    m_newPasswordLabel = makeLabel(form, "newPasswordLabel", "field");
    m_newPassword = makePasswordField(form, "newPasswordEdit");
    m_newPasswordLabel->setBuddy(m_newPassword);
    m_newReveal = makeEye(look, "newRevealButton", *m_newPassword);
    m_repeatLabel = makeLabel(form, "repeatLabel", "field");
    m_repeat = makePasswordField(form, "repeatEdit");
    m_repeatLabel->setBuddy(m_repeat);
    m_register = makeButton(form, "registerButton", "primary");
    auto *list = new QGridLayout;
    space(*list, 2);
    int place = 0;
    for (const PasswordProblem rule : rules) {
        auto *line = new SymbolLine(look, "passwordRule", form);
        m_rules.insert(rule, line);
        // The last one names characters, and needs the room of two
        const bool last = rule == PasswordProblem::LocksOut;
        list->addWidget(line, last ? 3 : place / 2, last ? 0 : place % 2, 1, last ? 2 : 1);
        ++place;
    }
    auto *all = new QVBoxLayout(form);
    space(*all, 5);
    all->addWidget(m_nameLabel);
    all->addWidget(m_name);
    all->addWidget(m_newEmailLabel);
    all->addWidget(m_newEmail);
    all->addWidget(m_newPasswordLabel);
    all->addLayout(beside({m_newPassword, m_newReveal}));
    all->addLayout(list);
    all->addWidget(m_repeatLabel);
    all->addWidget(m_repeat);
    all->addSpacing(4);
    all->addWidget(m_register, 0, Qt::AlignRight);
    connect(m_register, &QPushButton::clicked, this, &AccountPage::registerUser);
    connect(m_newPassword, &QLineEdit::textChanged, this, &AccountPage::judge);
    connect(m_newReveal, &QToolButton::toggled, this, [this](bool shown) {
        m_repeat->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
        retranslate();
    });
    for (QLineEdit *field : {m_name, m_newEmail, m_newPassword, m_repeat})
        connect(field, &QLineEdit::returnPressed, this, &AccountPage::registerUser);
    return form;
}

void AccountPage::connectUseCases()
{
    using Parents::Registration;
    using Parents::ServerTest;
    using Parents::SignIn;
    using Parents::SignOut;

    connect(&m_useCases.serverTest, &ServerTest::started, this, [this] {
        m_test->setEnabled(false);
        m_findingDetail->hide();
        tell(*m_finding, tr("Looking …"), "quiet");
    });
    connect(&m_useCases.serverTest, &ServerTest::waking, this, &AccountPage::tellFinding);
    connect(&m_useCases.serverTest, &ServerTest::found, this, [this](const Parents::ServerFinding &finding) {
        m_test->setEnabled(true);
        tellFinding(finding);
    });

    connect(&m_useCases.signIn, &SignIn::started, this, [this] { setBusy(true); });
    connect(&m_useCases.signIn, &SignIn::succeeded, this, [this] {
        setBusy(false);
        Q_EMIT signedIn();
    });
    connect(&m_useCases.signIn, &SignIn::failed, this, [this](Parents::SignInProblem problem) {
        setBusy(false);
        showProblem(problem);
    });

    connect(&m_useCases.registration, &Registration::started, this, [this] { setBusy(true); });
    connect(&m_useCases.registration, &Registration::succeeded, this, [this](const QString &email) {
        setBusy(false);
        m_email->setText(email);
        Q_EMIT signedIn();
    });
    connect(&m_useCases.registration, &Registration::failed, this,
            [this](Parents::RegistrationProblem problem) {
                setBusy(false);
                tell(*m_notice, StatusWords::problem(problem), "bad");
            });

    connect(&m_useCases.signOut, &SignOut::started, this, [this] { m_signOut->setEnabled(false); });
    connect(&m_useCases.signOut, &SignOut::outdated, this, &AccountPage::askSignOut);
    connect(&m_useCases.signOut, &SignOut::finished, this, [this](const Parents::SignedOut &report) {
        m_signOut->setEnabled(true);
        QStringList words{tr("You are signed out.")};
        if (!report.revoked)
            words.append(tr("Medio did not hear of it; there the login ends by itself within a week."));
        if (!report.keychainCleared)
            words.append(tr("The keyring could not be cleared; this is tried again later."));
        tell(*m_notice, words.join(u' '), report.keychainCleared ? "good" : "warn");
    });
}

void AccountPage::setServer(const QUrl &server)
{
    if (!m_server->isModified() && !server.isEmpty())
        m_server->setText(server.toString());
}

void AccountPage::setEmail(const QString &email)
{
    if (!m_email->isModified() && !email.isEmpty())
        m_email->setText(email);
}

void AccountPage::showFacts(const Parents::OverviewFacts &facts, const StatusWords &words)
{
    const LoginStatus &login = facts.status.login;
    const bool inside =
        login.state == LoginStatus::State::SignedIn || login.state == LoginStatus::State::Restoring;
    const Told told = words.login(login);
    m_loginTitle->setText(told.title);
    m_loginDetail->setText(told.detail);
    m_loginDetail->setVisible(!told.detail.isEmpty());
    m_loginCard->setVisible(inside);
    m_entryCard->setVisible(!inside);
    m_server->setEnabled(!inside && !m_busy);
    if (m_hasPin != facts.hasPin) {
        m_hasPin = facts.hasPin;
        retranslate();
    }
    setServer(facts.status.server.address);
    setEmail(login.email);
}

void AccountPage::showProblem(Parents::SignInProblem problem)
{
    using Problem = Parents::SignInProblem;
    tell(*m_notice, StatusWords::problem(problem), "bad");
    // Where it can be mended
    switch (problem) {
    case Problem::AddressMalformed:
    case Problem::AddressUnsafe:
    case Problem::ServerAway:
    case Problem::NotMedio:
        m_server->setFocus();
        m_server->selectAll();
        break;
    case Problem::EmailMissing:
        m_email->setFocus();
        break;
    case Problem::PasswordMissing:
    case Problem::WrongCredentials:
    case Problem::TooManyTries:
    case Problem::ServerTrouble:
    case Problem::KeyringUnavailable:
        m_password->setFocus();
        break;
    }
}

void AccountPage::forgetPasswords()
{
    for (QToolButton *eye : {m_reveal, m_newReveal})
        eye->setChecked(false);
    for (QLineEdit *field : {m_password, m_newPassword, m_repeat})
        field->clear();
}

void AccountPage::signIn()
{
    if (m_busy)
        return;
    tell(*m_notice, {}, "bad");
    const QString password = m_password->text();
    forgetPasswords();
    m_useCases.signIn.attempt(m_server->text(), m_email->text().trimmed(), password);
}

void AccountPage::registerUser()
{
    if (m_busy)
        return;
    tell(*m_notice, {}, "bad");
    const Parents::RegistrationForm form{.server = m_server->text(),
                                         .name = m_name->text(),
                                         .email = m_newEmail->text(),
                                         .password = m_newPassword->text(),
                                         .repeated = m_repeat->text()};
    // What is wrong can be mended without typing it all again
    if (!Parents::Registration::problemOf(form))
        forgetPasswords();
    m_useCases.registration.attempt(form);
}

void AccountPage::judge()
{
    const Parents::PasswordJudgement judgement = Parents::Registration::judge(m_newPassword->text());
    for (const PasswordProblem rule : rules) {
        const bool typed = !m_newPassword->text().isEmpty();
        m_rules.value(rule)->setKept(typed && !judgement.problems.contains(rule));
    }
    m_rules.value(PasswordProblem::LocksOut)
        ->setText(judgement.lockingOut.isEmpty() ? tr("None of & < > \" ' / \\ `")
                                                 : tr("Without %1: nobody could sign in with it",
                                                      "characters that a password must not have")
                                                       .arg(judgement.lockingOut));
}

void AccountPage::askSignOut()
{
    const Parents::SignOutOutlook outlook = m_useCases.signOut.outlook();
    QStringList words{
        tr("Children can go on with the films and chips that this box knows, or it forgets them all.")};
    if (outlook.edits > 0)
        words.append(
            tr("%n change(s) of yours did not reach Medio yet. Whoever forgets everything loses them.", "",
               static_cast<int>(outlook.edits)));
    if (!outlook.serverHears)
        words.append(tr("Medio does not answer now: there the login ends by itself within a week."));
    const auto go = [this, outlook](const Parents::Belongings &belongings) {
        m_useCases.signOut.attempt(belongings, outlook);
    };
    m_question.ask(tr("Sign out?"), words.join(u' '),
                   {{u"signOutKeepButton"_s, tr("Sign out, keep films and chips"), "",
                     [go] {
                         go({.forgetCatalogue = false, .dropEdits = false});
                     }},
                    {u"signOutForgetButton"_s, tr("Sign out and forget everything"), "danger",
                     [go] {
                         go({.forgetCatalogue = true, .dropEdits = true});
                     }},
                    {u"signOutCancelButton"_s, tr("Stay signed in"), "plain", {}}});
}

void AccountPage::setBusy(bool busy)
{
    m_busy = busy;
    for (QWidget *part : std::initializer_list<QWidget *>{m_server, m_test, m_toSignIn, m_toRegister,
                                                          m_signInForm, m_registerForm})
        part->setEnabled(!busy);
    retranslate();
}

void AccountPage::tellFinding(const Parents::ServerFinding &finding)
{
    const Told told = StatusWords::finding(finding);
    tell(*m_finding, told.title, roleOf(told.weight));
    m_findingDetail->setText(told.detail);
    m_findingDetail->setVisible(!told.detail.isEmpty());
}

void AccountPage::retranslate()
{
    m_heading->setText(tr("Account and server"));
    m_serverLabel->setText(tr("Address of the server"));
    m_server->setPlaceholderText(tr("https://medio.example", "placeholder for the server's address"));
    m_server->setAccessibleName(m_serverLabel->text());
    m_test->setText(tr("Test"));
    m_test->setAccessibleName(tr("Test the address"));
    m_toSignIn->setText(tr("I have an account"));
    m_toRegister->setText(tr("New account"));

    m_emailLabel->setText(tr("E-mail address"));
    m_email->setAccessibleName(m_emailLabel->text());
    m_passwordLabel->setText(tr("Password"));
    m_password->setAccessibleName(m_passwordLabel->text());
    setWords(*m_reveal, m_reveal->isChecked() ? tr("Hide the password") : tr("Show the password"));
    m_signIn->setText(m_busy ? tr("Signing in …") : tr("Sign in"));

    m_nameLabel->setText(tr("Your name"));
    m_name->setAccessibleName(m_nameLabel->text());
    m_newEmailLabel->setText(m_emailLabel->text());
    m_newEmail->setAccessibleName(m_emailLabel->text());
    m_newPasswordLabel->setText(m_passwordLabel->text());
    m_newPassword->setAccessibleName(m_passwordLabel->text());
    setWords(*m_newReveal, m_newReveal->isChecked() ? tr("Hide the password") : tr("Show the password"));
    m_repeatLabel->setText(tr("The password once more"));
    m_repeat->setAccessibleName(m_repeatLabel->text());
    m_register->setText(m_busy ? tr("Making the account …") : tr("Make an account"));
    m_rules.value(PasswordProblem::TooShort)->setText(tr("8 characters or more"));
    m_rules.value(PasswordProblem::NoUpperCase)->setText(tr("A capital letter"));
    m_rules.value(PasswordProblem::NoLowerCase)->setText(tr("A small letter"));
    m_rules.value(PasswordProblem::NoDigit)->setText(tr("A digit"));
    m_rules.value(PasswordProblem::NoSpecial)->setText(tr("One of ! @ # $ % ^ * ( ) , . ? : { } |"));
    judge();

    m_signOut->setText(tr("Sign out"));
    m_pinTitle->setText(m_hasPin ? tr("PIN of the parents' area")
                                 : tr("There is no PIN yet: anybody can come in"));
    m_pin->setText(m_hasPin ? tr("Change the PIN") : tr("Set a PIN"));
    m_pinRemoval->setText(tr("Remove the PIN"));
    m_pinRemoval->setVisible(m_hasPin);
}

void AccountPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void AccountPage::hideEvent(QHideEvent *event)
{
    if (!event->spontaneous()) {
        m_useCases.serverTest.stop();
        m_test->setEnabled(!m_busy);
        forgetPasswords();
    }
    QWidget::hideEvent(event);
}

SymbolLine::SymbolLine(const Look &look, const char *name, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    setObjectName(QString::fromLatin1(name));
    m_text = makeLabel(this, "ruleText", "quiet");
    auto *row = new QHBoxLayout(this);
    space(*row, 0, {24, 0, 4, 0});
    row->addWidget(m_text, 1);
}

void SymbolLine::setText(const QString &text)
{
    m_text->setText(text);
    tellName();
}

void SymbolLine::setKept(bool kept)
{
    if (kept == m_kept)
        return;
    m_kept = kept;
    setRole(*m_text, kept ? "good" : "quiet");
    tellName();
    update();
}

void SymbolLine::tellName()
{
    setAccessibleName(m_kept ? tr("%1: kept", "a rule for passwords").arg(m_text->text())
                             : tr("%1: not yet", "a rule for passwords").arg(m_text->text()));
}

void SymbolLine::paintEvent(QPaintEvent *)
{
    const Tints &tints = m_look.tints();
    QPainter p(this);
    const double side = m_look.px(17);
    const QRectF box(isRightToLeft() ? width() - side : 0, (height() - side) / 2, side, side);
    if (m_kept) {
        drawSymbol(p, Symbol::Tick, box, tints.good);
        return;
    }
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(tints.line, m_look.px(2)));
    p.drawEllipse(box.center(), side * 0.3, side * 0.3);
}

} // namespace Medio::Screens
