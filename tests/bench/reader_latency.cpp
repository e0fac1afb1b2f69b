// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long it takes from a chip's arrival in the (simulated) field to chipPlaced in this process, from its
// going to chipLifted, and from the moment at which another one takes its place to that one's chipPlaced; and
// how much processor time medio-reader needs while nothing happens.

#include "app/base/chronicle.h"
#include "nfc/readerprocess.h"
#include "tests/support/buildprograms.h"
#include "tests/support/simulatorprocess.h"

#include <unistd.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QRandomGenerator>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <vector>

using namespace Medio;
using namespace Medio::Nfc;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr auto idleTime = 10s;
const QString first = u"04:A1:B2:C3:D4:E5:F6"_s;
const QString second = u"04:11:22:33:44:55:66"_s;

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

/// Processor time of another process, in ticks of sysconf(_SC_CLK_TCK).
qint64 ticksOf(qint64 process)
{
    QFile file(u"/proc/%1/stat"_s.arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray stat = file.readAll();
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    return fields.value(11).toLongLong() + fields.value(12).toLongLong();
}

double inMs(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

QString summary(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const auto at = [&](double part) {
        return values[static_cast<size_t>(part * double(values.size() - 1))];
    };
    return u"median %1 ms, p95 %2 ms, max %3 ms (n = %4)"_s.arg(at(0.5), 0, 'f', 1)
        .arg(at(0.95), 0, 'f', 1)
        .arg(values.back(), 0, 'f', 1)
        .arg(values.size());
}

/// One row of placements at one speed of the wire.
class Run : public QObject
{
public:
    Run(int baud, int placements, std::function<void()> done)
        : m_left(placements)
        , m_done(std::move(done))
        , m_wire(baud > 0 ? u"%1 baud"_s.arg(baud) : u"no wire time"_s)
    {
        if (const QString problem = m_simulator.start(baud); !problem.isEmpty())
            qFatal("%s", qPrintable(problem));
        ReaderProcess::Options options;
        options.program = buildProgram(u"medio-reader");
        options.connection = m_simulator.connection();
        m_reader = std::make_unique<ReaderProcess>(options);
        connect(m_reader.get(), &TagReader::readerFound, this, &Run::beIdle);
        connect(m_reader.get(), &TagReader::readerLost, this,
                [](ReaderFault, const QString &detail) { qFatal("%s", qPrintable(detail)); });
        connect(m_reader.get(), &TagReader::chipPlaced, this, [this](const Placement &placement) {
            if (placement.uid.toString() == first) {
                m_placed.push_back(inMs(Chronicle::now() - eventTime()));
                return later([this] { swap(); });
            }
            m_swapped.push_back(inMs(Chronicle::now() - eventTime()));
            later([this] { m_simulator.lift(); });
        });
        connect(m_reader.get(), &TagReader::chipLifted, this, [this](const Uid &uid) {
            if (uid.toString() == first) // by the other one
                return;
            m_lifted.push_back(inMs(Chronicle::now() - eventTime()));
            if (--m_left > 0)
                place();
            else
                finish();
        });
        m_reader->start();
    }

private:
    void beIdle()
    {
        const qint64 before = ticksOf(m_reader->processId());
        QTimer::singleShot(idleTime, this, [this, before] {
            const double used =
                double(ticksOf(m_reader->processId()) - before) / double(sysconf(_SC_CLK_TCK));
            m_idle = 100 * used / std::chrono::duration<double>(idleTime).count();
            place();
        });
    }

    void place()
    {
        later([this] { m_simulator.place(first); });
    }

    void swap()
    {
        m_simulator.lift();
        m_simulator.place(second);
    }

    /// At a random moment of the loop's turns; later than a chip is trusted (nfc/README.md)
    void later(const std::function<void()> &deed)
    {
        QTimer::singleShot(milliseconds(m_random.bounded(500, 900)), Qt::PreciseTimer, this, deed);
    }

    [[nodiscard]] std::chrono::nanoseconds eventTime() const
    {
        return std::chrono::nanoseconds(m_simulator.lastEvent().value(u"t"_s).toString().toLongLong());
    }

    void finish()
    {
        out() << m_wire << ": chip in field -> chipPlaced  " << summary(m_placed) << '\n'
              << m_wire << ": chip out of field -> chipLifted  " << summary(m_lifted) << '\n'
              << m_wire << ": another chip in its place -> chipPlaced  " << summary(m_swapped) << '\n'
              << m_wire << ": medio-reader, empty field  " << QString::number(m_idle, 'f', 1)
              << " % of one core" << Qt::endl;
        m_done();
    }

    int m_left;
    const std::function<void()> m_done;
    const QString m_wire;
    QRandomGenerator m_random{1};
    SimulatorProcess m_simulator;
    std::unique_ptr<ReaderProcess> m_reader;
    std::vector<double> m_placed;
    std::vector<double> m_lifted;
    std::vector<double> m_swapped;
    double m_idle = 0;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption placements(u"placements"_s, u"How many per speed (200)."_s, u"N"_s, u"200"_s);
    parser.addOption(placements);
    parser.process(application);
    const int count = std::max(1, parser.value(placements).toInt());

    std::unique_ptr<Run> atOnce;
    Run atSpeed(115200, count,
                [&] { atOnce = std::make_unique<Run>(0, count, [] { QCoreApplication::quit(); }); });
    return QCoreApplication::exec();
}
