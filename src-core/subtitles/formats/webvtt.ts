// WebVTT (W3C). Written plain: no STYLE, REGION or cue settings, after which some readers find no cue at all.
// Right-to-left lines get a mark where needed (line-direction.ts); a voice span needs none, for the name is not part of the line.
import type { Problem } from '../../problem.ts';
import { labelsOf, shownName, writtenLines } from '../cue-label.ts';
import { withDirection } from '../line-direction.ts';
import { clockTime } from './clock-time.ts';
import type { ExportFormat, ExportOptions, ExportSource } from './export-format.ts';
import { asTextFile, plainOptions } from './export-format.ts';
import { addLateHours, counted, viewerLosses } from './losses.ts';

export type WebvttOptions = Pick<ExportOptions, 'bom' | 'crlf' | 'speakers'>;

/** Writes cues as WebVTT. Cues without visible text are left out. */
export function writeWebvtt({ transcript, cues }: ExportSource, options: WebvttOptions): string {
  const labelOf = options.speakers === 'prefix' ? labelsOf(transcript) : undefined;
  const voices = options.speakers === 'voice' ? voiceTags() : null;
  const blocks = ['WEBVTT\n'];
  cues.forEach((cue, index) => {
    const lines = writtenLines(transcript, cue, cues[index - 1], labelOf);
    if (lines.length === 0) return;
    const texts = withDirection(
      lines.map((line) => line.text),
      transcript.language,
    ).map(escapeText);
    // One closed span a line: a span left open over a line break is read in two ways.
    const text = lines.map((line, at) => {
      const name = voices && shownName(transcript, transcript.turns[line.turn]?.speaker ?? null);
      return name ? `${voices(name)}${texts[at] ?? ''}</v>` : (texts[at] ?? '');
    });
    blocks.push(`${clockTime(cue.start, '.')} --> ${clockTime(cue.end, '.')}\n${text.join('\n')}\n`);
  });
  return asTextFile(blocks.join('\n'), options);
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

function webvttLosses(source: ExportSource, options: ExportOptions): Problem[] {
  const problems = viewerLosses(source, options);
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

/** WebVTT as offered. */
export const webvttFormat: ExportFormat = {
  id: 'vtt',
  label: 'WebVTT subtitles',
  extension: 'vtt',
  mediaType: 'text/vtt',
  group: 'subtitles',
  madeOf: 'cues',
  defaults: { ...plainOptions, speakers: 'voice' },
  uses: ['bom', 'crlf', 'speakers'],
  speakerStyles: ['voice', 'prefix', 'off'],
  write: writeWebvtt,
  losses: webvttLosses,
};
