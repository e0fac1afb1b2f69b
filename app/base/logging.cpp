// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/logging.h"

#include <unistd.h>

#include <QByteArray>
#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <iterator>
#include <utility>
#include <vector>

Q_LOGGING_CATEGORY(lcApp, "medio.app", QtInfoMsg)
Q_LOGGING_CATEGORY(lcFlow, "medio.flow", QtInfoMsg)
Q_LOGGING_CATEGORY(lcNfc, "medio.nfc", QtInfoMsg)
Q_LOGGING_CATEGORY(lcNet, "medio.net", QtInfoMsg)
Q_LOGGING_CATEGORY(lcPlayer, "medio.player", QtInfoMsg)
Q_LOGGING_CATEGORY(lcGateway, "medio.gateway", QtInfoMsg)
Q_LOGGING_CATEGORY(lcStore, "medio.store", QtInfoMsg)
Q_LOGGING_CATEGORY(lcScreens, "medio.screens", QtInfoMsg)
Q_LOGGING_CATEGORY(lcServer, "medio.server", QtInfoMsg)
Q_LOGGING_CATEGORY(lcQt, "medio.qt", QtWarningMsg)

namespace Medio::Logging {
namespace {

Fields &fieldsOfThisThread()
{
    thread_local Fields fields;
    return fields;
}

QString levelName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return QStringLiteral("debug");
    case QtInfoMsg:
        return QStringLiteral("info");
    case QtWarningMsg:
        return QStringLiteral("warning");
    case QtCriticalMsg:
        return QStringLiteral("error");
    case QtFatalMsg:
        return QStringLiteral("fatal");
    }
    return QStringLiteral("info");
}

QByteArray forPeople(const QString &time, const QString &level, const QString &category,
                     const QString &message)
{
    QString line =
        time.mid(11, 12) + u' ' + level.leftJustified(7) + u' ' + category.leftJustified(13) + u' ' + message;
    const Fields &fields = fieldsOfThisThread();
    for (auto field = fields.cbegin(); field != fields.cend(); ++field) {
        const bool isSetAgain = std::any_of(std::next(field), fields.cend(), [field](const auto &later) {
            return later.first == field->first;
        });
        if (!isSetAgain && !field->second.isEmpty())
            line += u"  " + field->first + u'=' + field->second;
    }
    // A message from outside (a film's name, a server's text) must not fake a second line.
    line.replace(u'\n', u' ').replace(u'\r', u' ').replace(u'\x1b', u'?');
    return line.toUtf8() + '\n';
}

QByteArray forMachines(const QString &time, const QString &level, const QString &category,
                       const QString &message)
{
    QJsonObject object{{QStringLiteral("time"), time},
                       {QStringLiteral("level"), level},
                       {QStringLiteral("category"), category},
                       {QStringLiteral("message"), message}};
    for (const auto &[key, value] : fieldsOfThisThread()) {
        if (!value.isEmpty())
            object.insert(key, value);
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

void write(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    // Everything of ours has a category: this is a library that talks to its own developers.
    const bool isForeign = !context.category || std::strcmp(context.category, "default") == 0;
    if (isForeign && !lcQt().isEnabled(type))
        return;
    static const bool terminal = isatty(STDERR_FILENO) != 0;
    const QString time = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    const QString category = QString::fromLatin1(isForeign ? lcQt().categoryName() : context.category);
    const QByteArray line = (terminal ? forPeople : forMachines)(time, levelName(type), category, message);
    // One write per line: lines of several threads and processes stay whole.
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stderr);
    std::fflush(stderr);
}

} // namespace

void install()
{
    qInstallMessageHandler(write);
}

Field::Field(const char *key, const QString &value)
{
    fieldsOfThisThread().emplace_back(QString::fromLatin1(key), value);
}

Field::~Field()
{
    fieldsOfThisThread().pop_back();
}

Context::Context()
    : m_fields(fieldsOfThisThread())
{
}

QString Context::value(const QString &key) const
{
    const auto found = std::find_if(m_fields.crbegin(), m_fields.crend(),
                                    [&key](const auto &field) { return field.first == key; });
    return found == m_fields.crend() ? QString() : found->second;
}

Context::Scope::Scope(const Context &context)
    : m_outside(std::exchange(fieldsOfThisThread(), context.m_fields))
{
}

Context::Scope::~Scope()
{
    fieldsOfThisThread() = std::move(m_outside);
}

} // namespace Medio::Logging
