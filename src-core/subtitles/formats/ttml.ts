// TTML in two dialects: IMSC 1.1 Text (W3C) and EBU-TT-D (EBU Tech 3380). Media time base, clock times, everything by reference:
// a region for each height that is used, styles by reference, speakers as agents. What both want is written; what either forbids is not.
import type { Problem } from '../../problem.ts';
import type { SpeakerId } from '../../transcript/transcript.ts';
import type { Letters } from '../../transcript/letters.ts';
import type { LetterStretch } from '../../transcript/styled-text.ts';
import { shownName } from '../cue-label.ts';
import type { CueLook } from '../cue-look.ts';
import { clockTime } from './clock-time.ts';
import type { ExportFormat, ExportOptions, ExportSource } from './export-format.ts';
import { asTextFile, plainOptions } from './export-format.ts';
import { laidStretches } from './laid-letters.ts';
import { addSecondSpeakers, viewerLosses } from './losses.ts';
import type { WrittenCue } from './written-cues.ts';
import { eachWritten } from './written-cues.ts';
import { xmlAttribute, xmlText } from './xml-text.ts';

/** What the two dialects say differently. */
interface Dialect {
  readonly root: string;
  /** Lines of the head before its styling. */
  readonly metadata: readonly string[];
  /** Attributes a style may have beside those both know. */
  readonly style: string;
  /** Whether text must lie in spans with a style of their own. */
  readonly spans: boolean;
}

const IMSC: Dialect = {
  root: 'ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text" xmlns:itts="http://www.w3.org/ns/ttml/profile/imsc1#styling"',
  metadata: [],
  style: '',
  spans: false,
};

const EBU: Dialect = {
  root: 'xmlns:ebuttm="urn:ebu:tt:metadata" xmlns:ebutts="urn:ebu:tt:style"',
  metadata: [
    '      <ebuttm:documentMetadata>',
    '        <ebuttm:conformsToStandard>urn:ebu:tt:distribution:2014-01</ebuttm:conformsToStandard>',
    '      </ebuttm:documentMetadata>',
  ],
  style: ' ebutts:linePadding="0.5c"',
  spans: true,
};

function writeTtml(source: ExportSource, options: ExportOptions, dialect: Dialect): string {
  const cues = [...eachWritten(source, options)];
  const styles = usedStyles(cues);
  const agents = options.speakers === 'voice' ? agentsOf(source, cues) : new Map<SpeakerId, Agent>();
  const language = xmlAttribute(source.transcript.language ?? '');
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"',
    `    xmlns:tts="http://www.w3.org/ns/ttml#styling" ${dialect.root}`,
    `    ttp:timeBase="media" ttp:cellResolution="32 15" xml:lang="${language}" xml:space="default">`,
    '  <head>',
    ...metadataLines([...agents.values()], dialect),
    ...styleLines(dialect, styles),
    ...layoutLines(styles.looks),
    '  </head>',
    '  <body>',
    '    <div>',
    ...cues.map((cue) => paragraph(cue, cue.speaker === null ? undefined : agents.get(cue.speaker), dialect)),
    '    </div>',
    '  </body>',
    '</tt>',
    '',
  ];
  return asTextFile(lines.join('\n'), { bom: false, crlf: options.crlf });
}

interface Agent {
  readonly id: string;
  readonly name: string;
}

/** The named speakers of these cues as TTML agents, in order of first speech. */
function agentsOf({ transcript }: ExportSource, cues: readonly WrittenCue[]): Map<SpeakerId, Agent> {
  const agents = new Map<SpeakerId, Agent>();
  for (const { speaker } of cues) {
    const name = speaker === null || agents.has(speaker) ? null : shownName(transcript, speaker);
    if (speaker !== null && name !== null) agents.set(speaker, { id: `speaker${agents.size + 1}`, name });
  }
  return agents;
}

function metadataLines(agents: readonly Agent[], { metadata }: Dialect): string[] {
  if (agents.length === 0 && metadata.length === 0) return [];
  const written = agents.map(({ id, name }) => `      <ttm:agent xml:id="${id}" type="person"><ttm:name type="full">${xmlText(name)}</ttm:name></ttm:agent>`);
  return ['    <metadata>', ...metadata, ...written, '    </metadata>'];
}

/** What the file must have styles for. */
interface UsedStyles {
  readonly looks: readonly CueLook[];
  /** Of cues and of single words. */
  readonly letters: readonly Letters[];
}

function usedStyles(cues: readonly WrittenCue[]): UsedStyles {
  const looks = cues.map(({ look }) => look);
  return { looks, letters: [...looks, ...cues.flatMap(({ parts }) => parts.flatMap(({ letters }) => letters))] };
}

