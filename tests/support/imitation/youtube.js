// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

window.YT = {
    Player: class {
        constructor(element, options) {
            const frame = document.createElement('iframe');
            const query = new URLSearchParams({enablejsapi: 1, ...options.playerVars});
            frame.src = options.host + '/embed/' + options.videoId + '?' + query;
            frame.allow = 'accelerometer; autoplay; encrypted-media; gyroscope; picture-in-picture';
            frame.width = options.width;
            frame.height = options.height;
            document.getElementById(element).replaceWith(frame);
            this.position = 0;
            this.duration = 0;
            const states = {unbegun: -1, playing: 1, paused: 2, waiting: 3, ended: 0};
            this.say = imitatedFrame(frame, told => {
                this.position = told.position || this.position;
                this.duration = told.duration || this.duration;
                if (told.event === 'ready')
                    options.events.onReady({target: this});
                else if (told.event === 'error')
                    options.events.onError({data: Number(told.code), target: this});
                else if (told.event in states)
                    options.events.onStateChange({data: states[told.event], target: this});
            });
            hangIfTold(options.videoId);
        }
        playVideo() { this.say({do: 'play'}); }
        pauseVideo() { this.say({do: 'pause'}); }
        seekTo(seconds) { this.say({do: 'seek', to: seconds}); }
        setVolume(percent) { this.say({do: 'volume', to: percent / 100}); }
        unMute() {}
        getCurrentTime() { return this.position; }
        getDuration() { return this.duration; }
    },
};
setTimeout(() => window.onYouTubeIframeAPIReady(), 0);
