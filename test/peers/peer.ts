// A peer: an independent program or library that reads subtitles. What it read is compared with what we meant, cue by cue.

/** The formats peers read. */
export type PeerFormat = 'srt' | 'vtt';

/** A cue as a peer understood it: milliseconds, text with its line breaks, formatting gone. */
export interface PeerCue {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Who speaks, where the peer tells. */
  readonly voice?: string | null;
}

/** A way in which a peer is known to read a correct file otherwise than it is meant. Held against the peer's version when it changes. */
export interface KnownDifference {
  readonly format: PeerFormat;
  /** What the peer is expected to make of a text. */
  readonly reads: (text: string) => string;
  readonly reason: string;
}

export interface Peer {
  readonly name: string;
  readonly formats: readonly PeerFormat[];
  /** Its version, or null when it is not on this machine. */
  version(): string | null;
  /** Reads a file of UTF-8 text. Rejects when the peer fails or complains. */
  read(path: string, format: PeerFormat): Promise<PeerCue[]>;
  readonly differences: readonly KnownDifference[];
}

/**
 * Why a peer may be absent: GALLEY_ABSENT_PEERS="ttconv: not packaged here; ffmpeg: …". A peer absent without a declared reason fails.
 */
export function declaredAbsence(name: string): string | null {
  for (const entry of (process.env['GALLEY_ABSENT_PEERS'] ?? '').split(';')) {
    const [peer, ...reason] = entry.split(':');
    if (peer?.trim() === name && reason.join(':').trim() !== '') return reason.join(':').trim();
  }
  return null;
}
