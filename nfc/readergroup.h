// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/tagreader.h"

#include <memory>
#include <optional>
#include <vector>

namespace Medio::Nfc {

/// Several readers as one. It is found while one of them is, and lost when all are. Two chips at once
/// are treated as on one reader: the first stays until it is lifted, then one that lies elsewhere is
/// placed. If its reader is lost meanwhile, the first gives way to a chip that is put on another one.
///
/// Differs from TagReader's order in one point: a chip whose reader is still lost is told anew, or lifted,
/// only when that reader is back or gives way.
class ReaderGroup final : public TagReader
{
    Q_OBJECT
public:
    /// At least one.
    explicit ReaderGroup(std::vector<std::unique_ptr<TagReader>> readers, QObject *parent = nullptr);
    ~ReaderGroup() override;

    void start() override;
    void stop() override;
    [[nodiscard]] QList<ReaderStatus> readers() const override;

private:
    struct Member
    {
        std::unique_ptr<TagReader> reader;
        bool isFound = false;
        ReaderFault fault = ReaderFault::None; ///< None, too, before anything is known
        std::optional<Placement> chip = {};    ///< lies there
    };
    /// The chip of which the world knows.
    struct Told
    {
        Uid uid;
        const Member *member;
        bool isTold = true; ///< since readerFound
    };

    void listenTo(Member &member);
    void found(Member &member, const QString &name);
    void lost(Member &member, ReaderFault fault, const QString &detail);
    void placed(Member &member, const Placement &placement);
    void lifted(Member &member, const Uid &uid);
    void tell(const Member &member, const Placement &placement);
    [[nodiscard]] bool isTold(const Member &member, const Uid &uid) const;

    std::vector<Member> m_members;
    bool m_isStarted = false;
    bool m_isFound = false;
    ReaderFault m_fault = ReaderFault::None; ///< told last
    std::optional<Told> m_chip;
};

} // namespace Medio::Nfc
