// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/automation/automationserver.h"

#include "tests/automation/input.h"
#include "tests/automation/keyname.h"
#include "tests/automation/stageclock.h"

#include <sys/socket.h>
#include <unistd.h>

#include <QElapsedTimer>
#include <QFileInfo>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalServer>
#include <QLocalSocket>
#include <QPixmap>
#include <QPointF>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <array>
#include <chrono>
#include <deque>
#include <optional>

namespace Medio {

using namespace std::chrono_literals;

namespace {

constexpr size_t keptEntries = 10'000;
constexpr qint64 longestLine = 65'536;

// A finger aimed at the old picture is ignored for 250 ms after a change (KIDS-UX.md §5.10), so a
// face has to be there for a little longer before it is touched.
constexpr auto pictureSettled = 300ms;
constexpr auto pictureWanted = 5s;
constexpr auto facesWanted = 1s; // then somebody else was chosen before
constexpr auto choiceTaken = 1s;
constexpr int choiceTries = 3;

// Fast enough and long enough for the rule of 25 mm and 20 % of the height on every screen.
constexpr auto swipeDuration = 250ms;
constexpr double swipeFrom = 0.2;
constexpr double swipeTo = 0.8;

constexpr auto defaultTouch = 60ms;
constexpr auto longestTouch = 60s;

using Answer = std::function<void(Expected<QJsonObject, QString>)>;

QByteArray lineOf(const Chronicle::Entry &entry)
{
    QJsonObject object = entry.values;
    object.insert(QStringLiteral("event"), entry.event);
    object.insert(QStringLiteral("t"), QString::number(entry.when.count()));
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

bool isOurs(const QLocalSocket &socket)
{
    ucred peer{};
    socklen_t size = sizeof peer;
    const int descriptor = int(socket.socketDescriptor());
    return getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == geteuid();
}

} // namespace

class AutomationServer::Private : public QObject
{
public:
    Private(AutomationServer *server, Chronicle &chronicle);

    void accept();
    void readLines();
    void obey(const QJsonObject &command);
    void remember(const Chronicle::Entry &entry);
    void answer(const QJsonValue &id, const Expected<QJsonObject, QString> &outcome);

    void signIn(const QJsonObject &command, const Answer &answer);
    void setting(const std::function<bool(const QString &)> &set, const QJsonObject &command,
                 const Answer &answer);
    void chooseChild(const QString &name, const Answer &answer);
    void touchFace(const QString &area, int triesLeft, const Answer &answer);
    void touchCorners(int from);
    void whenSettled(const std::function<void()> &gesture);
    void touch(const QJsonObject &command, const Answer &answer);
    void swipe(const QString &direction, const Answer &answer);
    void screenshot(const QString &path, const Answer &answer);
    [[nodiscard]] std::optional<QRect> areaOf(const QString &name) const;
    [[nodiscard]] QPoint pointAt(double x, double y) const;

    AutomationServer *const q;
    KioskHandles handles;
    QPointer<QLocalSocket> peer;
    std::deque<QByteArray> kept;
    std::unique_ptr<Input> input;
    QHash<QString, std::function<void(const QJsonObject &, const Answer &)>> commands;
    std::chrono::nanoseconds pictureChanged{0};
    bool settling = false;             // a gesture waits for the picture
    std::function<void()> childChosen; // set while chooseChild waits for it
    QLocalServer listener;             // last: it closes the peer on its way out, which is noticed above
};

AutomationServer::Private::Private(AutomationServer *server, Chronicle &chronicle)
    : q(server)
{
    listener.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&listener, &QLocalServer::newConnection, this, &Private::accept);
    connect(&chronicle, &Chronicle::recorded, this, &Private::remember);

