// The way to AWS: which profiles there are, what would be used, and what AWS says when asked. Secrets pass through, none stays.
import type { StudioClient } from '../../src-core/contract/client.ts';
import type { AwsProfile, CallArgs, CallResult, CredentialsStatus } from '../../src-core/contract/studio-api.ts';
import type { NoticesState } from './notices.svelte.ts';

export type ConnectionTest =
  | { readonly kind: 'untried' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'answered'; readonly answer: CallResult<'credentials.test'> }
  | { readonly kind: 'failed'; readonly error: unknown };

export class ConnectionState {
  readonly #client: StudioClient;
  readonly #notices: NoticesState;
  #profiles = $state.raw<readonly AwsProfile[]>([]);
  #status = $state.raw<CredentialsStatus | null>(null);
  #test = $state.raw<ConnectionTest>({ kind: 'untried' });
  #asked = 0;
  /** Settings on their way to be kept. */
  #pending: Promise<unknown> = Promise.resolve();

  constructor(client: StudioClient, notices: NoticesState) {
    this.#client = client;
    this.#notices = notices;
  }

  get profiles(): readonly AwsProfile[] {
    return this.#profiles;
  }
  /** Null until loaded. */
  get status(): CredentialsStatus | null {
    return this.#status;
  }
  get test(): ConnectionTest {
    return this.#test;
  }
  /** Whether there is anything to sign requests with. */
  get hasCredentials(): boolean {
    return this.#status !== null && this.#status.source !== 'none';
  }

  async load(): Promise<void> {
    try {
      [this.#profiles, this.#status] = await Promise.all([this.#client.call('credentials.profiles', {}), this.#client.call('credentials.status', {})]);
    } catch (thrown) {
      this.#notices.fail(thrown, 'Reading the AWS profiles', () => void this.load());
    }
  }

  /** Profile, region or bucket are being changed: what was found out no longer holds, and what is asked meanwhile waits until they are kept. */
  async changed(change: Promise<boolean>): Promise<void> {
    this.#asked += 1;
    this.#test = { kind: 'untried' };
    const pending = Promise.allSettled([this.#pending, change]);
    this.#pending = pending;
    await pending;
    await this.load();
  }

  /** Asks AWS who we are and how the bucket does. */
  async ask(): Promise<void> {
    const asked = ++this.#asked;
    this.#test = { kind: 'asking' };
    this.#notices.announce('Asking AWS');
    await this.#pending;
    if (asked !== this.#asked) return;
    try {
      const answer = await this.#client.call('credentials.test', {});
      if (asked !== this.#asked) return;
      this.#test = { kind: 'answered', answer };
      this.#notices.announce(`Connected as ${answer.user}, account ${answer.account}, ${answer.region}`);
    } catch (error) {
      if (asked === this.#asked) this.#test = { kind: 'failed', error };
    }
  }

  /** Hands keys in; they cannot be read back. Answers whether they were taken. */
  async enter(keys: CallArgs<'credentials.enter'>): Promise<boolean> {
    return this.#change('Entering keys', async () => {
      this.#status = await this.#client.call('credentials.enter', keys);
    });
  }

  /** Forgets entered keys. */
  async forget(): Promise<boolean> {
    return this.#change('Forgetting keys', async () => {
      this.#status = await this.#client.call('credentials.forget', {});
    });
  }

  /** Makes the bucket the settings name, then asks again. */
  async makeBucket(): Promise<boolean> {
    const made = await this.#change('Making the bucket', async () => {
      await this.#client.call('credentials.makeBucket', {});
    });
    if (made) await this.ask();
    return made;
  }

  async #change(doing: string, change: () => Promise<void>): Promise<boolean> {
    try {
      await change();
      this.#asked += 1;
      this.#test = { kind: 'untried' };
      return true;
    } catch (thrown) {
      this.#notices.fail(thrown, doing);
      return false;
    }
  }
}
