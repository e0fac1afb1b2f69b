// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace Medio {

/// Qt answers a display that can't be opened with a page of text and an abort. While this lives, that is
/// a sentence of the program's own on stderr and exit status 1; what the platform plugin says about the
/// cause is still logged. Made before QApplication, destroyed when it stands. One at a time, main thread.
class DisplayGuard final
{
public:
    /// `sentence` is a literal with its newline.
    explicit DisplayGuard(const char *sentence);
    ~DisplayGuard();
    Q_DISABLE_COPY_MOVE(DisplayGuard)
};

} // namespace Medio
