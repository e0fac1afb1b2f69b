// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/chronicle.h"
#include "app/base/expected.h"

#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QRect>
#include <QString>
#include <QUrl>

#include <functional>
#include <memory>
#include <utility>

class QWidget;

namespace Medio {

class StageClock;

/// What the stage may touch inside a kiosk: the composition fills it in. Everything outlives the
/// AutomationServer. A function that is empty makes its command answer "not yet".
struct KioskHandles
{
    QWidget *window = nullptr;      ///< the top-level window that gets the input
    Chronicle *chronicle = nullptr; ///< whose entries go out
    StageClock *clock = nullptr;    ///< the kiosk's own clock

    /// Begins to sign in with what a parent would type; the outcome is told by the chronicle:
    /// `signed-in`, or `sign-in-failed reason=`, and `catalogue-synced` once the catalogue is stored.
    std::function<void(const QUrl &server, const QString &email, const QString &password)> signIn;

    std::function<bool(const QString &mode)> setMode;     ///< "hold", "tap"; false: not known (yet)
    std::function<bool(const QString &ending)> setEnding; ///< "film", "limit", "fits"; false: as above

    /// Makes a chip one of the house: "profile Badger", "pause", "bonus 15", ...; false: it can't be.
    std::function<bool(const QString &uid, const QString &what)> setHouseChip;

    /// What parents decided about a child, by its name and in the words of Flow::KidPlan; false: it can't be.
    std::function<bool(const QString &child, const QString &words)> setPlan;

    /// Time on top of today, as parents give it; false: it can't be.
    std::function<bool(const QString &child, int minutes)> give;
    std::function<void(bool paused)> pauseAll;          ///< "pause everything"
    std::function<void(bool ahead)> fetchAhead;         ///< films are fetched before anybody watches them
    std::function<void(bool isAllowed)> allowPlatforms; ///< a parent agrees to their films, or no more

    /// What can be touched on the picture shown now, in the window's logical pixels.
    /// A child's face is named "child:NAME".
    std::function<QList<std::pair<QString, QRect>>()> hitAreas;

    std::function<void()> sync; ///< fetch the catalogue now; tells `catalogue-synced`
};

/// The stage's hand inside medio-kiosk-stage: a Unix socket on which JSON lines go out (every entry
/// of the chronicle) and commands come in (input, clock, settings, pictures). README.md lists them.
/// Only the library's own folder knows it; the shipped program is linked without it.
///
/// Only the user that runs the kiosk may connect: the socket lies in a folder of mode 0700 and the
/// peer's uid is asked of the kernel (SO_PEERCRED). One connection at a time; entries recorded
/// while nobody is connected are kept (the last 10,000) and sent first.
/// Lives on the GUI thread and never blocks it.
class AutomationServer final : public QObject
{
    Q_OBJECT
public:
    /// Listens to the chronicle from now on: make it before anything records.
    explicit AutomationServer(Chronicle &chronicle, QObject *parent = nullptr);
    ~AutomationServer() override;

    /// Before listen().
    void setHandles(KioskHandles handles);

    /// `path`: of the socket to make; its folder must exist, belong to this user and be closed to
    /// everybody else. Says what is wrong otherwise.
    Expected<void, QString> listen(const QString &path);

Q_SIGNALS:
    /// The stage wants the kiosk to end in the ordinary way.
    void quitRequested();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Medio
