// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/platformscreen.h"
#include "app/screens/kids/kidswindow.h"
#include "player/web/webplayer.h"
#include "tests/app/flow/kioskharness.h"

#include <QFile>
#include <QImage>
#include <QKeyEvent>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>
#include <utility>

using namespace Medio;
using namespace Medio::Flow::Testing;
using namespace Medio::PlayerWeb;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Hears the keys that reach a window.
class KeyEars final : public QObject
{
public:
    QList<std::pair<QEvent::Type, int>> heard;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease)
            heard.append({event->type(), static_cast<QKeyEvent *>(event)->key()});
        return false;
    }
};

/// With a program that only writes down what it is told.
class PlatformScreenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        WebPlayer::Options options;
        options.program = m_folder->filePath(u"medio-web-player"_s);
        options.arguments = {m_folder->filePath(u"orders"_s)};
        options.silence = 60s;
        QFile program(options.program);
        QVERIFY(program.open(QIODevice::WriteOnly));
        program.write("#!/bin/sh\necho '{\"v\":1,\"event\":\"alive\"}'\nexec cat >\"$1\"\n");
        program.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        program.close();
        m_player = std::make_unique<WebPlayer>(options);
        m_kiosk = std::make_unique<KioskHarness>();
        m_window = std::make_unique<Screens::KidsWindow>(m_kiosk->clock);
        m_window->setGeometry(10, 20, 800, 480);
        m_window->show();
        m_screen = std::make_unique<Adapters::PlatformScreen>(*m_player, *m_window, m_kiosk->flow);
        m_kiosk->begin();
    }

    void cleanup()
    {
        m_screen.reset();
        m_window.reset();
        m_kiosk.reset();
        m_player.reset();
    }

    void theFilmIsWhereTheWindowIs()
    {
        m_player->preload({u"film"_s, addressOf({Platform::YouTube, u"plays000000"_s}), {}}, 0ms);
        QTRY_COMPARE(last<PlaceWindow>().value_or(PlaceWindow()).where, place());
        m_window->setGeometry(30, 40, 1024, 600);
        QTRY_COMPARE(place(), QRect(30, 40, 1024, 600));
        QTRY_COMPARE(last<PlaceWindow>().value_or(PlaceWindow()).where, place());
    }

    void theTimePictureStandsBesideIt()
    {
        m_kiosk->play(rocket);
        m_player->preload({u"film"_s, addressOf({Platform::YouTube, u"plays000000"_s}), {}}, 0ms);
        QTRY_VERIFY(!last<ShowStrip>().value_or(ShowStrip()).png.isEmpty());
        const QImage picture = QImage::fromData(last<ShowStrip>()->png, "PNG");
        QCOMPARE(picture.size(), stripOf(m_window->filmSize(), last<ShowStrip>()->onRight).size());
    }

    void keysReachTheKiosk()
    {
        KeyEars ears;
        m_window->installEventFilter(&ears);
        Q_EMIT m_player->keyPressed(Qt::Key_F5, Qt::NoModifier);
        QCOMPARE(ears.heard.size(), 2);
        QCOMPARE(ears.heard.first(), (std::pair<QEvent::Type, int>(QEvent::KeyPress, Qt::Key_F5)));
        QCOMPARE(ears.heard.last().first, QEvent::KeyRelease);
    }

private:
    [[nodiscard]] QRect place() const { return {m_window->mapToGlobal(QPoint()), m_window->size()}; }

    /// The last order of this kind that the program was given
    template<typename Kind>
    [[nodiscard]] std::optional<Kind> last() const
    {
        QFile file(m_folder->filePath(u"orders"_s));
        std::optional<Kind> found;
        if (!file.open(QIODevice::ReadOnly))
            return found;
        while (!file.atEnd()) {
            const auto order = orderFromLine(file.readLine());
            if (order && std::holds_alternative<Kind>(*order))
                found = std::get<Kind>(*order);
        }
        return found;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WebPlayer> m_player;
    std::unique_ptr<KioskHarness> m_kiosk;
    std::unique_ptr<Screens::KidsWindow> m_window;
    std::unique_ptr<Adapters::PlatformScreen> m_screen;
};

QTEST_MAIN(PlatformScreenTest)
#include "tst_platformscreen.moc"
