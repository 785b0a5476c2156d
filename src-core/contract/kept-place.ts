// Where a person was on a page, as the page leaves it to the one that comes after it. It crosses no wire.
import * as v from 'valibot';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const end = v.strictObject({ turn: count, offset: count });

const keptPlaceShape = v.strictObject({
  place: v.variant('kind', [
    v.strictObject({ kind: v.literal('start') }),
    v.strictObject({ kind: v.literal('recording'), id: v.string() }),
    v.strictObject({ kind: v.literal('jobs') }),
    v.strictObject({ kind: v.literal('settings'), part: v.picklist(['appearance', 'aws', 'media', 'library', 'keyboard', 'rules']) }),
  ]),
  /** What is selected in the open recording's text, from where to where. */
  selection: v.nullable(v.strictObject({ anchor: end, head: end })),
});
export type KeptPlace = v.InferOutput<typeof keptPlaceShape>;

/** What was kept as text; the first screen when it was nothing, or nothing that can be read. */
export function readKeptPlace(text: string | null): KeptPlace {
  try {
    return v.parse(keptPlaceShape, JSON.parse(text ?? 'null'));
  } catch {
    return { place: { kind: 'start' }, selection: null }; // another version's, or somebody else's: worth no word
  }
}