/** White on black near the edge, as broadcasters show subtitles: inside the safe area. Only what some cue has is written. */
function styleLines({ style, spans }: Dialect, { looks, letters: used }: UsedStyles): string[] {
  const paragraphStyle = `tts:fontFamily="proportionalSansSerif" tts:fontSize="100%" tts:lineHeight="125%" tts:textAlign="center"${style}`;
  const textStyle = `tts:color="${WHITE}" tts:backgroundColor="#000000ff"`;
  const sides = (['left', 'right'] as const).filter((side) => looks.some((look) => look.side === side));
  const letters = LETTERS.filter(({ id }) => used.some((one) => one[id]));
  const colours = [...new Set(used.map(({ colour }) => colour))].filter((colour) => colour !== null).sort();
  return [
    '    <styling>',
    `      <style xml:id="paragraphs" ${paragraphStyle}${spans ? '' : ` ${textStyle}`}/>`,
    ...sides.map((side) => `      <style xml:id="${side}" tts:textAlign="${side}"/>`),
    ...(spans ? [`      <style xml:id="text" ${textStyle}/>`] : []),
    ...letters.map(({ id, style: letterStyle }) => `      <style xml:id="${id}" ${letterStyle}/>`),
    ...colours.map((colour) => `      <style xml:id="${colourId(colour)}" tts:color="${colour}ff"/>`),
    '    </styling>',
  ];
}

const WHITE = '#ffffffff';
const LETTERS = [
  { id: 'italic', style: 'tts:fontStyle="italic"' },
  { id: 'bold', style: 'tts:fontWeight="bold"' },
  { id: 'underline', style: 'tts:textDecoration="underline"' },
] as const;
const colourId = (colour: string): string => `colour${colour.slice(1)}`;

const REGIONS = [
  { id: 'bottom', align: 'after' },
  { id: 'middle', align: 'center' },
  { id: 'top', align: 'before' },
] as const;

/** The region at the bottom always, the others where a cue stands there. */
function layoutLines(looks: readonly CueLook[]): string[] {
  return [
    '    <layout>',
    ...REGIONS.filter(({ id }) => id === 'bottom' || looks.some((look) => look.vertical === id)).map(
      ({ id, align }) => `      <region xml:id="${id}" tts:origin="10% 10%" tts:extent="80% 80%" tts:displayAlign="${align}" tts:overflow="visible"/>`,
    ),
    '    </layout>',
  ];
}

function paragraph({ cue, index, lines, parts, look }: WrittenCue, agent: Agent | undefined, dialect: Dialect): string {
  const who = agent === undefined ? '' : ` ttm:agent="${agent.id}"`;
  const ofParagraph = ['paragraphs', ...(look.side === 'centre' ? [] : [look.side])];
  const isEven = parts.every(({ letters }) => letters.length === 0);
  const content = isEven
    ? spanned(lines.map(xmlText).join('<br/>'), look, dialect)
    : parts
        .map((line) =>
          joinedBlanks(laidStretches(line, look))
            .map(({ text, letters }) => spanned(xmlText(text), letters, dialect))
            .join(''),
        )
        .join('<br/>');
  const times = `begin="${clockTime(cue.start, '.')}" end="${clockTime(cue.end, '.')}"`;
  return `      <p xml:id="cue${index + 1}" region="${look.vertical}" style="${ofParagraph.join(' ')}" ${times}${who}>${content}</p>`;
}

/** Text in a span with all of its styles, for EBU-TT-D has none inside another; without one where it needs none. */
function spanned(text: string, letters: Letters, { spans }: Dialect): string {
  const styles = [...LETTERS.filter(({ id }) => letters[id]).map(({ id }) => id), ...(letters.colour === null ? [] : [colourId(letters.colour)])];
  return spans || styles.length > 0 ? `<span style="${[...(spans ? ['text'] : []), ...styles].join(' ')}">${text}</span>` : text;
}

/** White space between two spans belongs to one of them, the one without a line under it: programs that lay out XML anew drop it where it stands alone. */
function joinedBlanks(stretches: readonly LetterStretch[]): LetterStretch[] {
  const joined: LetterStretch[] = [];
  let lead = '';
  for (const [index, { text, letters }] of stretches.entries()) {
    const last = joined.at(-1);
    if (text.trim() !== '' || !last || index === stretches.length - 1) {
      joined.push({ text: lead + text, letters });
      lead = '';
    } else if (last.letters.underline) lead = text;
    else joined[joined.length - 1] = { ...last, text: last.text + text };
  }
  return joined;
}

function ttmlLosses(source: ExportSource, options: ExportOptions): Problem[] {
  const problems = viewerLosses(source, options, (look) => look);
  if (options.speakers === 'voice') addSecondSpeakers(problems, source, eachWritten(source, options));
  return problems.toArray();
}

const offered = {
  group: 'subtitles',
  mediaType: 'application/ttml+xml',
  madeOf: 'cues',
  defaults: { ...plainOptions, speakers: 'voice' },
  uses: ['crlf', 'speakers', 'styling', 'offset'],
  speakerStyles: ['voice', 'prefix', 'off'],
  losses: ttmlLosses,
} as const satisfies Partial<ExportFormat>;

/** IMSC 1.1 Text as offered. */
export const ttmlFormat: ExportFormat = {
  ...offered,
  id: 'ttml',
  label: 'TTML (IMSC 1.1)',
  extension: 'ttml',
  write: (source, options) => writeTtml(source, options, IMSC),
};

/** EBU-TT-D as offered. */
export const ebuTtdFormat: ExportFormat = {
  ...offered,
  id: 'ebu-tt-d',
  label: 'EBU-TT-D',
  extension: 'xml',
  write: (source, options) => writeTtml(source, options, EBU),
};
