// Ready keymaps for hands that learned another program: what each changes in the table of commands. They are data; who wins a chord
// stands in keys-in-force.ts. Where such a program's key means something the studio has no command for, it is left out.
import type { CommandId } from './commands.ts';

export const KEYMAP_IDS = ['galley', 'otranscribe', 'express-scribe', 'subtitle-edit', 'aegisub', 'jkl'] as const;
export type KeymapId = (typeof KEYMAP_IDS)[number];

export interface Keymap {
  readonly id: KeymapId;
  /** As a person knows the program. */
  readonly name: string;
  /** What it brings, in one sentence: where the keys come from. */
  readonly source: string;
  /** All chords of these commands, the first the one that is shown. A chord named here is taken from any other command that has it in the table. */
  readonly keys: Partial<Readonly<Record<CommandId, readonly string[]>>>;
}

export const KEYMAPS: readonly Keymap[] = [
  { id: 'galley', name: 'Galley', source: 'Every playback key works while typing; J, K, L and Space play where no text has the caret.', keys: {} },
  {
    id: 'otranscribe',
    name: 'oTranscribe',
    source: 'Esc, F1 to F4 and going to a time as in the browser program oTranscribe; finding the next place and the command palette give up their keys.',
    // oTranscribe, its own table of shortcuts: playPause esc; backwards f1, mod+1; forwards f2, mod+2; slow f3, mod+3; speed f4, mod+4; mod+j.
    keys: {
      'playback.slower': ['F3', 'Mod+3'],
      'playback.faster': ['F4', 'Mod+4'],
      'playback.pause': [],
      'playback.goTo': ['Mod+K'],
      'view.palette': ['Mod+Shift+P'],
      'edit.findNext': ['Mod+G'],
      'edit.findPrevious': ['Mod+Shift+G'],
    },
  },
  {
    id: 'express-scribe',
    name: 'Express Scribe',
    source: 'F9 plays, F4 stops, F7 and F8 wind, F2 and F3 change the speed, F10 sets it back.',
    // Express Scribe's system-wide hot keys as it ships; pedals sold for it send these.
    keys: {
      'playback.back': ['F7', 'Mod+1'],
      'playback.forward': ['F8', 'Mod+2'],
      'playback.backMore': ['Shift+F7'],
      'playback.forwardMore': ['Shift+F8'],
      'playback.slower': ['F2', 'Mod+3'],
      'playback.faster': ['F3', 'Mod+4'],
      'playback.normal': ['F10', 'Mod+0'],
      'transcript.insertTime': ['Mod+T', 'Mod+J'],
      'file.transcribe': ['Mod+Shift+T'],
      'edit.findNext': ['Alt+F3'],
      'edit.findPrevious': ['Alt+Shift+F3'],
    },
  },
  {
    id: 'subtitle-edit',
    name: 'Subtitle Edit',
    source: 'F5 plays the cue, F8 goes to the next finding, F11 and F12 set in and out, Alt with ← and → winds by half a second.',
    // Subtitle Edit 5, its default shortcuts: video play/pause space and control+space; half a second alt+arrow; F11, F12; F5; F8.
    keys: {
      'playback.toggle': ['Control+Space', 'Space', 'Escape', 'K'],
      'playback.backHalf': ['Alt+ArrowLeft'],
      'playback.forwardHalf': ['Alt+ArrowRight'],
      'subtitles.hear': ['F5', 'Alt+P', 'R'],
      'subtitles.nextFinding': ['F8'],
      'subtitles.inHere': ['F11', 'I'],
      'subtitles.outHere': ['F12', 'O'],
    },
  },
  {
    id: 'aegisub',
    name: 'Aegisub',
    source: 'Outside the text S and R play the cue, Space the word and B plays on; Q, W, E and D play its edges, as in Aegisub’s audio view.',
    // Aegisub, hotkeys of its audio box: play selection space, s and r; toggle b.
    keys: {
      'playback.toggle': ['Escape', 'Control+Space', 'B', 'K'],
      'transcript.hearWord': ['Alt+Enter', 'Space'],
      'subtitles.hear': ['S', 'R', 'Alt+P'],
    },
  },
  {
    id: 'jkl',
    name: 'J K L (film editing)',
    source: 'J, K, L, I, O and G as in film editors; with Alt, J, K and L work while typing as well. Looping moves to Alt+Shift+L.',
    // Premiere and LosslessCut for the letters; the BBC's transcript editor for alt+j, alt+k, alt+l.
    keys: {
      'playback.toggle': ['Alt+K', 'K', 'Space', 'Escape', 'Control+Space'],
      'playback.shuttleBack': ['Alt+J', 'J'],
      'playback.shuttleOn': ['Alt+L', 'L'],
      'playback.loop': ['Alt+Shift+L'],
      'playback.goTo': ['Mod+G', 'G'],
      'subtitles.inHere': ['I', 'Mod+Alt+I'],
      'subtitles.outHere': ['O', 'Mod+Alt+O'],
    },
  },
];
