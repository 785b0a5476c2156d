// Every command of the studio, once: the application menu, the command palette, the keyboard and the help are made from this table.
// It knows names and keys, not what a command does: the page does it.

/** Which menu a command lies in, in the order of the menu bar. */
export const COMMAND_MENUS = ['file', 'edit', 'view', 'playback', 'transcript', 'subtitles', 'help'] as const;
export type CommandMenu = (typeof COMMAND_MENUS)[number];

/** One row of the table. */
export interface CommandShape {
  /** Stable; settings and the menu refer to it. */
  readonly id: string;
  /** As a menu writes it: a verb first, an ellipsis when it asks something more. */
  readonly label: string;
  /** Default chord in Electron's notation with Mod for Ctrl or Cmd: "Mod+Shift+F"; null when it has none. */
  readonly accelerator: string | null;
  /** Further chords that do the same. */
  readonly alternates: readonly string[];
  readonly menu: CommandMenu;
  /** `everywhere` also while typing, but for a chord that would type a sign; `off-text` only where no text has the caret. */
  readonly where: 'everywhere' | 'off-text';
}

const command = <Id extends string>(
  id: Id,
  label: string,
  menu: CommandMenu,
  accelerator: string | null = null,
  more: { readonly alternates?: readonly string[]; readonly where?: 'off-text' } = {},
): CommandShape & { readonly id: Id } => ({ id, label, accelerator, alternates: more.alternates ?? [], menu, where: more.where ?? 'everywhere' });

