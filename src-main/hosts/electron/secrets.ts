// Entered keys, kept by the system's keyring where there is a real one, otherwise only until Galley closes (S20).
// A keyring that changed or is locked costs a sign-in, never the library (S21).
import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';

import { safeStorage } from 'electron';
import * as v from 'valibot';

import { SessionSecrets } from '../../adapters/machine/session-secrets.ts';
import type { SecretStore } from '../../ports/cloud.ts';

const fileShape = v.record(v.string(), v.string());

/** What turns secrets into bytes only this user's keyring can read. */
interface Cipher {
  encrypt(secret: string): Promise<Buffer>;
  decrypt(bytes: Buffer): Promise<string>;
}

/** The store for this machine, once the app is ready. `path` holds the encrypted secrets. */
export async function openSecrets(path: string): Promise<SecretStore> {
  const cipher = await realCipher();
  return cipher === null ? new SessionSecrets() : new KeyringSecrets(path, cipher);
}

/**
 * Linux: only a named keyring counts; "basic_text" is a constant in Chromium's source, and the asynchronous
 * provider cannot be told from its fallback. macOS and Windows: the system's own, asynchronously.
 */
async function realCipher(): Promise<Cipher | null> {
  if (process.platform === 'linux') {
    const backend = safeStorage.getSelectedStorageBackend();
    if (backend === 'basic_text' || backend === 'unknown' || !safeStorage.isEncryptionAvailable()) return null;
    return {
      encrypt: async (secret) => safeStorage.encryptString(secret),
      decrypt: async (bytes) => safeStorage.decryptString(bytes),
    };
  }
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return null;
  return {
    encrypt: (secret) => safeStorage.encryptStringAsync(secret),
    decrypt: async (bytes) => (await safeStorage.decryptStringAsync(bytes)).result,
  };
}

class KeyringSecrets implements SecretStore {
  readonly keeps = true;
  readonly #path: string;
  readonly #cipher: Cipher;
  readonly #locked: Map<string, string>;

  constructor(path: string, cipher: Cipher) {
    this.#path = path;
    this.#cipher = cipher;
    this.#locked = readLocked(path);
  }

  async get(name: string): Promise<string | null> {
    const locked = this.#locked.get(name);
    if (locked === undefined) return null;
    try {
      return await this.#cipher.decrypt(Buffer.from(locked, 'base64'));
    } catch {
      return null; // another keyring, or a locked one: the person signs in again
    }
  }

  async set(name: string, secret: string): Promise<void> {
    this.#locked.set(name, (await this.#cipher.encrypt(secret)).toString('base64'));
    await this.#write();
  }

  async remove(name: string): Promise<void> {
    if (this.#locked.delete(name)) await this.#write();
  }

  async #write(): Promise<void> {
    const draft = `${this.#path}.new`;
    await writeFile(draft, JSON.stringify(Object.fromEntries(this.#locked)), { mode: 0o600, flush: true });
    await rename(draft, this.#path);
  }
}

function readLocked(path: string): Map<string, string> {
  try {
    const parsed = v.safeParse(fileShape, JSON.parse(readFileSync(path, 'utf8')));
    return new Map(parsed.success ? Object.entries(parsed.output) : []);
  } catch {
    return new Map(); // none yet, or unreadable: both cost a sign-in
  }
}
