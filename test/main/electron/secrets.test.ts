// Entered keys are kept only behind a real keyring, and a lost keyring costs a sign-in (S20, S21).
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openSecrets } from '../../../src-main/hosts/electron/secrets.ts';

const keyring = vi.hoisted(() => ({ backend: 'gnome_libsecret', isAvailable: true, key: 7 }));
vi.mock('electron', () => ({
  safeStorage: {
    getSelectedStorageBackend: () => keyring.backend,
    isEncryptionAvailable: () => keyring.isAvailable,
    encryptString: (text: string) => Buffer.from([...Buffer.from(`ok${text}`)].map((byte) => byte ^ keyring.key)),
    decryptString: (bytes: Buffer) => {
      const text = Buffer.from([...bytes].map((byte) => byte ^ keyring.key)).toString();
      if (!text.startsWith('ok')) throw new Error('Error while decrypting the ciphertext');
      return text.slice(2);
    },
  },
}));

let path = '';
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'galley-secrets-')), 'secrets.json');
  Object.assign(keyring, { backend: 'gnome_libsecret', isAvailable: true, key: 7 });
});

describe.runIf(process.platform === 'linux')('secrets on Linux', () => {
  it('outlive the run behind a real keyring, unreadable on disk and only by their owner', async () => {
    const first = await openSecrets(path);
    await first.set('keys', 'wJalrXUtnFEMI');
    expect(first.keeps).toBe(true);
    expect(readFileSync(path, 'utf8')).not.toContain('wJalr');
    expect(statSync(path).mode & 0o077).toBe(0);
    const second = await openSecrets(path);
    expect(await second.get('keys')).toBe('wJalrXUtnFEMI');
    await second.remove('keys');
    expect(await (await openSecrets(path)).get('keys')).toBeNull();
  });

  it.each([
    ['basic_text, which is no secret', { backend: 'basic_text' }],
    ['an unknown keyring', { backend: 'unknown' }],
    ['a keyring that is not available', { isAvailable: false }],
  ])('last for this run only with %s', async (_name, state) => {
    Object.assign(keyring, state);
    const secrets = await openSecrets(path);
    await secrets.set('keys', 'secret');
    expect([secrets.keeps, await secrets.get('keys')]).toEqual([false, 'secret']);
    expect(await (await openSecrets(path)).get('keys')).toBeNull();
  });

  it('are simply gone when the keyring changed', async () => {
    await (await openSecrets(path)).set('keys', 'secret');
    keyring.key = 9;
    const secrets = await openSecrets(path);
    expect(await secrets.get('keys')).toBeNull();
    await secrets.set('keys', 'new');
    expect(await secrets.get('keys')).toBe('new');
  });

  it('start empty over a file that cannot be read', async () => {
    writeFileSync(path, '{"keys":');
    expect(await (await openSecrets(path)).get('keys')).toBeNull();
  });
});
