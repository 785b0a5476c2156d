// The W3C's WebVTT parser and media-captions, both in this process.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { VTTNode } from 'media-captions';
import { parseText, tokenizeVTTCue } from 'media-captions';
import { WebVTTParser, type WebvttNode } from 'webvtt-parser';
import type { Peer } from './peer.ts';

const require = createRequire(import.meta.url);

/** The parser's own table; without it version 2.2.0 reads "&amp;" as "&;". */
export const HTML_ENTITIES = require('webvtt-parser/html-entities.json') as Readonly<Record<string, string>>; // a table of the package's own

function packageVersion(name: string): string | null {
  try {
    const found = JSON.parse(readFileSync(require.resolve(name).replace(new RegExp(`(node_modules/${name})/.*`), '$1/package.json'), 'utf8')) as {
      version: string;
    }; // every package has one
    return found.version;
  } catch {
    return null;
  }
}

export const webvttParser: Peer = {
  name: 'webvtt-parser',
  formats: ['vtt'],
  version: () => packageVersion('webvtt-parser'),
  async read(path) {
    const { cues, errors } = new WebVTTParser(HTML_ENTITIES).parse(readFileSync(path, 'utf8'), 'subtitles/captions/descriptions');
    if (errors.length > 0) throw new Error(JSON.stringify(errors.slice(0, 5)));
    return cues.map(({ startTime, endTime, tree }) => ({
      start: Math.round(startTime * 1000),
      end: Math.round(endTime * 1000),
      text: nodeText(tree.children),
      voice: tree.children.find((node) => node.name === 'v')?.value ?? null,
    }));
  },
  differences: [],
};

function nodeText(nodes: readonly WebvttNode[]): string {
  return nodes.map((node) => (node.type === 'text' ? (node.value ?? '') : nodeText(node.children ?? []))).join('');
}

export const mediaCaptions: Peer = {
  name: 'media-captions',
  formats: ['srt', 'vtt'],
  version: () => packageVersion('media-captions'),
  async read(path, format) {
    // It takes text; a byte order mark is the fetching side's business there.
    const { cues, errors } = await parseText(readFileSync(path, 'utf8').replace(/^\ufeff/, ''), { type: format, strict: false });
    if (errors.length > 0) throw new Error(JSON.stringify(errors.slice(0, 5).map((error) => error.message)));
    return cues.map((cue) => {
      const nodes = tokenizeVTTCue(cue);
      return {
        start: Math.round(cue.startTime * 1000),
        end: Math.round(cue.endTime * 1000),
        text: captionText(nodes),
        ...(format === 'vtt' && { voice: nodes.map((node) => (node.type === 'v' ? node.voice : null)).find((voice) => voice !== null) ?? null }),
      };
    });
  },
  differences: [
    {
      format: 'srt',
      reads: (text) =>
        text.replace(/<[^>]*>?/g, '').replace(/&(amp|lt|gt|nbsp);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', nbsp: '\u00a0' })[name] ?? ''),
      reason: 'media-captions renders SRT as if it were WebVTT: text from "<" on is a tag, and entities are decoded. SRT has neither rule.',
    },
  ],
};

function captionText(nodes: readonly VTTNode[]): string {
  return nodes.map((node) => (node.type === 'text' ? node.data : captionText(node.children))).join('');
}
