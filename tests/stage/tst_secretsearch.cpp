// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/stage/secretsearch.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Medio::Stage;
using namespace Qt::StringLiterals;

class TestSecretSearch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void learnsFromRequestsAndAnswers()
    {
        SecretSearch search;
        search.learn("POST /api/auth/refresh HTTP/1.1\r\nHost: a\r\nCookie: _csrf=csrf-1; "
                     "refreshToken=refresh-1\r\nX-CSRF-Token: token-1\r\n\r\n{\"a\":\"authToken=no\"}");
        search.learn("HTTP/1.1 200 OK\r\nSet-Cookie: authToken=access-1; Max-Age=900; Path=/\r\n\r\n{}");
        QCOMPARE(search.names(),
                 (QStringList{u"CSRF token"_s, u"_csrf"_s, u"authToken"_s, u"refreshToken"_s}));
    }
    void takesAnyBytes()
    {
        SecretSearch search;
        for (const QByteArray &bytes : {QByteArray(), QByteArray("\r\n\r\n"), QByteArray("Cookie"),
                                        QByteArray("Cookie: =;;\r\n\r\n"), QByteArray(1000, '\0')})
            search.learn(bytes);
        QVERIFY(search.names().isEmpty());
    }
    void findsThemWherever()
    {
        SecretSearch search;
        search.add(u"password"_s, "Lantern-7!");
        search.add(u"short"_s, "1234");
        QVERIFY(QDir(m_folder->path()).mkpath(u"a/.hidden"_s));
        write(u"clean"_s, "Lantern 7! 1234");
        write(u"empty"_s, {});
        write(u"a/plain.db"_s, QByteArray("\0\1xxLantern-7!yy", 16));
        const QString wide = u"Lantern-7!"_s;
        write(u"a/.hidden/wide"_s,
              QByteArray("\0\1\2", 3) +
                  QByteArray(reinterpret_cast<const char *>(wide.utf16()), wide.size() * 2));
        QStringList found = search.foundIn({m_folder->path()});
        found.sort();
        QCOMPARE(found, (QStringList{m_folder->filePath(u"a/.hidden/wide"_s) + u" holds the password"_s,
                                     m_folder->filePath(u"a/plain.db"_s) + u" holds the password"_s}));
        QCOMPARE(search.foundIn({m_folder->filePath(u"a/plain.db"_s)}).size(), 1);
        QVERIFY(search.foundIn({m_folder->filePath(u"clean"_s), m_folder->filePath(u"none"_s)}).isEmpty());
    }

private:
    void write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_APPLESS_MAIN(TestSecretSearch)
#include "tst_secretsearch.moc"
