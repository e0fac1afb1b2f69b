// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One film in the official player of its platform. Runs in a page of our own that has nothing else in it;
// `film` is {platform, id, from, language}, `from` in seconds. The program asks medio.take() how it is going;
// nothing here can call the program.
'use strict';

window.mediaOf = film => {
    const at = {motion: 'waiting', ready: false, position: film.from, duration: 0, error: ''};
    let amplitude = 1;
    // What a platform's player can do, in one vocabulary; refresh() reads what no event tells.
    let player = {play() {}, pause() {}, seek() {}, setAmplitude() {}, refresh() {}};

    const fail = code => {
        at.error = at.error || String(code).slice(0, 100);
    };
    const seconds = value => (Number.isFinite(value) && value > 0 ? value : 0);
    // Before the film itself moves (an advertisement may come first) its player says 0, or nothing of use:
    // a place counts once it is another one than what was said first.
    let saidFirst = null;
    const isAt = value => {
        const place = seconds(value);
        if (saidFirst === null)
            saidFirst = place;
        if (saidFirst !== place)
            saidFirst = NaN; // which nothing is
        if (Number.isNaN(saidFirst))
            at.position = place;
    };
    const goTo = to => {
        at.position = to;
        saidFirst = null;
        player.seek(to);
    };
    const load = (address, then) => {
        const script = document.createElement('script');
        script.src = address;
        script.onload = then || (() => {});
        script.onerror = () => fail('unreachable');
        document.head.append(script);
    };

    // developers.google.com/youtube/iframe_api_reference, .../player_parameters
    const youtube = () => {
        window.onYouTubeIframeAPIReady = () => {
            const api = new YT.Player('player', {
                host: 'https://www.youtube-nocookie.com',
                width: '100%',
                height: '100%',
                videoId: film.id,
                playerVars: {
                    autoplay: 0,
                    controls: 0,
                    disablekb: 1,
                    fs: 0,
                    iv_load_policy: 3,
                    playsinline: 1,
                    rel: 0,
                    start: Math.floor(film.from),
                    hl: film.language,
                    cc_lang_pref: film.language,
                    origin: location.origin,
                    widget_referrer: location.origin,
                },
                events: {
                    onReady: () => {
                        player = {
                            play: () => api.playVideo(),
                            pause: () => api.pauseVideo(),
                            seek: to => api.seekTo(to, true),
                            setAmplitude: () => {
                                api.unMute();
                                api.setVolume(Math.round(100 * amplitude));
                            },
                            refresh: () => {
                                isAt(api.getCurrentTime());
                                at.duration = seconds(api.getDuration());
                            },
                        };
                        at.ready = true;
                    },
                    onStateChange: event => {
                        // -1, not begun, is also said before and during some advertisements
                        const motions = {'-1': 'paused', 0: 'ended', 1: 'playing', 2: 'paused', 3: 'waiting'};
                        at.motion = motions[event.data] || at.motion;
                    },
                    onError: event => fail(event.data),
                    onAutoplayBlocked: () => {
                        at.motion = 'paused';
                    },
                },
            });
        };
        load('https://www.youtube.com/iframe_api');
    };

    // developer.vimeo.com/player/sdk
    const vimeo = () => {
        load('https://player.vimeo.com/api/player.js', () => {
            const frame = document.createElement('iframe');
            frame.src = 'https://player.vimeo.com/video/' + film.id +
                '?dnt=1&controls=0&title=0&byline=0&portrait=0&keyboard=0&pip=0&playsinline=1&autopause=0';
            frame.allow = 'autoplay; encrypted-media';
            frame.referrerPolicy = 'strict-origin-when-cross-origin';
            document.getElementById('player').replaceWith(frame);
            const api = new Vimeo.Player(frame);
            const moved = data => {
                isAt(data.seconds);
                at.duration = seconds(data.duration);
            };
            const ignore = () => {};
            const refused = error => fail(error && error.name || 'unknown');
            api.on('playing', data => {
                at.motion = 'playing';
                moved(data);
            });
            api.on('timeupdate', moved);
            api.on('seeked', moved);
            api.on('pause', () => {
                if (at.motion !== 'ended')
                    at.motion = 'paused';
            });
            api.on('ended', () => {
                at.motion = 'ended';
            });
            api.on('bufferstart', () => {
                at.motion = 'waiting';
            });
            api.on('bufferend', () => {
                if (at.motion === 'waiting')
                    at.motion = 'playing';
            });
            api.on('error', refused);
            api.ready().then(() => api.getDuration()).then(duration => {
                at.duration = seconds(duration);
                player = {
                    play: () => api.play().catch(ignore),
                    pause: () => api.pause().catch(ignore),
                    seek: to => api.setCurrentTime(to).catch(ignore),
                    setAmplitude: () => api.setVolume(amplitude).catch(ignore),
                    refresh: ignore,
                };
                if (film.from > 0)
                    goTo(film.from);
                at.ready = true;
            }).catch(refused);
        });
    };

    // developers.dailymotion.com/sdk/player-sdk/web, .../reference/web-sdk-player-events
    const dailymotion = () => {
        load('https://geo.dailymotion.com/libs/player.js', () => {
            const heard = state => {
                isAt(state.videoTime);
                at.duration = seconds(state.videoDuration);
            };
            window.dailymotion.createPlayer('player', {
                video: film.id,
                params: {startTime: film.from, mute: false, enablePlaybackControls: false, scaleMode: 'fit'},
            }).then(api => {
                const events = window.dailymotion.events;
                const on = (event, motion) => api.on(event, state => {
                    heard(state);
                    if (at.motion !== 'ended' || motion === 'playing')
                        at.motion = motion || at.motion;
                });
                on(events.VIDEO_PLAYING, 'playing');
                on(events.VIDEO_BUFFERING, 'waiting');
                on(events.VIDEO_PAUSE, 'paused');
                on(events.VIDEO_END, 'ended');
                on(events.VIDEO_TIMECHANGE, '');
                on(events.VIDEO_DURATIONCHANGE, '');
                // An advertisement is moving pictures, too; the film's own time stands meanwhile.
                on(events.AD_START, 'playing');
                api.on(events.PLAYER_ERROR, state =>
                    fail(state.playerError && state.playerError.code || 'unknown'));
                player = {
                    play: () => api.play(),
                    pause: () => api.pause(),
                    seek: to => api.seek(to),
                    setAmplitude: () => {
                        api.setMute(false);
                        api.setVolume(amplitude);
                    },
                    refresh() {},
                };
                at.ready = true;
            }).catch(error => fail(error && error.code || 'unknown'));
        });
    };

    ({youtube, vimeo, dailymotion})[film.platform]();

    return Object.freeze({
        // Only what is ready is told anything.
        play: () => player.play(),
        pause: () => player.pause(),
        seek: goTo,
        setAmplitude: value => {
            amplitude = value;
            player.setAmplitude();
        },
        take: () => {
            if (at.ready)
                player.refresh();
            return JSON.stringify(at);
        },
    });
};
