// The menus' names as people read them.
import type { CommandMenu } from '../../src-core/contract/commands.ts';

export const MENU_WORDS: Readonly<Record<CommandMenu, string>> = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  playback: 'Playback',
  transcript: 'Transcript',
  subtitles: 'Subtitles',
  help: 'Help',
};
