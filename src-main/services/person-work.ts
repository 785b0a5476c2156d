// Whether a transcript holds work of a person, which no other transcript ever replaces.
import type { Library, StoredRecording } from '../ports/library.ts';

/** Whether somebody has corrected a recording's transcript, or marked anything in it. What cues are made for is no such work: it goes with the transcript. */
export function holdsWork({ transcripts, history }: Pick<Library, 'transcripts' | 'history'>, { id, editedAt }: StoredRecording): boolean {
  return transcripts.summary(id) !== null && (editedAt !== null || history.highlights(id).length > 0);
}
