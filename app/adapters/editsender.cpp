// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/editsender.h"

#include "app/adapters/answerjudgement.h"
#include "app/adapters/signedin.h"
#include "app/base/logging.h"
#include "app/base/overloaded.h"
#include "app/store/catalogue.h"
#include "app/store/edits.h"
#include "net/client/medioclient.h"

#include <algorithm>
#include <utility>

namespace Medio::Adapters {
namespace {

using std::chrono::seconds;
using Store::Progress;

template<typename New>
auto provisionalOf(const Store::KeptEdit &edit)
{
    return std::get<New>(edit.pending.edit).provisional;
}

/// The server's words, where it has some.
QString wordsOf(const Api::ApiError &error)
{
    return error.message.isEmpty() && !error.fields.isEmpty() ? error.fields.constFirst().message
                                                              : error.message;
}

} // namespace

EditSender::EditSender(Net::MedioClient &client, Store::Edits &edits, Store::Catalogue &catalogue,
                       const Clock &clock, Net::Dice dice)
    : m_client(client)
    , m_edits(edits)
    , m_catalogue(catalogue)
    , m_clock(clock)
    , m_backoff(seconds(1), std::chrono::minutes(2), std::move(dice))
{
    m_retry.setSingleShot(true);
    m_turn.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &EditSender::deliver);
    connect(&m_turn, &QTimer::timeout, this, &EditSender::deliver);
    connect(&edits, &Parents::Edits::changed, this, &EditSender::deliver, Qt::QueuedConnection);
    connect(&edits, &Parents::Edits::settled, this, [this](quint64 id) {
        m_later.remove(id);
        m_badAnswers.remove(id);
        // Given up by a parent while its step was under way: what became of that shows the next look.
        if (m_step && m_step->edit.pending.id == id)
            interrupt();
    });
    connect(&edits, &Store::Edits::noted, this, [this](quint64 id) {
        if (m_step && !m_call && m_step->edit.pending.id == id)
            send();
    });
    connect(&edits, &Store::Edits::notNoted, this, [this](quint64 id) {
        if (!m_step || m_call || m_step->edit.pending.id != id)
            return;
        m_step.reset();
        waitBriefly(seconds(10)); // a full disk does not empty itself at once
    });
    connect(&client.session(), &Net::AuthSession::stateChanged, this, [this] {
        interrupt();
        retry();
    });
    connect(&client.gate(), &Net::HttpGate::stateChanged, this, [this](const Net::ServerState &state) {
        if (state.isOnline())
            retry();
    });
}

EditSender::~EditSender() = default;

void EditSender::start()
{
    m_started = true;
    deliver();
}

void EditSender::retry()
{
    m_backoff.reset();
    m_retry.stop();
    deliver();
}

/// What is under way ends unanswered, and nothing is known of the server any more.
void EditSender::interrupt()
{
    m_call.reset();
    m_step.reset();
    m_fresh.reset();
}

QList<quint64> EditSender::waiting() const
{
    QList<quint64> ids;
    for (auto later = m_later.cbegin(); later != m_later.cend(); ++later) {
        if (later.value() > m_clock.monotonic())
            ids.append(later.key());
    }
    return ids;
}

/// Nothing can be delivered now; `later` has those that made way for the others.
void EditSender::rest(const QList<quint64> &later)
{
    m_fresh.reset();
    if (!later.isEmpty()) {
        auto earliest = std::chrono::nanoseconds::max();
        for (const quint64 id : later)
            earliest = std::min(earliest, m_later.value(id));
        const auto wait = std::max(earliest - m_clock.monotonic(), std::chrono::nanoseconds(0));
        m_turn.start(std::chrono::ceil<std::chrono::milliseconds>(wait));
    }
    if (std::exchange(m_delivered, false))
        Q_EMIT delivered();
}

void EditSender::deliver()
{
    while (m_started && !m_step && !m_call && !m_retry.isActive() && deliverOne()) {
    }
}

/// False: there is nothing to be done at once.
bool EditSender::deliverOne()
{
    const QList<Store::KeptEdit> edits = m_edits.owned();
    if (m_client.session().state() != Net::AuthSession::State::SignedIn) {
        m_fresh.reset();
        return false;
    }
    if (edits.isEmpty()) {
        rest({});
        return false;
    }
    const auto owner = signedInOwner(m_client);
    if (!owner) {
        askWho();
        return false;
    }
    if (edits.constFirst().owner != *owner) {
        m_fresh.reset();
        return false; // they wait for their own account
    }
    const QList<quint64> later = waiting();
    const auto edit = nextEdit(edits, later);
    if (!edit) {
        rest(later);
        return false;
    }
    if (!m_fresh) {
        look();
        return false;
    }
    const quint64 id = edit->pending.id;
    return std::visit(Overloaded{[&](const EditDone &done) {
                                     settle(id, done.ids);
                                     return true;
                                 },
                                 [&](const EditStands &stands) {
                                     publish();
                                     m_edits.conflict(id, stands.kind, stands.theirs, edit->progress.message);
                                     return true;
                                 },
                                 [&](const EditNext &next) {
                                     prepare(*edit, next);
                                     return false;
                                 }},
                      judge(*edit, *m_fresh));
}

/// What the server has now is what the catalogue has: before an edit is let go of.
void EditSender::publish()
{
    m_catalogue.replace(serverOf(m_client), *m_fresh, m_clock.wall());
}

