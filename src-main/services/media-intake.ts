// What the library asks of whoever looks into media: begin with it. Probing, peaks and proxies are that service's own.
import type { RecordingId } from '../../src-core/library/recording.ts';

/** Looks into media that has just come into the library. */
export interface MediaIntake {
  /**
   * Begins with the media of a recording whose row is stored (state `probing`, path and fingerprint set). Resolves once
   * facts and state are stored; peaks and a proxy follow in the background. Rejects with a code of the media group
   * when nothing in the file can be transcribed: the recording is then taken back.
   */
  begin(recording: RecordingId): Promise<void>;
}
