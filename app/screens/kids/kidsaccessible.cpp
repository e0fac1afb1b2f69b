// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/kidsaccessible.h"

#include "app/screens/kids/kidswindowprivate.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QCoreApplication>

#include <memory>
#include <vector>

namespace Medio::Screens {

class KidsAccessible;

namespace {

/// One place that answers to a finger. Its number is its place in the composition, so it never
/// speaks of something that is gone: then it is not valid.
class TargetAccessible final : public QAccessibleInterface, public QAccessibleActionInterface
{
    Q_DECLARE_TR_FUNCTIONS(Medio::Screens::KidsWindow)
public:
    TargetAccessible(KidsAccessible &window, int number)
        : m_window(window)
        , m_number(number)
    {
    }

    [[nodiscard]] bool isValid() const override { return target() != nullptr; }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *parent() const override;
    [[nodiscard]] QAccessibleInterface *child(int) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::Button; }
    [[nodiscard]] QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text, const QString &) override {}
    [[nodiscard]] QRect rect() const override;
    [[nodiscard]] QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this)
                                                    : nullptr;
    }

    [[nodiscard]] QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString &action) override;
    [[nodiscard]] QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    [[nodiscard]] const Target *target() const;

    KidsAccessible &m_window;
    const int m_number;
};

} // namespace

class KidsAccessible final : public QAccessibleWidget
{
    Q_DECLARE_TR_FUNCTIONS(Medio::Screens::KidsWindow)
public:
    explicit KidsAccessible(KidsWindow &window)
        : QAccessibleWidget(&window, QAccessible::Client)
        , m_window(window)
    {
    }
    ~KidsAccessible() override
    {
        for (const QAccessible::Id id : m_children)
            QAccessible::deleteAccessibleInterface(id);
    }

    [[nodiscard]] int childCount() const override { return static_cast<int>(targets().size()); }
    [[nodiscard]] QAccessibleInterface *child(int number) const override
    {
        if (number < 0 || number >= childCount())
            return nullptr;
        while (m_children.size() <= static_cast<size_t>(number)) {
            auto made = std::make_unique<TargetAccessible>(const_cast<KidsAccessible &>(*this),
                                                           static_cast<int>(m_children.size()));
            // Owned by Qt's table of interfaces from here on
            m_children.push_back(QAccessible::registerAccessibleInterface(made.release()));
        }
        return QAccessible::accessibleInterface(m_children[static_cast<size_t>(number)]);
    }
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (QAccessibleInterface *one = child(i); one->rect().contains(x, y))
                return one;
        }
        return nullptr;
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *one) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (child(i) == one)
                return i;
        }
        return -1;
    }
    [[nodiscard]] QAccessibleInterface *focusChild() const override
    {
        const int face = m_window.d->highlighted;
        for (int i = 0; i < childCount(); ++i) {
            if (face >= 0 && targets()[i].kind == Target::Kind::Child && targets()[i].face == face)
                return child(i);
        }
        return nullptr;
    }
    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        if (kind != QAccessible::Description)
            return QAccessibleWidget::text(kind);
        const Flow::Scene &scene = m_window.scene();
        const QString words = wordsOf(pictureOf(scene));
        return scene.screen == Flow::Screen::Playing && scene.poster ? words.arg(scene.poster->title) : words;
    }

    [[nodiscard]] const QList<Target> &targets() const { return m_window.d->composition.targets; }
    [[nodiscard]] QString nameOf(const Target &target) const
    {
        if (target.kind == Target::Kind::Page)
            return tr("More children");
        return m_window.scene().faces.value(target.face).name;
    }
    [[nodiscard]] QRect rectOf(const Target &target) const
    {
        const double ratio = m_window.devicePixelRatioF();
        const QRectF logical(target.rect.x() / ratio, target.rect.y() / ratio, target.rect.width() / ratio,
                             target.rect.height() / ratio);
        return logical.toRect().translated(m_window.mapToGlobal(QPoint()));
    }
    [[nodiscard]] bool isHighlighted(const Target &target) const
    {
        return target.kind == Target::Kind::Child && target.face == m_window.d->highlighted;
    }
    /// Which child of this window shows the face now; -1: none.
    [[nodiscard]] int childOf(int face) const
    {
        for (int i = 0; i < childCount(); ++i) {
            if (targets()[i].kind == Target::Kind::Child && targets()[i].face == face)
                return i;
        }
        return -1;
    }
    void press(const Target &target) { m_window.d->press(target); }

private:
    KidsWindow &m_window;
    mutable std::vector<QAccessible::Id> m_children;
};

