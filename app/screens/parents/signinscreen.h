// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/signin.h"

#include <QPixmap>
#include <QString>
#include <QUrl>
#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace Medio::Screens {

/// Where a parent says which Medio server this is and signs in. A page of its own: a plain widget
/// that can be a window, a page of a stack, or lie over the kids' window. GUI thread only.
///
/// The password leaves the screen in signInRequested() only, and its field is emptied in the same
/// turn.
class SignInScreen final : public QWidget
{
    Q_OBJECT
public:
    explicit SignInScreen(QWidget *parent = nullptr);

    void setServer(const QUrl &server);
    void setEmail(const QString &email);

    /// True while an answer is awaited: the fields can't be changed.
    void setBusy(bool busy);
    [[nodiscard]] bool isBusy() const;

    /// Ends the busy state and tells the problem in plain words; none removes the words.
    void showProblem(std::optional<Parents::SignInProblem> problem);
    [[nodiscard]] std::optional<Parents::SignInProblem> problem() const;

Q_SIGNALS:
    /// As typed. Whoever tries it says setBusy(), and showProblem() if it did not work.
    void signInRequested(const QString &server, const QString &email, const QString &password);
    /// Back to the children's screen.
    void cancelRequested();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void submit();
    void scale();
    void retranslate();
    void tellProblem();

    QWidget *m_card = nullptr;
    QLabel *m_heading = nullptr;
    QLabel *m_explanation = nullptr;
    QLabel *m_serverLabel = nullptr;
    QLineEdit *m_server = nullptr;
    QLabel *m_emailLabel = nullptr;
    QLineEdit *m_email = nullptr;
    QLabel *m_passwordLabel = nullptr;
    QLineEdit *m_password = nullptr;
    QToolButton *m_reveal = nullptr;
    QLabel *m_problemText = nullptr;
    QPushButton *m_signIn = nullptr;
    QPushButton *m_cancel = nullptr;
    QPixmap m_background;
    std::optional<Parents::SignInProblem> m_problem;
    double m_scale = 0;
    bool m_busy = false;
};

} // namespace Medio::Screens
