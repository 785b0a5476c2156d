// A medium read by range requests of stated length. Open-ended ones that are broken off cost seven times the bytes (measured on loopback).

export interface MediaRanges {
  /** Bytes. */
  readonly size: number;
  /** Bytes `[start, end)`, fewer at the end of the medium. Rejects when they cannot be had. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** A medium on this machine answers at once or not at all. */
const TRIES = 3;
const PAUSE_MS = 250;

/** Asks for the medium's size. Rejects when nothing is there. */
export async function openRanges(url: string): Promise<MediaRanges> {
  const head = await ask(url, { method: 'HEAD' });
  const size = Number(head.headers.get('content-length'));
  if (!(size > 0)) throw new Error('the media has no size');
  return {
    size,
    async read(start, end) {
      const last = Math.min(end, size) - 1;
      if (last < start) return new Uint8Array(0);
      const response = await ask(url, { headers: { range: `bytes=${start}-${last}` } });
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (response.status !== 206 || bytes.length !== last + 1 - start) throw new Error('the media has changed');
      return bytes;
    },
  };
}

/** A connection that breaks is tried again; an answer, even a refusal, counts. */
async function ask(url: string, init: RequestInit): Promise<Response> {
  for (let tries = 1; ; tries++) {
    try {
      const response = await fetch(url, init);
      if (!response.ok) throw new MediaRefused(response.status);
      return response;
    } catch (thrown) {
      if (thrown instanceof MediaRefused || tries === TRIES) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * tries));
    }
  }
}

class MediaRefused extends Error {
  constructor(status: number) {
    super(`the media was refused: ${status}`);
  }
}
