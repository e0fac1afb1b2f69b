// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

window.dailymotion = {
    events: {
        AD_START: 'adstart',
        PLAYER_ERROR: 'error',
        VIDEO_BUFFERING: 'waiting',
        VIDEO_DURATIONCHANGE: 'durationchange',
        VIDEO_END: 'ended',
        VIDEO_PAUSE: 'paused',
        VIDEO_PLAYING: 'playing',
        VIDEO_TIMECHANGE: 'time',
    },
    createPlayer: (element, options) => new Promise(resolve => {
        const frame = document.createElement('iframe');
        frame.allow = 'autoplay; encrypted-media';
        frame.src = 'https://geo.dailymotion.com/player.html?' +
            new URLSearchParams({video: options.video, ...options.params});
        document.getElementById(element).replaceWith(frame);
        const handlers = {};
        const say = imitatedFrame(frame, told => {
            if (told.event === 'ready')
                resolve(player);
            const state = {videoTime: told.position, videoDuration: told.duration};
            if (told.event === 'error')
                state.playerError = {code: 'DM' + told.code, message: 'imitated', title: 'imitated'};
            setTimeout(() => (handlers[told.event] || []).forEach(handler => handler(state)), 0);
        });
        const player = {
            on: (event, handler) => (handlers[event] = handlers[event] || []).push(handler),
            play: () => say({do: 'play'}),
            pause: () => say({do: 'pause'}),
            seek: to => say({do: 'seek', to}),
            setVolume: to => say({do: 'volume', to}),
            setMute() {},
        };
    }),
};
