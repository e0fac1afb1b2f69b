// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/simulator/chiptray/traychips.h"

#include <QHash>
#include <QList>
#include <QPixmap>
#include <QString>
#include <QVariantAnimation>
#include <QWidget>

namespace Medio::ChipTray {

/// Chips on a little shelf and a reader with a hollow. A click or a key (1 to 9) puts a chip on or takes it
/// off, dragging does as well; 0 and Escape take off whatever lies there. Shows what the reader says, wishes
/// the rest.
class TrayWidget : public QWidget
{
    Q_OBJECT
public:
    explicit TrayWidget(const QList<TrayChip> &chips, QWidget *parent = nullptr);

    /// The chip that lies on the reader; a UID of none of ours is shown as a grey pebble, empty as nothing.
    void setLying(const QString &uid);
    void setReaderThere(bool there);

    [[nodiscard]] QSize sizeHint() const override { return {920, 400}; }
    /// Where a chip is seen now, and where the reader's hollow is, in the widget's coordinates.
    [[nodiscard]] QPointF chipCentre(qsizetype index) const;
    [[nodiscard]] QPointF hollowCentre() const;

Q_SIGNALS:
    void placeRequested(const QString &uid, const QString &name);
    void liftRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] double unit() const;
    [[nodiscard]] QPointF origin() const;
    [[nodiscard]] QPointF slot(qsizetype index) const;
    [[nodiscard]] qsizetype chipAt(QPointF point) const;
    [[nodiscard]] qsizetype lyingIndex() const;
    void toggle(qsizetype index);
    [[nodiscard]] QPixmap picture(qsizetype index);
    void paintShelves(QPainter &p) const;
    void paintReader(QPainter &p) const;

    QList<TrayChip> m_chips;
    QString m_lyingUid;
    bool m_readerThere = false;
    qsizetype m_held = -1; ///< under the mouse button
    QPointF m_pressedAt;
    QPointF m_heldAt;
    bool m_dragged = false;
    qsizetype m_flying = -1; ///< on its way between shelf and reader
    QPointF m_flyingFrom;
    QVariantAnimation m_flight;
    QHash<QString, QPixmap> m_pictures;
};

} // namespace Medio::ChipTray
