// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/buildprograms.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// A module: a folder (with what lies below it, unless that is a module itself), whom it may include and link
/// besides itself and app/base, and which Qt modules and libraries. The root README draws it.
struct Module
{
    QString folder;
    QStringList mayUse;
    QStringList libraries;
};

const QStringList everything{u"*"_s};

const QList<Module> modules{
    {u"app/base"_s, {}, {u"Qt6::Core"_s, u"PkgConfig::tomlplusplus"_s}},
    {u"net/api"_s, {}, {u"Qt6::Core"_s, u"Qt6::Network"_s}},
    {u"nfc"_s, {}, {u"Qt6::Core"_s}},
    {u"nfc/reader"_s,
     {u"nfc"_s},
     {u"Qt6::Core"_s, u"PkgConfig::libnfc"_s, u"PkgConfig::pcsclite"_s, u"PkgConfig::libudev"_s,
      u"Threads::Threads"_s}},
    {u"nfc/simulator"_s, {u"nfc"_s}, {u"Qt6::Core"_s, u"Qt6::Network"_s}},
    {u"nfc/simulator/chiptray"_s, {u"resources/demo/films"_s}, {u"Qt6::Network"_s, u"Qt6::Widgets"_s}},
    {u"player"_s, {}, {u"Qt6::Core"_s}},
    {u"player/painting"_s,
     {u"player"_s},
     {u"Qt6::Core"_s, u"Qt6::Gui"_s, u"Qt6::OpenGL"_s, u"PkgConfig::libav"_s}},
    {u"player/gateway"_s,
     {u"player"_s},
     {u"Qt6::Core"_s, u"Qt6::Network"_s, u"Qt6::Sql"_s, u"Threads::Threads"_s}},
    {u"player/probe"_s, {u"player"_s}, {u"Qt6::Core"_s, u"PkgConfig::libav"_s}},
    {u"player/qtmultimedia"_s,
     {u"player"_s},
     {u"Qt6::Core"_s, u"Qt6::Gui"_s, u"Qt6::Multimedia"_s, u"PkgConfig::libav"_s}},
    {u"player/web"_s, {u"player"_s}, {u"Qt6::Core"_s}},
    {u"player/web/browser"_s,
     {u"player"_s, u"player/web"_s},
     {u"Qt6::Core"_s, u"Qt6::WebEngineWidgets"_s, u"Threads::Threads"_s}},
    {u"net/client"_s,
     {u"net/api"_s},
     {u"Qt6::Core"_s, u"Qt6::Network"_s, u"Qt6::DBus"_s, u"Qt6Keychain::Qt6Keychain"_s, u"ZLIB::ZLIB"_s}},
    {u"server"_s,
     {u"net/api"_s},
     {u"Qt6::Core"_s, u"Qt6::Network"_s, u"Qt6::Sql"_s, u"Boost::headers"_s, u"OpenSSL::SSL"_s,
      u"PkgConfig::libcrypt"_s, u"PkgConfig::libjwt"_s, u"Threads::Threads"_s}},
    {u"app/flow"_s, {u"net/api"_s, u"nfc"_s, u"player"_s}, {u"Qt6::Core"_s}},
    {u"app/parents"_s,
     {u"net/api"_s, u"app/flow"_s, u"player"_s},
     {u"Qt6::Core"_s, u"Qt6::Network"_s, u"PkgConfig::sodium"_s}},
    {u"app/store"_s, {u"net/api"_s, u"app/flow"_s, u"app/parents"_s}, {u"Qt6::Core"_s, u"Qt6::Sql"_s}},
    {u"app/screens"_s,
     {u"app/flow"_s, u"app/parents"_s, u"net/api"_s, u"player"_s, u"player/painting"_s, u"resources"_s},
     {u"Qt6::Core"_s, u"Qt6::OpenGLWidgets"_s, u"Qt6::Widgets"_s, u"Qt6::Svg"_s, u"Qt6::Multimedia"_s}},
    {u"app"_s, everything, everything},
    {u"resources"_s, {}, {u"Qt6::Core"_s, u"Qt6::Gui"_s, u"Qt6::Svg"_s}},
    {u"resources/demo/films"_s, {}, {u"Qt6::Gui"_s, u"Threads::Threads"_s}},
    {u"translations"_s, {}, {u"Qt6::Core"_s}},
    {u"tests/automation"_s, {u"app/flow"_s}, everything},
    {u"tests"_s, everything, everything},
};

