// The host lent by a browser tab: files go to the studio as bytes, come back as downloads; calls go over the socket.
import { fromWireError, StudioError } from '../../src-core/contract/errors.ts';
import { acceptOf } from './accept.ts';
import type { FileKind, Host, OfferedFile } from './host.ts';
import { LoopbackSocket } from './loopback-socket.ts';

const KEY_NAME = 'galley.session';

/** The host for this page, let in by the token in its address or by the key this tab kept. */
export function makeLoopbackHost(page: Window): Host {
  const socket = new LoopbackSocket({
    url: `ws://${page.location.host}/wire`,
    token: takeToken(page),
    keptKey: {
      read: () => page.sessionStorage.getItem(KEY_NAME),
      write: (key) => {
        page.sessionStorage.setItem(KEY_NAME, key);
      },
    },
    open: (url) => new WebSocket(url),
    later: (millis, then) => {
      const timer = page.setTimeout(then, millis);
      return () => {
        page.clearTimeout(timer);
      };
    },
  });
  page.addEventListener('online', () => {
    socket.hurry();
  });
  page.document.addEventListener('visibilitychange', () => {
    socket.hurry();
  });
  const offer: Host['offer'] = (file, onProgress) => upload(file, socket.key, onProgress);
  return {
    kind: 'loopback',
    wire: socket,
    offer,
    async choose(kind, onProgress) {
      const offered: OfferedFile[] = [];
      // One after the other: progress then speaks of one file, and the disk writes one stream.
      for (const file of await chooseFiles(page.document, kind)) offered.push(await offer(file, onProgress));
      return offered;
    },
    async chooseFolder(sizes, onProgress) {
      const files = await chooseFiles(page.document, null);
      if (files.length === 0) return null;
      const offered: OfferedFile[] = [];
      // The browser hands over every file of the folder; only those that may be the right ones are sent.
      for (const file of files) if (sizes.includes(file.size)) offered.push(await offer(file, onProgress));
      return { offered, looked: files.length };
    },
    keep(name, bytes, mediaType) {
      download(page.document, name, bytes, mediaType);
      return Promise.resolve(true);
    },
    mediaUrl: (token) => new URL(`/media/${encodeURIComponent(token)}`, page.location.href).href,
    onConnection: (listener) => socket.onConnection(listener),
  };
}

/** The token of the address, which is then taken out of the address bar and of the history. */
function takeToken(page: Window): string | null {
  const token = page.location.hash.slice(1);
  if (token === '') return null;
  page.history.replaceState(null, '', page.location.pathname);
  return token;
}

function upload(file: File, key: string | null, onProgress: ((sent: number, total: number) => void) | undefined): Promise<OfferedFile> {
  return new Promise((resolve, reject) => {
    // XMLHttpRequest and not fetch: only it tells how much of a body has gone out.
    const request = new XMLHttpRequest();
    request.open('POST', '/offer');
    request.setRequestHeader('authorization', `Bearer ${key ?? ''}`);
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name));
    request.upload.addEventListener('progress', (event) => onProgress?.(event.loaded, file.size));
    request.addEventListener('load', () => {
      const answer = readAnswer(request);
      if (answer instanceof Error) reject(answer);
      else resolve(answer);
    });
    request.addEventListener('error', () => {
      reject(new StudioError('disconnected', { reason: 'lost' }));
    });
    request.send(file);
  });
}

function readAnswer(request: XMLHttpRequest): OfferedFile | Error {
  if (request.status === 403) return new StudioError('disconnected', { reason: 'refused' });
  try {
    const answer: unknown = JSON.parse(request.responseText);
    if (typeof answer === 'object' && answer !== null) {
      if ('offer' in answer && 'name' in answer && typeof answer.offer === 'string' && typeof answer.name === 'string')
        return { offer: answer.offer, name: answer.name };
      if ('code' in answer && typeof answer.code === 'string') return fromWireError({ code: answer.code, details: {} });
    }
  } catch {
    // not JSON: answered below as what it is, no answer of the studio
  }
  return new StudioError('disconnected', { reason: 'lost', status: request.status });
}

/** Files a person chooses; with no kind, all those of one folder. */
function chooseFiles(document: Document, kind: FileKind | null): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    if (kind === null) input.webkitdirectory = true;
    else input.accept = acceptOf(kind);
    input.hidden = true;
    const finish = (files: File[]): void => {
      input.remove();
      resolve(files);
    };
    input.addEventListener('change', () => {
      finish([...(input.files ?? [])]);
    });
    input.addEventListener('cancel', () => {
      finish([]);
    });
    document.body.append(input);
    input.click();
  });
}

function download(document: Document, name: string, bytes: Uint8Array, mediaType: string): void {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mediaType })); // never shared memory
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken hold of the bytes once the click's task is over.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 60_000);
}
