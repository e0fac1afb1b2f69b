// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

window.Vimeo = {
    Player: class {
        constructor(frame) {
            this.handlers = {};
            const names = {'404': 'NotFoundError', '403': 'PrivacyError', '401': 'PasswordError'};
            this.isReady = new Promise((resolve, reject) => {
                this.say = imitatedFrame(frame, told => {
                    const times = {seconds: told.position, duration: told.duration};
                    const tell = name => (this.handlers[name] || []).forEach(handler => handler(times));
                    this.duration = told.duration;
                    if (told.event === 'ready')
                        resolve();
                    else if (told.event === 'error')
                        reject({name: names[told.code] || 'UnknownError'});
                    else if (told.event === 'paused')
                        tell('pause');
                    else if (told.event === 'waiting')
                        tell('bufferstart');
                    else if (told.event === 'time')
                        tell('timeupdate');
                    else
                        tell(told.event);
                });
            });
        }
        on(name, handler) { (this.handlers[name] = this.handlers[name] || []).push(handler); }
        ready() { return this.isReady; }
        async getDuration() { return this.duration; }
        async play() { this.say({do: 'play'}); }
        async pause() { this.say({do: 'pause'}); }
        async setCurrentTime(seconds) { this.say({do: 'seek', to: seconds}); }
        async setVolume(amplitude) { this.say({do: 'volume', to: amplitude}); }
    },
};
