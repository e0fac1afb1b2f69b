// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/chronicle.h"
#include "nfc/readerprocess.h"
#include "tests/bench/gesturetable.h"
#include "tests/support/buildprograms.h"
#include "tests/support/gesturetrial.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace Medio {

/// The seeds of so many gestures and of those who do them, in one stream.
class Seeds
{
public:
    /// All of one kind, or any.
    Seeds(int gestures, quint32 seed, std::optional<Simulator::Gesture> kind = std::nullopt)
        : m_left(gestures)
        , m_chance(seed)
        , m_kind(kind)
    {
    }

    [[nodiscard]] std::optional<Simulator::Gesture> kind() const { return m_kind; }

    [[nodiscard]] quint32 ofAReader() { return m_chance.seed(); }

    /// Nothing when there were enough.
    [[nodiscard]] std::optional<quint32> ofAGesture()
    {
        if (m_left == 0)
            return std::nullopt;
        --m_left;
        return m_chance.seed() >> 1; // an order's number is an int
    }

private:
    int m_left;
    Simulator::Chance m_chance;
    std::optional<Simulator::Gesture> m_kind;
};

/// One reader in real time, medio-reader and the kiosk's side of it, and hands that do gestures before it,
/// judged.
class LiveReader : public QObject
{
public:
    /// Carries out an order of nfc/simulator/README.md.
    using Hands = std::function<QJsonObject(const QJsonObject &order)>;

    /// `seeds` and `judge` must outlive it.
    LiveReader(const QString &connection, Hands hands, Seeds *seeds, Judge *judge)
        : m_chance(seeds->ofAReader())
        , m_hands(std::move(hands))
        , m_seeds(seeds)
        , m_judge(judge)
    {
        Nfc::ReaderProcess::Options options;
        options.program = buildProgram(u"medio-reader");
        options.connection = connection;
        m_reader = std::make_unique<Nfc::ReaderProcess>(options);
        connect(m_reader.get(), &Nfc::TagReader::readerFound, this, [this] {
            m_isFound = true;
            next();
        });
        connect(m_reader.get(), &Nfc::TagReader::readerLost, this,
                [this](Nfc::ReaderFault, const QString &detail) {
                    if (m_isFound) // before that, a daemon may still be starting
                        qFatal("%s", qPrintable(detail));
                });
        connect(m_reader.get(), &Nfc::TagReader::chipPlaced, this, [this](const Nfc::Placement &placement) {
            m_said << Said{Chronicle::now(), Simulator::Trace::Truth::What::Placed, placement.uid};
        });
        connect(m_reader.get(), &Nfc::TagReader::chipLifted, this, [this](const Nfc::Uid &uid) {
            m_said << Said{Chronicle::now(), Simulator::Trace::Truth::What::Lifted, uid};
        });
        m_reader->start();
    }

private:
    void next()
    {
        const auto seed = m_seeds->ofAGesture();
        if (!seed)
            return;
        const Nfc::Uid chip = *Nfc::Uid::fromString(QStringLiteral("04:A1:B2:C3:D4:E5:F6"));
        const Nfc::Uid other = *Nfc::Uid::fromString(QStringLiteral("04:11:22:33:44:55:66"));
        const auto gesture = m_seeds->kind() ? *m_seeds->kind() : Simulator::anyGesture(m_chance);
        m_trace = Simulator::traceOf(gesture, chip, other, *seed);
        m_start = Chronicle::now();
        const QJsonObject answer = m_hands({{QStringLiteral("do"), QStringLiteral("gesture")},
                                            {QStringLiteral("kind"), m_trace.kind},
                                            {QStringLiteral("uid"), chip.toString()},
                                            {QStringLiteral("other"), other.toString()},
                                            {QStringLiteral("seed"), static_cast<qint64>(*seed)}});
        if (!answer.value(QStringLiteral("ok")).toBool())
            qFatal("%s", qPrintable(answer.value(QStringLiteral("error")).toString()));
        const auto end = std::chrono::ceil<std::chrono::milliseconds>(m_trace.end() + Judge::patience);
        QTimer::singleShot(end + std::chrono::milliseconds(20), Qt::PreciseTimer, this, [this, seed = *seed] {
            if (!m_judge->judge(m_trace, m_start, m_said))
                tellWhatWentWrong(seed);
            m_said.clear();
            next();
        });
    }

    /// So that it can be understood: what was done and what was said of it, in ms since its start.
    void tellWhatWentWrong(quint32 seed) const
    {
        const auto words = [](const auto &list, Judge::Time zero) {
            QStringList all;
            for (const auto &one : list)
                all << QStringLiteral("%1 %2").arg(
                    one.what == Simulator::Trace::Truth::What::Placed ? QStringLiteral("placed")
                                                                      : QStringLiteral("lifted"),
                    QString::number(double((one.at - zero).count()) / 1e6, 'f', 0));
            return all.join(QStringLiteral(", "));
        };
        out() << "wrong: " << m_trace.kind << ", seed " << seed << ": done "
              << words(m_trace.truth, Judge::Time(0)) << "; said " << words(m_said, m_start) << Qt::endl;
    }

    Simulator::Chance m_chance;
    const Hands m_hands;
    Seeds *m_seeds;
    Judge *m_judge;
    std::unique_ptr<Nfc::ReaderProcess> m_reader;
    Simulator::Trace m_trace;
    Judge::Time m_start{0};
    QList<Said> m_said;
    bool m_isFound = false;
};

/// Runs the event loop until so many are judged.
inline void waitForAll(const Judge &judge, int gestures)
{
    QTimer done;
    QObject::connect(&done, &QTimer::timeout, QCoreApplication::instance(), [&] {
        if (judge.all().gestures == gestures)
            QCoreApplication::quit();
    });
    done.start(500);
    QCoreApplication::exec();
}

} // namespace Medio
