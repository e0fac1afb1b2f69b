# SPDX-FileCopyrightText: 2026 The Medio kiosk authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The three functions every CMakeLists.txt of the project uses, and what they share.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTORCC ON)
set(CMAKE_AUTOGEN_ORIGIN_DEPENDS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON) # tests/architecture reads them, and every clang tool
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)

# Where ccache is, it serves all builds of the tree.
find_program(MEDIO_CCACHE ccache)
if(MEDIO_CCACHE)
    set(CMAKE_C_COMPILER_LAUNCHER ${MEDIO_CCACHE})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${MEDIO_CCACHE})
endif()

# Options of every target: warnings, definitions, sanitizers, the include root.
add_library(medio_options INTERFACE)
add_library(Medio::Options ALIAS medio_options)
target_include_directories(medio_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(medio_options INTERFACE
    QT_NO_KEYWORDS
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_NO_FOREACH
    QT_USE_QSTRINGBUILDER
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    QT_FORCE_ASSERTS
    QT_MESSAGELOGCONTEXT
    MEDIO_VERSION="${PROJECT_VERSION}"
)
target_compile_options(medio_options INTERFACE
    -pthread # some libraries ask for it, and a precompiled header is good for all or none
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
    -Wold-style-cast -Wcast-qual -Wsuggest-override
    $<$<NOT:$<BOOL:$<TARGET_PROPERTY:MEDIO_MAY_NARROW>>>:-Wconversion> -Wno-sign-conversion
    $<$<BOOL:${MEDIO_WERROR}>:-Werror>
)
if(MEDIO_SANITIZER)
    list(JOIN MEDIO_SANITIZER "," medio_sanitizers)
    target_compile_options(medio_options INTERFACE
        -fsanitize=${medio_sanitizers} -fno-omit-frame-pointer -fno-sanitize-recover=all
        # Instrumented code confuses it (GCC bug 105562 and its kin).
        $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    target_link_options(medio_options INTERFACE -fsanitize=${medio_sanitizers})
endif()

# What nearly every source reads, compiled once: half the time of building, which a source must not rely on (the presets
# of sanitizers, tidy and release build without: CMAKE_DISABLE_PRECOMPILE_HEADERS). Of the standard and of Qt Core, since what is
# defined for who links more is nothing that these headers ask for.
function(medio_add_precompiled name)
    cmake_parse_arguments(arg "" "" "HEADERS;LINK;OPTIONS" ${ARGN})
    file(CONFIGURE OUTPUT precompiled.cpp CONTENT "// a target has to have a source\n")
    add_library(${name} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/precompiled.cpp)
    set_target_properties(${name} PROPERTIES AUTOMOC OFF)
    target_link_libraries(${name} PRIVATE Medio::Options ${arg_LINK})
    target_compile_options(${name} PRIVATE ${arg_OPTIONS})
    target_precompile_headers(${name} PRIVATE
        <algorithm> <array> <chrono> <cstdint> <functional> <memory> <optional> <span> <string> <unordered_map> <variant>
        <vector>
        <QByteArray> <QCoreApplication> <QDateTime> <QDir> <QFile> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject>
        <QList> <QLoggingCategory> <QMap> <QObject> <QPointer> <QProcess> <QRegularExpression> <QSet> <QString>
        <QStringList> <QTemporaryDir> <QTimer> <QUrl> <QVariant>
        ${arg_HEADERS})
endfunction()

# medio_add_module(Nfc): static library medio_nfc with the alias Medio::Nfc.
function(medio_add_module name)
    string(TOLOWER "medio_${name}" target)
    add_library(${target} STATIC)
    add_library(Medio::${name} ALIAS ${target})
    target_link_libraries(${target} PUBLIC Medio::Options)
    target_precompile_headers(${target} REUSE_FROM medio_precompiled)
    set_property(GLOBAL APPEND PROPERTY MEDIO_MODULES ${target})
endfunction()

# medio_add_program(medio-reader): an executable that lands in bin/.
function(medio_add_program name)
    add_executable(${name})
    target_link_libraries(${name} PRIVATE Medio::Options)
    target_precompile_headers(${name} REUSE_FROM medio_precompiled)
    set_property(GLOBAL APPEND PROPERTY MEDIO_MODULES ${name})
endfunction()

# What a test is made of waits for what it tests, which is optimised: half the time of building all tests.
if(NOT MEDIO_SANITIZER)
    set(MEDIO_TEST_OPTIONS -O0)
endif()

# medio_add_test(tst_uid [THREADED] [WAITS] LABEL unit SOURCES tst_uid.cpp LINK Medio::Nfc [TIMEOUT 600] [ENVIRONMENT A=b])
# Labels: unit, integration, gui, stage, bench. THREADED adds the label thread: shown clean with ThreadSanitizer, and CI
# keeps it so. WAITS: for other programs and for time to pass, more than it works. Tests run offscreen, in the C locale and in UTC.
function(medio_add_test name)
    cmake_parse_arguments(arg "THREADED;WAITS" "LABEL;TIMEOUT" "SOURCES;LINK;ENVIRONMENT" ${ARGN})
    if(NOT arg_LABEL)
        set(arg_LABEL unit)
    endif()
    if(arg_THREADED)
        list(APPEND arg_LABEL thread)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 300) # against what hangs; says nothing about speed, and lets patience.h say what never came
    endif()
    add_executable(${name} ${arg_SOURCES})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests/bin)
    target_link_libraries(${name} PRIVATE Medio::Options Qt6::Test medio_support_programs ${arg_LINK})
    target_compile_options(${name} PRIVATE ${MEDIO_TEST_OPTIONS})
    target_precompile_headers(${name} REUSE_FROM medio_precompiled_tests) # with tests/support/patience.h
    if(CMAKE_DISABLE_PRECOMPILE_HEADERS)
        set_source_files_properties(${arg_SOURCES} PROPERTIES COMPILE_OPTIONS "-include;tests/support/patience.h")
    endif()
    # Nearly always empty, and quicker without
    set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/${name}_autogen/mocs_compilation.cpp
        PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
    if(Qt6_VERSION VERSION_GREATER_EQUAL 6.6)
        # QTRY_* of a newer Qt narrow milliseconds to int inside the macro, that is, in our own lines
        set_target_properties(${name} PROPERTIES MEDIO_MAY_NARROW ON)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES
        # Places, of which ./check has seven for two cores; what waits begins early, beside what works
        PROCESSORS $<IF:$<BOOL:${arg_WAITS}>,1,2>
        COST $<IF:$<BOOL:${arg_WAITS}>,30,0>
        TIMEOUT ${arg_TIMEOUT}
        LABELS "${arg_LABEL}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TZ=UTC;MEDIO_BIN_DIR=${PROJECT_BINARY_DIR}/bin;TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/tsan.supp;${arg_ENVIRONMENT}"
    )
endfunction()

# medio-probe may end and whoever asked it goes on, as it should: what a sanitizer says of it fails the test
# nevertheless. Not for tests that let a program crash, as libnfc does.
function(medio_hear_sanitizers)
    if(MEDIO_SANITIZER)
        set_tests_properties(${ARGN} PROPERTIES FAIL_REGULAR_EXPRESSION "SUMMARY: [A-Za-z]+Sanitizer: ")
    endif()
endfunction()
