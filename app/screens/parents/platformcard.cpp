// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/platformcard.h"

#include "app/screens/parents/pieces.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHideEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace Medio::Screens {

using namespace Qt::StringLiterals;

PlatformCard::PlatformCard(Parents::PlatformDesk &desk, QWidget *parent)
    : QFrame(parent)
    , m_desk(desk)
{
    setObjectName(u"platformCard"_s);
    setRole(*this, "card");
    m_title = makeLabel(this, "platformTitle", "section");
    m_state = makeLabel(this, "platformState");
    m_detail = makeLabel(this, "platformDetail", "quiet");
    m_allow = makeButton(this, "platformAllowButton", "primary");
    m_forbid = makeButton(this, "platformForbidButton");
    m_text = makeLabel(this, "platformText");
    m_agree = makeButton(this, "platformAgreeButton", "primary");
    m_decline = makeButton(this, "platformDeclineButton");
    auto *buttons = new QHBoxLayout;
    space(*buttons, 8);
    buttons->addWidget(m_allow);
    buttons->addWidget(m_forbid);
    buttons->addWidget(m_agree);
    buttons->addWidget(m_decline);
    buttons->addStretch(1);
    auto *inside = new QVBoxLayout(this);
    space(*inside, 7, {18, 12, 18, 14});
    inside->addWidget(m_title);
    inside->addWidget(m_state);
    inside->addWidget(m_detail);
    inside->addWidget(m_text);
    inside->addLayout(buttons);

    connect(m_allow, &QPushButton::clicked, this, [this] {
        read(true);
        m_decline->setFocus();
    });
    connect(m_decline, &QPushButton::clicked, this, [this] {
        read(false);
        m_allow->setFocus();
    });
    connect(m_agree, &QPushButton::clicked, this, [this] {
        read(false);
        m_desk.setAgreed(true);
    });
    connect(m_forbid, &QPushButton::clicked, this, [this] { m_desk.setAgreed(false); });
    connect(&desk, &Parents::PlatformDesk::changed, this, &PlatformCard::refresh);
    refresh();
}

QString PlatformCard::stateOf(const Parents::PlatformFacts &facts)
{
    if (!facts.isInstalled)
        return tr("Not shown on this box: the package medio-web-player is not installed.");
    if (!facts.isAgreed)
        return tr("Not shown: a parent has not agreed yet.");
    if (!facts.isReachable)
        return tr("Not shown at the moment: the platforms can't be reached.");
    return tr("Shown, in the platforms' own players.");
}

QString PlatformCard::plainText()
{
    return QStringList{
        tr("These films are shown by the player of YouTube, Vimeo or Dailymotion, from the internet."),
        tr("Advertisements can appear before and during a film. This box neither chooses nor stops them."),
        tr("The platform learns which film is watched, when, and from which connection, and may use that "
           "to recognise your household. This box keeps no cookies of it."),
        tr("Hints at other films can't be switched off wholly. Nothing in the player can be tapped, and it "
           "is hidden as soon as a film pauses or ends."),
        tr("The platforms' terms want a parent's agreement, or company, for children. With yours, they "
           "watch these films here."),
        tr("Nothing of them is kept on this box. A film as a file on your home server has none of all "
           "this."),
    }
        .join(u"\n\n"_s);
}

void PlatformCard::read(bool reading)
{
    if (std::exchange(m_isReading, reading) != reading)
        refresh();
}

void PlatformCard::refresh()
{
    const Parents::PlatformFacts facts = m_desk.facts();
    m_title->setText(tr("YouTube, Vimeo, Dailymotion"));
    tell(*m_state, stateOf(facts), facts.isReady() ? "good" : facts.films > 0 ? "warn" : "quiet");
    QStringList details;
    if (facts.films > 0)
        details.append(tr("%n film(s) of your library live there.", nullptr, facts.films));
    if (facts.unknown > 0)
        details.append(tr("%n more can't be shown anywhere: neither a film's address nor a platform's film "
                          "is known.",
                          nullptr, facts.unknown));
    tell(*m_detail, details.join(u' '), "quiet");
    m_allow->setText(tr("Read and decide"));
    m_forbid->setText(tr("No longer show them"));
    m_text->setText(plainText());
    m_agree->setText(tr("I agree"));
    m_decline->setText(tr("No"));
    const bool mayAgree = facts.isInstalled && !facts.isAgreed;
    for (QWidget *widget :
         {static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_agree), static_cast<QWidget *>(m_decline)})
        widget->setVisible(mayAgree && m_isReading);
    m_allow->setVisible(mayAgree && !m_isReading);
    m_forbid->setVisible(facts.isAgreed);
}

void PlatformCard::hideEvent(QHideEvent *event)
{
    read(false);
    QFrame::hideEvent(event);
}

void PlatformCard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QFrame::changeEvent(event);
}

} // namespace Medio::Screens
