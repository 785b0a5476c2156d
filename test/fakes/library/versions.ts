// The versions of transcripts in a library in memory.
import { StudioError } from '../../../src-core/contract/errors.ts';
import { noTrack } from '../../../src-core/subtitles/packed-track.ts';
import type { VersionStore } from '../../../src-main/ports/library.ts';
import type { Shelf, KeptVersion, TranscriptVersion } from './shelf.ts';
import { summarise } from './transcripts.ts';

export function versionStore(shelf: Shelf): VersionStore {
  const find = (recording: string, version: number): KeptVersion => {
    shelf.mustKnow(recording);
    const found = shelf.versions.find((one) => one.recording === recording && one.number === version);
    if (!found) throw new StudioError('not-found', { what: 'version' });
    return found;
  };
  const bare = ({ number, kind, name, madeAt, revision, turns, words }: KeptVersion): TranscriptVersion => ({
    ...{ number, kind, name, madeAt, revision, turns, words },
  });
  return {
    list(recording) {
      shelf.mustKnow(recording);
      return shelf.versions
        .filter((one) => one.recording === recording)
        .map(bare)
        .toReversed();
    },
    keep(recording, kind, name, madeAt) {
      shelf.mayWrite();
      shelf.mustKnow(recording);
      const kept = shelf.transcripts.get(recording);
      if (!kept) throw new StudioError('not-found', { what: 'transcript' });
      const { transcript, revision } = kept;
      const highlights = [...(kept.highlights?.values() ?? [])];
      const number = (shelf.versions.at(-1)?.number ?? 0) + 1;
      const { turns, words } = summarise(recording, kept);
      const made: KeptVersion = {
        recording,
        number,
        kind,
        name,
        madeAt,
        revision,
        turns,
        words,
        kept: { transcript, highlights, cues: kept.cues ?? noTrack() },
      };
      shelf.versions = [...shelf.versions, made];
      return bare(made);
    },
    load: (recording, version) => find(recording, version).kept,
    rename(recording, version, name) {
      shelf.mayWrite();
      const found = find(recording, version);
      shelf.versions = shelf.versions.map((one) => (one === found ? { ...one, name, kind: 'named' } : one));
    },
    remove(recording, version) {
      shelf.mayWrite();
      shelf.versions = shelf.versions.filter((one) => one.recording !== recording || one.number !== version);
    },
  };
}
