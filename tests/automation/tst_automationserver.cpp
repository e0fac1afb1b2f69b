// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/automation/automationserver.h"
#include "tests/automation/stageclock.h"

#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocalSocket>
#include <QRandomGenerator>
#include <QShortcut>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>
#include <QTouchEvent>
#include <QVBoxLayout>

using namespace Medio;
using namespace Qt::StringLiterals;

namespace {

// A kiosk's window as far as automation can tell: it notes what reaches it.
class NotingWindow : public QWidget
{
public:
    NotingWindow()
    {
        setAttribute(Qt::WA_AcceptTouchEvents);
        setFocusPolicy(Qt::StrongFocus);
        resize(1000, 500);
    }
    QStringList keys;
    QList<QList<QPointF>> touches; // the points of every event that had a press or a release
    QList<QPointF> path;           // every point of a one-finger gesture
    int mostFingers = 0;
    std::function<void(QPointF)> touched;

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        keys += QKeySequence(event->keyCombination()).toString();
    }

    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::TouchBegin && event->type() != QEvent::TouchUpdate &&
            event->type() != QEvent::TouchEnd)
            return QWidget::event(event);
        const auto points = static_cast<QTouchEvent *>(event)->points();
        mostFingers = std::max(mostFingers, int(points.size()));
        path += points.first().position();
        if (event->type() == QEvent::TouchEnd && touched)
            touched(points.first().position());
        event->accept();
        return true;
    }
};

} // namespace

class TestAutomationServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void tellsWhatHappened();
    void keepsWhatHappenedBeforeAnybodyListened();
    void refusesAFolderOthersMayEnter();
    void takesOnePeerOnly();
    void choosesAChildByTouchingItsFace();
    void asksForTheFacesByTheFourCorners();
    void saysThatAFaceIsNotThere();
    void strokesKeysThroughShortcuts();
    void types();
    void touchesWithTwoFingers();
    void swipes_data();
    void swipes();
    void takesPictures();
    void movesTheClock();
    void passesSignInAndSettings();
    void refusesWhatItDoesNotKnow();
    void survivesRandomBytes();

private:
    QJsonObject ask(QJsonObject command);
    QJsonObject nextLine();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<NotingWindow> m_window;
    std::unique_ptr<Chronicle> m_chronicle;
    std::unique_ptr<StageClock> m_clock;
    std::unique_ptr<AutomationServer> m_server;
    std::unique_ptr<QLocalSocket> m_socket;
    QList<QJsonObject> m_events;
    QList<std::pair<QString, QRect>> m_areas;
    QStringList m_signIns;
    QStringList m_settings;
};

void TestAutomationServer::init()
{
    m_folder = std::make_unique<QTemporaryDir>(); // QTemporaryDir makes folders of mode 0700
    m_window = std::make_unique<NotingWindow>();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_chronicle = std::make_unique<Chronicle>();
    StageClock::Start start;
    start.wall = QDateTime(QDate(2026, 3, 10), QTime(9, 0), QTimeZone::utc());
    start.running = false;
    m_clock = std::make_unique<StageClock>(start);
    m_server = std::make_unique<AutomationServer>(*m_chronicle);
    m_events.clear();
    m_areas.clear();
    m_signIns.clear();
    m_settings.clear();

    KioskHandles handles;
    handles.window = m_window.get();
    handles.chronicle = m_chronicle.get();
    handles.clock = m_clock.get();
    handles.signIn = [this](const QUrl &server, const QString &email, const QString &password) {
        m_signIns += server.toString() + u' ' + email + u' ' + password;
    };
    handles.setMode = [this](const QString &mode) {
        m_settings += mode;
        return mode == u"hold";
    };
    handles.hitAreas = [this] {
        return m_areas;
    };
    m_server->setHandles(handles);

    m_chronicle->record(QStringLiteral("early"));
    const QString path = m_folder->filePath(QStringLiteral("kiosk"));
    const auto listening = m_server->listen(path);
    QVERIFY2(listening, listening ? "" : qPrintable(listening.error()));
    m_socket = std::make_unique<QLocalSocket>();
    m_socket->connectToServer(path);
    QVERIFY(m_socket->waitForConnected());
}

