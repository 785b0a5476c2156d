// The AWS keys a person typed in, as the secret store keeps them: one secret, so that they come and go together.
import * as v from 'valibot';

/** Name of the secret. */
export const ENTERED_KEYS_SECRET = 'aws-keys';

const enteredKeysShape = v.strictObject({
  accessKeyId: v.pipe(v.string(), v.minLength(1)),
  secretAccessKey: v.pipe(v.string(), v.minLength(1)),
  sessionToken: v.nullable(v.string()),
});
export type EnteredKeys = v.InferOutput<typeof enteredKeysShape>;

/** The secret's text. */
export function writeEnteredKeys(keys: EnteredKeys): string {
  return JSON.stringify(keys);
}

/** The keys of a secret's text; null when there is none or it cannot be read: then they are entered again (S21). */
export function readEnteredKeys(secret: string | null): EnteredKeys | null {
  if (secret === null) return null;
  try {
    const parsed = v.safeParse(enteredKeysShape, JSON.parse(secret));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
