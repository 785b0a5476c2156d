// Letters of single words as peers understand them: each reader gives, for every cue, its text in stretches of one style.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { fromXML } from 'imsc/src/main/js/doc.js';
import { generateISD, type IsdNode } from 'imsc/src/main/js/isd.js';
import { parseText, tokenizeVTTCue, type VTTNode } from 'media-captions';
import { WebVTTParser, type WebvttNode } from 'webvtt-parser';
import { PYTHON } from '../support/machine.ts';
import { HTML_ENTITIES } from './script-peers.ts';
import { INHERITED } from './python-cues.ts';

const run = promisify(execFile);

/** Text of one style: "i", "b", "u" in this order, then "#rrggbb"; "" for plain letters in white. */
export interface PeerStretch {
  readonly text: string;
  readonly style: string;
}

/** The cues of a file. */
export type PeerLetters = readonly (readonly PeerStretch[])[];

interface Tags {
  readonly i: boolean;
  readonly b: boolean;
  readonly u: boolean;
  readonly colour: string | null;
}

const PLAIN: Tags = { i: false, b: false, u: false, colour: null };

const styleOf = ({ i, b, u, colour }: Tags): string => [(i ? 'i' : '') + (b ? 'b' : '') + (u ? 'u' : ''), colour ?? ''].filter(Boolean).join(' ');

/** The colours of WebVTT's own classes, as its default style sheet has them. */
const CLASSES: Readonly<Record<string, string>> = { yellow: '#ffff00', cyan: '#00ffff', red: '#ff0000' };
const colourOfClass = (classes: readonly string[]): string | null => CLASSES[classes[0] ?? ''] ?? null;

/** The W3C's own parser. */
export function vttByParser(path: string): PeerLetters {
  const { cues, errors } = new WebVTTParser(HTML_ENTITIES).parse(readFileSync(path, 'utf8'), 'subtitles/captions/descriptions');
  if (errors.length > 0) throw new Error(JSON.stringify(errors.slice(0, 5)));
  const walk = (nodes: readonly WebvttNode[], tags: Tags): PeerStretch[] =>
    nodes.flatMap((node) => {
      if (node.type === 'text') return [{ text: node.value ?? '', style: styleOf(tags) }];
      const { name = '' } = node;
      const on = name === 'c' ? { colour: colourOfClass(node.classes ?? []) ?? tags.colour } : { [name]: true };
      return walk(node.children ?? [], { ...tags, ...on });
    });
  return cues.map(({ tree }) => walk(tree.children, PLAIN));
}

/** media-captions, which a player of many sites reads by. */
export async function byMediaCaptions(path: string, type: 'srt' | 'vtt'): Promise<PeerLetters> {
  const { cues, errors } = await parseText(readFileSync(path, 'utf8'), { type, strict: false });
  if (errors.length > 0) throw new Error(JSON.stringify(errors.slice(0, 5).map((error) => error.message)));
  const walk = (nodes: readonly VTTNode[], tags: Tags): PeerStretch[] =>
    nodes.flatMap((node) => {
      if (node.type === 'text') return [{ text: node.data, style: styleOf(tags) }];
      const on = node.type === 'c' ? { colour: CLASSES[node.color ?? ''] ?? tags.colour } : { [node.type]: true };
      return walk(node.children, { ...tags, ...on });
    });
  return cues.map((cue) => walk(tokenizeVTTCue(cue), PLAIN));
}

const TTS = 'http://www.w3.org/ns/ttml#styling';

/** imsc.js, the reader of browsers' players, at these times in seconds. */
export function byImsc(path: string, times: readonly number[]): PeerLetters {
  const faults: string[] = [];
  const note = (message: string): boolean => faults.push(message) < 0;
  const errors = { info: () => false, warn: note, error: note, fatal: note };
  const document = fromXML(readFileSync(path, 'utf8'), errors);
  const walk = ({ kind, text, styleAttrs = {}, contents = [] }: IsdNode): PeerStretch[] => {
    if (kind === 'br') return [{ text: '\n', style: '' }];
    if (text === undefined) return contents.flatMap(walk);
    const of = (name: string): unknown => styleAttrs[`${TTS} ${name}`];
    const hex = [of('color')].flat(2).slice(0, 3).map((part) => Number(part).toString(16).padStart(2, '0')).join(''); // prettier-ignore
    const decoration = [of('textDecoration')].flat();
    const colour = hex === 'ffffff' ? null : `#${hex}`;
    return [{ text, style: styleOf({ i: of('fontStyle') === 'italic', b: of('fontWeight') === 'bold', u: decoration.includes('underline'), colour }) }];
  };
  const cues = times.map((time) => walk(generateISD(document, time, errors)));
  if (faults.length > 0) throw new Error(faults.join('; '));
  return cues;
}

/** FFmpeg's decoders, all files in one process: of each what it makes of it as ASS, in which it keeps styles. */
export async function byFfmpeg(inputs: readonly { readonly path: string; readonly demuxer: string }[]): Promise<PeerLetters[]> {
  const outputs = inputs.map(({ path }) => `${path}.ffmpeg.ass`);
  await run('ffmpeg', [
    ...['-hide_banner', '-v', 'error', '-nostdin', '-y'],
    ...inputs.flatMap(({ path, demuxer }) => ['-f', demuxer, '-i', path]),
    ...outputs.flatMap((path, index) => ['-map', `${index}:s`, '-c:s', 'ass', path]),
  ]);
  return outputs.map((path) => [...readFileSync(path, 'utf8').matchAll(/^Dialogue: (?:[^,]*,){9}(.*)$/gm)].map(([, text = '']) => assStretches(text)));
}

