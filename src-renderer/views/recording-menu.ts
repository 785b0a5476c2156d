// What can be done with one recording from the list: a menu of plain values.
import AudioLines from '@lucide/svelte/icons/audio-lines';
import Captions from '@lucide/svelte/icons/captions';
import FolderOpen from '@lucide/svelte/icons/folder-open';
import Paperclip from '@lucide/svelte/icons/paperclip';
import PencilLine from '@lucide/svelte/icons/pencil-line';
import Trash2 from '@lucide/svelte/icons/trash-2';
import type { Recording } from '../../src-core/library/recording.ts';
import type { MenuEntry } from '../parts/menu-entry.ts';
import type { StudioState } from '../state/studio-state.svelte.ts';

/** The menu of a recording in the library. */
export function recordingMenu({ navigation, offers, session }: StudioState, recording: Recording): MenuEntry[] {
  const { id } = recording;
  const frozen = session.readOnly;
  return [
    {
      kind: 'action',
      label: 'Open',
      icon: FolderOpen,
      run: () => {
        navigation.openRecordingAt(id);
      },
    },
    {
      kind: 'action',
      label: 'Transcribe…',
      icon: AudioLines,
      disabled: frozen || recording.media.facts === null,
      run: () => {
        navigation.show({ kind: 'transcribe', recording: id });
      },
    },
    {
      kind: 'action',
      label: 'Export…',
      icon: Captions,
      disabled: recording.transcript === null,
      run: () => {
        navigation.show({ kind: 'export', recording: id });
      },
    },
    { kind: 'action', label: 'Attach media or transcript…', icon: Paperclip, disabled: frozen, run: () => void offers.choose('any', id) },
    { kind: 'rule' },
    {
      kind: 'action',
      label: 'Rename…',
      icon: PencilLine,
      keys: 'F2',
      disabled: frozen,
      run: () => {
        navigation.show({ kind: 'rename', recording: id });
      },
    },
    {
      kind: 'action',
      label: 'Remove from library…',
      icon: Trash2,
      keys: 'Del',
      danger: true,
      disabled: frozen,
      run: () => {
        navigation.show({ kind: 'remove', recording: id });
      },
    },
  ];
}
