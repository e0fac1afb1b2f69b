// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/kidswindow.h"

#include <QCloseEvent>
#include <QImage>
#include <QPainter>
#include <QResizeEvent>

namespace Medio::Screens {

class KidsWindow::Private
{
public:
    Flow::Scene scene;
    QImage film;
    quint64 toldTap = 0;
    quint64 toldStart = 0;
    bool closable = false;
};

KidsWindow::KidsWindow(const Clock &, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>())
{
    setAttribute(Qt::WA_OpaquePaintEvent);
}
KidsWindow::~KidsWindow() = default;

void KidsWindow::show(const Flow::Scene &scene)
{
    if (scene == d->scene)
        return;
    if (scene.start != d->scene.start)
        d->film = {};
    d->scene = scene;
    update();
}
const Flow::Scene &KidsWindow::scene() const
{
    return d->scene;
}
void KidsWindow::setFilmPicture(quint64 start, const QImage &picture)
{
    if (start == 0 || start != d->scene.start)
        return;
    d->film = picture;
    update();
}
QSize KidsWindow::filmSize() const
{
    return (QSizeF(size()) * devicePixelRatioF()).toSize();
}
void KidsWindow::keepReady(const QList<Flow::Poster> &) {}
void KidsWindow::setTextShown(bool) {}
void KidsWindow::setPixelsPerMillimetre(std::optional<double>) {}
void KidsWindow::setClosable(bool closable)
{
    d->closable = closable;
}
QList<HitArea> KidsWindow::hitAreas() const
{
    return {};
}
KidsWindow::Counters KidsWindow::counters() const
{
    return {};
}
bool KidsWindow::isWarm() const
{
    return true;
}
bool KidsWindow::event(QEvent *event)
{
    return QWidget::event(event);
}
bool KidsWindow::eventFilter(QObject *watched, QEvent *event)
{
    return QWidget::eventFilter(watched, event);
}
void KidsWindow::paintEvent(QPaintEvent *)
{
    {
        QPainter painter(this);
        painter.fillRect(rect(), d->film.isNull() ? QColor(0xcd, 0xeb, 0xfa) : QColor(Qt::black));
        if (!d->film.isNull()) {
            QRect place({}, d->film.size().scaled(size(), Qt::KeepAspectRatio));
            place.moveCenter(rect().center());
            painter.drawImage(place, d->film);
        }
    }
    if (d->scene.tap != d->toldTap)
        Q_EMIT feedbackPainted(d->toldTap = d->scene.tap);
    if (!d->film.isNull() && d->scene.start != d->toldStart)
        Q_EMIT firstFramePainted(d->toldStart = d->scene.start);
}
void KidsWindow::resizeEvent(QResizeEvent *)
{
    Q_EMIT filmSizeChanged(filmSize());
}
void KidsWindow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
}
void KidsWindow::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
}
void KidsWindow::closeEvent(QCloseEvent *event)
{
    event->setAccepted(d->closable);
}
void KidsWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
}
void KidsWindow::keyPressEvent(QKeyEvent *event)
{
    QWidget::keyPressEvent(event);
}
void KidsWindow::mousePressEvent(QMouseEvent *event)
{
    QWidget::mousePressEvent(event);
}
void KidsWindow::mouseMoveEvent(QMouseEvent *event)
{
    QWidget::mouseMoveEvent(event);
}
void KidsWindow::mouseReleaseEvent(QMouseEvent *event)
{
    QWidget::mouseReleaseEvent(event);
}

} // namespace Medio::Screens
