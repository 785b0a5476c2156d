// The media route: a token in the path, bytes in the answer, one range at a time (S32). Every host mounts this function.
// It knows HTTP; which file a token stands for and how it is read is handed in.
import { StudioError } from '../src-core/contract/errors.ts';
import type { FileStamp, MediaFiles } from './ports/media.ts';
import type { PlayableFile } from './services/media-service.ts';
import { joinedStream, SeekableMedia } from './services/seekable-media.ts';

/** What is played, and nothing else: no type a browser would run or show as a page. */
const TYPES: Readonly<Record<string, readonly [sound: string, picture: string]>> = {
  mp4: ['audio/mp4', 'video/mp4'],
  m4a: ['audio/mp4', 'video/mp4'],
  mov: ['audio/mp4', 'video/mp4'],
  '3gp': ['audio/mp4', 'video/mp4'],
  mp3: ['audio/mpeg', 'audio/mpeg'],
  aac: ['audio/aac', 'audio/aac'],
  wav: ['audio/wav', 'audio/wav'],
  flac: ['audio/flac', 'audio/flac'],
  ogg: ['audio/ogg', 'video/ogg'],
  webm: ['audio/webm', 'video/webm'],
  matroska: ['video/x-matroska', 'video/x-matroska'],
};

/** A token is 256 bits in base64url. Anything the address had to encode is not one. */
const PATH = /^\/media\/([A-Za-z0-9_-]{22,128})$/;
const RANGE = /^bytes=(?:(\d+)-(\d*)|-(\d+))$/;

/** What a range header asks for of a file: all of it, a part, or something that is not there. */
export type AskedRange = { readonly kind: 'all' } | { readonly kind: 'part'; readonly start: number; readonly end: number } | { readonly kind: 'beyond' };

/** Reads a Range header for a file of `size` bytes (RFC 9110 §14): several ranges, other units and reversed ones count as not asked for. `end` is exclusive. */
export function askedRange(header: string | null, size: number): AskedRange {
  const match = RANGE.exec(header?.trim() ?? '');
  if (!match) return { kind: 'all' };
  const [, first, last = '', suffix] = match;
  if (suffix !== undefined) {
    const length = Math.min(Number(suffix), size);
    return length === 0 ? { kind: 'beyond' } : { kind: 'part', start: size - length, end: size };
  }
  const start = Number(first);
  if (last !== '' && isLess(last, first ?? '')) return { kind: 'all' };
  if (start >= size) return { kind: 'beyond' };
  return { kind: 'part', start, end: last === '' ? size : Math.min(Number(last) + 1, size) };
}

/** Digits compared as numbers of any length. */
function isLess(a: string, b: string): boolean {
  const [left, right] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return left.length === right.length ? left < right : left.length < right.length;
}

/** Answers requests for media. `locate` says which file a token stands for, or null. Never throws for anything a request can ask. */
export function makeMediaRoute(files: Pick<MediaFiles, 'stamp' | 'stream'>, locate: (token: string) => PlayableFile | null) {
  const seekable = new SeekableMedia(files);
  return async (request: Request): Promise<Response> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return empty(405, { allow: 'GET, HEAD' });
    const file = locatedBy(request.url, locate);
    const stamp = file && (await stampOrNull(files, file.path));
    if (!file || !stamp) return empty(404);
    const head = await seekable.headOf(file.path, file.container, stamp);
    const size = stamp.size + (head?.length ?? 0);
    const tag = `"${size}-${Math.trunc(stamp.modifiedAt)}"`;
    const range = askedRange(rangeHeader(request.headers, tag), size);
    const headers = { ...COMMON, etag: tag, 'content-type': typeOf(head ? { ...file, container: 'mp4' } : file) };
    if (range.kind === 'beyond') return empty(416, { ...headers, 'content-range': `bytes */${size}` });
    const [start, end] = range.kind === 'part' ? [range.start, range.end] : [0, size];
    const partial = range.kind === 'part' ? { 'content-range': `bytes ${start}-${end - 1}/${size}` } : {};
    const stream = (from: number, to: number) => files.stream(file.path, from, to, request.signal);
    const body = request.method === 'HEAD' || start === end ? null : head ? joinedStream(head, { start, end }, stream) : stream(start, end);
    return new Response(body, { status: range.kind === 'part' ? 206 : 200, headers: { ...headers, ...partial, 'content-length': String(end - start) } });
  };
}

const COMMON = {
  'accept-ranges': 'bytes',
  // Private recordings do not belong in a browser's cache.
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
} as const;

/** The path is compared as it was sent: an encoded slash, a NUL, a backslash or a query is no token. */
function locatedBy(url: string, locate: (token: string) => PlayableFile | null): PlayableFile | null {
  const path = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*(\/[^]*)$/i.exec(url)?.[1];
  const token = path === undefined ? undefined : PATH.exec(path)?.[1];
  return token === undefined ? null : locate(token);
}

/** A range asked for on the condition that the file is still the same counts only if it is. */
function rangeHeader(headers: Headers, tag: string): string | null {
  const condition = headers.get('if-range');
  return condition === null || condition === tag ? headers.get('range') : null;
}

function typeOf({ container, hasPicture }: PlayableFile): string {
  const types = Object.hasOwn(TYPES, container) ? TYPES[container] : undefined;
  return types ? types[hasPicture ? 1 : 0] : 'application/octet-stream';
}

/** A file that is gone, or that we may not read, is not there for the page. */
async function stampOrNull(files: Pick<MediaFiles, 'stamp'>, path: string): Promise<FileStamp | null> {
  try {
    return await files.stamp(path);
  } catch (thrown) {
    if (thrown instanceof StudioError) return null;
    throw thrown;
  }
}

function empty(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { ...COMMON, ...headers } });
}
