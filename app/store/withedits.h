// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/store/keptedit.h"
#include "net/api/family.h"

#include <QList>

/// What a household looks like once the server has heard its parents' edits. Pure, any thread.
namespace Medio::Store {

/// The family with the edit applied. What it names and the family does not have changes nothing. A new
/// chip has a null id, a new child or film its provisional one; each is the first of its list, as the
/// server lists them, a child the last.
[[nodiscard]] Api::Family withEdit(const Api::Family &family, const KeptEdit &edit);

/// All of them, in their order. Those in conflict are left out: until a parent has decided, the kiosk does
/// what the server says.
[[nodiscard]] Api::Family withEdits(const Api::Family &family, const QList<KeptEdit> &edits);

/// Those that Kids Mode can act upon: a child that the server does not know yet can't open a session, and
/// its day could not be counted under the id that it gets later.
[[nodiscard]] QList<KeptEdit> playable(const QList<KeptEdit> &edits);

/// A playlist as a household has it: what its library says of each film, in order.
[[nodiscard]] QList<Api::ChipVideo> playlistOf(const QList<Api::VideoId> &videos, const Api::Family &family);

} // namespace Medio::Store
