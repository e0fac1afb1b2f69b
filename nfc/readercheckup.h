// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/tagreader.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <optional>

namespace Medio::Nfc {

/// What a checkup came to.
struct ReaderVerdict
{
    bool isWell = false;
    QString finding; ///< one plain sentence
    QString advice;  ///< what to do: one sentence; empty if it is well
    friend bool operator==(const ReaderVerdict &, const ReaderVerdict &) = default;
};

/// What a person can do about a fault, where the reader's own program does not know better.
[[nodiscard]] QString adviceFor(ReaderFault fault);

/// Examines one reader: is it there, is its field on, how noisy is it, does it see a tap and how soon. That a
/// field reaches a chip only a chip can tell: one that lies there, or the tap. Starts the reader and stops it
/// when it is done. Lives on the reader's thread and goes through its event loop.
class ReaderCheckup : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        std::chrono::milliseconds answer{8000}; ///< until it is known whether it is there
        std::chrono::milliseconds heal{2000};   ///< a fault that is over sooner counts as noise
        std::chrono::milliseconds noise{5000};  ///< for so long it is listened to
        std::chrono::milliseconds tap{30000};   ///< for so long a tap is waited for; 0: none is wanted
    };

    /// The reader must outlive it, and not be started yet.
    ReaderCheckup(TagReader &reader, const Options &options, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    /// One finding on the way: ("Firmware", "PN532 v1.6").
    void told(const QString &topic, const QString &finding);
    /// A person should put a chip on the reader now; one that lies there must be taken away first.
    void tapWanted(bool liesThere);
    /// Once; nothing comes after it.
    void finished(const Medio::Nfc::ReaderVerdict &verdict);

private:
    enum class Step { Searching, Listening, Tapping, Done };

    void found();
    void lost(ReaderFault fault, const QString &detail);
    void placed(const Placement &placement);
    void listened();
    [[nodiscard]] ReaderStatus status() const;
    [[nodiscard]] QString field() const;
    /// How good a tap was to see.
    [[nodiscard]] QString latencyOf(const Placement &placement) const;
    void timeIsUp();
    void conclude(const ReaderVerdict &verdict);

    TagReader &m_reader;
    const Options m_options;
    Step m_step = Step::Searching;
    QTimer m_patience; ///< of the step
    QTimer m_heal;     ///< from a fault on
    ReaderFault m_fault = ReaderFault::None;
    QString m_detail;
    int m_faults = 0; ///< while it was listened to
    bool m_liesThere = false;
    bool m_layThere = false;                             ///< all the time while it was listened to
    bool m_isWeak = false;                               ///< a chip was read with gaps
    std::optional<std::chrono::nanoseconds> m_lookEvery; ///< into an empty field

    struct Count
    {
        qint64 looks = 0;
        qint64 failed = 0;
        qint64 chips = 0;
    };
    std::optional<Count> m_before; ///< listening began
    Count m_now;
};

} // namespace Medio::Nfc
