// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/signinscreen.h"

#include "app/screens/kids/art/figures.h"
#include "app/screens/kids/art/landscape.h"
#include "app/screens/kids/composer.h"
#include "app/screens/kids/picture.h"
#include "app/screens/parents/look.h"
#include "app/screens/parents/statuswords.h"

#include <QAccessible>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QResizeEvent>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace Medio::Screens {

using Parents::SignInProblem;

namespace {

/// Lengths are for a window 480 pixels high; a larger one gets a larger page.
QString sheetFor(double factor)
{
    static const QString base = QStringLiteral(R"(
#card { background: #FFFDF6; border: 3px solid #1B2440; border-radius: 26px; }
#card QLabel { color: #1B2440; }
#heading { font-size: 23px; min-height: 40px; padding-bottom: 3px; }
#card #explanation { color: #4A5273; font-size: 14px; }
#serverLabel, #emailLabel, #passwordLabel { font-size: 14px; font-weight: 600; }
#card QLineEdit {
    background: white; color: #1B2440; border: 2px solid #8D95B3; border-radius: 12px;
    padding: 0 12px; min-height: 42px; font-size: 16px; selection-background-color: #4A85B8;
}
#card QLineEdit:focus { border: 3px solid #4A85B8; padding: 0 11px; }
#card QLineEdit:disabled { background: #F1EEE4; color: #6B7290; }
#revealButton { border: none; border-radius: 12px; padding: 0 12px; min-height: 42px; color: #1B2440; font-size: 14px; }
#revealButton:focus { border: 3px solid #4A85B8; }
#card #problemLabel { color: #A3322B; font-size: 15px; font-weight: 600; }
#card QPushButton { min-height: 46px; border-radius: 23px; padding: 0 28px; font-size: 16px; font-weight: 600; }
#signInButton { background: #FFC233; color: #1B2440; border: 3px solid #1B2440; }
#signInButton:hover { background: #FFD164; }
#signInButton:pressed { background: #EDA91A; }
#signInButton:focus { border: 4px solid #4A85B8; }
#signInButton:disabled { background: #EFE6CC; color: #6B7290; border-color: #8D95B3; }
#cancelButton { background: transparent; color: #1B2440; border: none; }
#cancelButton:focus { border: 3px solid #4A85B8; }
)");
    return scaledSheet(base, factor);
}

} // namespace

