// VLC's demuxer and decoder of EBU STL, driven by a script without a player: times, text, sides and letter styles of every cue.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PYTHON } from '../support/machine.ts';
import type { PeerStretch } from './peer-letters.ts';
import type { PeerCue } from './peer.ts';

const run = promisify(execFile);

/** A cue as VLC shows it. It puts every cue at the bottom, whatever row the file says. */
interface VlcCue extends PeerCue {
  readonly side: 'left' | 'centre' | 'right';
  /** Of all its letters. */
  readonly italic: boolean;
  readonly underline: boolean;
  /** Its text in parts of one style each, as peer letters name it. */
  readonly stretches: readonly PeerStretch[];
}

/** VLC's reading of an EBU STL file. Rejects when it takes the file for none. */
export async function readStlByVlc(path: string): Promise<VlcCue[]> {
  const { stdout } = await run(PYTHON, ['-I', join(import.meta.dirname, 'vlc-stl.py'), path], { maxBuffer: 1 << 28 });
  return JSON.parse(stdout) as VlcCue[]; // printed by the script
}
