// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/gatewaycopies.h"
#include "tests/support/gatewaytrial.h"

#include <QDir>
#include <QTest>

using namespace Medio;
using namespace Qt::StringLiterals;

class TestGatewayCopies : public QObject
{
    Q_OBJECT

    FilmFixture m_films;
    GatewayTrial m_trial;

    /// What lies on the disk of films, of any state.
    QStringList lying() const
    {
        QStringList names;
        const QDir folder(m_trial.cache.path());
        for (const QString &name : folder.entryList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot)) {
            if (name.endsWith(u".film"_s) || name.endsWith(u".part"_s) || name.endsWith(u".pieces"_s))
                names.append(name);
        }
        return names;
    }

private Q_SLOTS:
    void nothingOfAFamilyIsLeft()
    {
        const QByteArray small = FilmFixture::bytes(m_films.makeFilm(u"small.mp4"_s, 1));
        const QByteArray large =
            FilmFixture::bytes(m_films.makeFilm(u"large.mp4"_s, 5, true, FilmFixture::noise()));
        QVERIFY(!small.isEmpty() && large.size() > 3'000'000);
        const QString whole = Api::VideoId::create().toString();
        const QString begun = Api::VideoId::create().toString();
        const QString broken = Api::VideoId::create().toString();
        const QString pinned = Api::VideoId::create().toString(); // on no chip, and nobody watched it
        m_trial.server.setFiles(
            {{"/whole", small}, {"/begun", large}, {"/broken", QByteArray(100'000, 'x')}});
        m_trial.start();
        Adapters::GatewayCopies copies(*m_trial.gateway);
        FilmCopies &films = m_trial.gateway->copies();
        films.setBackgroundAllowed(true);
        films.setPinned(pinned, true);
        films.setWanted({m_trial.film(u"whole"_s, whole), m_trial.film(u"broken"_s, broken)});
        QTRY_VERIFY_WITH_TIMEOUT(!copies.kept().isEmpty(), 100000);
        QTRY_VERIFY_WITH_TIMEOUT(films.find(broken).value_or(FilmCopy()).verdict == BoardVerdict::Unplayable,
                                 100000);
        FilmServer::Manners manners;
        manners.bytesPerSecond = 800'000;
        m_trial.server.setManners(manners);
        films.setWanted({m_trial.film(u"begun"_s, begun), m_trial.film(u"whole"_s, whole)});
        QTRY_VERIFY_WITH_TIMEOUT(films.find(begun).value_or(FilmCopy()).here > 1'200'000, 100000);
        QCOMPARE(m_trial.gateway->kept(), QSet<QString>{whole});
        QVERIFY(lying().size() >= 2);

        copies.forgetAll();
        QTRY_VERIFY(films.copies().isEmpty());
        QTRY_COMPARE(lying(), QStringList());
        QVERIFY(copies.kept().isEmpty());

        // Nor is anything fetched again, by nobody's wish
        m_trial.start();
        QSignalSpy never(&m_trial.gateway->copies(), &FilmCopies::changed);
        m_trial.gateway->copies().setBackgroundAllowed(true);
        QVERIFY(!never.wait(500));
        QVERIFY(m_trial.gateway->copies().copies().isEmpty());
        QCOMPARE(lying(), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestGatewayCopies)
#include "tst_gatewaycopies.moc"