void TestAutomationServer::cleanup()
{
    m_socket.reset();
    m_server.reset();
    m_clock.reset();
    m_chronicle.reset();
    m_window.reset();
    m_folder.reset();
}

QJsonObject TestAutomationServer::nextLine()
{
    if (!QTest::qWaitFor([this] { return m_socket->canReadLine(); }, 10'000))
        return {};
    return QJsonDocument::fromJson(m_socket->readLine()).object();
}

QJsonObject TestAutomationServer::ask(QJsonObject command)
{
    static int id = 0;
    command.insert(QStringLiteral("id"), ++id);
    m_socket->write(QJsonDocument(command).toJson(QJsonDocument::Compact) + '\n');
    while (true) {
        QJsonObject line = nextLine();
        if (line.isEmpty() || line.value(u"id").toInt() == id)
            return line;
        m_events += line;
    }
}

void TestAutomationServer::tellsWhatHappened()
{
    QCOMPARE(nextLine().value(u"event").toString(), u"early");
    m_chronicle->record(QStringLiteral("chip-placed"), {{QStringLiteral("uid"), QStringLiteral("04:A1")}},
                        std::chrono::nanoseconds(9007199254740993));
    const QJsonObject line = nextLine();
    QCOMPARE(line.value(u"event").toString(), u"chip-placed");
    QCOMPARE(line.value(u"uid").toString(), u"04:A1");
    QCOMPARE(line.value(u"t").toString(), u"9007199254740993"); // more than a double can hold
}

void TestAutomationServer::keepsWhatHappenedBeforeAnybodyListened()
{
    AutomationServer server(*m_chronicle);
    KioskHandles handles;
    handles.window = m_window.get();
    server.setHandles(handles);
    m_chronicle->record(u"one"_s);
    m_chronicle->record(u"two"_s);
    const QString path = m_folder->filePath(u"other"_s);
    QVERIFY(server.listen(path));
    m_socket = std::make_unique<QLocalSocket>();
    m_socket->connectToServer(path);
    QVERIFY(m_socket->waitForConnected());
    QCOMPARE(nextLine().value(u"event").toString(), u"one");
    QCOMPARE(nextLine().value(u"event").toString(), u"two");
}

void TestAutomationServer::refusesAFolderOthersMayEnter()
{
    const QTemporaryDir open;
    QVERIFY(QFile::setPermissions(open.path(),
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeGroup));
    AutomationServer server(*m_chronicle);
    KioskHandles handles;
    handles.window = m_window.get();
    server.setHandles(handles);
    QVERIFY(!server.listen(open.filePath(QStringLiteral("kiosk"))));
    QVERIFY(!server.listen(open.filePath(QStringLiteral("missing/kiosk"))));
}

void TestAutomationServer::takesOnePeerOnly()
{
    QVERIFY(ask({{u"do"_s, u"areas"_s}}).value(u"ok").toBool());
    QLocalSocket second;
    second.connectToServer(m_folder->filePath(QStringLiteral("kiosk")));
    QTRY_COMPARE(second.state(), QLocalSocket::UnconnectedState);
    QVERIFY(ask({{u"do"_s, u"areas"_s}}).value(u"ok").toBool());
}

void TestAutomationServer::choosesAChildByTouchingItsFace()
{
    m_areas = {{QStringLiteral("child:Otter"), QRect(100, 100, 200, 200)},
               {QStringLiteral("child:Wren"), QRect(600, 100, 200, 200)}};
    m_window->touched = [this](QPointF point) {
        if (m_areas.last().second.contains(point.toPoint()))
            m_chronicle->record(QStringLiteral("profile-chosen"), {{u"child"_s, u"Wren"_s}});
    };
    QVERIFY(ask({{u"do"_s, u"child"_s}, {u"name"_s, u"Wren"_s}}).value(u"ok").toBool());
    QCOMPARE(m_events.last().value(u"child").toString(), u"Wren");
}

void TestAutomationServer::asksForTheFacesByTheFourCorners()
{
    QList<QPointF> corners;
    m_window->touched = [this, &corners](QPointF point) {
        corners.append(point);
        if (corners.size() == 4)
            m_areas = {{QStringLiteral("child:Wren"), QRect(100, 100, 200, 200)}};
        if (corners.size() == 5)
            m_chronicle->record(QStringLiteral("profile-chosen"), {{u"child"_s, u"Wren"_s}});
    };
    QVERIFY(ask({{u"do"_s, u"child"_s}, {u"name"_s, u"Wren"_s}}).value(u"ok").toBool());
    QCOMPARE(corners.size(), 5);
    const QPointF middle(m_window->width() / 2.0, m_window->height() / 2.0);
    const auto left = [middle](QPointF point) {
        return point.x() < middle.x();
    };
    const auto upper = [middle](QPointF point) {
        return point.y() < middle.y();
    };
    QVERIFY(left(corners.at(0)) && upper(corners.at(0)));
    QVERIFY(!left(corners.at(1)) && upper(corners.at(1)));
    QVERIFY(!left(corners.at(2)) && !upper(corners.at(2)));
    QVERIFY(left(corners.at(3)) && !upper(corners.at(3)));
}

void TestAutomationServer::saysThatAFaceIsNotThere()
{
    const QJsonObject answer = ask({{u"do"_s, u"child"_s}, {u"name"_s, u"Wren"_s}});
    QVERIFY(!answer.value(u"ok").toBool(true));
    QVERIFY(answer.value(u"error").toString().contains(u"Wren"));
}

void TestAutomationServer::strokesKeysThroughShortcuts()
{
    QShortcut door(QKeySequence(QStringLiteral("Ctrl+Alt+P")), m_window.get());
    QSignalSpy opened(&door, &QShortcut::activated);
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_window->setFocus();
    QVERIFY(ask({{u"do"_s, u"key"_s}, {u"keys"_s, u"Ctrl+Alt+P"_s}}).value(u"ok").toBool());
    QCOMPARE(opened.count(), 1);
    QVERIFY(ask({{u"do"_s, u"key"_s}, {u"keys"_s, u"Space"_s}}).value(u"ok").toBool());
    QCOMPARE(m_window->keys, QStringList{QStringLiteral("Space")});
}

void TestAutomationServer::types()
{
    QLineEdit edit(m_window.get());
    edit.show();
    edit.setFocus();
    const QString text = QStringLiteral("Lantern-7! äß");
    QVERIFY(ask({{u"do"_s, u"type"_s}, {u"text"_s, text}}).value(u"ok").toBool());
    QCOMPARE(edit.text(), text);
}

void TestAutomationServer::touchesWithTwoFingers()
{
    const QJsonArray corners{QJsonArray{0, 0}, QJsonArray{1, 1}};
    QVERIFY(ask({{u"do"_s, u"touch"_s}, {u"points"_s, corners}, {u"ms"_s, 30}}).value(u"ok").toBool());
    QCOMPARE(m_window->mostFingers, 2);
    QVERIFY(
        !ask({{u"do"_s, u"touch"_s}, {u"points"_s, QJsonArray{QJsonArray{1.5, 0}}}}).value(u"ok").toBool());
    QVERIFY(!ask({{u"do"_s, u"touch"_s}, {u"points"_s, QJsonArray{}}}).value(u"ok").toBool());
}

void TestAutomationServer::swipes_data()
{
    QTest::addColumn<QString>("direction");
    QTest::addColumn<QPoint>("sign");

    QTest::newRow("down") << "down" << QPoint(0, 1);
    QTest::newRow("up") << "up" << QPoint(0, -1);
    QTest::newRow("left") << "left" << QPoint(-1, 0);
    QTest::newRow("right") << "right" << QPoint(1, 0);
}

void TestAutomationServer::swipes()
{
    QFETCH(QString, direction);
    QFETCH(QPoint, sign);
    QVERIFY(ask({{u"do"_s, u"swipe"_s}, {u"direction"_s, direction}}).value(u"ok").toBool());
    QVERIFY(m_window->path.size() > 5); // it moves, it does not jump
    const QPointF way = m_window->path.last() - m_window->path.first();
    QCOMPARE(QPoint((way.x() > 100) - (way.x() < -100), (way.y() > 100) - (way.y() < -100)), sign);
}

void TestAutomationServer::takesPictures()
{
    const QString path = m_folder->filePath(QStringLiteral("seen.png"));
    QVERIFY(ask({{u"do"_s, u"screenshot"_s}, {u"path"_s, path}}).value(u"ok").toBool());
    QCOMPARE(QImage(path).size(), m_window->size() * m_window->devicePixelRatio());
    QVERIFY(!ask({{u"do"_s, u"screenshot"_s}, {u"path"_s, u"/nowhere/at/all.png"_s}}).value(u"ok").toBool());
}

void TestAutomationServer::movesTheClock()
{
    const QDateTime before = m_clock->wall();
    QVERIFY(ask({{u"do"_s, u"clock"_s}, {u"move"_s, 3'600'000}}).value(u"ok").toBool());
    QCOMPARE(m_clock->wall(), before.addSecs(3600));
    QVERIFY(!ask({{u"do"_s, u"clock"_s}}).value(u"ok").toBool());
}

void TestAutomationServer::passesSignInAndSettings()
{
    QVERIFY(ask({{u"do"_s, u"sign-in"_s},
                 {u"server"_s, u"http://127.0.0.1:1"_s},
                 {u"email"_s, u"a@b.c"_s},
                 {u"password"_s, u"x"_s}})
                .value(u"ok")
                .toBool());
    QCOMPARE(m_signIns, QStringList{QStringLiteral("http://127.0.0.1:1 a@b.c x")});
    QVERIFY(ask({{u"do"_s, u"mode"_s}, {u"value"_s, u"hold"_s}}).value(u"ok").toBool());
    const QJsonObject notYet{{u"do"_s, u"mode"_s}, {u"value"_s, u"magic"_s}};
    QCOMPARE(ask(notYet).value(u"error").toString(), u"not yet");
    QCOMPARE(ask({{u"do"_s, u"ending"_s}, {u"value"_s, u"film"_s}}).value(u"error").toString(), u"not yet");
}

void TestAutomationServer::refusesWhatItDoesNotKnow()
{
    QVERIFY(!ask({{u"do"_s, u"dance"_s}}).value(u"ok").toBool(true));
    QVERIFY(!ask({}).value(u"ok").toBool(true));
}

void TestAutomationServer::survivesRandomBytes()
{
    QRandomGenerator random(20260310);
    QByteArray bytes(100'000, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = char(random.bounded(256));
    m_socket->write(bytes);
    m_socket->write("\n");
    // each broken line is answered; a line longer than anybody needs ends the connection
    m_socket->write(QByteArray(200'000, 'x'));
    QTRY_COMPARE(m_socket->state(), QLocalSocket::UnconnectedState);
    m_socket->connectToServer(m_folder->filePath(QStringLiteral("kiosk")));
    QVERIFY(m_socket->waitForConnected());
    QVERIFY(ask({{u"do"_s, u"areas"_s}}).value(u"ok").toBool());
}

QTEST_MAIN(TestAutomationServer)
#include "tst_automationserver.moc"
