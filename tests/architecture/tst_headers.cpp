// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMutex>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// A translation unit of the build, as compile_commands.json has it.
struct Unit
{
    QString source;             ///< absolute
    QString object;             ///< absolute
    QString directory;          ///< where the command runs
    QString flags;              ///< the command for the shell, up to the names, without its own includes
    QString before;             ///< the header that the command includes before the source's first line
    QString text;               ///< of the source
    QSet<QString> headers = {}; ///< of the project's that it reads, by whatever way
};

QString read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QList<Unit> unitsOf(const QString &compileCommands)
{
    static const QRegularExpression form(u"^(.*) -o (\\S+) -c \\S+$"_s);
    static const QRegularExpression ownInclude(u" -include (\\S+)"_s);
    QList<Unit> units;
    const QJsonArray entries = QJsonDocument::fromJson(read(compileCommands).toUtf8()).array();
    for (const auto &entry : entries) {
        const QDir directory(entry[u"directory"].toString());
        const QString source = directory.absoluteFilePath(entry[u"file"].toString());
        const auto command = form.match(entry[u"command"].toString());
        if (command.hasMatch()) {
            QString flags = command.captured(1);
            const QString before = ownInclude.match(flags).captured(1);
            units.append({source,
                          directory.absoluteFilePath(command.captured(2)),
                          directory.path(),
                          flags.remove(ownInclude),
                          before,
                          read(source),
                          {}});
        }
    }
    return units;
}

/// The header that a source reads before anything else, if its very first directive is an include of the
/// project's.
QString firstInclude(const QString &text)
{
    static const QRegularExpression directive(
        u"\\A(\\s|//[^\\n]*\\n|/\\*.*?\\*/)*#\\s*include\\s*\"([^\"\\n]+)\""_s,
        QRegularExpression::DotMatchesEverythingOption);
    return directive.match(text).captured(2);
}

QStringList includesOf(const QString &text)
{
    static const QRegularExpression include(u"^\\s*#\\s*include\\s*\"([^\"]+)\""_s,
                                            QRegularExpression::MultilineOption);
    QStringList headers;
    for (const auto &match : include.globalMatch(text))
        headers.append(match.captured(1));
    return headers;
}

/// The compiler has read the header as it is now.
bool hasRead(const Unit &unit, const QFileInfo &header)
{
    const QFileInfo object(unit.object);
    return object.isFile() && object.lastModified() > header.lastModified();
}

/// What the compiler says about a source that holds nothing but this include; empty: nothing.
QString compileAlone(const QString &header, const Unit &model)
{
    QProcess compiler;
    compiler.setWorkingDirectory(model.directory);
    compiler.setProcessChannelMode(QProcess::MergedChannels);
    compiler.start(u"/bin/sh"_s, {u"-c"_s, model.flags + u" -fsyntax-only -x c++ -"_s});
    compiler.write("#include \"" + header.toUtf8() + "\"\n");
    compiler.closeWriteChannel();
    if (!compiler.waitForFinished(120'000))
        return u"%1: the compiler did not end: %2"_s.arg(header, compiler.errorString());
    const QString said = QString::fromUtf8(compiler.readAll()).trimmed();
    if (compiler.exitStatus() == QProcess::NormalExit && compiler.exitCode() == 0 && said.isEmpty())
        return {};
    return u"%1 does not compile alone:\n%2"_s.arg(header, said);
}

} // namespace

/// Every header compiles alone. A source of the build that includes a header before anything else has shown
/// it; what no source begins with is compiled here.
class HeadersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void knowsWhatASourceIncludesFirst_data();
    void knowsWhatASourceIncludesFirst();
    void anObjectShowsOnlyWhatItHasRead();
    void findsAHeaderThatDoesNotCompileAlone();
    void everyHeaderCompilesAlone();

private:
    [[nodiscard]] const Unit &modelFor(const QString &header) const;

    QDir m_root;
    QList<Unit> m_units;
    QStringList m_headers; ///< relative to the root
};

