// Which languages a picker lists, in which order: chosen ones first, then likely ones, then the rest by name.
import { LANGUAGES, dialectRoot, type Language } from '../../src-core/library/languages.ts';
import { folded } from './folded.ts';

/** Languages that fit the filter by name or code; chosen ones always stay in the list. */
export function languageChoices(filter: string, chosen: readonly string[], likely: readonly string[]): Language[] {
  const wanted = folded(filter.trim());
  const fits = (language: Language): boolean => wanted === '' || folded(`${language.name} ${language.code}`).includes(wanted);
  const rank = (language: Language): number => {
    if (chosen.includes(language.code)) return 0;
    const place = likely.indexOf(language.code);
    return place < 0 ? LANGUAGES.length + 1 : place + 1;
  };
  return LANGUAGES.filter((language) => chosen.includes(language.code) || fits(language)).sort((a, b) => rank(a) - rank(b));
}

/** Languages a person probably wants: those of earlier work first, then those the system speaks. */
export function likelyLanguages(used: readonly string[], system: readonly string[]): string[] {
  const spoken = system.flatMap((tag) => {
    const exact = LANGUAGES.find((language) => language.code.toLowerCase() === tag.toLowerCase());
    return exact ? [exact.code] : LANGUAGES.filter((language) => dialectRoot(language.code) === dialectRoot(tag)).map((language) => language.code);
  });
  return [...new Set([...used, ...spoken])].filter((code) => LANGUAGES.some((language) => language.code === code));
}