/** The table, in the order of the menus. */
export const COMMANDS = [
  command('file.open', 'Open files…', 'file', 'Mod+O'),
  command('file.transcribe', 'Transcribe…', 'file', 'Mod+T'),
  command('file.export', 'Export…', 'file', 'Mod+E'),
  command('file.attach', 'Attach media or transcript…', 'file'),
  command('file.rename', 'Rename recording…', 'file'),
  command('file.saveRaw', 'Save the engine’s result as JSON…', 'file'),
  command('file.remove', 'Remove from library…', 'file'),
  command('file.close', 'Close recording', 'file', 'Mod+Shift+W'),
  command('file.backups', 'Backups of the library…', 'file'),
  command('file.settings', 'Settings…', 'file', 'Mod+,'),

  command('edit.undo', 'Undo', 'edit', 'Mod+Z'),
  command('edit.redo', 'Redo', 'edit', 'Mod+Shift+Z', { alternates: ['Mod+Y'] }),
  command('edit.save', 'Save now', 'edit', 'Mod+S'),
  command('edit.find', 'Find…', 'edit', 'Mod+F'),
  command('edit.replace', 'Replace…', 'edit', 'Mod+H'),
  command('edit.findNext', 'Find next', 'edit', 'F3'),
  command('edit.findPrevious', 'Find previous', 'edit', 'Shift+F3'),
  command('edit.lists', 'Replacement lists…', 'edit'),
  command('edit.italic', 'Italic', 'edit', 'Mod+I'),
  command('edit.bold', 'Bold', 'edit', 'Mod+B'),
  command('edit.underline', 'Underline', 'edit', 'Mod+U'),
  ...(['White', 'Yellow', 'Cyan', 'Green', 'Magenta', 'Red', 'Blue', 'Black'] as const).map((colour) =>
    command(`edit.colour${colour}`, `Colour the letters ${colour.toLowerCase()}`, 'edit'),
  ),
  command('edit.keepVersion', 'Keep a version…', 'edit', 'Mod+Shift+K'),
  command('edit.search', 'Search all recordings', 'edit', 'Mod+Shift+F'),

  command('view.palette', 'Command palette…', 'view', 'Mod+K'),
  command('view.library', 'Show or hide the library', 'view', 'Mod+Shift+B'),
  command('view.jobs', 'Show jobs', 'view', 'Mod+Shift+J'),
  command('view.highlights', 'Show or hide highlights', 'view', 'Mod+Alt+H'),
  command('view.versions', 'Show or hide versions', 'view', 'Mod+Alt+K'),
  command('view.problems', 'Show import report', 'view'),
  command('view.follow', 'Follow the sound', 'view', 'Mod+Shift+L'),
  command('view.review', 'Show or hide the review bar', 'view', 'Mod+Shift+D'),
  command('view.subtitles', 'Show or hide the subtitles', 'view', 'Mod+Shift+U'),
  command('view.compare', 'Compare with the original', 'view', 'Mod+Shift+O'),
  command('view.zoomWaveIn', 'Zoom waveform in', 'view', null, { alternates: ['+', '='], where: 'off-text' }),
  command('view.zoomWaveOut', 'Zoom waveform out', 'view', null, { alternates: ['-'], where: 'off-text' }),
  command('view.spectrogram', 'Show or hide the spectrogram', 'view'),
  command('view.safeArea', 'Show or hide the safe area', 'view'),
  command('view.timecode', 'Count in timecode or milliseconds', 'view'),
  command('view.light', 'Light appearance', 'view'),
  command('view.dark', 'Dark appearance', 'view'),
  command('view.system', 'Appearance of the system', 'view'),

  command('playback.toggle', 'Play or pause', 'playback', 'Escape', { alternates: ['Control+Space', 'Space', 'K'] }),
  command('playback.play', 'Play', 'playback', 'F9'),
  command('playback.pause', 'Pause', 'playback', 'F4'),
  command('playback.back', 'Back 2 seconds', 'playback', 'F1', { alternates: ['Mod+1'] }),
  command('playback.forward', 'On 2 seconds', 'playback', 'F2', { alternates: ['Mod+2'] }),
  command('playback.backMore', 'Back 5 seconds', 'playback', 'Shift+F1'),
  command('playback.forwardMore', 'On 5 seconds', 'playback', 'Shift+F2'),
  command('playback.backHalf', 'Back half a second', 'playback'),
  command('playback.forwardHalf', 'On half a second', 'playback'),
  command('playback.frameBack', 'Back one frame', 'playback', null, { alternates: [','] }),
  command('playback.frameOn', 'On one frame', 'playback', null, { alternates: ['.'] }),
  command('playback.shuttleBack', 'Shuttle back: slower, then back', 'playback', null, { alternates: ['J'] }),
  command('playback.shuttleOn', 'Shuttle on: play, then faster', 'playback', null, { alternates: ['L'] }),
  command('playback.slower', 'Slower', 'playback', 'Mod+3'),
  command('playback.faster', 'Faster', 'playback', 'Mod+4'),
  command('playback.normal', 'Normal speed', 'playback', 'Mod+0'),
  command('playback.loop', 'Loop the selection', 'playback', 'Alt+L'),
  command('playback.goTo', 'Go to time…', 'playback', 'Mod+G'),
  command('playback.nextShot', 'Next shot change', 'playback'),
  command('playback.previousShot', 'Previous shot change', 'playback'),
  command('playback.toggleShot', 'Mark or remove a shot change here', 'playback'),
  command('playback.foundShots', 'Go back to the shot changes found', 'playback'),

  command('transcript.hearWord', 'Hear the word at the caret', 'transcript', 'Alt+Enter'),
  command('transcript.nextDoubt', 'Next doubtful word', 'transcript', 'Mod+Enter'),
  command('transcript.nextUnheard', 'Next word not listened to', 'transcript', 'Mod+Shift+Enter'),
  command('transcript.wordTime', 'Show how the word got its time', 'transcript', 'Alt+W'),
  command('transcript.startEarlier', 'Word begins 10 ms earlier', 'transcript', 'Alt+['),
  command('transcript.startLater', 'Word begins 10 ms later', 'transcript', 'Alt+]'),
  command('transcript.endEarlier', 'Word ends 10 ms earlier', 'transcript', 'Alt+Shift+['),
  command('transcript.endLater', 'Word ends 10 ms later', 'transcript', 'Alt+Shift+]'),
  command('transcript.startFrameEarlier', 'Word begins one frame earlier', 'transcript', 'Alt+,'),
  command('transcript.startFrameLater', 'Word begins one frame later', 'transcript', 'Alt+.'),
  command('transcript.endFrameEarlier', 'Word ends one frame earlier', 'transcript', 'Alt+Shift+,'),
  command('transcript.endFrameLater', 'Word ends one frame later', 'transcript', 'Alt+Shift+.'),
  command('transcript.startHere', 'Word begins at the playhead', 'transcript', 'Alt+I'),
  command('transcript.endHere', 'Word ends at the playhead', 'transcript', 'Alt+O'),
  command('transcript.retime', 'Re-time this passage', 'transcript', 'Alt+R'),
  command('transcript.speaker', 'Say who speaks…', 'transcript', 'Mod+Shift+S'),
  ...([1, 2, 3, 4, 5, 6, 7, 8, 9] as const).map((number) =>
    command(`transcript.speaker${number}`, `Spoken by speaker ${number}`, 'transcript', `Alt+Shift+${number}`),
  ),
  command('transcript.highlight', 'Highlight', 'transcript', 'Mod+Shift+H'),
  command('transcript.comment', 'Comment…', 'transcript', 'Mod+Alt+M'),
  command('transcript.nextHighlight', 'Next highlight', 'transcript', 'Alt+H'),
  command('transcript.insertTime', 'Insert the time', 'transcript', 'Mod+J'),
  command('transcript.copyPlain', 'Copy as text', 'transcript', 'Mod+Shift+C'),
  command('transcript.copyTimed', 'Copy with times', 'transcript', 'Mod+Alt+T'),
  command('transcript.copyQuote', 'Copy as a quote', 'transcript', 'Mod+Alt+C'),

  command('subtitles.next', 'Next cue', 'subtitles', 'Alt+Down', { alternates: ['X'] }),
  command('subtitles.previous', 'Previous cue', 'subtitles', 'Alt+Up', { alternates: ['Z'] }),
  command('subtitles.write', 'Write in the cue', 'subtitles', 'Mod+Alt+E'),
  command('subtitles.hear', 'Hear the cue', 'subtitles', 'Alt+P', { alternates: ['R'] }),
  command('subtitles.hearBefore', 'Hear half a second before the cue', 'subtitles', null, { alternates: ['Q'] }),
  command('subtitles.hearAfter', 'Hear half a second after the cue', 'subtitles', null, { alternates: ['W'] }),
  command('subtitles.hearFirst', 'Hear the first half second', 'subtitles', null, { alternates: ['E'] }),
  command('subtitles.hearLast', 'Hear the last half second', 'subtitles', null, { alternates: ['D'] }),
  command('subtitles.inHere', 'In at the playhead', 'subtitles', 'Mod+Alt+I', { alternates: ['I'] }),
  command('subtitles.outHere', 'Out at the playhead', 'subtitles', 'Mod+Alt+O', { alternates: ['O'] }),
  command('subtitles.inEarlier', 'In one frame earlier', 'subtitles', 'Mod+Alt+[', { alternates: ['['] }),
  command('subtitles.inLater', 'In one frame later', 'subtitles', 'Mod+Alt+]', { alternates: [']'] }),
  command('subtitles.outEarlier', 'Out one frame earlier', 'subtitles', 'Mod+Alt+Shift+[', { alternates: ['Shift+['] }),
  command('subtitles.outLater', 'Out one frame later', 'subtitles', 'Mod+Alt+Shift+]', { alternates: ['Shift+]'] }),
  command('subtitles.earlier', 'Cue one frame earlier', 'subtitles'),
  command('subtitles.later', 'Cue one frame later', 'subtitles'),
  command('subtitles.moveHere', 'Move the cue to the playhead', 'subtitles'),
  command('subtitles.extend', 'Show the cue until the next', 'subtitles', null, { alternates: ['H'] }),
  command('subtitles.splitCaret', 'Split the cue at the caret', 'subtitles', 'Mod+Alt+V'),
  command('subtitles.splitHere', 'Split the cue at the playhead', 'subtitles', null, { alternates: ['S'] }),
  command('subtitles.mergeNext', 'Merge with the next cue', 'subtitles', 'Mod+Shift+M', { alternates: ['M'] }),
  command('subtitles.mergePrevious', 'Merge with the previous cue', 'subtitles', null, { alternates: ['Shift+M'] }),
  command('subtitles.wordOn', 'Last word to the next cue', 'subtitles', 'Alt+Shift+Right'),
  command('subtitles.wordBack', 'First word to the previous cue', 'subtitles', 'Alt+Shift+Left'),
  command('subtitles.balance', 'Lay the lines again', 'subtitles', null, { alternates: ['B'] }),
  command('subtitles.top', 'Show the cue at the top or bottom', 'subtitles', null, { alternates: ['T'] }),
  command('subtitles.insert', 'Insert a cue at the playhead…', 'subtitles', 'Mod+Alt+N', { alternates: ['N'] }),
  command('subtitles.duplicate', 'Duplicate the cue', 'subtitles'),
  command('subtitles.leaveOut', 'Leave the cue out', 'subtitles'),
  command('subtitles.deleteWords', 'Delete the cue and its words', 'subtitles'),
  command('subtitles.takeIn', 'Show left-out words here again', 'subtitles'),
  command('subtitles.pin', 'Hold the cue as it is', 'subtitles', null, { alternates: ['Shift+U'] }),
  command('subtitles.unpin', 'Let the cue follow the rules', 'subtitles', null, { alternates: ['U'] }),
  command('subtitles.recue', 'Cut all cues again…', 'subtitles'),
  command('subtitles.timing', 'Shift, stretch or bridge times…', 'subtitles', 'Mod+Alt+S'),
  command('subtitles.nextFinding', 'Next finding', 'subtitles', 'F8'),
  command('subtitles.previousFinding', 'Previous finding', 'subtitles', 'Shift+F8'),
  command('subtitles.repair', 'Repair the finding', 'subtitles', 'Mod+.'),
  command('subtitles.repairAll', 'Repair everything that can be…', 'subtitles', 'Mod+Shift+.'),
  command('subtitles.accept', 'Accept the finding…', 'subtitles', 'Mod+Alt+A'),
  command('subtitles.plan', 'Rules, frame rate and timecode…', 'subtitles'),
  command('subtitles.report', 'Save the findings…', 'subtitles'),

  command('help.sample', 'Open the sample interview', 'help'),
  command('help.keys', 'Keyboard shortcuts', 'help', 'Mod+/'),
  command('help.printKeys', 'Print keyboard shortcuts…', 'help'),
  command('help.changeKeys', 'Change keyboard shortcuts…', 'help'),
  command('help.report', 'Report a problem…', 'help'),
  command('help.about', 'About Galley', 'help'),
] as const;

export type Command = (typeof COMMANDS)[number];
export type CommandId = Command['id'];

/** Whether a name from outside (the menu of another process) is a command. */
export function isCommandId(name: string): name is CommandId {
  return COMMANDS.some((known) => known.id === name);
}