void HeadersTest::initTestCase()
{
    m_root = QDir(qEnvironmentVariable("MEDIO_SOURCE_DIR"));
    m_units = unitsOf(qEnvironmentVariable("MEDIO_BUILD_DIR") + u"/compile_commands.json");
    QVERIFY(m_units.size() > 100);
    // Built where Qt WebEngine is: elsewhere nothing reads its headers.
    const QString browser = m_root.filePath(u"player/web/browser/"_s);
    const bool isBuilt = std::any_of(m_units.cbegin(), m_units.cend(), [&browser](const Unit &unit) {
        return unit.source.startsWith(browser);
    });
    for (const QString &folder :
         {u"app"_s, u"net"_s, u"nfc"_s, u"player"_s, u"resources"_s, u"server"_s, u"tests"_s}) {
        QDirIterator files(m_root.filePath(folder), {u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            if (isBuilt || !path.startsWith(browser))
                m_headers.append(m_root.relativeFilePath(path));
        }
    }
    m_headers.sort();

    QHash<QString, QStringList> includes;
    for (const QString &header : std::as_const(m_headers))
        includes.insert(header, includesOf(read(m_root.filePath(header))));
    for (Unit &unit : m_units) {
        QStringList toFollow = includesOf(unit.text) << unit.before;
        while (!toFollow.isEmpty()) {
            const QString header = toFollow.takeLast();
            if (includes.contains(header) && !unit.headers.contains(header)) {
                unit.headers.insert(header);
                toFollow += includes.value(header);
            }
        }
    }
    QVERIFY(m_headers.size() > 100);
}

/// The unit whose flags suit the header: one that reads it, the nearer the better.
const Unit &HeadersTest::modelFor(const QString &header) const
{
    const QString path = m_root.filePath(header);
    const auto suits = [&](const Unit &unit) {
        const auto differ =
            std::mismatch(unit.source.cbegin(), unit.source.cend(), path.cbegin(), path.cend());
        return std::pair(unit.headers.contains(header), std::distance(path.cbegin(), differ.second));
    };
    return *std::max_element(m_units.cbegin(), m_units.cend(),
                             [&](const Unit &a, const Unit &b) { return suits(a) < suits(b); });
}

void HeadersTest::knowsWhatASourceIncludesFirst_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("header");

    QTest::newRow("at once") << u"#include \"a/b.h\"\n"_s << u"a/b.h"_s;
    QTest::newRow("after comments") << u"// SPDX \"x.h\"\n/* #include \"y.h\" */\n\n#include \"b.h\"\n"_s
                                    << u"b.h"_s;
    QTest::newRow("after another") << u"#include <QString>\n#include \"b.h\"\n"_s << QString();
    QTest::newRow("after a definition") << u"#define A\n#include \"b.h\"\n"_s << QString();
    QTest::newRow("after a declaration") << u"class QString;\n#include \"b.h\"\n"_s << QString();
    QTest::newRow("none") << u"int main() {}\n"_s << QString();
    QTest::newRow("empty") << QString() << QString();
}

void HeadersTest::knowsWhatASourceIncludesFirst()
{
    QFETCH(QString, text);
    QFETCH(QString, header);
    QCOMPARE(firstInclude(text), header);
}

void HeadersTest::anObjectShowsOnlyWhatItHasRead()
{
    QTemporaryDir folder;
    QFile header(folder.filePath(u"a.h"_s));
    QFile object(folder.filePath(u"a.o"_s));
    const Unit unit{{}, object.fileName(), {}, {}, {}, {}, {}};
    QVERIFY(header.open(QIODevice::WriteOnly));
    QVERIFY(!hasRead(unit, QFileInfo(header.fileName())));
    QVERIFY(object.open(QIODevice::WriteOnly));
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QVERIFY(object.setFileTime(now, QFileDevice::FileModificationTime));
    QVERIFY(header.setFileTime(now.addSecs(-1), QFileDevice::FileModificationTime));
    QVERIFY(hasRead(unit, QFileInfo(header.fileName())));
    QVERIFY(header.setFileTime(now.addSecs(1), QFileDevice::FileModificationTime));
    QVERIFY(!hasRead(unit, QFileInfo(header.fileName())));
}

void HeadersTest::findsAHeaderThatDoesNotCompileAlone()
{
    QTemporaryDir folder;
    const auto written = [&folder](const QString &name, const QByteArray &text) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName()
                                                                                  : QString();
    };
    const Unit &model = modelFor(u"app/base/expected.h"_s);
    const QString whole = written(u"whole.h"_s, "#pragma once\n#include <QString>\nQString name();\n");
    QCOMPARE(compileAlone(whole, model), QString());
    const QString lacking = written(u"lacking.h"_s, "#pragma once\nQString name();\n");
    const QString fault = compileAlone(lacking, model);
    QVERIFY2(fault.contains(u"QString"), qPrintable(fault));
}

void HeadersTest::everyHeaderCompilesAlone()
{
    QHash<QString, QList<const Unit *>> beginningWith;
    for (const Unit &unit : std::as_const(m_units))
        if (unit.before.isEmpty())
            beginningWith[firstInclude(unit.text)].append(&unit);

    QThreadPool compilers; // one a core
    QMutex mutex;
    QStringList faults;
    int compiled = 0;
    for (const QString &header : std::as_const(m_headers)) {
        const QFileInfo file(m_root.filePath(header));
        const QList<const Unit *> units = beginningWith.value(header);
        const bool isShown = std::any_of(units.cbegin(), units.cend(),
                                         [&file](const Unit *unit) { return hasRead(*unit, file); });
        if (isShown)
            continue;
        ++compiled;
        compilers.start([&mutex, &faults, header, model = &modelFor(header)] {
            const QString fault = compileAlone(header, *model);
            if (!fault.isEmpty()) {
                const QMutexLocker lock(&mutex);
                faults.append(fault);
            }
        });
    }
    compilers.waitForDone();
    faults.sort();
    qInfo() << m_headers.size() - compiled << "headers were shown by the build," << compiled << "here";
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

QTEST_GUILESS_MAIN(HeadersTest)
#include "tst_headers.moc"