/** An event's text by its codes, as FFmpeg writes them. */
function assStretches(text: string): PeerStretch[] {
  let now = PLAIN;
  return text.split(/(\{[^}]*\})/).flatMap((part) => {
    if (!part.startsWith('{')) return part === '' ? [] : [{ text: part.replaceAll('\\N', '\n'), style: styleOf(now) }];
    for (const [, style = '', on, isColour, colour] of part.matchAll(/\\(?:([ibu])([01])|(c)(?:&H([\dA-F]+)&)?)(?=[\\}])/g)) {
      if (style !== '') now = { ...now, [style]: on === '1' };
      else if (isColour) now = { ...now, colour: colour === undefined ? null : fromBgr(colour.padStart(6, '0')) };
    }
    return [];
  });
}

const fromBgr = (colour: string): string => `#${colour.slice(4)}${colour.slice(2, 4)}${colour.slice(0, 2)}`.toLowerCase();

/** Readers in Python: ttconv's of IMSC, SRT, EBU STL and SCC, and aeidon's of ASS and MicroDVD. */
export type PythonReader = 'imsc' | 'srt' | 'stl' | 'scc' | 'ass' | 'microdvd';

/** The same in Debian's Python, all files in one process. */
export async function byPython(inputs: readonly { readonly path: string; readonly reader: PythonReader }[]): Promise<PeerLetters[]> {
  const { stdout } = await run(PYTHON, ['-I', '-W', 'ignore', '-c', READERS, ...inputs.flatMap(({ path, reader }) => [reader, path])], { maxBuffer: 1 << 26 });
  return JSON.parse(stdout) as PeerLetters[]; // printed by the script below
}

const READERS = `
import html.parser, json, logging, sys
logging.disable(logging.WARNING)
import xml.etree.ElementTree as et
import aeidon
import ttconv.imsc.reader as imsc, ttconv.scc.reader as scc, ttconv.srt.reader as srt, ttconv.stl.reader as stl, ttconv.model as model, ttconv.style_properties as styles
P = styles.StyleProperties

def named(italic, bold, underline, colour):
    letters = ("i" if italic else "") + ("b" if bold else "") + ("u" if underline else "")
    return " ".join(part for part in (letters, colour) if part)

${INHERITED}
def stretches(element):
    if isinstance(element, model.Br): return [{"text": "\\n", "style": ""}]
    if not isinstance(element, model.Text): return [stretch for child in element for stretch in stretches(child)]
    colour = inherited(element, P.Color)
    hexed = "#" + "".join("%02x" % part for part in colour.components[:3]) if colour else "#ffffff"
    decoration = inherited(element, P.TextDecoration)
    style = named(
        inherited(element, P.FontStyle) == styles.FontStyleType.italic, inherited(element, P.FontWeight) == styles.FontWeightType.bold,
        decoration and decoration.underline, "" if hexed == "#ffffff" else hexed)
    return [{"text": element.get_text(), "style": style}]

def by_ttconv(document):
    return [stretches(p) for p in document.get_body().dfs_iterator() if isinstance(p, model.P)]

class Tagged(html.parser.HTMLParser):
    """aeidon turns the markup of every format into SubRip's tags."""
    def __init__(self, text):
        super().__init__()
        self.open, self.found = [], []
        self.feed(text)
        self.close()
    def handle_starttag(self, tag, attributes):
        self.open.append((tag, dict(attributes).get("color")))
    def handle_endtag(self, tag):
        for at in reversed(range(len(self.open))):
            if self.open[at][0] == tag:
                del self.open[at]
                return
    def handle_data(self, data):
        tags = [tag for tag, _ in self.open]
        colours = [colour for _, colour in self.open if colour]
        self.found.append({"text": data, "style": named("i" in tags, "b" in tags, "u" in tags, colours[-1].lower() if colours else "")})

def by_aeidon(path, name):
    project = aeidon.Project()
    project.open_main(path, "utf_8")
    converter = aeidon.MarkupConverter(getattr(aeidon.formats, name), aeidon.formats.SUBRIP)
    return [Tagged(converter.convert(subtitle.main_text)).found for subtitle in project.subtitles]

readers = {
    "imsc": lambda path: by_ttconv(imsc.to_model(et.parse(path))),
    "srt": lambda path: by_ttconv(srt.to_model(open(path, encoding="utf-8"))),
    "scc": lambda path: by_ttconv(scc.to_model(open(path, encoding="utf-8").read())),
    "stl": lambda path: by_ttconv(stl.to_model(open(path, "rb"))),
    "ass": lambda path: by_aeidon(path, "ASS"),
    "microdvd": lambda path: by_aeidon(path, "MICRODVD"),
}
print(json.dumps([readers[kind](path) for kind, path in zip(sys.argv[1::2], sys.argv[2::2])]))
`;
