// A page with picture, figures and wave over a scene of cues, for looking and measuring. What it is asked to do it does to its own scene alone.
import { createRawSnippet, mount } from 'svelte';
import type { StudioClient } from '../../src-core/contract/client.ts';
import { PEAKS_PER_SECOND } from '../../src-core/media/peaks.ts';
import type { Cue } from '../../src-core/subtitles/cue.ts';
import { frameRate } from '../../src-core/subtitles/frame-rate.ts';
import { timecodeFrom } from '../../src-core/subtitles/timecode.ts';
import CuePictureView from '../../src-renderer/cues/CuePicture.svelte';
import TimecodeDisplay from '../../src-renderer/cues/TimecodeDisplay.svelte';
import { makePageClock } from '../../src-renderer/page-clock.ts';
import { PlaybackState } from '../../src-renderer/state/playback.svelte.ts';
import Waveform from '../../src-renderer/waveform/Waveform.svelte';
import type { WaveView } from '../../src-renderer/waveform/wave-view.ts';
import type { CuePage, CueSceneFile } from './cue-scene.ts';

const scene = (await (await fetch('scene.json')).json()) as CueSceneFile; // made by the test that opened the page
const peaks = new Uint8Array(await (await fetch('peaks.bin')).arrayBuffer());

const answers = {
  'media.grant': () => ({ token: 'media' }),
  'media.peaks': ({ from }: { from: number }) => ({ perSecond: PEAKS_PER_SECOND, channels: 1, from, bytes: peaks.slice(from * 2), complete: true }),
};
const client = {
  call: (name: keyof typeof answers, args: { from: number }) => Promise.resolve(answers[name](args)),
  on: () => () => {},
} as unknown as StudioClient; // as much of a studio as the wave asks

const mediaUrl = (): string => new URL(scene.media ?? 'none', location.href).href;
const parts = { client, host: { mediaUrl }, clock: makePageClock(window), settings: { value: { rewindOnResume: 0 } } };
const playback = new PlaybackState(parts as unknown as ConstructorParameters<typeof PlaybackState>[0]); // no more of them is used

let cues = $state.raw<readonly Cue[]>(scene.cues);
let chosen = $state<number | null>(null);
let spectrogram = $state(false);
let safeArea = $state(false);
let backing = $state<CuePage['backing']>('box');
let ground = $state<CuePage['ground']>('black');
let mode = $state<CuePage['mode']>('timecode');
let view: WaveView | null = null;
const asked: unknown[] = [];
const rate = frameRate(scene.rate);
const timecode = timecodeFrom('10:00:00:00', rate);

function place(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no ${id}`);
  return element;
}

const film = createRawSnippet(() => ({ render: () => (scene.picture === null ? '<audio></audio>' : '<video></video>') }));
mount(CuePictureView, {
  target: place('picture'),
  props: {
    playback,
    transcript: scene.transcript,
    get cues() {
      return cues;
    },
    picture: scene.picture,
    lineLength: 42,
    get safeArea() {
      return safeArea;
    },
    get ground() {
      return ground;
    },
    get backing() {
      return backing;
    },
    children: film,
  },
});
mount(TimecodeDisplay, {
  target: place('time'),
  props: {
    playback,
    timecode,
    get mode() {
      return mode;
    },
    onmode: (next: CuePage['mode']) => {
      mode = next;
    },
  },
});
mount(Waveform, {
  target: place('wave'),
  props: {
    client,
    mediaUrl,
    recording: 'film',
    duration: scene.duration,
    playback,
    transcript: scene.transcript,
    caret: null,
    heard: [],
    mayRetime: true,
    theme: 'system',
    speakerAt: () => null,
    onretime: (edit: unknown) => void asked.push(['retime', edit]),
    onpick: () => {},
    onundo: () => {},
    onredo: () => {},
    onready: (made: WaveView | null) => {
      view = made;
    },
    onzoomed: () => {},
    get cues() {
      return cues;
    },
    get chosen() {
      return chosen;
    },
    get spectrogram() {
      return spectrogram;
    },
    findings: new Map(scene.findings),
    shots: scene.shots,
    leftOut: scene.leftOut,
    rate,
    gap: 80,
    onchoose: (index: number, hear: boolean) => {
      chosen = index;
      asked.push(['choose', index, hear]);
    },
    onshot: (from: number, to: number) => void asked.push(['shot', from, to]),
    onset: (index: number, times: object, neighbours: string) => {
      cues = cues.map((cue, at) => (at === index ? { ...cue, ...times, pin: 1 } : cue));
      asked.push(['set', index, times, neighbours]);
    },
  },
});

const media = document.querySelector<HTMLMediaElement>('audio, video');
if (media) playback.attach(media);
if (scene.media !== null) await playback.open('film', 0);

window.cuePage = {
  get chosen() {
    return chosen;
  },
  set chosen(index) {
    chosen = index;
  },
  get spectrogram() {
    return spectrogram;
  },
  set spectrogram(on) {
    spectrogram = on;
  },
  set safeArea(on: boolean) {
    safeArea = on;
  },
  set backing(next: CuePage['backing']) {
    backing = next;
  },
  set ground(next: CuePage['ground']) {
    ground = next;
  },
  set mode(next: CuePage['mode']) {
    mode = next;
  },
  asked,
  ready: true,
  seek: (time: number) => {
    playback.seek(time);
  },
  get time() {
    return playback.time;
  },
  duration: scene.duration,
  zoomIn: () => view?.zoomIn(),
  zoomOut: () => view?.zoomOut(),
  zoomToAll: () => view?.zoomToAll(),
}; // what it sets is not read by tests
