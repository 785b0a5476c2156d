// What a set of rules asks beside its limits, in sentences: frames, sentences, speakers, marks. Knows no page.
import { dashFormText } from '../../src-core/subtitles/dialogue-dash.ts';
import type { RuleSet } from '../../src-core/subtitles/rules/rule-set.ts';
import { languageName } from '../../src-core/library/languages.ts';

/** The sentences, those that ask nothing left out. */
export function letterTexts({ dashes, oneSentence, onFrames, letters }: RuleSet): string[] {
  const { upright, songMark, soundMark, soundCase, ellipsis, colours, plainGlyphs } = letters;
  const asked = [
    onFrames && 'Cues come and go on frames of the picture.',
    oneSentence && 'A cue that ends a sentence begins no other that goes on.',
    dashes && `Two people in one cue: ${dashFormText[dashes.form]}${Object.keys(dashes.byLanguage).length > 0 ? ', or as their language has it' : ''}.`,
    songMark && `Songs stand between ${songMark}.`,
    soundMark && `Sounds stand in ${soundMark === 'square' ? 'square' : 'round'} brackets${soundCase === 'lower' ? ', in small letters' : ''}.`,
    ellipsis && `An ellipsis is ${ellipsis === '…' ? 'one sign' : 'three points'}.`,
    colours && `Letters are ${colours.join(', ')} only.`,
    upright.length > 0 && `No italics in ${upright.map(languageName).join(', ')}.`,
    plainGlyphs && 'Letters, figures and common marks alone: no pictures, arrows or ornaments.',
  ];
  return asked.filter((text) => typeof text === 'string');
}
