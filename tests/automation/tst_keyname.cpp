// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/automation/keyname.h"

#include <QTest>

using namespace Medio;

class TestKeyName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsKeys_data();
    void knowsKeys();
    void refuses_data();
    void refuses();
};

void TestKeyName::knowsKeys_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifiers");

    QTest::newRow("space") << "Space" << int(Qt::Key_Space) << 0;
    QTest::newRow("lower case") << "left" << int(Qt::Key_Left) << 0;
    QTest::newRow("letter") << "p" << int(Qt::Key_P) << 0;
    QTest::newRow("digit") << "7" << int(Qt::Key_7) << 0;
    QTest::newRow("short name") << "Esc" << int(Qt::Key_Escape) << 0;
    QTest::newRow("media key") << "MediaPlay" << int(Qt::Key_MediaPlay) << 0;
    QTest::newRow("parents' door") << "Ctrl+Alt+P" << int(Qt::Key_P)
                                   << int(Qt::ControlModifier | Qt::AltModifier);
    QTest::newRow("function key") << "Alt+F4" << int(Qt::Key_F4) << int(Qt::AltModifier);
}

void TestKeyName::knowsKeys()
{
    QFETCH(QString, text);
    QFETCH(int, key);
    QFETCH(int, modifiers);
    const auto stroke = keyStrokeOf(text);
    QVERIFY(stroke.has_value());
    QCOMPARE(int(stroke->key), key);
    QCOMPARE(stroke->modifiers.toInt(), modifiers);
}

void TestKeyName::refuses_data()
{
    QTest::addColumn<QString>("text");

    QTest::newRow("empty") << "";
    QTest::newRow("only a plus") << "+";
    QTest::newRow("unknown") << "Foo";
    QTest::newRow("Qt's word for no key") << "unknown";
    QTest::newRow("unknown modifier") << "Hyper+P";
    QTest::newRow("modifier twice") << "Ctrl+Ctrl+P";
    QTest::newRow("no key") << "Ctrl+";
}

void TestKeyName::refuses()
{
    QFETCH(QString, text);
    QVERIFY(!keyStrokeOf(text));
}

QTEST_APPLESS_MAIN(TestKeyName)
#include "tst_keyname.moc"