    commands.insert(QStringLiteral("sign-in"),
                    [this](const QJsonObject &command, const Answer &answer) { signIn(command, answer); });
    commands.insert(QStringLiteral("sync"), [this](const QJsonObject &, const Answer &answer) {
        if (!handles.sync)
            return answer(Unexpected{QStringLiteral("not yet")});
        handles.sync();
        answer(QJsonObject());
    });
    commands.insert(QStringLiteral("child"), [this](const QJsonObject &command, const Answer &answer) {
        chooseChild(command.value(u"name").toString(), answer);
    });
    commands.insert(QStringLiteral("mode"), [this](const QJsonObject &command, const Answer &answer) {
        setting(handles.setMode, command, answer);
    });
    commands.insert(QStringLiteral("ending"), [this](const QJsonObject &command, const Answer &answer) {
        setting(handles.setEnding, command, answer);
    });
    commands.insert(QStringLiteral("house-chip"), [this](const QJsonObject &command, const Answer &answer) {
        if (!handles.setHouseChip)
            return answer(Unexpected{QStringLiteral("not yet")});
        const bool isSet =
            handles.setHouseChip(command.value(u"uid").toString(), command.value(u"is").toString());
        isSet ? answer(QJsonObject()) : answer(Unexpected{QStringLiteral("it can't be that")});
    });
    commands.insert(QStringLiteral("plan"), [this](const QJsonObject &command, const Answer &answer) {
        if (!handles.setPlan)
            return answer(Unexpected{QStringLiteral("not yet")});
        const bool isSet =
            handles.setPlan(command.value(u"child").toString(), command.value(u"is").toString());
        isSet ? answer(QJsonObject()) : answer(Unexpected{QStringLiteral("it can't be that")});
    });
    commands.insert(QStringLiteral("give"), [this](const QJsonObject &command, const Answer &answer) {
        if (!handles.give)
            return answer(Unexpected{QStringLiteral("not yet")});
        const bool isGiven =
            handles.give(command.value(u"child").toString(), command.value(u"minutes").toInt());
        isGiven ? answer(QJsonObject()) : answer(Unexpected{QStringLiteral("it can't be that")});
    });
    commands.insert(QStringLiteral("pause-all"), [this](const QJsonObject &command, const Answer &answer) {
        if (!handles.pauseAll)
            return answer(Unexpected{QStringLiteral("not yet")});
        handles.pauseAll(command.value(u"value").toBool());
        answer(QJsonObject());
    });
    commands.insert(QStringLiteral("fetch-ahead"), [this](const QJsonObject &command, const Answer &answer) {
        if (!handles.fetchAhead)
            return answer(Unexpected{QStringLiteral("not yet")});
        handles.fetchAhead(command.value(u"value").toBool());
        answer(QJsonObject());
    });
    commands.insert(QStringLiteral("platforms"), [this](const QJsonObject &command, const Answer &answer) {
        if (!handles.allowPlatforms)
            return answer(Unexpected{QStringLiteral("not yet")});
        handles.allowPlatforms(command.value(u"value").toBool());
        answer(QJsonObject());
    });
    commands.insert(QStringLiteral("clock"), [this](const QJsonObject &command, const Answer &answer) {
        if (!handles.clock)
            return answer(Unexpected{QStringLiteral("not yet")});
        QJsonObject rest = command;
        rest.remove(QStringLiteral("id"));
        rest.remove(QStringLiteral("do"));
        const auto applied = handles.clock->apply(rest);
        applied ? answer(QJsonObject()) : answer(Unexpected{applied.error()});
    });
    commands.insert(QStringLiteral("key"), [this](const QJsonObject &command, const Answer &answer) {
        const std::optional<KeyStroke> keys = keyStrokeOf(command.value(u"keys").toString());
        if (!keys)
            return answer(Unexpected{QStringLiteral("no such key")});
        input->stroke(*keys);
        answer(QJsonObject());
    });
    commands.insert(QStringLiteral("type"), [this](const QJsonObject &command, const Answer &answer) {
        input->type(command.value(u"text").toString());
        answer(QJsonObject());
    });
    commands.insert(QStringLiteral("touch"),
                    [this](const QJsonObject &command, const Answer &answer) { touch(command, answer); });
    commands.insert(QStringLiteral("swipe"), [this](const QJsonObject &command, const Answer &answer) {
        swipe(command.value(u"direction").toString(), answer);
    });
    commands.insert(QStringLiteral("screenshot"), [this](const QJsonObject &command, const Answer &answer) {
        screenshot(command.value(u"path").toString(), answer);
    });
    commands.insert(QStringLiteral("areas"), [this](const QJsonObject &, const Answer &answer) {
        QJsonObject areas;
        const auto known = handles.hitAreas ? handles.hitAreas() : QList<std::pair<QString, QRect>>();
        for (const auto &[name, area] : known)
            areas.insert(name, QJsonArray{area.x(), area.y(), area.width(), area.height()});
        answer(QJsonObject{{QStringLiteral("areas"), areas}});
    });
    commands.insert(QStringLiteral("quit"), [this](const QJsonObject &, const Answer &answer) {
        answer(QJsonObject());
        Q_EMIT q->quitRequested();
    });
}

void AutomationServer::Private::accept()
{
    while (QLocalSocket *socket = listener.nextPendingConnection()) {
        if (peer || !isOurs(*socket)) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        peer = socket;
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::disconnected, this, [this, socket] {
            if (peer == socket)
                peer = nullptr;
        });
        connect(socket, &QLocalSocket::readyRead, this, &Private::readLines);
        for (const QByteArray &line : kept)
            socket->write(line);
        kept.clear();
        readLines();
    }
}

void AutomationServer::Private::readLines()
{
    // a command may close the connection, so it is looked at anew each time
    while (peer && peer->canReadLine())
        obey(QJsonDocument::fromJson(peer->readLine(longestLine)).object());
    if (peer && peer->bytesAvailable() > longestLine)
        peer->abort();
}

