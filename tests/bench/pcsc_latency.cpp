// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long it takes on the PC/SC path from a chip's arrival on pcscd's virtual reader to chipPlaced in this
// process, from its going to chipLifted, and from another one's coming in its place to that one's chipPlaced;
// what part of it the virtual reader takes; and how long a restart of pcscd makes it blind. pcscd asks the
// virtual reader every 0.4 s, so the whole times say nothing of a real reader; the rest is ours.

#include "app/base/chronicle.h"
#include "nfc/readerprocess.h"
#include "nfc/simulator/virtualcard/vpcdlink.h"
#include "tests/support/buildprograms.h"
#include "tests/support/privatepcscd.h"

#include <unistd.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QRandomGenerator>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <vector>

using namespace Medio;
using namespace Medio::Nfc;
using namespace Medio::Simulator;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

double inMs(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

QString summary(std::vector<double> values)
{
    if (values.empty())
        return u"nothing measured"_s;
    std::sort(values.begin(), values.end());
    const auto at = [&](double part) {
        return values[static_cast<size_t>(part * double(values.size() - 1))];
    };
    return u"median %1 ms, p95 %2 ms, max %3 ms (n = %4)"_s.arg(at(0.5), 0, 'f', 1)
        .arg(at(0.95), 0, 'f', 1)
        .arg(values.back(), 0, 'f', 1)
        .arg(values.size());
}

const Tag tag = *Tag::fromUid(*Uid::fromString(u"04:A1:B2:C3:D4:E5:F6"_s));
const Tag other = *Tag::fromUid(*Uid::fromString(u"04:11:22:33:44:55:66"_s));

class Run : public QObject
{
public:
    Run(int placements, int restarts)
        : m_left(placements)
        , m_restarts(restarts)
    {
        start();
        ReaderProcess::Options options;
        options.program = buildProgram(u"medio-reader");
        options.connection = u"pcsc"_s;
        m_reader = std::make_unique<ReaderProcess>(options);
        connect(&m_link, &VpcdLink::seen, this, [this] { m_atrAsked = Chronicle::now(); });
        connect(m_reader.get(), &TagReader::readerFound, this, [this] {
            if (m_restarted != 0ns)
                m_blind.push_back(inMs(Chronicle::now() - m_restarted));
            m_restarted = 0ns;
            m_left > 0 ? place() : restart();
        });
        connect(m_reader.get(), &TagReader::chipPlaced, this, [this](const Placement &placement) {
            const bool isSwap = placement.uid == other.uid;
            (isSwap ? m_swapped : m_placed).push_back(inMs(Chronicle::now() - m_event));
            if (!isSwap)
                m_own.push_back(inMs(Chronicle::now() - m_atrAsked));
            later([this, isSwap] {
                m_event = Chronicle::now();
                isSwap ? m_link.lift() : m_link.place(other);
            });
        });
        connect(m_reader.get(), &TagReader::chipLifted, this, [this](const Uid &uid) {
            if (uid != other.uid)
                return; // the first half of the swap
            m_lifted.push_back(inMs(Chronicle::now() - m_event));
            --m_left > 0 ? place() : restart();
        });
        m_reader->start();
    }

private:
    void start()
    {
        if (const QString problem = m_pcscd.start(); !problem.isEmpty())
            qFatal("%s", qPrintable(problem));
    }

    void place()
    {
        later([this] {
            m_event = Chronicle::now();
            m_link.place(tag);
        });
    }

    void restart()
    {
        if (m_restarts-- == 0)
            return finish();
        later([this] {
            m_pcscd.stop();
            m_restarted = Chronicle::now();
            start();
        });
    }

    /// At a random moment of pcscd's turns
    void later(const std::function<void()> &deed)
    {
        QTimer::singleShot(milliseconds(m_random.bounded(900, 1500)), Qt::PreciseTimer, this, deed);
    }

    void finish()
    {
        QTextStream(stdout) << "pcscd restarted -> reader found again  " << summary(m_blind) << '\n'
                            << "PC/SC: ATR asked for -> chipPlaced  " << summary(m_own) << '\n'
                            << "PC/SC: chip lifted -> chipLifted  " << summary(m_lifted) << '\n'
                            << "PC/SC: another in its place -> its chipPlaced  " << summary(m_swapped) << '\n'
                            << "PC/SC: chip placed -> chipPlaced  " << summary(m_placed) << Qt::endl;
        QCoreApplication::quit();
    }

    int m_left;
    int m_restarts;
    QRandomGenerator m_random{1};
    PrivatePcscd m_pcscd;
    VpcdLink m_link;
    std::unique_ptr<ReaderProcess> m_reader;
    std::chrono::nanoseconds m_event{0};
    std::chrono::nanoseconds m_atrAsked{0};
    std::chrono::nanoseconds m_restarted{0};
    std::vector<double> m_placed;
    std::vector<double> m_own;
    std::vector<double> m_lifted;
    std::vector<double> m_swapped;
    std::vector<double> m_blind;
};

} // namespace

int main(int argc, char **argv)
{
    const QString whyNot = PrivatePcscd::moveIntoOwnNamespaces();
    QCoreApplication application(argc, argv);
    for (const QString &reason : {whyNot, PrivatePcscd::missing()}) {
        if (!reason.isEmpty()) {
            QTextStream(stderr) << "pcsc_latency: " << reason << '\n';
            return EXIT_FAILURE;
        }
    }
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption placements(u"placements"_s, u"How many (40)."_s, u"N"_s, u"40"_s);
    const QCommandLineOption restarts(u"restarts"_s, u"Of pcscd (5)."_s, u"N"_s, u"5"_s);
    parser.addOptions({placements, restarts});
    parser.process(application);
    const Run run(std::max(1, parser.value(placements).toInt()), std::max(0, parser.value(restarts).toInt()));
    return QCoreApplication::exec();
}
