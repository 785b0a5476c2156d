// Cutting words into cues: how good beside plainer ways, and how long after an edit.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emptyTrack } from '../src-core/subtitles/cue-track.ts';
import { cueLayer, layCues } from '../src-core/subtitles/cueing.ts';
import { profileFor } from '../src-core/subtitles/language-profile.ts';
import { applyEdit } from '../src-core/transcript/edit.ts';
import { turnLength } from '../src-core/transcript/query.ts';
import { countWords, type Transcript, type Turn } from '../src-core/transcript/transcript.ts';
import { spokenTalk } from '../test/support/spoken-talk.ts';
import type { Bench, Figure, Ground } from './bench.ts';
import { compareCuts, comparisonTable, RATE, type JudgedCut } from './cut-comparison.ts';
import { longTranscript, transcriptOf } from './long-words.ts';
import { seeded } from './random-transcript.ts';
import { timed, worked } from './stopwatch.ts';

const WORDS = 40_000;
const LONG_TURN = 10_000;
const EDITS = 300;
/** As a hundred edits are made before anybody notices, so they are before anything is measured. */
const WARM_UP = 100;
const REAL_SAMPLES = '/work/shared/samples/transcribe';
const FEWEST_WORDS = 100;

/** Quality and speed of cue making. */
export const cueing: Bench = {
  name: 'cueing',
  against: 'lines filled greedily, and cuts at pauses, by the Netflix rules',
  measure(ground) {
    const long = longTranscript(ground.cache, WORDS);
    return Promise.resolve([...speeds(long, ground), ...comparisons(ground)]);
  },
};

function speeds(long: Transcript, { runs }: Ground): Figure[] {
  const setting = { profile: profileFor(long, RATE), rate: RATE };
  const whole = worked(runs ?? 9, () => layCues(long, emptyTrack, setting), 3);
  const beside = { name: 'all anew', values: whole };
  const words = long.turns.flatMap((turn) => turn.words).sort((a, b) => a.start - b.start);
  const one: Turn = { id: 0, speaker: null, words: words.slice(0, LONG_TURN).map((word, index) => ({ ...word, space: index === 0 ? '' : ' ' })), tail: '' };
  const single = { ...long, turns: [one] };
  const after = (transcript: Transcript): number[] => editsLaid(transcript, runs ?? EDITS);
  return [
    { what: 'cues of 40,000 words laid on frames: processor time', unit: 'ms', ours: whole, target: { most: 400 } },
    { what: 'laid again after a letter typed anywhere in them', unit: 'ms', ours: after(long), beside, judged: 'p95', target: { most: 5 } },
    { what: 'laid again after a letter typed into one turn of 10,000 words', unit: 'ms', ours: after(single), judged: 'p95', target: { most: 5 } },
  ];
}

/** Passes over the same edits, each with a layer of its own; of each edit the least counts, so that other work on the machine does not. */
const PASSES = 3;

/** Milliseconds each laying took, a letter typed at a random place before it. */
function editsLaid(transcript: Transcript, edits: number): number[] {
  const random = seeded(1);
  const setting = { profile: profileFor(transcript, RATE), rate: RATE };
  const steps: Transcript[] = [];
  let current = transcript;
  for (let edit = 0; edit < edits + WARM_UP; edit += 1) {
    const turn = Math.floor(random() * current.turns.length);
    const of = current.turns[turn];
    const place = { turn, offset: of ? Math.floor(random() * turnLength(of)) : 0 };
    current = applyEdit(current, { kind: 'replace-text', from: place, to: place, text: 'x' }).transcript;
    steps.push(current);
  }
  const passes = Array.from({ length: PASSES }, () => {
    const layer = cueLayer();
    layer(transcript, emptyTrack, setting);
    return timed(edits, (run) => layer(steps[run + WARM_UP] ?? current, emptyTrack, setting), WARM_UP);
  });
  return Array.from({ length: edits }, (_, edit) => Math.min(...passes.map((pass) => pass[edit] ?? Infinity)));
}

function comparisons({ say }: Ground): Figure[] {
  const figures = sources().flatMap(([name, transcript]): Figure[] => {
    const cuts = compareCuts(transcript);
    for (const line of ['', ...comparisonTable(name, cuts), '']) say(line);
    const [ours, ...others] = cuts;
    if (!ours) return [];
    const best = others.slice(0, 2).reduce((a, b) => (b.all < a.all ? b : a));
    return [
      { what: `findings a hundred cues: ${name}`, unit: '', ours: [ours.all], beside: { name: best.name, values: [best.all] }, target: { mostTimes: 0.33 } },
      { what: `families another cut breaks less often: ${name}`, unit: '', ours: [worseFamilies(ours, others.slice(0, 2))], target: { most: 0 } },
    ];
  });
  const talk = compareCuts(spokenTalk({ minutes: 240 }))[0];
  const broken = (talk?.bySeverity.get('error') ?? 0) + (talk?.bySeverity.get('warning') ?? 0) + (talk?.byRule.get('cue-split') ?? 0);
  return [
    ...figures,
    { what: `rules broken in a talk of 4 h, ${talk?.cues ?? 0} cues`, unit: '', ours: [talk ? Number(broken.toFixed(6)) : NaN], target: { most: 0 } },
  ];
}

/** In how many families of rules another cut has fewer cues at fault. */
function worseFamilies(ours: JudgedCut, others: readonly JudgedCut[]): number {
  return [...ours.byFamily].filter(([family, figure]) => others.some(({ byFamily }) => (byFamily.get(family) ?? 0) < figure - 1e-9)).length;
}

function sources(): (readonly [name: string, transcript: Transcript])[] {
  const sample = fileURLToPath(new URL('../assets/sample/interview.json', import.meta.url));
  return [
    ['the shipped sample', transcriptOf(sample)],
    ['a talk of 60 min', spokenTalk({ minutes: 60 })],
    ['a conversation of 60 min', spokenTalk({ minutes: 60, speakers: 2 })],
    ...realSamples(),
  ];
}

/** Results of the service from elsewhere, where they are at hand; those of a few words tell nothing. */
function realSamples(): (readonly [string, Transcript])[] {
  if (!existsSync(REAL_SAMPLES)) return [];
  const paths = readdirSync(REAL_SAMPLES, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json') && !path.startsWith('job-'));
  return paths.sort().flatMap((path) => {
    const transcript = readOrNull(join(REAL_SAMPLES, path));
    return transcript && countWords(transcript) >= FEWEST_WORDS ? [[path.replace('.json', ''), transcript] as const] : [];
  });
}

/** Some of them hold no transcript of speech and are refused. */
function readOrNull(path: string): Transcript | null {
  try {
    return transcriptOf(path);
  } catch {
    return null;
  }
}
