// Names inside sentences of ours: kept from turning the words around them, and spelled out where a mistake cannot be taken back (S6).

/** Characters that turn the reading direction: the text around a name must not follow them. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Characters that are not seen, or are seen elsewhere than they stand: controls, formats, fillers, odd spaces. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]|[^\S ]/gu;

/** A name in quotes for a sentence: isolated, so that neither its script nor its characters turn what stands beside it. */
export function quotedName(name: string): string {
  return `“\u2068${name.replace(TURNING, '')}\u2069”`;
}

/** A name in quotes for a question that cannot be taken back: every character that hides or turns is written as its number, "‹U+202E›". */
export function bareName(name: string): string {
  const spelled = name.replace(UNSEEN, (character) => `‹U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`);
  return `“\u2068${spelled}\u2069”`;
}
