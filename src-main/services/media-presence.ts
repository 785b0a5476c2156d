// Whether a recording's media is still where it was and still the same (F19, F20). It looks; storing is the caller's.
import { StudioError } from '../../src-core/contract/errors.ts';
import type { MediaState } from '../../src-core/library/recording.ts';
import type { StoredRecording } from '../ports/library.ts';
import type { FileStamp, MediaFiles } from '../ports/media.ts';

/**
 * The state a recording's media should have, from the file as it lies now. Costs one look at the file, and a hash of
 * parts of it only when something has changed. Media still being probed or never playable keeps its state.
 */
export async function presentState({ media }: StoredRecording, files: Pick<MediaFiles, 'stamp' | 'fingerprint'>): Promise<MediaState> {
  if (media.path === null || media.state === 'probing' || media.state === 'none') return media.state;
  const stamp = await stampOrNull(files, media.path);
  if (!stamp) return 'missing';
  const wasAway = media.state === 'missing' || media.state === 'replaced';
  const sameSize = media.facts === null || media.facts.size === stamp.size;
  if (!wasAway && sameSize) return media.state;
  const isSame = sameSize && (await files.fingerprint(media.path)) === media.fingerprint;
  if (!isSame) return 'replaced';
  return wasAway ? (media.facts?.playable === false && media.proxyPath === null ? 'unplayable' : 'ready') : media.state;
}

async function stampOrNull(files: Pick<MediaFiles, 'stamp'>, path: string): Promise<FileStamp | null> {
  try {
    return await files.stamp(path);
  } catch (thrown) {
    if (thrown instanceof StudioError && (thrown.code === 'file-missing' || thrown.code === 'bad-file')) return null;
    throw thrown;
  }
}
