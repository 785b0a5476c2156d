// What a subtitler expects of cues, on speech written for the purpose.
import { describe, expect, it } from 'vitest';
import type { Cue } from '../../../src-core/subtitles/cue.ts';
import { cueLines, cueText } from '../../../src-core/subtitles/cue.ts';
import { labelsOf } from '../../../src-core/subtitles/cue-label.ts';
import { makeCues } from '../../../src-core/subtitles/cueing.ts';
import { functionWordsOf } from '../../../src-core/subtitles/function-words.ts';
import { profileFor } from '../../../src-core/subtitles/language-profile.ts';
import { defaultProfile } from '../../../src-core/subtitles/profile.ts';
import type { Transcript } from '../../../src-core/transcript/transcript.ts';
import { expectLawful } from './cue-laws.ts';
import { said, transcript, turn, word } from './written-speech.ts';

function cuesOf(speech: Transcript): { cues: Cue[]; texts: string[] } {
  const cues = makeCues(speech);
  expectLawful(speech, cues, profileFor(speech));
  return { cues, texts: cues.map((cue) => cueText(speech, cue)) };
}

describe('Cues', () => {
  it('of nothing are none', () => {
    expect(makeCues(transcript([]))).toEqual([]);
    expect(makeCues(transcript([turn([])]))).toEqual([]);
  });

  it('end with sentences where the speech allows', () => {
    const speech = transcript([turn(said('The boat left at five. Nobody on the pier had slept. We counted the nets twice, and then we went home to eat.'))]);
    const { texts } = cuesOf(speech);
    for (const text of texts) expect(text).toMatch(/[.]$/);
  });

  it('keep a short text on one line', () => {
    const { texts } = cuesOf(transcript([turn(said('We counted the nets twice.'))]));
    expect(texts).toEqual(['We counted the nets twice.']);
  });

  it('break two lines in balance, before a conjunction', () => {
    const { texts } = cuesOf(transcript([turn(said('My father mended the nets and my mother sold the fish.'))]));
    expect(texts).toEqual(['My father mended the nets\nand my mother sold the fish.']);
  });

  it('are parted at a long silence even inside a sentence', () => {
    const speech = transcript([turn([...said('I thought'), ...said('we would drown.', 9000)])]);
    expect(cuesOf(speech).texts).toEqual(['I thought', 'we would drown.']);
  });

  it('never hold two speakers, however little each says', () => {
    const { texts } = cuesOf(transcript([turn(said('Ready?'), 'spk_0'), turn(said('Yes.', 900), 'spk_1'), turn(said('Go.', 1500), 'spk_0')]));
    expect(texts).toEqual(['Ready?', 'Yes.', 'Go.']);
  });

  it('do not stay for a word the engine stretched over 17 seconds', () => {
    const { cues } = cuesOf(transcript([turn([word('Wait', 0, 17_400), word('here.', 17_400, 17_800)])]));
    expect(cues).toHaveLength(2);
    expect(cues[0]?.end).toBeLessThanOrEqual(2500);
    expect(cues[1]?.start).toBe(17_400);
  });

  it('believe a time set by hand, up to the longest a cue may last', () => {
    const { cues } = cuesOf(transcript([turn([word('Ooooh', 0, 6000, { origin: 'set' })])]));
    expect(cues[0]?.end).toBeGreaterThanOrEqual(6000);
  });

  it('are shown long enough though their words have no length', () => {
    const { cues } = cuesOf(transcript([turn('one two three four five'.split(' ').map((each) => word(each, 1000, 1000)))]));
    for (const cue of cues) expect(cue.end - cue.start).toBeGreaterThanOrEqual(833);
  });

  it('borrow up to half a second of silence so that they can be read', () => {
    const speech = transcript([turn(said('Unquestionably extraordinary circumstances.', 0, 25)), turn(said('Indeed.', 8000))]);
    const { cues } = cuesOf(speech);
    const silent = speech.turns[0]?.words.at(-1)?.end ?? 0;
    expect(cues[0]?.end).toBe(silent + 500);
  });

  it('close a gap too short to notice to two frames', () => {
    const { cues } = cuesOf(transcript([turn(said('We went out at night.'), 'spk_0'), turn(said('Always at night.', 1600), 'spk_1')]));
    expect((cues[1]?.start ?? 0) - (cues[0]?.end ?? 0)).toBe(80);
  });

  it('keep a long wide word whole', () => {
    const long = 'https://example.org/archive/1953/the-harbour-before-the-storm';
    expect(cuesOf(transcript([turn(said(`See ${long} for more.`))])).texts).toContain(long);
  });

  it('show a remark into running speech at most a second and a half late, and the speech goes on', () => {
    const talk = said('When the storm came we were all out at sea and nobody had listened to the radio because it was broken since the spring.', 0, 60);
    const speech = transcript([turn(talk, 'spk_0'), turn([word('Mm-hmm.', 3000, 3300)], 'spk_1')]);
    const { cues, texts } = cuesOf(speech);
    const remark = cues[texts.indexOf('Mm-hmm.')];
    expect((remark?.start ?? Infinity) - 3000).toBeLessThanOrEqual(1500);
    const fastest = Math.max(...cues.map((cue) => (cueText(speech, cue).length * 1000) / (cue.end - cue.start)));
    expect(fastest).toBeLessThan(40);
  });

  it('count an emoji family and an accented letter once', () => {
    const { cues } = cuesOf(transcript([turn([...said('👩‍👩‍👧‍👦 '.repeat(41).trim(), 0, 1)])]));
    expect(cues.length).toBeGreaterThan(0);
    const decomposed = transcript([turn(said(`${'e\u0301'.repeat(20)} ${'e\u0301'.repeat(21)}`))]);
    expect(cuesOf(decomposed).texts[0]).not.toContain('\n');
  });

  it('give white space as typed no room', () => {
    const speech = transcript([turn([word('Out', 0, 200), word('at', 200, 400, { space: ' \t  ' }), word('sea.', 400, 700, { space: '\u00a0' })])]);
    expect(cuesOf(speech).texts).toEqual(['Out at\u00a0sea.']);
  });

  it('take no more words than letters have room, though they show nothing and take no time', () => {
    const speech = transcript([turn(Array.from({ length: 900 }, () => word('\ufeff', 1000, 1000, { space: '' })))]);
    const lengths = makeCues(speech, defaultProfile).map(({ from, to }) => to.word - from.word + 1);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(2 * (2 * defaultProfile.lineLength + 1));
  });

  it('leave room for the label of whoever speaks', () => {
    const speech = transcript([turn(said('We always counted the nets twice at night.'), 'spk_0')]);
    const cues = makeCues(speech, defaultProfile, labelsOf(speech));
    expectLawful(speech, cues, defaultProfile, labelsOf(speech));
    expect(cueLines(speech, cues[0] as Cue)).toHaveLength(2); // one cue is made of one sentence
  });
});

