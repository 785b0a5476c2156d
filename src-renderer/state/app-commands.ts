// What the commands that belong to no single view do. Views put theirs on top with commands.provideAll.
import type { Scope } from '../scope.ts';
import type { StudioState } from './studio-state.svelte.ts';

/** Puts the doers of the whole studio into place for as long as the scope lives. */
export function provideAppCommands(studio: StudioState, scope: Scope): void {
  const { commands, navigation, library, offers, settings, session, notices } = studio;
  const opened = () => (navigation.openRecording === null ? null : library.find(navigation.openRecording));
  const onRecording = (run: (id: string) => void, can: () => boolean = () => true) => ({
    run: () => {
      const recording = opened();
      if (recording !== null) run(recording.id);
    },
    can: () => opened() !== null && can(),
  });
  const mayChange = (): boolean => !session.readOnly;

  scope.add(
    commands.provideAll({
      'file.open': { run: () => void offers.choose('any'), can: mayChange },
      'file.transcribe': onRecording(
        (recording) => {
          navigation.show({ kind: 'transcribe', recording });
        },
        () => mayChange() && opened()?.media.facts != null,
      ),
      'file.export': onRecording(
        (recording) => {
          navigation.show({ kind: 'export', recording });
        },
        () => opened()?.transcript != null,
      ),
      'file.attach': onRecording((recording) => void offers.choose('any', recording), mayChange),
      'file.rename': onRecording((recording) => {
        navigation.show({ kind: 'rename', recording });
      }, mayChange),
      'file.remove': onRecording((recording) => {
        navigation.show({ kind: 'remove', recording });
      }, mayChange),
      'file.saveRaw': onRecording(
        (recording) => void saveRawResult(studio, recording),
        () => opened()?.transcript != null,
      ),
      'file.close': onRecording(() => {
        navigation.go({ kind: 'start' });
      }),
      'file.settings': () => {
        navigation.go({ kind: 'settings', part: 'appearance' });
      },
      'file.backups': () => {
        navigation.go({ kind: 'settings', part: 'library' });
      },
      // Where no transcript is open, the menu's undo is for the field one is in.
      'edit.undo': { run: () => void document.execCommand('undo'), can: isInField },
      'edit.redo': { run: () => void document.execCommand('redo'), can: isInField },
      'edit.search': () => {
        navigation.showLibrary();
        navigation.askForSearch();
      },
      'view.palette': () => {
        if (navigation.panel?.kind === 'palette') navigation.closePanel();
        else navigation.show({ kind: 'palette' });
      },
      'view.library': () => {
        navigation.toggleLibrary();
      },
      'view.jobs': () => {
        navigation.go({ kind: 'jobs' });
      },
      'view.light': () => void settings.set({ theme: 'light' }),
      'view.dark': () => void settings.set({ theme: 'dark' }),
      'view.system': () => void settings.set({ theme: 'system' }),
      'help.sample': { run: () => void openSample(studio), can: mayChange },
      'help.keys': () => {
        navigation.show({ kind: 'keys', print: false });
      },
      'help.printKeys': () => {
        navigation.show({ kind: 'keys', print: true });
      },
      'help.changeKeys': () => {
        navigation.go({ kind: 'settings', part: 'keyboard' });
      },
      'help.report': () => {
        navigation.show({ kind: 'report' });
      },
      'help.about': () => {
        navigation.show({ kind: 'about' });
      },
    }),
  );
  notices.provide({
    settings: {
      label: 'Open settings',
      run: () => {
        navigation.go({ kind: 'settings', part: 'aws' });
      },
    },
    backups: {
      label: 'Show backups',
      run: () => {
        navigation.go({ kind: 'settings', part: 'library' });
      },
    },
    'ffmpeg-help': {
      label: 'Open settings',
      run: () => {
        navigation.go({ kind: 'settings', part: 'media' });
      },
    },
    'choose-file': { label: 'Choose a file', run: () => void offers.choose('any') },
  });
}

function isInField(): boolean {
  return document.activeElement instanceof HTMLInputElement || document.activeElement instanceof HTMLTextAreaElement;
}

async function openSample({ client, navigation, notices }: StudioState): Promise<void> {
  try {
    const { recording } = await client.call('library.addSample', {});
    navigation.openRecordingAt(recording.id);
  } catch (thrown) {
    notices.fail(thrown, 'Opening the sample');
  }
}

/** Saves what the engine answered, byte for byte. */
async function saveRawResult(studio: StudioState, recording: string): Promise<void> {
  try {
    const raw = await studio.client.call('library.rawResult', { recording });
    if (raw === null) studio.notices.say('There is no engine result for this recording');
    else if (await studio.host.keep(raw.fileName, raw.bytes, 'application/json')) studio.notices.say(`Saved ${raw.fileName}`);
  } catch (thrown) {
    studio.notices.fail(thrown, 'Saving the engine’s result');
  }
}
