// The type of `window.studioBridge`: all a page can reach in Electron. Files are File objects; their paths never come back.
import type { WireError } from '../src-core/contract/errors.ts';

/** A result or an error as values: Electron's IPC keeps only the message of what is thrown. */
export type BridgeReply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: WireError };

export interface OfferedPath {
  readonly offer: string;
  readonly name: string;
}

export interface StudioBridge {
  /** A call of the contract. */
  call(call: string, args: unknown): Promise<BridgeReply<unknown>>;
  /** Hears every event of the studio; answers what stops it. */
  subscribe(listener: (event: string, payload: unknown) => void): () => void;
  /** Hands over a file the person dropped. */
  offer(file: File): Promise<BridgeReply<OfferedPath>>;
  /** The system's open dialog. */
  choose(kind: 'any' | 'media' | 'document'): Promise<BridgeReply<OfferedPath[]>>;
  /** The system's folder dialog, and the files in that folder that have one of these sizes; null when the person thought better of it. */
  chooseFolder(sizes: number[]): Promise<BridgeReply<{ offered: OfferedPath[]; looked: number } | null>>;
  /** The system's save dialog: a capability to write that one file once, or null when the person thought better of it. */
  keep(name: string, mediaType: string): Promise<BridgeReply<string | null>>;
  /** The next bytes of that file. After the `last` ones it stands where the person said, whole; until then nothing does. */
  write(capability: string, bytes: Uint8Array, last: boolean): Promise<BridgeReply<null>>;
}
