// What the commands of playback do on a desk that holds media. Keys and menus are the commands' table.
import type { CommandId } from '../../src-core/contract/commands.ts';
import type { Millis } from '../../src-core/span.ts';
import type { CommandDoer } from '../state/commands.svelte.ts';
import type { PlaybackState } from '../state/playback.svelte.ts';

/** The desk as these commands see it. */
export interface PlaybackDesk {
  readonly playback: () => PlaybackState;
  /** How long a frame lasts, milliseconds. */
  readonly frame: () => Millis;
  /** A pause that was asked for is not ended by typing. */
  readonly onpause: () => void;
  readonly ongoto: () => void;
}

/** How far the skipping commands go, milliseconds. */
const SKIPS = {
  'playback.back': -2_000,
  'playback.forward': 2_000,
  'playback.backMore': -5_000,
  'playback.forwardMore': 5_000,
  'playback.backHalf': -500,
  'playback.forwardHalf': 500,
} as const satisfies Partial<Record<CommandId, Millis>>;

/** The doers, for CommandsState.provideAll; each is there once the media can play. */
export function playbackDoers(desk: PlaybackDesk): Partial<Record<CommandId, CommandDoer>> {
  const doer = (run: (sound: PlaybackState) => void): CommandDoer => ({
    run: () => {
      run(desk.playback());
    },
    can: () => desk.playback().phase === 'ready',
  });
  const skips = Object.entries(SKIPS).map(([id, by]) => [id, doer((sound) => void sound.skip(by))] as const);
  return {
    ...Object.fromEntries(skips),
    'playback.toggle': doer((sound) => void sound.toggle()),
    'playback.play': doer((sound) => void sound.play()),
    'playback.pause': doer((sound) => {
      desk.onpause();
      sound.pause();
    }),
    'playback.frameBack': doer((sound) => void sound.step(-desk.frame())),
    'playback.frameOn': doer((sound) => void sound.step(desk.frame())),
    'playback.shuttleBack': doer((sound) => void sound.shuttleBack(2_000)),
    'playback.shuttleOn': doer((sound) => void sound.shuttleOn()),
    'playback.slower': doer((sound) => void sound.slower()),
    'playback.faster': doer((sound) => void sound.faster()),
    'playback.normal': doer((sound) => void sound.setSpeed(1)),
    'playback.goTo': doer(() => {
      desk.ongoto();
    }),
  };
}