void AutomationServer::Private::obey(const QJsonObject &command)
{
    const QJsonValue id = command.value(u"id");
    const auto found = commands.constFind(command.value(u"do").toString());
    if (found == commands.cend())
        return answer(id, Unexpected{QStringLiteral("no such command")});
    if (settling || (input && input->isBusy()))
        return answer(id, Unexpected{QStringLiteral("the fingers are still busy")});
    (*found)(command, [this, id](const Expected<QJsonObject, QString> &outcome) { answer(id, outcome); });
}

void AutomationServer::Private::remember(const Chronicle::Entry &entry)
{
    if (peer) {
        peer->write(lineOf(entry));
    } else {
        kept.push_back(lineOf(entry));
        if (kept.size() > keptEntries)
            kept.pop_front();
    }
    // a chip's answer is a new picture too
    if (entry.event == u"screen" || entry.event == u"feedback")
        pictureChanged = entry.when;
    if (childChosen && entry.event == u"profile-chosen")
        std::exchange(childChosen, {})();
}

void AutomationServer::Private::answer(const QJsonValue &id, const Expected<QJsonObject, QString> &outcome)
{
    if (!peer)
        return;
    QJsonObject object = outcome ? *outcome : QJsonObject{{QStringLiteral("error"), outcome.error()}};
    object.insert(QStringLiteral("id"), id);
    object.insert(QStringLiteral("ok"), outcome.has_value());
    peer->write(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
    peer->flush();
}

void AutomationServer::Private::signIn(const QJsonObject &command, const Answer &answer)
{
    if (!handles.signIn)
        return answer(Unexpected{QStringLiteral("not yet")});
    const QUrl server(command.value(u"server").toString(), QUrl::StrictMode);
    if (!server.isValid() || server.host().isEmpty())
        return answer(Unexpected{QStringLiteral("server: an http(s) address")});
    handles.signIn(server, command.value(u"email").toString(), command.value(u"password").toString());
    answer(QJsonObject());
}

void AutomationServer::Private::setting(const std::function<bool(const QString &)> &set,
                                        const QJsonObject &command, const Answer &answer)
{
    if (!set || !set(command.value(u"value").toString()))
        return answer(Unexpected{QStringLiteral("not yet")});
    answer(QJsonObject());
}

std::optional<QRect> AutomationServer::Private::areaOf(const QString &name) const
{
    const auto areas = handles.hitAreas ? handles.hitAreas() : QList<std::pair<QString, QRect>>();
    for (const auto &[known, area] : areas) {
        if (known == name)
            return area;
    }
    return std::nullopt;
}

void AutomationServer::Private::chooseChild(const QString &name, const Answer &answer)
{
    touchFace(u"child:" + name, choiceTries, answer);
}

void AutomationServer::Private::touchFace(const QString &area, int triesLeft, const Answer &answer)
{
    struct Wait
    {
        QElapsedTimer sinceAsked;
        QElapsedTimer sinceSeen;
        bool cornersTouched = false;
    };
    const auto wait = std::make_shared<Wait>();
    wait->sinceAsked.start();

    auto *watch = new QTimer(this);
    connect(watch, &QTimer::timeout, this, [this, watch, wait, area, triesLeft, answer] {
        const std::optional<QRect> face = areaOf(area);
        if (!face)
            wait->sinceSeen.invalidate();
        else if (!wait->sinceSeen.isValid())
            wait->sinceSeen.start();
        if (!face && wait->sinceAsked.hasExpired(facesWanted / 1ms) &&
            !std::exchange(wait->cornersTouched, true))
            whenSettled([this] { touchCorners(0); });
        if (input->isBusy())
            return;
        if (!face || !wait->sinceSeen.hasExpired(pictureSettled / 1ms)) {
            if (wait->sinceAsked.hasExpired(pictureWanted / 1ms)) {
                watch->deleteLater();
                answer(Unexpected{area + QStringLiteral(" can't be touched on this screen")});
            }
            return;
        }
        watch->deleteLater();

        // over when somebody is chosen and the finger is up again
        const auto left = std::make_shared<int>(2);
        const auto one = [left, answer] {
            if (--*left == 0)
                answer(QJsonObject());
        };
        auto *patience = new QTimer(this);
        patience->setSingleShot(true);
        childChosen = [patience, one] {
            patience->stop();
            patience->deleteLater();
            one();
        };
        connect(patience, &QTimer::timeout, this, [this, patience, area, triesLeft, answer] {
            patience->deleteLater();
            childChosen = {};
            if (triesLeft <= 1)
                return answer(Unexpected{area + QStringLiteral(" was touched and nobody was chosen")});
            touchFace(area, triesLeft - 1, answer);
        });
        patience->start(choiceTaken);
        input->touch({face->center()}, defaultTouch, one);
    });
    watch->start(10ms);
}

// As a grown-up asks for another child: clockwise from the upper left.
void AutomationServer::Private::touchCorners(int from)
{
    static constexpr std::array<std::pair<double, double>, 4> corners{
        {{0.04, 0.04}, {0.96, 0.04}, {0.96, 0.96}, {0.04, 0.96}}};
    const auto [x, y] = corners.at(static_cast<size_t>(from));
    input->touch({pointAt(x, y)}, defaultTouch, [this, from] {
        if (from + 1 < static_cast<int>(corners.size()))
            touchCorners(from + 1);
    });
}

QPoint AutomationServer::Private::pointAt(double x, double y) const
{
    const QSize size = handles.window->size();
    return {qRound(x * (size.width() - 1)), qRound(y * (size.height() - 1))};
}

void AutomationServer::Private::touch(const QJsonObject &command, const Answer &answer)
{
    const QString allowed = QStringLiteral("points: one or two [x, y], each 0..1; ms: how long, up to 60000");
    QList<QPoint> points;
    const QJsonArray wanted = command.value(u"points").toArray();
    for (const auto point : wanted) {
        const double x = point.toArray().at(0).toDouble(-1);
        const double y = point.toArray().at(1).toDouble(-1);
        if (x < 0 || x > 1 || y < 0 || y > 1)
            return answer(Unexpected{allowed});
        points.append(pointAt(x, y));
    }
    const std::chrono::milliseconds held(command.value(u"ms").toInt(int(defaultTouch / 1ms)));
    if (points.isEmpty() || points.size() > 2 || held < 0ms || held > longestTouch)
        return answer(Unexpected{allowed});
    whenSettled(
        [this, points, held, answer] { input->touch(points, held, [answer] { answer(QJsonObject()); }); });
}

void AutomationServer::Private::swipe(const QString &direction, const Answer &answer)
{
    static const QHash<QString, std::pair<QPointF, QPointF>> ways = {
        {QStringLiteral("down"), {{0.5, swipeFrom}, {0.5, swipeTo}}},
        {QStringLiteral("up"), {{0.5, swipeTo}, {0.5, swipeFrom}}},
        {QStringLiteral("right"), {{swipeFrom, 0.5}, {swipeTo, 0.5}}},
        {QStringLiteral("left"), {{swipeTo, 0.5}, {swipeFrom, 0.5}}},
    };
    const auto way = ways.constFind(direction);
    if (way == ways.cend())
        return answer(Unexpected{QStringLiteral("direction: up, down, left or right")});
    whenSettled([this, from = way->first, to = way->second, answer] {
        input->swipe(pointAt(from.x(), from.y()), pointAt(to.x(), to.y()), swipeDuration,
                     [answer] { answer(QJsonObject()); });
    });
}

// A script means the picture that is there; its finger waits until the kiosk listens again.
void AutomationServer::Private::whenSettled(const std::function<void()> &gesture)
{
    const auto left = pictureChanged + pictureSettled - Chronicle::now();
    settling = left > 0ns;
    if (!settling)
        return gesture();
    QTimer::singleShot(std::chrono::ceil<std::chrono::milliseconds>(left), this,
                       [this, gesture] { whenSettled(gesture); });
}

void AutomationServer::Private::screenshot(const QString &path, const Answer &answer)
{
    // the picture is what a child would see, so nothing is hidden or repainted differently for it
    if (!handles.window->grab().save(path, "PNG"))
        return answer(Unexpected{QStringLiteral("can't write ") + path});
    answer(QJsonObject());
}

AutomationServer::AutomationServer(Chronicle &chronicle, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, chronicle))
{
}

AutomationServer::~AutomationServer() = default;

void AutomationServer::setHandles(KioskHandles handles)
{
    Q_ASSERT(handles.window);
    d->handles = std::move(handles);
    d->input = std::make_unique<Input>(d->handles.window);
}

Expected<void, QString> AutomationServer::listen(const QString &path)
{
    Q_ASSERT_X(d->input, "AutomationServer::listen", "setHandles() comes first");
    const QFileInfo folder(QFileInfo(path).absolutePath());
    constexpr auto othersMay = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                               QFile::WriteOther | QFile::ExeOther;
    if (!folder.isDir() || folder.isSymLink() || folder.ownerId() != geteuid() ||
        (folder.permissions() & othersMay))
        return Unexpected{folder.filePath() +
                          QStringLiteral(": must be a folder of this user with mode 0700")};
    if (!d->listener.listen(path))
        return Unexpected{path + QStringLiteral(": ") + d->listener.errorString()};
    return {};
}

} // namespace Medio