/// Headers of libraries that one module hides from all others.
const QHash<QString, QStringList> hidden{
    {u"nfc/"_s, {u"nfc/reader"_s}},
    {u"winscard.h"_s, {u"nfc/reader"_s}},
    {u"libudev.h"_s, {u"nfc/reader"_s}},
    {u"toml++/"_s, {u"app/base"_s}},
    {u"sodium"_s, {u"app/parents"_s}},
    {u"boost/"_s, {u"server"_s}},
    {u"jwt.h"_s, {u"server"_s}},
    {u"openssl/"_s, {u"server"_s}},
    {u"crypt.h"_s, {u"server"_s}},
    {u"zlib.h"_s, {u"net/client"_s}},
    {u"qt6keychain/"_s, {u"net/client"_s}},
    {u"libav"_s, {u"player/painting"_s, u"player/probe"_s, u"player/qtmultimedia"_s}},
    {u"libswscale"_s, {u"player/painting"_s}},
    {u"QMediaPlayer"_s, {u"player/qtmultimedia"_s}},
    {u"QWebEngine"_s, {u"player/web/browser"_s}},
};

struct Forbidden
{
    QString pattern;
    QString reason;
    /// Paths (or folders) where it is right, each with its reason in the comment beside it.
    QStringList allowedIn;
};

/// Programs that run the loop by turns themselves: there is no loop around theirs.
const QStringList withoutALoop{u"tests/bench/"_s, u"tests/app/screens/gallery.cpp"_s};

const QList<Forbidden> forbidden{
    {uR"(\bQEventLoop\b)"_s, u"nested event loop"_s, withoutALoop},
    {uR"(\bprocessEvents\s*\()"_s, u"nested event loop"_s, withoutALoop},
    {uR"(\bQTest::q(Wait|Sleep)\s*\()"_s, u"wait for the event itself (QTRY_, QSignalSpy::wait)"_s, {}},
    {uR"(\b(QThread::(m|u)?sleep|sleep_for|sleep_until|usleep|nanosleep)\s*\()"_s, u"nothing sleeps"_s, {}},
    {uR"(\b(TODO|FIXME|XXX|HACK)\b)"_s, u"an issue, not a comment"_s, {}},
    {uR"(\bforeach\s*\()"_s, u"range for"_s, {}},
    {uR"(\b(SIGNAL|SLOT)\s*\()"_s, u"connect to pointers to members"_s, {}},
};

QString read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The text without comments and without what stands in string literals.
QString codeOf(const QString &text)
{
    static const QRegularExpression noise(
        uR"~(//[^\n]*|/\*.*?\*/|R"([a-z~]*)\(.*?\)\1"|"(\\.|[^"\\\n])*")~"_s,
        QRegularExpression::DotMatchesEverythingOption);
    QString code = text;
    return code.replace(noise, u"\"\""_s);
}

const Module &moduleOf(const QString &path)
{
    const Module *best = nullptr;
    for (const Module &module : modules) {
        if (path.startsWith(module.folder + u'/') && (!best || module.folder.size() > best->folder.size()))
            best = &module;
    }
    static const Module none{};
    return best ? *best : none;
}

} // namespace

class ArchitectureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void includesFollowTheGraph();
    void linksFollowTheGraph();
    void librariesStayHidden();
    void everyFileNamesItsLicence();
    void nothingForbidden();
    void everyModuleHasAReadme();
    void kioskHasNoAutomation();

