// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The outer half: a frame with a film in it, and what is said to and fro.
'use strict';

window.imitatedFrame = (frame, heard) => {
    window.addEventListener('message', event => {
        if (event.source === frame.contentWindow && event.data && event.data.medioImitation)
            heard(event.data);
    });
    return order => frame.contentWindow.postMessage({medioImitation: true, ...order}, '*');
};
window.hangIfTold = id => {
    if (id.startsWith('hangpage'))
        setTimeout(() => {
            for (;;)
                ;
        }, 700);
};
