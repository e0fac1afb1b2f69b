// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/api/text.h"

#include <algorithm>
#include <array>

namespace Medio::Api {

namespace {

using namespace Qt::StringLiterals;

struct Entity
{
    char16_t character;
    QLatin1StringView text;
};

constexpr std::array entities{
    Entity{u'&', "&amp;"_L1},   Entity{u'<', "&lt;"_L1},    Entity{u'>', "&gt;"_L1},
    Entity{u'"', "&quot;"_L1},  Entity{u'\'', "&#x27;"_L1}, Entity{u'/', "&#x2F;"_L1},
    Entity{u'\\', "&#x5C;"_L1}, Entity{u'`', "&#96;"_L1},
};

bool isAsciiLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isAsciiDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isDottedHost(const QString &host)
{
    return host.contains(u'.') && !host.startsWith(u'.') && !host.endsWith(u'.') && !host.contains(u".."_s);
}

} // namespace

QString decodeEntities(const QString &text)
{
    if (!text.contains(u'&'))
        return text;
    QString decoded;
    decoded.reserve(text.size());
    for (qsizetype i = 0; i < text.size();) {
        const auto entity = std::find_if(entities.begin(), entities.end(), [&](const Entity &candidate) {
            return QStringView(text).sliced(i).startsWith(candidate.text);
        });
        if (entity == entities.end()) {
            decoded += text.at(i);
            ++i;
        } else {
            decoded += QChar(entity->character);
            i += entity->text.size();
        }
    }
    return decoded;
}

QString escapeEntities(const QString &text)
{
    QString escaped;
    escaped.reserve(text.size());
    for (const QChar c : text) {
        const auto entity = std::find_if(entities.begin(), entities.end(),
                                         [c](const Entity &candidate) { return c == candidate.character; });
        if (entity == entities.end())
            escaped += c;
        else
            escaped += entity->text;
    }
    return escaped;
}

std::optional<QString> normaliseUid(const QString &text)
{
    QString digits;
    for (const QChar c : text) {
        if (c == u' ' || c == u':' || c == u'-')
            continue;
        const bool hex = isAsciiDigit(c) || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
        if (!hex || digits.size() == 20)
            return std::nullopt;
        digits += c.toUpper();
    }
    if (digits.size() < 8)
        return std::nullopt;
    QString uid;
    for (qsizetype i = 0; i < digits.size(); i += 2) {
        if (i > 0)
            uid += u':';
        uid += QStringView(digits).mid(i, 2);
    }
    return uid;
}

std::optional<QString> normaliseLabel(const QString &text)
{
    const QString label = text.trimmed();
    if (label.isEmpty() || label.size() > 50)
        return std::nullopt;
    const bool allowed = std::all_of(label.begin(), label.end(), [](QChar c) {
        return isAsciiLetter(c) || isAsciiDigit(c) || c == u'-' || c.isSpace();
    });
    return allowed ? std::optional(label) : std::nullopt;
}

std::optional<QString> normaliseEmail(const QString &text)
{
    const QString email = text.trimmed().toLower();
    const qsizetype at = email.indexOf(u'@');
    if (email.size() > 254 || at < 1 || at > 64 || email.indexOf(u'@', at + 1) >= 0)
        return std::nullopt;
    QString local = email.first(at);
    QString domain = email.sliced(at + 1);
    const auto isLocal = [](QChar c) {
        return c.isLetterOrNumber() || QStringView(u".!#$%&'*+/=?^_`{|}~-").contains(c);
    };
    const auto isDomain = [](QChar c) {
        return c.isLetterOrNumber() || c == u'-' || c == u'.';
    };
    if (!std::all_of(local.begin(), local.end(), isLocal) ||
        !std::all_of(domain.begin(), domain.end(), isDomain) || !isDottedHost(domain) ||
        local.startsWith(u'.') || local.endsWith(u'.') || local.contains(".."_L1))
        return std::nullopt;

    const auto cutTag = [&local] {
        const qsizetype tag = local.indexOf(u'+');
        if (tag >= 0)
            local.truncate(tag);
    };
    if (domain == "googlemail.com"_L1)
        domain = u"gmail.com"_s;
    if (domain == "gmail.com"_L1) {
        cutTag();
        local.remove(u'.');
    } else if (domain == "outlook.com"_L1) {
        cutTag();
    }
    if (local.isEmpty())
        return std::nullopt;
    return QString(local + u'@' + domain);
}

bool isWebAddress(const QString &text, int maximum)
{
    if (text.isEmpty() || text.size() > maximum || text.contains(QChar(u' ')))
        return false;
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || (url.scheme() != "http"_L1 && url.scheme() != "https"_L1))
        return false;
    const QString host = url.host();
    return isDottedHost(host) || host.contains(u':');
}

QList<PasswordProblem> passwordProblems(const QString &password)
{
    const auto any = [&](auto predicate) {
        return std::any_of(password.begin(), password.end(), predicate);
    };
    QList<PasswordProblem> problems;
    if (password.size() < 8)
        problems << PasswordProblem::TooShort;
    if (!any([](QChar c) { return c >= u'A' && c <= u'Z'; }))
        problems << PasswordProblem::NoUpperCase;
    if (!any([](QChar c) { return c >= u'a' && c <= u'z'; }))
        problems << PasswordProblem::NoLowerCase;
    if (!any(isAsciiDigit))
        problems << PasswordProblem::NoDigit;
    if (!any([](QChar c) { return QStringView(u"!@#$%^&*(),.?\":{}|<>").contains(c); }))
        problems << PasswordProblem::NoSpecial;
    if (any([](QChar c) { return QStringView(u"&<>\"'/\\`").contains(c) || c.isNull(); }))
        problems << PasswordProblem::LocksOut;
    return problems;
}

QString timestamp(const QDateTime &when)
{
    return when.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss.zzzZ"_s);
}

bool isFilm(const QUrl &videoUrl)
{
    if (!videoUrl.isValid() || (videoUrl.scheme() != "http"_L1 && videoUrl.scheme() != "https"_L1))
        return false;
    const QString host = videoUrl.host().toLower();
    if (host.isEmpty() || !videoUrl.userInfo().isEmpty())
        return false;
    constexpr std::array platforms{"youtube.com"_L1, "youtu.be"_L1, "youtube-nocookie.com"_L1,
                                   "vimeo.com"_L1,   "dai.ly"_L1,   "dailymotion.com"_L1};
    return std::none_of(platforms.begin(), platforms.end(), [&](QLatin1StringView platform) {
        return host == platform || (host.endsWith(platform) && host.chopped(platform.size()).endsWith(u'.'));
    });
}

} // namespace Medio::Api
