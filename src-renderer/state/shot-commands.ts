// What the commands about shot changes do: marking, removing and walking them at the playhead. Put on by the desk that shows them.
import type { Millis } from '../../src-core/span.ts';
import type { CommandId } from '../../src-core/contract/commands.ts';
import type { CommandDoer } from './commands.svelte.ts';
import type { PlaybackState } from './playback.svelte.ts';
import type { ShotsState } from './shots.svelte.ts';

export interface ShotDesk {
  readonly shots: ShotsState;
  readonly playback: PlaybackState;
  /** The length of a frame, milliseconds. */
  readonly frame: () => Millis;
  readonly mayChange: () => boolean;
  /** Says to everyone, screen readers too, what was done. */
  readonly say: (text: string) => void;
}

/** Doers for commands.provideAll. */
export function shotCommands({ shots, playback, frame, mayChange, say }: ShotDesk): Partial<Record<CommandId, CommandDoer>> {
  const reach = (): Millis => Math.ceil(frame() / 2);
  const has = (): boolean => shots.list.length > 0;
  const go = (time: Millis | null): void => {
    if (time === null) say('No further shot change');
    else playback.seek(time);
  };
  return {
    'playback.toggleShot': {
      run: () => {
        const count = shots.list.length;
        shots.toggle(playback.time, reach());
        say(shots.list.length < count ? 'Shot change removed' : 'Shot change marked');
      },
      can: mayChange,
    },
    'playback.nextShot': { run: () => go(shots.next(playback.time, reach())), can: has },
    'playback.previousShot': { run: () => go(shots.previous(playback.time, reach())), can: has },
    'playback.foundShots': { run: () => shots.takeBack(), can: () => mayChange() && shots.edited },
  };
}
