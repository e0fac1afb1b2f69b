// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "app/kioskconfiguration.h"

#include <QObject>
#include <QString>

#include <memory>

class QWidget;

namespace Medio {

class Chronicle;
class Clock;
namespace Flow {
class KioskFlow;
}
namespace Parents {
class SignIn;
}
namespace Screens {
class KidsWindow;
class ParentsArea;
} // namespace Screens
namespace Store {
class Storage;
}

/// The kiosk, put together: the one place that names every concrete class and says who is joined
/// with whom. GUI thread; make it after the application object.
class Composition final : public QObject
{
    Q_OBJECT
public:
    /// `clock` and `chronicle` outlive it. Opens the files (waits for the disk); a file that can't
    /// be used is told in one sentence.
    static Expected<std::unique_ptr<Composition>, QString> make(const KioskConfiguration &configuration,
                                                                const Clock &clock, Chronicle &chronicle);

    ~Composition() override;

    /// Shows the window and lets everything begin.
    void start();

    /// Ends what is open: the film, the sitting, the reader. Then the object may be destroyed.
    void stop();

    // What the stage touches
    [[nodiscard]] Screens::KidsWindow &window() const;
    [[nodiscard]] Store::Storage &store() const;
    [[nodiscard]] Flow::KioskFlow &flow() const;
    [[nodiscard]] Screens::ParentsArea &parentsArea() const;
    [[nodiscard]] Parents::SignIn &signIn() const;
    void sync();

private:
    struct Parts;
    explicit Composition(std::unique_ptr<Parts> parts);

    const std::unique_ptr<Parts> m_parts;
};

} // namespace Medio