namespace {

const Target *TargetAccessible::target() const
{
    return m_number < m_window.childCount() ? &m_window.targets()[m_number] : nullptr;
}

QAccessibleInterface *TargetAccessible::parent() const
{
    return &m_window;
}

QString TargetAccessible::text(QAccessible::Text kind) const
{
    const Target *one = target();
    return one != nullptr && kind == QAccessible::Name ? m_window.nameOf(*one) : QString();
}

QRect TargetAccessible::rect() const
{
    const Target *one = target();
    return one != nullptr ? m_window.rectOf(*one) : QRect();
}

QAccessible::State TargetAccessible::state() const
{
    QAccessible::State state;
    const Target *one = target();
    state.invalid = one == nullptr;
    state.invisible = one == nullptr;
    state.focusable = one != nullptr && one->kind == Target::Kind::Child;
    state.focused = one != nullptr && m_window.isHighlighted(*one);
    return state;
}

void TargetAccessible::doAction(const QString &action)
{
    if (const Target *one = target(); one != nullptr && action == pressAction())
        m_window.press(Target(*one));
}

QAccessibleInterface *kidsFactory(const QString &, QObject *object)
{
    auto *window = qobject_cast<KidsWindow *>(object);
    return window != nullptr ? new KidsAccessible(*window) : nullptr;
}

} // namespace

void makeAccessible()
{
    // Qt ignores a factory that is already there
    QAccessible::installFactory(kidsFactory);
}

void tellAccessibly(KidsWindow &window)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent reordered(&window, QAccessible::ObjectReorder);
    QAccessible::updateAccessibility(&reordered);
    QAccessibleEvent described(&window, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&described);
    QAccessibleEvent alert(&window, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void tellFocusAccessibly(KidsWindow &window, int face)
{
    if (!QAccessible::isActive())
        return;
    auto *accessible = static_cast<KidsAccessible *>(QAccessible::queryAccessibleInterface(&window));
    if (accessible == nullptr)
        return;
    const int number = accessible->childOf(face);
    if (number < 0)
        return;
    QAccessibleEvent focus(accessible->child(number), QAccessible::Focus);
    QAccessible::updateAccessibility(&focus);
}

QString wordsOf(Picture picture)
{
    switch (picture) {
    case Picture::WhoIsWatching:
        return KidsWindow::tr("Who is watching?");
    case Picture::Scan:
        return KidsWindow::tr("Put a chip on the reader, and its film starts.");
    case Picture::Waking:
        return KidsWindow::tr("The film is on its way.");
    case Picture::Playing:
        return KidsWindow::tr("Now playing: %1", "the title of a film");
    case Picture::Paused:
        return KidsWindow::tr("The film waits. Put the chip back, and it goes on.");
    case Picture::Celebration:
        return KidsWindow::tr("All films of this chip were seen.");
    case Picture::GoodNight:
        return KidsWindow::tr("That was enough for today. Good night.");
    case Picture::Bedtime:
        return KidsWindow::tr("It is bedtime. Good night.");
    case Picture::Sleeping:
        return KidsWindow::tr("Everybody is asleep until tomorrow.");
    case Picture::UnknownChip:
        return KidsWindow::tr("Nobody knows this chip yet. Ask a grown-up.");
    case Picture::NotAChip:
        return KidsWindow::tr("This is no chip. Take one with a picture.");
    case Picture::Unread:
        return KidsWindow::tr("This chip lay badly. Put it into the middle once more.");
    case Picture::SpentBonus:
        return KidsWindow::tr("This chip has given its time already.");
    case Picture::NoFilm:
        return KidsWindow::tr("There is no film on this chip yet. Ask a grown-up.");
    case Picture::NotHere:
        return KidsWindow::tr("This film is not here just now. Take another chip.");
    case Picture::CloudAsleep:
        return KidsWindow::tr("This film can't come just now. Take another chip.");
    case Picture::ReaderMissing:
        return KidsWindow::tr("The place for the chips is not connected. Ask a grown-up.");
    case Picture::Broken:
        return KidsWindow::tr("This film is broken. The next one follows.");
    case Picture::NotYours:
        return KidsWindow::tr("This chip is somebody else's.");
    case Picture::TooOld:
        return KidsWindow::tr("This film is for bigger children.");
    case Picture::Locked:
        return KidsWindow::tr("A grown-up made a break.");
    case Picture::SignIn:
        return KidsWindow::tr("A grown-up has to set this up first.");
    }
    return {};
}

} // namespace Medio::Screens
