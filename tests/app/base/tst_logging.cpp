// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/logging.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <thread>

/// Run with the argument "speak" the test is the program whose lines are read.
static int speak()
{
    Medio::Logging::install();
    qCInfo(lcFlow) << "one";
    {
        const Medio::Logging::Field tap("tap", QStringLiteral("17"));
        const Medio::Logging::Field request("request", QStringLiteral("r-1"));
        qCWarning(lcNet).noquote() << "two\nlines \"quoted\" \x1b[2J";
    }
    qCDebug(lcFlow) << "not at the default level";
    qCInfo(lcStore) << "three";
    const Medio::Logging::Context begun = [] {
        const Medio::Logging::Field tap("tap", QStringLiteral("18"));
        return Medio::Logging::Context();
    }();
    std::thread([&begun] {
        const Medio::Logging::Context::Scope scope(begun);
        qCInfo(lcStore) << "later";
    }).join();
    qDebug() << ">>>> a library's chatter"; // NOLINT: as libraries do
    qInfo() << "and more of it";
    qCInfo(lcStore) << "four";
    qWarning() << "a library's warning";
    return 0;
}

class TestLogging : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneJsonObjectPerLineWhenNotOnATerminal()
    {
        QProcess process;
        process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("speak")});
        QVERIFY(process.waitForFinished());
        const QList<QByteArray> lines = process.readAllStandardError().trimmed().split('\n');
        QCOMPARE(lines.size(), 6);
        QList<QJsonObject> objects;
        for (const QByteArray &line : lines) {
            const QJsonDocument document = QJsonDocument::fromJson(line);
            QVERIFY2(document.isObject(), line.constData());
            objects << document.object();
        }
        QCOMPARE(objects[0].value(u"category").toString(), QStringLiteral("medio.flow"));
        QCOMPARE(objects[0].value(u"level").toString(), QStringLiteral("info"));
        QVERIFY(!objects[0].contains(u"tap"));
        QCOMPARE(objects[1].value(u"tap").toString(), QStringLiteral("17"));
        QCOMPARE(objects[1].value(u"request").toString(), QStringLiteral("r-1"));
        QCOMPARE(objects[1].value(u"level").toString(), QStringLiteral("warning"));
        QVERIFY(objects[1].value(u"message").toString().contains(QStringLiteral("two\nlines")));
        QVERIFY(!objects[2].contains(u"tap"));

        // What was begun with a field and goes on elsewhere
        QCOMPARE(objects[3].value(u"tap").toString(), QStringLiteral("18"));
        QCOMPARE(objects[3].value(u"message").toString(), QStringLiteral("later"));
        QVERIFY(!objects[4].contains(u"tap"));
        QCOMPARE(objects[4].value(u"message").toString(), QStringLiteral("four"));

        // Libraries are heard from warnings on.
        QCOMPARE(objects[5].value(u"category").toString(), QStringLiteral("medio.qt"));
        QCOMPARE(objects[5].value(u"level").toString(), QStringLiteral("warning"));
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (application.arguments().contains(QStringLiteral("speak")))
        return speak();
    TestLogging test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_logging.moc"
