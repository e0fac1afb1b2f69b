// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/edit.h"
#include "app/screens/parents/look.h"
#include "app/screens/parents/outcome.h"
#include "net/api/family.h"

#include <QFrame>
#include <QList>
#include <QWidget>

#include <chrono>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace Medio::Screens {

/// One child: name and minutes a day. GUI thread.
class ChildCard final : public QFrame
{
    Q_OBJECT
public:
    ChildCard(const Look &look, QWidget *parent);

    /// What is saved. While the parent changes something, only what was not touched follows.
    void setProfile(const Api::Profile &profile);
    [[nodiscard]] const Api::Profile &profile() const { return m_profile; }
    /// For a child that is not there yet.
    void begin();
    void focusName();
    void say(const QString &words, const char *role);
    /// The next setProfile() shows it whole.
    void settle();

Q_SIGNALS:
    /// `name` is not blank.
    void saveRequested(const QString &name, std::chrono::minutes dailyLimit);
    void cancelRequested(); ///< of a new one

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void stepBy(int steps);
    void save();
    void refresh();
    void retranslate();
    [[nodiscard]] bool isChanged() const;

    const Look &m_look;
    Api::Profile m_profile;
    std::chrono::minutes m_limit{60};
    bool m_new = false;
    QBoxLayout *m_top = nullptr;
    QLabel *m_nameLabel = nullptr;
    QLineEdit *m_name = nullptr;
    QLabel *m_limitLabel = nullptr;
    QToolButton *m_less = nullptr;
    QLabel *m_minutes = nullptr;
    QToolButton *m_more = nullptr;
    QLabel *m_notice = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_save = nullptr;
};

/// The children of the family. It shows values and says what the parent wishes. GUI thread.
class ChildrenPage final : public QWidget
{
    Q_OBJECT
public:
    explicit ChildrenPage(const Look &look, QWidget *parent = nullptr);

    void setProfiles(const QList<Api::Profile> &profiles);
    /// What became of the last wish about this child.
    void tellOutcome(const Api::ProfileId &profile, Outcome outcome);

Q_SIGNALS:
    void changeRequested(const Medio::Parents::ChangeProfile &change);
    void newRequested(const Medio::Parents::NewProfile &child);

protected:
    void changeEvent(QEvent *event) override;

private:
    void addCard(ChildCard *card);
    void retranslate();

    const Look &m_look;
    QLabel *m_heading = nullptr;
    QPushButton *m_add = nullptr;
    QLabel *m_empty = nullptr;
    QVBoxLayout *m_cardsLayout = nullptr;
    QWidget *m_content = nullptr;
    QList<ChildCard *> m_cards;
    ChildCard *m_fresh = nullptr;
};

} // namespace Medio::Screens
