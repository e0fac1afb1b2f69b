// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/tagreader.h"

#include <QList>
#include <QObject>

namespace Medio {
class Chronicle;
}

namespace Medio::Adapters {

/// What readers tell beside chips that come and go, for whoever looks after them: a chip that lies badly,
/// that something is written on one, one reader of several that is lost or found. For log and chronicle. GUI
/// thread.
class ReaderNotes final : public QObject
{
    Q_OBJECT
public:
    /// Both outlive this object; made before the reader is started.
    ReaderNotes(const Nfc::TagReader &reader, Chronicle &chronicle);

private:
    void noteWeak(const Nfc::Uid &uid);
    void noteContent(const Nfc::Content &content);
    void noteReaders();

    const Nfc::TagReader &m_reader;
    Chronicle &m_chronicle;
    QList<Nfc::ReaderStatus> m_noted;
};

} // namespace Medio::Adapters
