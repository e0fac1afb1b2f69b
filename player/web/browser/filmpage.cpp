// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/web/browser/filmpage.h"

#include "app/base/logging.h"
#include "player/web/browser/filmdocument.h"

#include <QAuthenticator>
#include <QColor>
#include <QFile>
#include <QWebEngineDownloadRequest>
#include <QWebEngineFileSystemAccessRequest>
#include <QWebEngineFullScreenRequest>
#include <QWebEngineProfile>
#include <QWebEngineRegisterProtocolHandlerRequest>
#include <QWebEngineScript>
#include <QWebEngineScriptCollection>
#include <QWebEngineSettings>

#include <utility>

using namespace Qt::StringLiterals;

/// A static library's resources are registered by whoever uses them; outside of any namespace.
static void registerResources()
{
    Q_INIT_RESOURCE(browser);
}

namespace Medio::PlayerWeb {
namespace {

void tell(const char *what)
{
    qCInfo(lcPlayer, "a platform's page wanted %s; refused", what);
}

} // namespace

FilmPage::FilmPage(QWebEngineProfile *profile, QObject *parent)
    : QWebEnginePage(profile, parent)
{
    using Settings = QWebEngineSettings;
    setBackgroundColor(QColor(Qt::black));
    QWebEngineSettings *values = settings();
    // A chip on the reader is the gesture: no page sees one.
    values->setAttribute(Settings::PlaybackRequiresUserGesture, false);
    for (const auto attribute : {Settings::JavascriptCanOpenWindows,
                                 Settings::JavascriptCanAccessClipboard,
                                 Settings::JavascriptCanPaste,
                                 Settings::LocalContentCanAccessRemoteUrls,
                                 Settings::LocalContentCanAccessFileUrls,
                                 Settings::HyperlinkAuditingEnabled,
                                 Settings::ErrorPageEnabled,
                                 Settings::PluginsEnabled,
                                 Settings::PdfViewerEnabled,
                                 Settings::FullScreenSupportEnabled,
                                 Settings::ScreenCaptureEnabled,
                                 Settings::SpatialNavigationEnabled,
                                 Settings::LinksIncludedInFocusChain,
                                 Settings::AllowWindowActivationFromJavaScript,
                                 Settings::AllowGeolocationOnInsecureOrigins,
                                 Settings::AllowRunningInsecureContent,
                                 Settings::ShowScrollBars,
                                 Settings::FocusOnNavigationEnabled,
                                 Settings::DnsPrefetchEnabled,
                                 Settings::NavigateOnDropEnabled,
                                 Settings::AutoLoadIconsForPage,
                                 Settings::TouchIconsEnabled})
        values->setAttribute(attribute, false);
    values->setAttribute(Settings::WebRTCPublicInterfacesOnly, true);
    values->setUnknownUrlSchemePolicy(Settings::DisallowUnknownUrlSchemes);
    // Players keep their state there and break without; it is memory, and gone with the film.
    values->setAttribute(Settings::LocalStorageEnabled, true);
    refuseEverything();
}

void FilmPage::refuseEverything()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    connect(this, &QWebEnginePage::permissionRequested, this, [](QWebEnginePermission permission) {
        tell("a permission");
        permission.deny();
    });
#else
    connect(this, &QWebEnginePage::featurePermissionRequested, this,
            [this](const QUrl &origin, QWebEnginePage::Feature feature) {
                tell("a permission");
                setFeaturePermission(origin, feature, PermissionDeniedByUser);
            });
#endif
    connect(this, &QWebEnginePage::fullScreenRequested, this, [](QWebEngineFullScreenRequest request) {
        tell("the whole screen");
        request.reject();
    });
    connect(this, &QWebEnginePage::registerProtocolHandlerRequested, this,
            [](QWebEngineRegisterProtocolHandlerRequest request) {
                tell("to handle a protocol");
                request.reject();
            });
    connect(this, &QWebEnginePage::fileSystemAccessRequested, this,
            [](QWebEngineFileSystemAccessRequest request) {
                tell("files");
                request.reject();
            });
    // An answer that is left as it is says no.
    connect(this, &QWebEnginePage::authenticationRequired, this, [](const QUrl &, QAuthenticator *answer) {
        tell("a password");
        *answer = QAuthenticator();
    });
    connect(this, &QWebEnginePage::proxyAuthenticationRequired, this,
            [](const QUrl &, QAuthenticator *answer, const QString &) { *answer = QAuthenticator(); });
    connect(profile(), &QWebEngineProfile::downloadRequested, this, [](QWebEngineDownloadRequest *download) {
        tell("a download");
        download->cancel();
    });
}

void FilmPage::show(const OpenFilm &film)
{
    registerResources();
    QFile players(u":/web/film.js"_s);
    const bool isThere = players.open(QIODevice::ReadOnly);
    Q_ASSERT(isThere);
    QWebEngineScript script;
    script.setName(u"medio"_s);
    script.setInjectionPoint(QWebEngineScript::DocumentReady);
    script.setWorldId(QWebEngineScript::MainWorld);
    script.setRunsOnSubFrames(false);
    script.setSourceCode(scriptFor(film, QString::fromUtf8(players.readAll())));
    scripts().insert(script);
    m_mayLoad = true;
    setHtml(documentFor(film), identity());
}

bool FilmPage::acceptNavigationRequest(const QUrl &url, NavigationType, bool isMainFrame)
{
    if (isMainFrame) {
        if (std::exchange(m_mayLoad, false) && (url.scheme() == "data"_L1 || url == identity()))
            return true;
        tell("to go elsewhere");
        return false;
    }
    // Which frames may stand in our own page is the policy's business (documentFor()).
    return mayAsk(url);
}

QWebEnginePage *FilmPage::createWindow(WebWindowType)
{
    tell("a window");
    return nullptr;
}

QStringList FilmPage::chooseFiles(FileSelectionMode, const QStringList &, const QStringList &)
{
    tell("files");
    return {};
}

void FilmPage::javaScriptAlert(const QUrl &, const QString &)
{
    tell("a dialog");
}

bool FilmPage::javaScriptConfirm(const QUrl &, const QString &)
{
    tell("a dialog");
    return false;
}

bool FilmPage::javaScriptPrompt(const QUrl &, const QString &, const QString &, QString *)
{
    tell("a dialog");
    return false;
}

void FilmPage::javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level, const QString &message, int line,
                                        const QString &source)
{
    // Platforms talk a lot; only our own page's troubles help anybody.
    if (level == ErrorMessageLevel && !source.startsWith("http"_L1))
        qCInfo(lcPlayer, "page, line %d: %s", line, qUtf8Printable(message.left(200)));
}

} // namespace Medio::PlayerWeb