private:
    [[nodiscard]] QString absolute(const QString &path) const { return m_root.filePath(path); }
    static void report(const QStringList &faults)
    {
        QVERIFY2(faults.isEmpty(), qPrintable(u"\n  "_s + faults.join(u"\n  "_s)));
    }

    QDir m_root;
    QStringList m_files; ///< all, relative to the root
    QStringList m_code;  ///< .h and .cpp
};

void ArchitectureTest::initTestCase()
{
    m_root = QDir(qEnvironmentVariable("MEDIO_SOURCE_DIR"));
    QVERIFY2(m_root.exists(u"CMakeLists.txt"_s), "MEDIO_SOURCE_DIR is not the repository");
    static const QRegularExpression outside(
        u"^(build|build-[^/]*|out|demo-[^/]*|\\.git|\\.cache|node_modules)(/|$)"_s);
    QDirIterator files(m_root.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = m_root.relativeFilePath(files.next());
        if (outside.match(path).hasMatch())
            continue;
        m_files.append(path);
        if (path.endsWith(u".h") || path.endsWith(u".cpp"))
            m_code.append(path);
    }
    QVERIFY(m_code.size() > 20);
}

void ArchitectureTest::includesFollowTheGraph()
{
    static const QRegularExpression include(u"^\\s*#\\s*include\\s+\"([^\"]+)\""_s,
                                            QRegularExpression::MultilineOption);
    QStringList faults;
    for (const QString &path : std::as_const(m_code)) {
        const Module &from = moduleOf(path);
        if (from.folder.isEmpty()) {
            faults.append(u"%1 lies in no module"_s.arg(path));
            continue;
        }
        for (const auto &match : include.globalMatch(read(absolute(path)))) {
            const QString target = match.captured(1);
            if (target.endsWith(u".moc") || target.startsWith(u"ui_") || target.startsWith(u"moc_"))
                continue;
            if (!m_files.contains(target)) {
                faults.append(u"%1: \"%2\" is not a path from the repository's root"_s.arg(path, target));
                continue;
            }
            const Module &to = moduleOf(target);
            const bool allowed = to.folder == from.folder || to.folder == u"app/base" ||
                                 from.mayUse == everything || from.mayUse.contains(to.folder);
            if (!allowed)
                faults.append(
                    u"%1 includes %2: %3 may not know %4"_s.arg(path, target, from.folder, to.folder));
        }
    }
    // Nobody but the tests knows the tests.
    for (const QString &path : std::as_const(m_code)) {
        const QString text = read(absolute(path));
        if (!path.startsWith(u"tests/") && text.contains(u"#include \"tests/"))
            faults.append(u"%1 includes something of tests/"_s.arg(path));
    }
    report(faults);
}

void ArchitectureTest::linksFollowTheGraph()
{
    QHash<QString, QString> folderOf; // "Medio::Flow" -> "app/flow"
    QList<QStringList> lines;
    for (const QString &line : read(qEnvironmentVariable("MEDIO_LINKS")).split(u'\n', Qt::SkipEmptyParts)) {
        lines.append(line.split(u'\t'));
        QCOMPARE(lines.last().size(), 3);
        folderOf.insert(lines.last()[0].toLower().replace(u"medio_"_s, u"medio::"_s), lines.last()[1]);
    }
    QVERIFY(lines.size() > 10);
    QStringList faults;
    for (const QStringList &line : std::as_const(lines)) {
        const Module from = moduleOf(line[1] + u'/');
        if (from.folder.isEmpty()) {
            faults.append(u"%1 (%2) is no module of the graph"_s.arg(line[0], line[1]));
            continue;
        }
        for (const QString &library : line[2].split(u' ', Qt::SkipEmptyParts)) {
            if (library == u"Medio::Options" || library.startsWith(u"$<") || library.startsWith(u"::@"))
                continue;
            bool allowed = from.libraries == everything || from.libraries.contains(library);
            if (library.startsWith(u"Medio::")) {
                const QString to = moduleOf(folderOf.value(library.toLower()) + u'/').folder;
                allowed = to == from.folder || to == u"app/base" || from.mayUse == everything ||
                          from.mayUse.contains(to);
            }
            if (!allowed)
                faults.append(u"%1 (%2) links %3"_s.arg(line[0], line[1], library));
        }
    }
    report(faults);
}