void EditSender::settle(quint64 id, const Store::NewIds &ids)
{
    publish();
    m_delivered = true;
    m_edits.settle(id, ids);
}

template<typename Call, typename Take>
void EditSender::ask(Call *call, Take take)
{
    m_call = std::make_unique<QObject>();
    call->then(m_call.get(), [this, take = std::move(take)](const auto &result) {
        m_call.reset();
        if (result)
            take(*result);
        else
            failed(result.error());
        deliver();
    });
}

void EditSender::askWho()
{
    ask(m_client.me(), [](const Api::User &) {});
}

void EditSender::look()
{
    ask(m_client.family(), [this](const Api::Family &family) {
        m_backoff.reset();
        m_fresh = family;
        publish();
    });
}

void EditSender::prepare(const Store::KeptEdit &edit, const EditNext &next)
{
    m_step = {edit, next.step};
    if (next.progress == edit.progress) {
        send();
        return;
    }
    m_step->edit.progress = next.progress;
    m_edits.note(edit.pending.id, next.progress);
}

void EditSender::send()
{
    std::visit(
        Overloaded{
            [this](const CreateChip &step) {
                ask(m_client.createChip({step.uid, step.label}),
                    [this](const Api::Chip &chip) { agreed(afterChipCreated(*m_fresh, chip)); });
            },
            [this](const PutPlaylist &step) {
                ask(m_client.putChipVideos(step.chip, {step.videos}),
                    [this, step](const Api::PlaylistSaved &) { agreed(afterPlaylist(*m_fresh, step)); });
            },
            [this](const DeleteChip &step) {
                ask(m_client.deleteChip(step.chip), [this, step](const Api::DeleteOutcome &outcome) {
                    if (std::holds_alternative<Api::InUse>(outcome))
                        failed({Api::ApiError::Kind::ServerTrouble, 500, {}, {}, {}, {}}); // or in trouble
                    else
                        agreed(afterChipDeleted(*m_fresh, step));
                });
            },
            // These say what they made: nobody has to look for something alike.
            [this](const CreateProfile &step) {
                ask(m_client.createProfile(step.profile), [this](const Api::Profile &profile) {
                    const auto made = *m_step;
                    agreed(afterProfile(*m_fresh, profile));
                    settle(made.edit.pending.id,
                           {std::pair(provisionalOf<Parents::NewProfile>(made.edit), profile.id), {}});
                });
            },
            [this](const UpdateProfile &step) {
                ask(m_client.updateProfile(step.profile, step.update), [this](const Api::Profile &profile) {
                    const auto made = *m_step;
                    agreed(afterProfile(*m_fresh, profile));
                    settle(made.edit.pending.id, {});
                });
            },
            [this](const CreateVideo &step) {
                ask(m_client.createVideo(step.video), [this](const Api::Video &created) {
                    const auto made = *m_step;
                    Api::Video video = created;
                    // This answer does not name it (MEDIO-API.md §7).
                    if (video.platformName.isEmpty())
                        video.platformName = std::get<Parents::NewVideo>(made.edit.pending.edit).platformName;
                    agreed(afterVideo(*m_fresh, video));
                    settle(made.edit.pending.id,
                           {{}, std::pair(provisionalOf<Parents::NewVideo>(made.edit), video.id)});
                });
            }},
        EditStep(m_step->step));
}

void EditSender::agreed(const Api::Family &fresh)
{
    m_backoff.reset();
    m_badAnswers.remove(m_step->edit.pending.id);
    m_fresh = fresh;
    m_step.reset();
}

/// Of a step, whether it took is not known: only another look can tell.
void EditSender::failed(const Api::ApiError &error)
{
    using Kind = Api::ApiError::Kind;
    m_fresh.reset();
    const auto retryAfter = error.retryAfter.value_or(seconds(0));
    if (!m_step) {
        waitBriefly(retryAfter);
        return;
    }
    const quint64 id = m_step->edit.pending.id;
    if (isFinal(error)) {
        const bool isCreation = std::holds_alternative<CreateChip>(m_step->step) ||
                                std::holds_alternative<CreateVideo>(m_step->step);
        refuse(error.kind == Kind::Conflict && isCreation ? Progress::Refusal::Duplicate
                                                          : Progress::Refusal::Final,
               wordsOf(error));
    } else if (error.kind == Kind::RateLimited) {
        m_later.insert(id, m_clock.monotonic() + std::max(retryAfter, seconds(1)));
        m_step.reset();
    } else if (isBadAnswer(error) && m_client.gate().state().isOnline() &&
               ++m_badAnswers[id] >= mostBadAnswers) {
        refuse(Progress::Refusal::Final, wordsOf(error));
    } else {
        m_step.reset();
        waitBriefly(retryAfter);
    }
}

void EditSender::refuse(Progress::Refusal refusal, const QString &message)
{
    const quint64 id = m_step->edit.pending.id;
    qCInfo(lcNet) << "the server does not take edit" << id << message;
    Progress progress = m_step->edit.progress;
    const bool wasUndoing = progress.refusal == Progress::Refusal::Final;
    progress.refusal = wasUndoing ? Progress::Refusal::Stuck : refusal;
    progress.message = message;
    m_badAnswers.remove(id);
    m_step.reset();
    // What is judged next hangs on it; that a power cut forgets it costs one more refusal.
    m_edits.note(id, progress);
}

void EditSender::waitBriefly(std::chrono::milliseconds atLeast)
{
    m_retry.start(std::max(atLeast, m_backoff.next()));
}

} // namespace Medio::Adapters
