// The cue track in the editor: a state field that follows the words through every transaction. Nothing of it is drawn in the text.
import { StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state';
import { mapTrack, type CueTrack } from '../../src-core/subtitles/cue-track.ts';
import { trackAfter, type TrackChange } from '../../src-core/subtitles/packed-track.ts';
import { editOf, transcriptOf } from './transcript-document.ts';

/** Puts another track in place; its places are those after the transaction. */
export const setCues = StateEffect.define<CueTrack>();

/** Brings the track back exactly: what undo and redo carry. */
export const restoreCues = StateEffect.define<TrackChange | null>();

const field = StateField.define<CueTrack>({
  create: () => {
    throw new RangeError('the cue field needs a track to begin with');
  },
  update(cues, transaction) {
    const result = editOf(transaction);
    const before = transcriptOf(transaction.startState);
    const after = result?.transcript ?? before;
    for (const effect of transaction.effects) {
      if (effect.is(setCues)) return effect.value;
      if (effect.is(restoreCues)) return trackAfter({ transcript: before, cues }, after, effect.value);
    }
    return result ? mapTrack(cues, { before, after, map: result.map }) : cues;
  },
});

/** The cue track of a state. */
export function cuesOf(state: EditorState): CueTrack {
  return state.field(field);
}

/** A cue track over a transcript, to begin with this one. */
export function cueField(cues: CueTrack): Extension {
  return field.init(() => cues);
}