void ArchitectureTest::librariesStayHidden()
{
    static const QRegularExpression include(u"^\\s*#\\s*include\\s+<([^>]+)>"_s,
                                            QRegularExpression::MultilineOption);
    QStringList faults;
    for (const QString &path : std::as_const(m_code)) {
        const Module &from = moduleOf(path);
        if (from.mayUse == everything && path.startsWith(u"tests/"))
            continue;
        for (const auto &match : include.globalMatch(read(absolute(path)))) {
            for (auto it = hidden.cbegin(); it != hidden.cend(); ++it) {
                if (match.captured(1).startsWith(it.key()) && !it->contains(from.folder))
                    faults.append(u"%1 includes <%2>, which belongs to %3"_s.arg(path, match.captured(1),
                                                                                 it->join(u" and ")));
            }
        }
    }
    report(faults);
}

void ArchitectureTest::everyFileNamesItsLicence()
{
    static const QRegularExpression wanted(
        uR"((\.(h|cpp|cmake|sh|stage|qrc|conf|service)|CMakeLists\.txt)$)"_s);
    QStringList faults;
    for (const QString &path : std::as_const(m_files)) {
        QFile file(absolute(path));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray head = file.read(600);
        const bool script = head.startsWith("#!");
        if ((wanted.match(path).hasMatch() || script) &&
            (!head.contains("SPDX-FileCopyrightText:") || !head.contains("SPDX-License-Identifier:")))
            faults.append(path);
        if (path.endsWith(u".h") && !file.readAll().prepend(head).contains("#pragma once"))
            faults.append(u"%1 has no #pragma once"_s.arg(path));
    }
    report(faults);
}

void ArchitectureTest::nothingForbidden()
{
    QStringList faults;
    for (const QString &path : std::as_const(m_code)) {
        if (path == u"tests/architecture/tst_architecture.cpp") // names them all
            continue;
        const QString text = read(absolute(path));
        const QString code = codeOf(text);
        for (const Forbidden &word : forbidden) {
            const QRegularExpression pattern(word.pattern);
            const bool comment = word.pattern.contains(u"TODO");
            const bool allowed =
                std::any_of(word.allowedIn.cbegin(), word.allowedIn.cend(),
                            [&path](const QString &folder) { return path.startsWith(folder); });
            const auto found = pattern.match(comment ? text : code);
            if (found.hasMatch() && !allowed)
                faults.append(u"%1: %2 (%3)"_s.arg(path, found.captured(), word.reason));
        }
    }
    report(faults);
}

void ArchitectureTest::everyModuleHasAReadme()
{
    QStringList faults;
    for (const QString &path : std::as_const(m_files)) {
        if (!path.endsWith(u"/CMakeLists.txt"))
            continue;
        const QString text = read(absolute(path));
        if (!text.contains(u"medio_add_module(") && !text.contains(u"medio_add_program("))
            continue;
        const QString readme = path.chopped(14) + u"README.md";
        if (!m_files.contains(readme) &&
            !path.startsWith(u"tests/app/")) // those are explained with their module
            faults.append(u"%1 is missing"_s.arg(readme));
    }
    report(faults);
}

void ArchitectureTest::kioskHasNoAutomation()
{
    QFile kiosk(Medio::buildProgram(u"medio-kiosk"));
    QVERIFY2(kiosk.open(QIODevice::ReadOnly), qPrintable(kiosk.fileName()));
    // Symbols and texts alike: names of the namespace, of the option, of the socket.
    const QByteArray bytes = kiosk.readAll();
    for (const char *word : {"AutomationServer", "StageClock", "--automation", "MEDIO_STAGE_CLOCK"})
        QVERIFY2(!bytes.contains(word), word);
}

QTEST_GUILESS_MAIN(ArchitectureTest)
#include "tst_architecture.moc"
