// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/signinscreen.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMetaEnum>
#include <QMouseEvent>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Medio::Screens;
using Problem = SignInScreen::Problem;

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

    void tellsWhatWasTyped_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("url");
        QTest::newRow("https") << QStringLiteral("https://medio.example")
                               << QStringLiteral("https://medio.example");
        QTest::newRow("bare name") << QStringLiteral("medio.example")
                                   << QStringLiteral("https://medio.example");
        QTest::newRow("blanks around")
            << QStringLiteral("  medio.example ") << QStringLiteral("https://medio.example");
        QTest::newRow("plain http at home")
            << QStringLiteral("http://192.168.1.5:8480") << QStringLiteral("http://192.168.1.5:8480");
        QTest::newRow("bare name and port")
            << QStringLiteral("box.local:8480") << QStringLiteral("https://box.local:8480");
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("words") << QStringLiteral("my server") << QString();
        QTest::newRow("another protocol") << QStringLiteral("ftp://medio.example") << QString();
        QTest::newRow("a file") << QStringLiteral("file:///etc/passwd") << QString();
        QTest::newRow("no host") << QStringLiteral("https://") << QString();
        QTest::newRow("a password in it") << QStringLiteral("https://a:b@medio.example") << QString();
    }
    void tellsWhatWasTyped()
    {
        QFETCH(QString, typed);
        QFETCH(QString, url);
        QSignalSpy asked(m_screen.get(), &SignInScreen::signInRequested);
        m_server->setText(typed);
        m_email->setText(QStringLiteral(" demo@medio.example "));
        m_password->setText(QStringLiteral(" Lantern-7! "));
        QTest::mouseClick(m_button, Qt::LeftButton);
        if (url.isEmpty()) {
            QCOMPARE(asked.size(), 0);
            QCOMPARE(m_screen->problem(), Problem::BadAddress);
            QVERIFY(!m_screen->isBusy());
            return;
        }
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().at(0).toUrl(), QUrl(url));
        QCOMPARE(asked.first().at(1).toString(), QStringLiteral("demo@medio.example"));
        // A password may begin or end with a blank
        QCOMPARE(asked.first().at(2).toString(), QStringLiteral(" Lantern-7! "));
        QVERIFY(m_screen->isBusy());
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

    void whatIsMissingIsAskedFor()
    {
        QSignalSpy asked(m_screen.get(), &SignInScreen::signInRequested);
        fill();
        m_email->clear();
        m_button->click();
        fill();
        m_password->clear();
        m_button->click();
        QCOMPARE(asked.size(), 0);
    }

    void busyMeansOnce()
    {
        QSignalSpy asked(m_screen.get(), &SignInScreen::signInRequested);
        fill();
        m_button->click();
        QVERIFY(!m_button->isEnabled());
        QVERIFY(!m_server->isEnabled());
        m_button->click();
        QTest::keyClick(m_email, Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        m_screen->showProblem(Problem::Unreachable);
        QVERIFY(!m_screen->isBusy());
        QVERIFY(m_button->isEnabled());
    }

    void everyProblemHasWords()
    {
        auto *label = childOf<QLabel>(*m_screen, "problemLabel");
        QSet<QString> words;
        const QMetaEnum problems = QMetaEnum::fromType<Problem>();
        for (int i = 0; i < problems.keyCount(); ++i) {
            const auto problem = static_cast<Problem>(problems.value(i));
            m_screen->showProblem(problem);
            QCOMPARE(label->isHidden(), problem == Problem::None);
            QCOMPARE(label->text().isEmpty(), problem == Problem::None);
            words.insert(label->text());
        }
        QCOMPARE(words.size(), problems.keyCount());
        // Typing takes the words away
        QTest::keyClicks(m_email, QStringLiteral("a"));
        QCOMPARE(m_screen->problem(), Problem::None);
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
            m_screen->showProblem(Problem::NoKeyring);
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
