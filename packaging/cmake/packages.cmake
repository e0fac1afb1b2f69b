# SPDX-FileCopyrightText: 2026 The Medio kiosk authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Debian packages by CPack, in the build folder: cpack -G DEB. So far medio-web-player, which is one of its own
# because nothing else needs a browser. What the program links is found by dpkg-shlibdeps.

if(TARGET medio-web-player)
    include(GNUInstallDirs)
    install(TARGETS medio-web-player RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT web-player)

    set(CPACK_PACKAGE_VENDOR "The Medio kiosk authors")
    set(CPACK_PACKAGE_CONTACT "The Medio kiosk authors")
    set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
    set(CPACK_STRIP_FILES ON)
    set(CPACK_COMPONENTS_ALL web-player)
    set(CPACK_DEB_COMPONENT_INSTALL ON)
    set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
    set(CPACK_DEBIAN_WEB-PLAYER_PACKAGE_NAME medio-web-player)
    set(CPACK_DEBIAN_WEB-PLAYER_PACKAGE_SECTION video)
    set(CPACK_DEBIAN_WEB-PLAYER_PACKAGE_SHLIBDEPS ON)
    set(CPACK_DEBIAN_WEB-PLAYER_PACKAGE_ENHANCES medio-kiosk)
    set(CPACK_DEBIAN_WEB-PLAYER_DESCRIPTION
        "films of YouTube, Vimeo and Dailymotion for the Medio kiosk\nThe kiosk starts this program for such films once a parent has agreed. It shows them in the\nplatforms' own players, in a browser (Qt WebEngine) that keeps nothing.")
    include(CPack)
endif()
