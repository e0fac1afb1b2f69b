// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/signinscreen.h"
#include "translations/translations.h"

#include <QAbstractButton>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

#include <optional>

using namespace Medio;

class TestTranslations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void languagesAreCompiledIn()
    {
        QVERIFY(Translations::languages().contains(QStringLiteral("en")));
        QVERIFY(Translations::languages().contains(QStringLiteral("de")));
        QVERIFY(Translations::load(QStringLiteral("de_AT")) != nullptr);
        QVERIFY(Translations::load(QStringLiteral("tlh")) == nullptr);
        QVERIFY(Translations::load(QStringLiteral("../de")) == nullptr);
        QVERIFY(Translations::load({}) == nullptr);
    }

    void germanIsSpoken()
    {
        Screens::SignInScreen screen;
        const auto *button = screen.findChild<QPushButton *>(QStringLiteral("signInButton"));
        QVERIFY(button != nullptr);
        QCOMPARE(button->text(), QStringLiteral("Sign in"));
        const std::unique_ptr<QTranslator> german = Translations::load(QStringLiteral("de"));
        QVERIFY(german != nullptr);
        QVERIFY(QCoreApplication::installTranslator(german.get()));
        QCoreApplication::sendPostedEvents();
        QTRY_COMPARE(button->text(), QStringLiteral("Anmelden"));
        QCoreApplication::removeTranslator(german.get());
    }

    void everyTextFits_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QSize>("size");
        for (const QString &language : Translations::languages()) {
            for (const QSize size :
                 {QSize(800, 480), QSize(1280, 720), QSize(1920, 1080), QSize(480, 800), QSize(720, 1280)})
                QTest::addRow("%s %dx%d", qPrintable(language), size.width(), size.height())
                    << language << size;
        }
    }
    void everyTextFits()
    {
        using Parents::SignInProblem;
        QFETCH(QString, language);
        QFETCH(QSize, size);
        const std::unique_ptr<QTranslator> words = Translations::load(language);
        QVERIFY(QCoreApplication::installTranslator(words.get()));
        Screens::SignInScreen screen;
        screen.resize(size);
        screen.show();
        QVERIFY(QTest::qWaitForWindowExposed(&screen));
        for (const std::optional<SignInProblem> problem :
             {std::optional<SignInProblem>(), std::optional(SignInProblem::AddressMalformed),
              std::optional(SignInProblem::AddressUnsafe), std::optional(SignInProblem::EmailMissing),
              std::optional(SignInProblem::PasswordMissing), std::optional(SignInProblem::ServerAway),
              std::optional(SignInProblem::NotMedio), std::optional(SignInProblem::ServerTrouble),
              std::optional(SignInProblem::WrongCredentials), std::optional(SignInProblem::TooManyTries),
              std::optional(SignInProblem::KeyringUnavailable)}) {
            screen.showProblem(problem);
            QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
            screen.grab();
            for (const QLabel *label : screen.findChildren<QLabel *>()) {
                if (!label->isVisible())
                    continue;
                QVERIFY2(label->heightForWidth(label->width()) <= label->height(), qPrintable(label->text()));
            }
            for (const QAbstractButton *button : screen.findChildren<QAbstractButton *>())
                QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->text()));
            const auto *card = screen.findChild<QWidget *>(QStringLiteral("card"));
            QVERIFY(card != nullptr);
            QVERIFY2(screen.rect().contains(card->geometry()), qPrintable(QString::number(card->height())));
        }
        QCoreApplication::removeTranslator(words.get());
    }

    void nothingIsUnfinished()
    {
        const QStringList files =
            QDir(QStringLiteral(MEDIO_TRANSLATIONS)).entryList({QStringLiteral("*.ts")});
        QVERIFY(files.size() >= 2);
        QHash<QString, int> texts;
        for (const QString &name : files) {
            QFile file(QStringLiteral(MEDIO_TRANSLATIONS "/") + name);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QXmlStreamReader xml(&file);
            QString source;
            while (!xml.atEnd()) {
                xml.readNext();
                if (!xml.isStartElement())
                    continue;
                if (xml.name() == QStringLiteral("source")) {
                    source = xml.readElementText();
                    ++texts[name];
                } else if (xml.name() == QStringLiteral("translation")) {
                    const bool finished = !xml.attributes().hasAttribute(QStringLiteral("type"));
                    const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
                    QVERIFY2(finished && !text.isEmpty(), qPrintable(name + QStringLiteral(": ") + source));
                    for (const QString &argument :
                         {QStringLiteral("%1"), QStringLiteral("%2"), QStringLiteral("%n")})
                        QVERIFY2(text.contains(argument) == source.contains(argument),
                                 qPrintable(name + QStringLiteral(": ") + source));
                }
            }
            QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        }
        for (const int count : texts)
            QCOMPARE(count, texts.begin().value());
    }
};

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
