// WebVTT (W3C), plain and with styles. Plain holds no STYLE and no REGION block, after which some readers find no cue at all: only what
// settings, tags and the players' own classes say. With styles, colours of any kind are held as well.
// Right-to-left lines get a mark where needed (line-direction.ts); a voice span needs none, for the name is not part of the line.
import type { Problem } from '../../problem.ts';
import { lettersOf, tidyRuns } from '../../transcript/letters.ts';
import { replaceStyled, type StyledText } from '../../transcript/styled-text.ts';
import { shownName } from '../cue-label.ts';
import { plainLook, type CueLook } from '../cue-look.ts';
import { withDirectionStyled } from '../line-direction.ts';
import { clockTime } from './clock-time.ts';
import type { ExportFormat, ExportOptions, ExportSource } from './export-format.ts';
import { asTextFile, plainOptions } from './export-format.ts';
import { laidStretches } from './laid-letters.ts';
import { addLateHours, counted, viewerLosses, type KeptLook } from './losses.ts';
import { withTags } from './nested-tags.ts';
import { isDefaultColour, placeSettings, styleBlock, vttTags } from './webvtt-style.ts';
import { eachWritten } from './written-cues.ts';

/** Writes cues as WebVTT. Cues without visible text are left out. */
function writeWebvtt(source: ExportSource, options: ExportOptions, kept: KeptLook): string {
  const { transcript } = source;
  const voices = options.speakers === 'voice' ? voiceTags() : null;
  const colours: string[] = [];
  const blocks: string[] = [];
  for (const { cue, parts, look: wanted } of eachWritten(source, options)) {
    const look = kept(wanted);
    const lines = withDirectionStyled(parts, transcript.language);
    // One closed span a line: a span left open over a line break is read in two ways.
    const text = lines.map((line) => {
      const name = voices && shownName(transcript, transcript.turns[line.turn]?.speaker ?? null);
      const stretches = laidStretches(escaped(keptLetters(line, kept)), look);
      for (const { letters } of stretches) if (letters.colour !== null) colours.push(letters.colour);
      const styled = withTags(stretches, vttTags);
      return name ? `${voices(name)}${styled}</v>` : styled;
    });
    blocks.push(`${clockTime(cue.start, '.')} --> ${clockTime(cue.end, '.')}${placeSettings(look)}\n${text.join('\n')}\n`);
  }
  const styles = styleBlock(colours);
  return asTextFile(['WEBVTT\n', ...(styles === '' ? [] : [styles]), ...blocks].join('\n'), options);
}

/** A line with what the format keeps of the letters of its words. */
function keptLetters({ text, letters }: StyledText, kept: KeptLook): StyledText {
  return {
    text,
    letters: tidyRuns(
      letters.map((run) => ({ ...run, ...lettersOf(kept({ ...plainLook, ...lettersOf(run) })) })),
      text.length,
    ),
  };
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
function escaped(line: StyledText): StyledText {
  return /[&<>]/.test(line.text) ? replaceStyled(line, /[&<>]/g, (mark) => ESCAPES[mark] ?? mark) : line;
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
