// WebVTT (W3C), plain and with styles. Plain holds no STYLE and no REGION block, after which some readers find no cue at all: only what
// settings, tags and the players' own classes say. With styles, colours of any kind are held as well.
// Right-to-left lines get a mark where needed (line-direction.ts); a voice span needs none, for the name is not part of the line.
import type { Problem } from '../../problem.ts';
import { shownName } from '../cue-label.ts';
import type { CueLook } from '../cue-look.ts';
import { withDirection } from '../line-direction.ts';
import { clockTime } from './clock-time.ts';
import type { ExportFormat, ExportOptions, ExportSource } from './export-format.ts';
import { asTextFile, plainOptions } from './export-format.ts';
import { addLateHours, counted, viewerLosses, type KeptLook } from './losses.ts';
import { isDefaultColour, letterTags, placeSettings, styleBlock } from './webvtt-style.ts';
import { eachWritten } from './written-cues.ts';

/** Writes cues as WebVTT. Cues without visible text are left out. */
function writeWebvtt(source: ExportSource, options: ExportOptions, kept: KeptLook): string {
  const { transcript } = source;
  const voices = options.speakers === 'voice' ? voiceTags() : null;
  const colours: string[] = [];
  const blocks: string[] = [];
  for (const { cue, parts, lines, look: wanted } of eachWritten(source, options)) {
    const look = kept(wanted);
    if (look.colour !== null) colours.push(look.colour);
    const { open, close } = letterTags(look);
    const texts = withDirection(lines, transcript.language).map(escapeText);
    // One closed span a line: a span left open over a line break is read in two ways.
    const text = parts.map((line, at) => {
      const name = voices && shownName(transcript, transcript.turns[line.turn]?.speaker ?? null);
      const styled = open + (texts[at] ?? '') + close;
      return name ? `${voices(name)}${styled}</v>` : styled;
    });
    blocks.push(`${clockTime(cue.start, '.')} --> ${clockTime(cue.end, '.')}${placeSettings(look)}\n${text.join('\n')}\n`);
  }
  const styles = styleBlock(colours);
  return asTextFile(['WEBVTT\n', ...(styles === '' ? [] : [styles]), ...blocks].join('\n'), options);
}

/** Opening tags by name, each made once. */
function voiceTags(): (name: string) => string {
  const tags = new Map<string, string>();
  return (name) => {
    let tag = tags.get(name);
    if (tag === undefined) tags.set(name, (tag = `<v ${voiceName(name)}>`));
    return tag;
  };
}

/** A name as a voice carries it. The standard would have "&", "<" and ">" escaped, but FFmpeg then shows the name and others keep the escapes. */
function voiceName(name: string): string {
  return name.replaceAll('&', '＆').replaceAll('<', '‹').replaceAll('>', '›');
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text safe inside a cue: with ">" escaped, "-->" cannot occur. */
function escapeText(text: string): string {
  return /[&<>]/.test(text) ? text.replace(/[&<>]/g, (mark) => ESCAPES[mark] ?? mark) : text;
}

function webvttLosses(source: ExportSource, options: ExportOptions, kept: KeptLook): Problem[] {
  const problems = viewerLosses(source, options, kept);
  if (options.speakers === 'voice') {
    for (const { id } of source.transcript.speakers) {
      const name = shownName(source.transcript, id);
      if (name === null || voiceName(name) === name) continue;
      problems.add('voice-names', 'repair', (count) => `${counted(count, 'name')} with &, < or > will be written with ＆, ‹ or ›, which every player reads.`);
    }
  }
  addLateHours(problems, source.cues);
  return problems.toArray();
}

/** Without a block of styles only the players' own colours are there. */
const keptPlain: KeptLook = (look: CueLook) => (look.colour === null || isDefaultColour(look.colour) ? look : { ...look, colour: null });
const keptStyled: KeptLook = (look) => look;

const offered = {
  extension: 'vtt',
  mediaType: 'text/vtt',
  group: 'subtitles',
  madeOf: 'cues',
  defaults: { ...plainOptions, speakers: 'voice' },
  uses: ['bom', 'crlf', 'speakers', 'styling', 'offset'],
  speakerStyles: ['voice', 'prefix', 'off'],
} as const satisfies Partial<ExportFormat>;

/** WebVTT as offered. */
export const webvttFormat: ExportFormat = {
  ...offered,
  id: 'vtt',
  label: 'WebVTT subtitles',
  write: (source, options) => writeWebvtt(source, options, keptPlain),
  losses: (source, options) => webvttLosses(source, options, keptPlain),
};

/** WebVTT with a block of styles, for players that are known to read it. */
export const styledWebvttFormat: ExportFormat = {
  ...offered,
  id: 'vtt-styled',
  label: 'WebVTT with styles',
  write: (source, options) => writeWebvtt(source, options, keptStyled),
  losses: (source, options) => webvttLosses(source, options, keptStyled),
};
