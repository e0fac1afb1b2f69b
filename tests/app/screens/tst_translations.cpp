// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "translations/translations.h"

#include <QDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

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
        const auto word = [] {
            return QCoreApplication::translate("Medio::Screens::ScreenKeyboard", "Put the keyboard away");
        };
        QCOMPARE(word(), QStringLiteral("Put the keyboard away"));
        const std::unique_ptr<QTranslator> german = Translations::load(QStringLiteral("de"));
        QVERIFY(german != nullptr);
        QVERIFY(QCoreApplication::installTranslator(german.get()));
        QCOMPARE(word(), QStringLiteral("Die Tastatur weglegen"));
        QCoreApplication::removeTranslator(german.get());
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
