// Secrets for as long as the process lives: where the system has no keyring we can trust (S20).
import type { SecretStore } from '../../ports/cloud.ts';

export class SessionSecrets implements SecretStore {
  readonly keeps = false;
  readonly #secrets = new Map<string, string>();

  async get(name: string): Promise<string | null> {
    return this.#secrets.get(name) ?? null;
  }

  async set(name: string, secret: string): Promise<void> {
    this.#secrets.set(name, secret);
  }

  async remove(name: string): Promise<void> {
    this.#secrets.delete(name);
  }
}
