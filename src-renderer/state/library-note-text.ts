// What a person should know about the library as a whole, in words: what is the matter, what is safe, what to do.
import type { LibraryNote } from '../../src-core/library/backup.ts';
import { bytesText, countText } from './wording.ts';

export interface NoteText {
  readonly tone: 'note' | 'warning';
  readonly title: string;
  readonly text: readonly string[];
  /** Whether the way on leads over the backups. */
  readonly backups: boolean;
}

/** The words for a note. */
export function noteText(note: LibraryNote): NoteText {
  switch (note.kind) {
    case 'network-folder':
      return {
        tone: 'warning',
        title: `The library lies on a network drive (${note.name})`,
        text: [
          'It works there, but slower, and a connection lost in the middle of saving may cost the last words.',
          'To move it: close Galley, copy its folder to this computer, and start with --library and the new place.',
        ],
        backups: false,
      };
    case 'synced-folder':
      return {
        tone: 'warning',
        title: `The library lies in a folder that ${note.name} synchronises`,
        text: [
          'Such a service may put an older file in its place, or one another computer has changed at the same time.',
          'To move it: close Galley, move its folder to where nothing is synchronised, and start with --library and the new place.',
        ],
        backups: false,
      };
    case 'went-back':
      return {
        tone: 'warning',
        title: `The library is ${countText(note.changes, 'change')} behind where it was`,
        text: ['Its journal was cut off or removed, or an older file was put in its place. What is here is whole. A backup may hold what is missing.'],
        backups: true,
      };
    case 'mended':
      return {
        tone: 'note',
        title: note.what === 'index' ? 'The search index was damaged and has been made again' : 'Waveforms were damaged and are made again',
        text: ['Nothing was lost by it.'],
        backups: false,
      };
    case 'damaged':
      return {
        tone: 'warning',
        title: 'A part of the library is damaged',
        text: [
          'What can be read can be opened and exported. Nothing is written, so that the damage does not grow.',
          'Restore a backup to go on correcting; the damaged file is kept beside it.',
        ],
        backups: true,
      };
    case 'low-space':
      return {
        tone: 'warning',
        title: `Only ${bytesText(note.bytes)} are left on the library’s disk`,
        text: ['Everything so far is saved. Make room before the next recording.'],
        backups: false,
      };
  }
}
