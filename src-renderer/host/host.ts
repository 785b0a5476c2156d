// What a host lends to the page: the wire, and the few verbs that speak of files. Nothing else differs between hosts.
import type { Wire } from '../../src-core/contract/wire.ts';

/** A file that was taken in: the capability for `library.import`, and its name for display. */
export interface OfferedFile {
  readonly offer: string;
  readonly name: string;
}

/** What looking through a folder came to. */
export interface FolderSearch {
  /** Files of a wanted size, offered. */
  readonly offered: readonly OfferedFile[];
  /** How many files were looked at. */
  readonly looked: number;
}

/** Which files a chooser offers. */
export type FileKind = 'any' | 'media' | 'document';

export interface Host {
  readonly kind: 'electron' | 'loopback';
  readonly wire: Wire;
  /** Hands a dropped file over: its path in Electron, its bytes streamed to disk on loopback. `onProgress` counts bytes where they move. */
  offer(file: File, onProgress?: (sent: number, total: number) => void): Promise<OfferedFile>;
  /** Lets the person choose files; empty when they thought better of it. */
  choose(kind: FileKind, onProgress?: (sent: number, total: number) => void): Promise<OfferedFile[]>;
  /** Lets the person choose a folder and looks through it for files of these sizes, bytes; null when they thought better of it. */
  chooseFolder(sizes: readonly number[], onProgress?: (sent: number, total: number) => void): Promise<FolderSearch | null>;
  /** Saves bytes where the person says (save dialog, or a download). False when they thought better of it. */
  keep(name: string, bytes: Uint8Array, mediaType: string): Promise<boolean>;
  /** The URL that plays what a `media.grant` token stands for. */
  mediaUrl(token: string): string;
  /** Hears that the connection to the studio broke or came back. */
  onConnection(listener: (connected: boolean) => void): () => void;
}
