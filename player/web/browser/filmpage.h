// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/web/webprotocol.h"

#include <QWebEnginePage>

namespace Medio::PlayerWeb {

/// The page around a platform's player: our own document, once, and nothing that a page can do beyond
/// showing a film. No other address, window, dialog, download, file, permission or full screen; each
/// attempt is logged. Its profile keeps nothing and dies with it: so it lives as long as one film.
class FilmPage final : public QWebEnginePage
{
    Q_OBJECT
public:
    /// `profile` is off the record and outlives the page.
    explicit FilmPage(QWebEngineProfile *profile, QObject *parent = nullptr);

    void show(const OpenFilm &film);

protected:
    bool acceptNavigationRequest(const QUrl &url, NavigationType type, bool isMainFrame) override;
    QWebEnginePage *createWindow(WebWindowType type) override;
    QStringList chooseFiles(FileSelectionMode mode, const QStringList &oldFiles,
                            const QStringList &acceptedMimeTypes) override;
    void javaScriptAlert(const QUrl &securityOrigin, const QString &message) override;
    bool javaScriptConfirm(const QUrl &securityOrigin, const QString &message) override;
    bool javaScriptPrompt(const QUrl &securityOrigin, const QString &message, const QString &defaultValue,
                          QString *result) override;
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level, const QString &message, int line,
                                  const QString &source) override;

private:
    void refuseEverything();

    bool m_mayLoad = false; ///< our document, now
};

} // namespace Medio::PlayerWeb
