// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/stage/director.h"

#include "app/base/chronicle.h"

namespace Medio::Stage {

using namespace std::chrono_literals;

namespace {

// Events are stamped where they happen and take a moment to get here: what happened in time may
// arrive this much later.
constexpr auto travelTime = 150ms;

QString textOf(const Conditions &conditions)
{
    QString text;
    for (const auto &[key, value] : conditions)
        text += u' ' + key + u'=' + value;
    return text;
}

} // namespace

Director::Director(Company &company, const Script &script, QObject *parent)
    : QObject(parent)
    , m_company(company)
    , m_script(script)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Director::timeIsUp);
}

void Director::happened(const Event &event)
{
    m_log.add(event);
    if (!m_begun) {
        m_early.append(event);
        return;
    }
    Q_EMIT printed(lineOf(event, m_zero));
    if (m_watching)
        look();
}

void Director::begin()
{
    m_begun = true;
    m_zero = Chronicle::now();
    for (const Event &event : std::exchange(m_early, {}))
        Q_EMIT printed(lineOf(event, m_zero));
    next();
}

void Director::next()
{
    m_watching = false;
    m_timer.stop();
    if (m_over)
        return;
    if (++m_at >= m_script.steps().size()) {
        m_over = true;
        Q_EMIT finished(ExitStatus::Held);
        return;
    }
    play(step());
}

void Director::play(const Step &step)
{
    m_reached = Chronicle::now();
    if (step.isDeed())
        m_log.setMark(m_reached);

    if (const auto *wait = std::get_if<Steps::Wait>(&step.what)) {
        m_timer.start(wait->duration);
        return;
    }
    if (const auto *expect = std::get_if<Steps::Expect>(&step.what)) {
        m_watching = true;
        m_timer.start(expect->within + travelTime);
        // not at once: a long run of met expectations must not nest
        QMetaObject::invokeMethod(this, &Director::look, Qt::QueuedConnection);
        return;
    }
    if (const auto *never = std::get_if<Steps::Never>(&step.what)) {
        m_watching = true;
        m_timer.start(never->duration + travelTime);
        return;
    }
    m_company.perform(step, [this](const Expected<void, Company::Refusal> &outcome) {
        if (m_over)
            return;
        if (outcome) {
            if (const auto *kiosk = std::get_if<Steps::Kiosk>(&this->step().what))
                m_kiosk = kiosk->number;
            QMetaObject::invokeMethod(this, &Director::next, Qt::QueuedConnection);
            return;
        }
        fail(outcome.error().why, outcome.error().notYet ? ExitStatus::ScriptError : ExitStatus::Failed);
    });
}

void Director::look()
{
    if (!m_watching)
        return;
    if (const auto *expect = std::get_if<Steps::Expect>(&step().what)) {
        if (m_log.meet(*expect, m_kiosk, m_reached + expect->within))
            next();
    } else if (const auto *never = std::get_if<Steps::Never>(&step().what)) {
        if (const Event *hit = m_log.hit(*never, m_kiosk, m_reached, m_reached + never->duration))
            fail(QStringLiteral("it happened: ") + QString::fromUtf8(lineOf(*hit, m_zero).trimmed()));
    }
}

void Director::timeIsUp()
{
    if (const auto *expect = std::get_if<Steps::Expect>(&step().what)) {
        fail(QStringLiteral("wanted within %1 ms: %2%3")
                 .arg(expect->within.count())
                 .arg(expect->event, textOf(expect->conditions)));
        return;
    }
    next();
}

void Director::fail(const QString &why, ExitStatus status)
{
    m_over = true;
    m_watching = false;
    m_timer.stop();
    QString text =
        QStringLiteral("line %1: %2\n  %3\n  since the mark:\n").arg(step().line).arg(step().text, why);
    for (const Event &event : m_log.sinceMark())
        text += u"    " + QString::fromUtf8(lineOf(event, m_zero));
    Q_EMIT explained(text);
    Q_EMIT finished(status);
}

} // namespace Medio::Stage
