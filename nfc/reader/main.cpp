// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/chronicle.h"
#include "app/base/logging.h"
#include "nfc/connection.h"
#include "nfc/reader/devicelist.h"
#include "nfc/reader/libnfctransport.h"
#include "nfc/reader/pollloop.h"

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTextStream>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>

using namespace Medio;
using namespace Medio::Nfc;
using namespace Qt::StringLiterals;

namespace {

constexpr int failed = 1;
constexpr int usageError = 2;

// libnfc can hang for ever. Whoever started us may be dead by then, so we look after ourselves:
// far more than the slowest turn of the loop (opening a mute line, 1.8 s).
constexpr unsigned longestTurnSeconds = 10;

/// Standard input, standard output and the signals that ask for an end.
class Outside
{
public:
    explicit Outside(bool heedsInput)
        : m_heedsInput(heedsInput)
    {
        sigset_t signalsToEnd;
        sigemptyset(&signalsToEnd);
        sigaddset(&signalsToEnd, SIGTERM);
        sigaddset(&signalsToEnd, SIGINT);
        sigprocmask(SIG_BLOCK, &signalsToEnd, nullptr);
        m_signals = signalfd(-1, &signalsToEnd, SFD_CLOEXEC);
        std::signal(SIGPIPE, SIG_IGN);
    }
    ~Outside() { close(m_signals); }
    Q_DISABLE_COPY_MOVE(Outside)

    /// False when it is time to end.
    bool pause(std::chrono::milliseconds time)
    {
        if (m_heedsInput) // a person can press Ctrl-C, and Ctrl-Z for as long as wished
            alarm(longestTurnSeconds);
        const auto end = Chronicle::now() + time;
        while (!m_isBroken) {
            std::array<pollfd, 2> sources{
                {{m_signals, POLLIN, 0}, {m_heedsInput ? STDIN_FILENO : -1, POLLIN, 0}}};
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Chronicle::now());
            const int ready = poll(sources.data(), sources.size(),
                                   static_cast<int>(std::max(left, std::chrono::milliseconds(0)).count()));
            if (ready < 0 && errno == EINTR)
                continue;
            if (ready <= 0)
                return ready == 0;
            if (sources[0].revents != 0 || inputHasEnded())
                return false;
        }
        return false;
    }

    void write(const QByteArray &line)
    {
        const char *data = line.constData();
        for (qsizetype left = line.size(); left > 0 && !m_isBroken;) {
            const ssize_t written = ::write(STDOUT_FILENO, data, static_cast<size_t>(left));
            if (written < 0 && errno == EINTR)
                continue;
            m_isBroken = written <= 0;
            data += written;
            left -= written;
        }
    }

    /// Nobody reads what we say.
    [[nodiscard]] bool isBroken() const { return m_isBroken; }

private:
    /// Nothing is said to us; whatever comes is thrown away.
    static bool inputHasEnded()
    {
        std::array<char, 4096> rest; // NOLINT: filled by read
        const ssize_t count = read(STDIN_FILENO, rest.data(), rest.size());
        return count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN);
    }

    const bool m_heedsInput;
    int m_signals = -1;
    bool m_isBroken = false;
};

/// For a person who watches.
struct InWords
{
    QString operator()(const ReaderProtocol::Alive &) const { return {}; }
    QString operator()(const ReaderProtocol::Found &found) const { return u"found    "_s + found.name; }
    QString operator()(const ReaderProtocol::Lost &lost) const { return u"lost     "_s + lost.detail; }
    QString operator()(const Vacant &) const { return u"vacant"_s; }
    QString operator()(const Placement &placement) const
    {
        return u"placed   "_s + placement.uid.toString() +
               (placement.resting ? u"  (lay there already)"_s : QString());
    }
    QString operator()(const Refused &refused) const
    {
        return refused.flaw == UidFlaw::Random ? u"refused  a random UID: a phone or a bank card"_s
                                               : u"refused  a UID that no chip has"_s;
    }
    QString operator()(const Weak &weak) const { return u"weak     "_s + weak.uid.toString(); }
    QString operator()(const Lifted &lifted) const { return u"lifted   "_s + lifted.uid.toString(); }
    QString operator()(const ReaderProtocol::Ndef &ndef) const
    {
        return u"ndef     "_s + QString::fromLatin1(ndef.message.toHex());
    }
    QString operator()(const ReaderProtocol::Unknown &) const { return {}; }
};

int list()
{
    QTextStream out(stdout);
    const QList<Device> found = devices();
    for (const Device &device : found)
        out << device.connection << "  " << device.name << (device.isPermitted ? "" : "  (not permitted)")
            << '\n';
    if (found.isEmpty())
        QTextStream(stderr) << "medio-reader: no USB reader, serial line or bus that a reader could be at\n";
    return found.isEmpty() ? failed : EXIT_SUCCESS;
}

} // namespace

int main(int argc, char **argv)
{
    Logging::install();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"medio-reader"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(MEDIO_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Says which chip lies on an NFC reader, one JSON object per line (nfc/reader/README.md).\n"
        "It ends when its standard input ends, or by SIGTERM.\n"
        "Exit status: 0 ended as asked, 1 failed, 2 wrong command line or connection."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption connectionOption(
        u"connection"_s, u"Where the reader is: %1."_s.arg(Connection::allowed()), u"CONNECTION"_s);
    const QCommandLineOption watchOption(u"watch"_s, u"Say it in words, for people; until Ctrl-C."_s);
    const QCommandLineOption listOption(u"list"_s, u"Name the places where a reader could be; opens none."_s);
    parser.addOptions({connectionOption, watchOption, listOption});
    const auto refuse = [](const QString &text) {
        QTextStream(stderr) << "medio-reader: " << text << '\n';
        return usageError;
    };
    if (!parser.parse(QCoreApplication::arguments()))
        return refuse(parser.errorText());
    if (parser.isSet(u"help"_s))
        parser.showHelp();
    if (parser.isSet(u"version"_s))
        parser.showVersion();
    if (!parser.positionalArguments().isEmpty())
        return refuse(u"unexpected argument \"%1\""_s.arg(parser.positionalArguments().constFirst()));
    if (parser.isSet(listOption))
        return list();
    if (!parser.isSet(connectionOption))
        return refuse(
            u"--connection is missing. Allowed: %1; --list names places"_s.arg(Connection::allowed()));

    const bool isForPeople = parser.isSet(watchOption);
    const auto connection = Connection::fromString(parser.value(connectionOption));
    if (!connection) {
        if (!isForPeople) {
            const auto line =
                ReaderProtocol::toLine(ReaderProtocol::Lost{ReaderFault::NotConfigured, connection.error()});
            QTextStream(stdout) << QString::fromUtf8(line);
        }
        return refuse(connection.error());
    }

    Outside outside(!isForPeople);
    const auto say = [&](const ReaderProtocol::Report &report) {
        if (!isForPeople)
            return outside.write(ReaderProtocol::toLine(report));
        if (const QString words = std::visit(InWords{}, report); !words.isEmpty())
            outside.write(words.toLocal8Bit() + '\n');
    };
    const auto pause = [&](std::chrono::milliseconds time) {
        return outside.pause(time);
    };
    LibnfcTransport transport(*connection);
    PollLoop(transport, {say, pause, &Chronicle::now}).run();
    return outside.isBroken() ? failed : EXIT_SUCCESS;
}
