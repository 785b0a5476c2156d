// A secret store that forgets with the process, and a log that remembers every word.
import type { Log } from '../../../src-main/ports/machine.ts';
import type { SecretStore } from '../../../src-main/ports/cloud.ts';

/** Secrets in memory. */
export function makeMemorySecrets(keeps = false): SecretStore {
  const held = new Map<string, string>();
  return {
    keeps,
    get: (name) => Promise.resolve(held.get(name) ?? null),
    set: (name, secret) => Promise.resolve(void held.set(name, secret)),
    remove: (name) => Promise.resolve(void held.delete(name)),
  };
}

/** A log whose lines a test can search for secrets. Errors are written with everything they carry. */
export function makeSearchableLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  return {
    lines,
    info: (message, facts) => void lines.push(JSON.stringify([message, facts])),
    warn: (message, facts) => void lines.push(JSON.stringify([message, facts])),
    error: (message, thrown) => void lines.push(`${message} ${everythingIn(thrown)}`),
  };
}

/** All text an error carries, through every cause and property. */
export function everythingIn(thrown: unknown, depth = 0): string {
  if (depth > 6) return '';
  if (typeof thrown !== 'object' || thrown === null) return String(thrown);
  const parts = Object.getOwnPropertyNames(thrown).map((name) => `${name}=${everythingIn((thrown as Record<string, unknown>)[name], depth + 1)}`); // any object may be read by key
  return parts.join('\n');
}