describe('Cues in seven languages', () => {
  const spoken: Record<string, string> = {
    'en-US':
      'I told him that the people of the village had gone to the harbour with their children because of the storm that was coming from the north of the island.',
    'de-DE':
      'Ich habe ihm gesagt, dass die Leute aus dem Dorf mit ihren Kindern zum Hafen gegangen sind, weil der Sturm von der Insel im Norden kam und keiner auf uns hörte.',
    'fr-FR':
      'Je lui ai dit que les gens du village étaient partis vers le port avec leurs enfants à cause de la tempête qui arrivait depuis le nord de cette petite île.',
    'es-ES':
      'Le dije que la gente del pueblo se había ido al puerto con los niños por culpa de la tormenta que venía desde el norte de la isla y que nadie nos creía.',
    'it-IT':
      "Gli ho detto che la gente del paese era andata verso il porto con i bambini per colpa della tempesta che veniva dal nord dell'isola e che nessuno ci ascoltava.",
    'pt-BR':
      'Eu disse a ele que as pessoas da aldeia tinham ido para o porto com as crianças por causa da tempestade que vinha do norte da ilha e que ninguém acreditava.',
    'nl-NL':
      'Ik heb hem gezegd dat de mensen uit het dorp met hun kinderen naar de haven waren gegaan omdat de storm van het noorden van het eiland kwam en niemand luisterde.',
  };

  it.each(Object.entries(spoken))('end no line on an article, preposition or conjunction: %s', (language, text) => {
    const speech = transcript([turn(said(text))], language);
    const { tight } = functionWordsOf(language.slice(0, 2));
    const lastWords = makeCues(speech).flatMap((cue) => cueLines(speech, cue).map((line) => line.split(' ').at(-1)?.toLowerCase() ?? ''));
    expect(lastWords.filter((last) => tight.has(last))).toEqual([]);
  });

  it('do the same where the engine named no language', () => {
    for (const [language, text] of Object.entries(spoken)) {
      const words = said(text);
      expect(makeCues(transcript([turn(words)], null)), language).toEqual(makeCues(transcript([turn(words)], language)));
    }
  });
});

describe('Cues of writing without spaces', () => {
  const glued = (pieces: string, pace = 120) =>
    pieces
      .split('|')
      .reduce<{ words: ReturnType<typeof word>[]; time: number }>(
        ({ words, time }, text) => ({ words: [...words, word(text, time, time + text.length * pace, { space: '' })], time: time + text.length * pace }),
        { words: [], time: 0 },
      ).words;

  it('hold 16 characters a Chinese line and 23 a Japanese one', () => {
    const chinese = transcript([turn(glued('我们|那天|晚上|一起|去|了|港口，|看见|所有|的|船|都|已经|离开|了。|没有|人|知道|发生|了|什么|事情。'))], 'zh-CN');
    for (const cue of cuesOf(chinese).cues) for (const line of cueLines(chinese, cue)) expect(line.length).toBeLessThanOrEqual(16);
    const japanese = transcript([turn(glued('その|日|の|夜|は|、|みんな|で|港|に|行き|まし|た。|船|は|もう|一隻|も|残っ|て|い|ませ|ん|でし|た。'))], 'ja-JP');
    for (const cue of cuesOf(japanese).cues) for (const line of cueLines(japanese, cue)) expect(line.length).toBeLessThanOrEqual(23);
  });

  it('begin no line with a closing mark or a small kana', () => {
    const speech = transcript(
      [turn(glued('き|ょ|う|は|天気|が|い|い|で|す|ね|、|そ|れ|で|は|海|へ|出|か|け|ま|し|ょ|う|か|。|ち|ょ|っ|と|待|っ|て|く|だ|さ|い|。'))],
      'ja-JP',
    );
    const lines = makeCues(speech).flatMap((cue) => cueLines(speech, cue));
    expect(lines.filter((line) => /^[、。ょっゃゅー]/.test(line))).toEqual([]);
  });
});