SignInScreen::SignInScreen(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("signInScreen"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    // What happens here is nothing to the children's window below
    setAttribute(Qt::WA_NoMousePropagation);

    const auto label = [this](const char *name) {
        auto *made = new QLabel(m_card);
        made->setObjectName(QString::fromLatin1(name));
        made->setWordWrap(true);
        made->setIndent(0);
        return made;
    };
    const auto field = [this](const char *name) {
        auto *made = new QLineEdit(m_card);
        made->setObjectName(QString::fromLatin1(name));
        made->setContextMenuPolicy(Qt::NoContextMenu);
        connect(made, &QLineEdit::returnPressed, this, &SignInScreen::submit);
        connect(made, &QLineEdit::textEdited, this, [this] { showProblem(std::nullopt); });
        return made;
    };

    m_card = new QFrame(this);
    m_card->setObjectName(QStringLiteral("card"));
    m_heading = label("heading");
    m_heading->setFont(QFont(wordsFamily()));
    m_explanation = label("explanation");
    m_serverLabel = label("serverLabel");
    m_server = field("serverEdit");
    m_server->setInputMethodHints(Qt::ImhUrlCharactersOnly | Qt::ImhNoAutoUppercase |
                                  Qt::ImhNoPredictiveText);
    m_emailLabel = label("emailLabel");
    m_email = field("emailEdit");
    m_email->setInputMethodHints(Qt::ImhEmailCharactersOnly | Qt::ImhNoAutoUppercase |
                                 Qt::ImhNoPredictiveText);
    m_passwordLabel = label("passwordLabel");
    m_password = field("passwordEdit");
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhHiddenText | Qt::ImhNoAutoUppercase |
                                    Qt::ImhNoPredictiveText);
    m_reveal = new QToolButton(m_card);
    m_reveal->setObjectName(QStringLiteral("revealButton"));
    m_reveal->setCheckable(true);
    m_problemText = label("problemLabel");
    m_signIn = new QPushButton(m_card);
    m_signIn->setObjectName(QStringLiteral("signInButton"));
    m_cancel = new QPushButton(m_card);
    m_cancel->setObjectName(QStringLiteral("cancelButton"));
    m_cancel->setAutoDefault(false);

    for (const auto &[text, edit] :
         {std::pair{m_serverLabel, m_server}, {m_emailLabel, m_email}, {m_passwordLabel, m_password}})
        text->setBuddy(edit);

    auto *password = new QHBoxLayout;
    password->setSpacing(6);
    password->addWidget(m_password, 1);
    password->addWidget(m_reveal);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_cancel);
    buttons->addStretch();
    buttons->addWidget(m_signIn);

    auto *inside = new QVBoxLayout(m_card);
    inside->setContentsMargins(30, 16, 30, 14);
    inside->setSpacing(4);
    inside->addWidget(m_heading);
    inside->addWidget(m_explanation);
    inside->addSpacing(4);
    inside->addWidget(m_serverLabel);
    inside->addWidget(m_server);
    inside->addWidget(m_emailLabel);
    inside->addWidget(m_email);
    inside->addWidget(m_passwordLabel);
    inside->addLayout(password);
    inside->addWidget(m_problemText);
    inside->addSpacing(4);
    inside->addLayout(buttons);

    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(12, 12, 12, 12);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_card, 24);
    row->addStretch(1);
    page->addStretch(1);
    page->addLayout(row);
    page->addStretch(1);

    connect(m_signIn, &QPushButton::clicked, this, &SignInScreen::submit);
    connect(m_cancel, &QPushButton::clicked, this, &SignInScreen::cancelRequested);
    connect(m_reveal, &QToolButton::toggled, this, [this](bool shown) {
        m_password->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
        retranslate();
    });
    retranslate();
    tellProblem();
    scale();
}

void SignInScreen::setServer(const QUrl &server)
{
    m_server->setText(server.toString());
}

void SignInScreen::setEmail(const QString &email)
{
    m_email->setText(email);
}

void SignInScreen::setBusy(bool busy)
{
    if (busy == m_busy)
        return;
    m_busy = busy;
    for (QWidget *part : {static_cast<QWidget *>(m_server), static_cast<QWidget *>(m_email),
                          static_cast<QWidget *>(m_password), static_cast<QWidget *>(m_reveal),
                          static_cast<QWidget *>(m_signIn)})
        part->setEnabled(!busy);
    setCursor(busy ? Qt::BusyCursor : Qt::ArrowCursor);
    retranslate();
}

bool SignInScreen::isBusy() const
{
    return m_busy;
}

void SignInScreen::showProblem(std::optional<Parents::SignInProblem> problem)
{
    if (problem)
        setBusy(false);
    if (problem == m_problem)
        return;
    m_problem = problem;
    tellProblem();
    if (!problem)
        return;
    // Where it can be mended
    switch (*problem) {
    case SignInProblem::AddressMalformed:
    case SignInProblem::AddressUnsafe:
    case SignInProblem::ServerAway:
    case SignInProblem::NotMedio:
        m_server->setFocus();
        m_server->selectAll();
        break;
    case SignInProblem::EmailMissing:
        m_email->setFocus();
        break;
    case SignInProblem::PasswordMissing:
    case SignInProblem::WrongCredentials:
    case SignInProblem::TooManyTries:
    case SignInProblem::ServerTrouble:
    case SignInProblem::KeyringUnavailable:
        m_password->setFocus();
        break;
    }
}

