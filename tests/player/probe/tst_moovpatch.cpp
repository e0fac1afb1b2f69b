// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/probe/moovpatch.h"

#include <QRandomGenerator>
#include <QTemporaryFile>
#include <QTest>
#include <QtEndian>

using namespace Medio::Probe;
using namespace std::chrono_literals;

class TestMoovPatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesDurations_data();
    void writesDurations();
    void renamesVp8();
    void leavesDamagedOnesAlone();
    void findsItInAFile();

private:
    template<typename T>
    static QByteArray number(T value)
    {
        QByteArray bytes(sizeof value, '\0');
        qToBigEndian(value, bytes.data());
        return bytes;
    }
    static QByteArray box(const char *type, const QByteArray &body)
    {
        return number(quint32(body.size() + 8)) + type + body;
    }
    static QByteArray header(const char *type, bool wide, bool track, quint32 scale)
    {
        const QByteArray time(wide ? 8 : 4, '\1');
        const QByteArray duration(wide ? 8 : 4, '\0');
        return box(type, QByteArray(1, wide ? '\1' : '\0') + QByteArray(3, '\0') + time + time +
                             (track ? number(quint32(1)) + number(quint32(0)) : number(scale)) + duration +
                             QByteArray(8, '\0'));
    }
    static QByteArray moov(bool wide)
    {
        const QByteArray descriptions =
            box("stsd", QByteArray(4, '\0') + number(quint32(1)) + box("vp09", QByteArray(20, '\2')));
        const QByteArray media = box("mdia", header("mdhd", wide, false, 90000) + box("hdlr", "vide") +
                                                 box("minf", box("stbl", descriptions)));
        return box("moov", header("mvhd", wide, false, 1000) +
                               box("trak", header("tkhd", wide, true, 0) + media) +
                               box("mvex", box("trex", QByteArray(24, '\0'))));
    }
};

void TestMoovPatch::writesDurations_data()
{
    QTest::addColumn<bool>("wide");
    QTest::newRow("version 0") << false;
    QTest::newRow("version 1") << true;
}

void TestMoovPatch::writesDurations()
{
    QFETCH(bool, wide);
    QByteArray bytes = moov(wide);
    const QByteArray before = bytes;
    QVERIFY(patchMoov(bytes, {}));
    QCOMPARE(bytes, before);
    QVERIFY(patchMoov(bytes, {12500ms, false}));
    const auto durationOf = [&](const char *type, qsizetype narrow, qsizetype far) {
        const char *at = bytes.constData() + bytes.indexOf(type) + 4 + (wide ? far : narrow);
        return wide ? qFromBigEndian<quint64>(at) : qFromBigEndian<quint32>(at);
    };
    QCOMPARE(durationOf("mvhd", 16, 24), quint64(12500));
    QCOMPARE(durationOf("tkhd", 20, 28), quint64(12500));
    QCOMPARE(durationOf("mdhd", 16, 24), quint64(12500) * 90);
    QVERIFY(bytes.contains("vp09"));
}

void TestMoovPatch::renamesVp8()
{
    QByteArray bytes = moov(false);
    QVERIFY(patchMoov(bytes, {0ms, true}));
    QVERIFY(bytes.contains("vp08"));
    QByteArray back = bytes;
    back.replace("vp08", "vp09");
    QCOMPARE(back, moov(false));
}

void TestMoovPatch::leavesDamagedOnesAlone()
{
    QRandomGenerator random(3);
    int refused = 0;
    for (int round = 0; round < 20000; ++round) {
        QByteArray bytes = moov(round % 2 == 0);
        for (int i = random.bounded(1, 6); i > 0; --i)
            bytes[random.bounded(int(bytes.size()))] = char(random.bounded(256));
        if (round % 3 == 0)
            bytes.truncate(random.bounded(int(bytes.size())));
        const QByteArray before = bytes;
        if (patchMoov(bytes, {5s, true}))
            continue;
        ++refused;
        QCOMPARE(bytes, before);
    }
    QVERIFY(refused > 1000);
    QByteArray nothing;
    QVERIFY(!patchMoov(nothing, {5s, true}));
}

void TestMoovPatch::findsItInAFile()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(box("ftyp", "isom") + box("free", QByteArray(1000, '\0')) + moov(false) + box("mdat", "film"));
    file.flush();
    QVERIFY(patchMoovOf(file.handle(), {3s, true}));
    file.seek(0);
    const QByteArray all = file.readAll();
    QVERIFY(all.contains("vp08"));
    QVERIFY(all.endsWith("film"));
    QVERIFY(file.resize(500)); // none is there
    QVERIFY(!patchMoovOf(file.handle(), {3s, true}));
}

QTEST_GUILESS_MAIN(TestMoovPatch)
#include "tst_moovpatch.moc"
