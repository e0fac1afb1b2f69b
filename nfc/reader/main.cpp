// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/chronicle.h"
#include "app/base/commandline.h"
#include "app/base/logging.h"
#include "app/base/overloaded.h"
#include "nfc/connection.h"
#include "nfc/ndef.h"
#include "nfc/reader/machine.h"
#include "nfc/reader/outside.h"
#include "nfc/reader/pollloop.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTextStream>

#include <cstdlib>

using namespace Medio;
using namespace Medio::Nfc;
using namespace Qt::StringLiterals;

namespace {

constexpr int failed = 1;

/// For a person who watches.
struct InWords
{
    QString operator()(const ReaderProtocol::Alive &) const { return {}; }
    QString operator()(const ReaderProtocol::Found &found) const
    {
        return u"found    "_s + found.name + (found.place.isEmpty() ? QString() : u"  at "_s + found.place) +
               (found.tapOnly ? u"  (tells taps only)"_s : QString());
    }
    QString operator()(const ReaderProtocol::Lost &lost) const
    {
        return u"lost     "_s + lost.detail +
               (lost.advice.isEmpty() ? QString() : u"\n         "_s + lost.advice);
    }
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
        QStringList words;
        const auto records = ndefRecords(ndef.message);
        for (const NdefRecord &record : records)
            words << std::visit(Overloaded{
                                    [](const NdefText &text) { return text.text; },
                                    [](const NdefUri &uri) { return uri.uri; },
                                },
                                record);
        return u"ndef     "_s + (words.isEmpty() ? u"neither a text nor an address"_s : words.join(u"  "_s));
    }
    QString operator()(const ReaderProtocol::Unknown &) const { return {}; }
};

int list()
{
    QTextStream out(stdout);
    const QList<Discovery::Place> places = Machine().places();
    for (const Discovery::Place &place : places)
        out << place.connection << '\t' << place.name << '\t' << place.where << '\t'
            << (place.certainty == Discovery::Certainty::Possible ? "only when named" : "found by itself")
            << (place.mayOpen ? "" : ", not permitted") << '\n';
    if (places.isEmpty())
        QTextStream(stderr) << "medio-reader: no USB reader, serial line or bus that a reader could be at\n";
    return places.isEmpty() ? failed : EXIT_SUCCESS;
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
        u"connection"_s,
        u"Where the reader is: %1. With a name in front (left=pcsc) each line says it. Examples:\n%2"_s.arg(
            Connection::allowed(), Connection::examples()),
        u"CONNECTION"_s, u"auto"_s);
    const QCommandLineOption watchOption(u"watch"_s, u"Say it in words, for people; until Ctrl-C."_s);
    const QCommandLineOption listOption(u"list"_s,
                                        u"Name the places where a reader is or could be, one per line: "
                                        u"connection, name, place and whether it "
                                        "is found by itself, with tabs between them. Opens none."_s);
    const QCommandLineOption layThereOption(
        u"chip-lay-there"_s, u"A chip lay there when this program ended last: it may be in a gap now."_s);
    parser.addOptions({connectionOption, watchOption, listOption, layThereOption});
    if (!CommandLine::read(parser))
        return CommandLine::wrongUsage;
    if (!parser.positionalArguments().isEmpty())
        return CommandLine::refuse(
            u"unexpected argument \"%1\""_s.arg(parser.positionalArguments().constFirst()));
    if (parser.isSet(listOption))
        return list();
    const bool isForPeople = parser.isSet(watchOption);
    const auto connection = Connection::fromString(parser.value(connectionOption));
    if (!connection) {
        if (!isForPeople) {
            const auto line =
                ReaderProtocol::toLine(ReaderProtocol::Lost{ReaderFault::NotConfigured, connection.error()},
                                       Connection::nameIn(parser.value(connectionOption)));
            QTextStream(stdout) << QString::fromUtf8(line);
        }
        return CommandLine::refuse(connection.error() + u"\nExamples:\n"_s + Connection::examples());
    }

    Outside outside(!isForPeople);
    const auto say = [&](const ReaderProtocol::Report &report) {
        if (!isForPeople)
            return outside.write(ReaderProtocol::toLine(report, connection->name));
        if (const QString words = std::visit(InWords{}, report); !words.isEmpty())
            outside.write(words.toLocal8Bit() + '\n');
    };
    const auto pause = [&](std::chrono::milliseconds time) {
        return outside.pause(time);
    };
    Machine machine;
    const auto transport = machine.transport(*connection);
    PollLoop(*transport, {say, pause, &Chronicle::now, parser.isSet(layThereOption)}).run();
    return outside.isBroken() ? failed : EXIT_SUCCESS;
}
