// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/signinscreen.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Medio::Screens;
using Medio::Parents::SignInProblem;

namespace {

template<typename T>
T *childOf(QWidget &parent, const char *name)
{
    T *child = parent.findChild<T *>(QString::fromLatin1(name));
    if (child == nullptr)
        qFatal("no %s", name);
    return child;
}

} // namespace

class TestSignInScreen : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_screen = std::make_unique<SignInScreen>();
        m_server = childOf<QLineEdit>(*m_screen, "serverEdit");
        m_email = childOf<QLineEdit>(*m_screen, "emailEdit");
        m_password = childOf<QLineEdit>(*m_screen, "passwordEdit");
        m_button = childOf<QPushButton>(*m_screen, "signInButton");
    }
    void cleanup() { m_screen.reset(); }

    void tellsWhatWasTyped()
    {
        QSignalSpy asked(m_screen.get(), &SignInScreen::signInRequested);
        m_server->setText(QStringLiteral("medio.example"));
        m_email->setText(QStringLiteral(" demo@medio.example "));
        m_password->setText(QStringLiteral(" Lantern-7! "));
        QTest::mouseClick(m_button, Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().at(0).toString(), QStringLiteral("medio.example"));
        QCOMPARE(asked.first().at(1).toString(), QStringLiteral("demo@medio.example"));
        // A password may begin or end with a blank
        QCOMPARE(asked.first().at(2).toString(), QStringLiteral(" Lantern-7! "));
    }

    void thePasswordDoesNotStay()
    {
        fill();
        childOf<QToolButton>(*m_screen, "revealButton")->click();
        QCOMPARE(m_password->echoMode(), QLineEdit::Normal);
        QTest::keyClick(m_password, Qt::Key_Return);
        QVERIFY(m_password->text().isEmpty());
        QCOMPARE(m_password->echoMode(), QLineEdit::Password);
        QTest::keyClick(m_password, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(m_password->text().isEmpty());
    }

    void whatIsWrongGetsTheFocus()
    {
        m_screen->show();
        const QList<std::pair<SignInProblem, QLineEdit *>> places{
            {SignInProblem::AddressMalformed, m_server},
            {SignInProblem::EmailMissing, m_email},
            {SignInProblem::WrongCredentials, m_password},
        };
        for (const auto &[problem, edit] : places) {
            m_screen->showProblem(problem);
            QCOMPARE(m_screen->focusWidget(), edit);
        }
    }

    void busyMeansOnce()
    {
        QSignalSpy asked(m_screen.get(), &SignInScreen::signInRequested);
        connect(m_screen.get(), &SignInScreen::signInRequested, m_screen.get(),
                [this] { m_screen->setBusy(true); });
        fill();
        m_button->click();
        QVERIFY(!m_button->isEnabled());
        QVERIFY(!m_server->isEnabled());
        m_button->click();
        QTest::keyClick(m_email, Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        m_screen->showProblem(SignInProblem::ServerAway);
        QVERIFY(!m_screen->isBusy());
        QVERIFY(m_button->isEnabled());
    }

    void everyProblemHasWordsOfItsOwn()
    {
        auto *label = childOf<QLabel>(*m_screen, "problemLabel");
        QVERIFY(label->isHidden());
        const QList<SignInProblem> problems{
            SignInProblem::AddressMalformed,   SignInProblem::AddressUnsafe,    SignInProblem::EmailMissing,
            SignInProblem::PasswordMissing,    SignInProblem::WrongCredentials, SignInProblem::TooManyTries,
            SignInProblem::ServerAway,         SignInProblem::ServerTrouble,    SignInProblem::NotMedio,
            SignInProblem::KeyringUnavailable,
        };
        QSet<QString> words;
        for (const SignInProblem problem : problems) {
            m_screen->showProblem(problem);
            QVERIFY(!label->isHidden());
            QVERIFY(!label->text().isEmpty());
            words.insert(label->text());
        }
        QCOMPARE(words.size(), problems.size());
        // Typing takes the words away
        QTest::keyClicks(m_email, QStringLiteral("a"));
        QVERIFY(!m_screen->problem());
        QVERIFY(label->isHidden());
    }

    void everythingHasANameForScreenReaders()
    {
        for (const QLineEdit *edit : {m_server, m_email, m_password})
            QVERIFY(!edit->accessibleName().isEmpty());
        QVERIFY(!childOf<QToolButton>(*m_screen, "revealButton")->accessibleName().isEmpty());
        QVERIFY(!m_button->text().isEmpty());
        QVERIFY(!m_screen->accessibleName().isEmpty());
    }

    void escapeAndTheButtonGoBack()
    {
        QSignalSpy back(m_screen.get(), &SignInScreen::cancelRequested);
        QTest::keyClick(m_screen.get(), Qt::Key_Escape);
        childOf<QPushButton>(*m_screen, "cancelButton")->click();
        QCOMPARE(back.size(), 2);
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
        auto *screen = new SignInScreen(&below);
        screen->setGeometry(below.rect());
        auto *email = childOf<QLineEdit>(*screen, "emailEdit");
        for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Up, Qt::Key_F1, Qt::Key_Escape})
            QTest::keyClick(email, key);
        QTest::keyClick(screen, Qt::Key_Space);
        QTest::mouseClick(screen, Qt::LeftButton, {}, {5, 5});
        QCOMPARE(below.reached, 0);
    }

    void fitsSmallScreens()
    {
        for (const QSize size : {QSize(800, 480), QSize(1280, 720), QSize(1920, 1080)}) {
            m_screen->resize(size);
            m_screen->showProblem(SignInProblem::KeyringUnavailable);
            m_screen->grab();
            const QWidget *card = m_screen->findChild<QWidget *>(QStringLiteral("card"));
            QVERIFY2(m_screen->rect().contains(card->geometry()),
                     qPrintable(QStringLiteral("%1 at %2").arg(card->height()).arg(size.height())));
            QVERIFY(m_server->height() >= 40);
        }
    }

private:
    void fill()
    {
        m_server->setText(QStringLiteral("https://medio.example"));
        m_email->setText(QStringLiteral("demo@medio.example"));
        m_password->setText(QStringLiteral("Lantern-7!"));
    }

    std::unique_ptr<SignInScreen> m_screen;
    QLineEdit *m_server = nullptr;
    QLineEdit *m_email = nullptr;
    QLineEdit *m_password = nullptr;
    QPushButton *m_button = nullptr;
};

QTEST_MAIN(TestSignInScreen)
#include "tst_signinscreen.moc"
