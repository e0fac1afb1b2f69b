// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Stands in for medio-reader and misbehaves:
//     misbehaving-reader --connection 'WAY RUNS FOLDER'
// In its first RUNS runs it goes WAY (the table below), afterwards it is a good reader without a chip. It
// keeps count in FOLDER: "runs" has one byte for each, and "two" appears if two of it ever live at once.

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

namespace {

const std::string alive = "{\"event\":\"alive\",\"v\":1}\n";
const std::string good =
    "{\"event\":\"found\",\"name\":\"a good one\",\"v\":1}\n{\"event\":\"vacant\",\"v\":1}\n";
const std::string placed =
    "{\"event\":\"placed\",\"resting\":false,\"t\":\"1\",\"uid\":\"04:A1:B2:C3:D4:E5:F6\",\"v\":1}\n";

void say(std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = write(STDOUT_FILENO, text.data(), text.size());
        if (written <= 0)
            _exit(EXIT_FAILURE);
        text.remove_prefix(static_cast<size_t>(written));
    }
}

void waitFor(int milliseconds)
{
    poll(nullptr, 0, milliseconds);
}

[[noreturn]] void hang()
{
    while (true)
        pause();
}

[[noreturn]] void beGood()
{
    say(good);
    pollfd input{STDIN_FILENO, POLLIN, 0};
    char rest = 0;
    while (poll(&input, 1, 100) == 0 || read(STDIN_FILENO, &rest, 1) > 0)
        say(alive);
    _exit(EXIT_SUCCESS);
}

void repeat(std::string_view text, int pauseBetween)
{
    while (true) {
        say(text);
        waitFor(pauseBetween);
    }
}

void garbage()
{
    std::mt19937 random(1);
    std::string bytes(100'000, '\0');
    for (char &byte : bytes)
        byte = static_cast<char>(random());
    say(bytes);
    hang();
}

void ignoreTheEnd()
{
    std::signal(SIGTERM, SIG_IGN);
    say(good + placed);
    repeat(alive, 100);
}

/// Leaves a child that holds standard output, and the lock, for ever.
void forkAndLeave()
{
    say(good);
    if (fork() == 0) {
        std::signal(SIGTERM, SIG_IGN);
        std::signal(SIGHUP, SIG_IGN);
        hang();
    }
    _exit(EXIT_FAILURE);
}

using Way = void (*)();
constexpr std::array<std::pair<std::string_view, Way>, 17> ways{{
    {"silent",
     [] {
         hang();
     }},
    {"falls-silent",
     [] {
         say(good);
         hang();
     }},
    {"half-a-line",
     [] {
         say(good + "{\"v\":1");
         hang();
     }},
    {"drips",
     [] {
         say("{\"v\":1,\"");
         repeat("x", 20);
     }},
    {"floods",
     [] {
         repeat(alive, 0);
     }},
    {"floods-chips",
     [] {
         say(good);
         repeat(placed, 0);
     }},
    {"garbage", garbage},
    {"huge-line",
     [] {
         say("{\"event\":\"" + std::string(1'000'000, 'x') + "\"}\n");
         hang();
     }},
    {"huge-half-line",
     [] {
         say(std::string(100'000, '{'));
         hang();
     }},
    {"other-version",
     [] {
         say("{\"event\":\"alive\",\"v\":2}\n");
         hang();
     }},
    {"other-keys",
     [] {
         say("{\"event\":\"placed\",\"v\":1}\n");
         hang();
     }},
    {"exit-0",
     [] {
         _exit(0);
     }},
    {"exit-1",
     [] {
         _exit(1);
     }},
    {"exit-2",
     [] {
         _exit(2);
     }},
    {"signal",
     [] {
         std::signal(SIGSEGV, SIG_DFL);
         raise(SIGSEGV);
     }},
    {"ignores-the-end", ignoreTheEnd},
    {"forks", forkAndLeave},
}};

} // namespace

int main(int argc, char **argv)
{
    if (argc < 3 || std::string_view(argv[1]) != "--connection")
        return 64;
    std::istringstream words(argv[2]);
    std::string way;
    std::string folder;
    off_t runs = 0;
    words >> way >> runs >> folder;

    // One that was just killed may need a moment to be gone.
    const int lock = open((folder + "/lock").c_str(), O_CREAT | O_RDWR, 0600);
    int tries = 0;
    while (tries < 100 && flock(lock, LOCK_EX | LOCK_NB) != 0) {
        ++tries;
        waitFor(10);
    }
    if (tries == 100)
        close(open((folder + "/two").c_str(), O_CREAT | O_RDWR, 0600));
    const int count = open((folder + "/runs").c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
    struct stat status = {};
    if (write(count, "x", 1) != 1 || fstat(count, &status) != 0)
        return 64;
    if (status.st_size > runs)
        beGood();
    for (const auto &[name, go] : ways)
        if (name == way)
            go();
    return 64; // no such way
}