std::optional<SignInProblem> SignInScreen::problem() const
{
    return m_problem;
}

void SignInScreen::submit()
{
    if (m_busy)
        return;
    showProblem(std::nullopt);
    m_reveal->setChecked(false);
    const QString password = m_password->text();
    m_password->clear();
    Q_EMIT signInRequested(m_server->text(), m_email->text().trimmed(), password);
}

void SignInScreen::tellProblem()
{
    m_problemText->setText(m_problem ? StatusWords::problem(*m_problem) : QString());
    m_problemText->setAccessibleName(m_problemText->text());
    m_problemText->setVisible(m_problem.has_value());
    if (m_problem) {
        QAccessibleEvent alert(m_problemText, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void SignInScreen::retranslate()
{
    setAccessibleName(tr("Sign in to Medio"));
    m_heading->setText(tr("Sign in to Medio"));
    m_explanation->setText(tr("Once, so that the kiosk knows your children, films and chips."));
    m_serverLabel->setText(tr("Address of the server"));
    m_server->setPlaceholderText(tr("https://medio.example", "placeholder for the server's address"));
    m_emailLabel->setText(tr("E-mail address"));
    m_passwordLabel->setText(tr("Password"));
    m_server->setAccessibleName(m_serverLabel->text());
    m_email->setAccessibleName(m_emailLabel->text());
    m_password->setAccessibleName(m_passwordLabel->text());
    m_reveal->setText(m_reveal->isChecked() ? tr("Hide", "the password") : tr("Show", "the password"));
    m_reveal->setAccessibleName(m_reveal->isChecked() ? tr("Hide the password") : tr("Show the password"));
    m_signIn->setText(m_busy ? tr("Signing in …") : tr("Sign in"));
    m_cancel->setText(tr("Back to the children"));
}

void SignInScreen::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        tellProblem();
    }
    QWidget::changeEvent(event);
}

void SignInScreen::keyPressEvent(QKeyEvent *event)
{
    event->accept();
    if (event->key() == Qt::Key_Escape)
        Q_EMIT cancelRequested();
}

void SignInScreen::scale()
{
    const double factor = std::clamp(std::min(height() / 480.0, width() / 500.0), 0.8, 2.4);
    if (std::abs(factor - m_scale) < 0.05)
        return;
    m_scale = factor;
    m_card->setMaximumWidth(qRound(560 * factor));
    const auto length = [factor](int pixels) {
        return qRound(pixels * factor);
    };
    m_card->layout()->setContentsMargins(length(30), length(14), length(30), length(12));
    m_card->layout()->setSpacing(length(4));
    setStyleSheet(sheetFor(factor));
}

void SignInScreen::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    scale();
}

void SignInScreen::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    // Begin at the first field that is empty
    for (QLineEdit *edit : {m_server, m_email, m_password}) {
        if (edit->text().isEmpty()) {
            edit->setFocus();
            break;
        }
    }
}

void SignInScreen::paintEvent(QPaintEvent *)
{
    const QSize pixels = (QSizeF(size()) * devicePixelRatioF()).toSize();
    if (m_background.size() != pixels) {
        PictureKey key;
        key.art = Art::Place;
        key.variant = static_cast<int>(Place::Meadow);
        Surface surface;
        surface.size = pixels;
        key.level = qRound(surface.unit() * 100);
        key.size = pixels;
        m_background = QPixmap::fromImage(drawPicture(key));
        const int side = qRound(std::min(pixels.height() * 0.26, pixels.width() * 0.34));
        key.art = Art::Glim;
        key.variant = static_cast<int>(Mood::Awake);
        key.size = QSize(side, side);
        key.line = qRound(side * 0.035 * 16);
        QPainter painter(&m_background);
        painter.drawImage(QPointF(pixels.width() * 0.035, pixels.height() * 0.94 - side), drawPicture(key));
    }
    QPainter painter(this);
    painter.drawPixmap(rect(), m_background);
}

} // namespace Medio::Screens
