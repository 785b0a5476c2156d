// Who we are to AWS: which credentials are in use, keys typed in, the connection test, the bucket.
// Write-only as to secrets: they go in, never out, and stand in no result, error or log line (S22, S23).
import { StudioError } from '../../src-core/contract/errors.ts';
import type { AwsProfile, CallArgs, CallResult, CredentialsStatus } from '../../src-core/contract/studio-api.ts';
import { ENTERED_KEYS_SECRET, writeEnteredKeys } from '../../src-core/library/entered-keys.ts';
import type { Cloud, CloudChoice, SecretStore, SettingsStore } from '../ports.ts';

/** What the service works with. */
export interface CredentialsPorts {
  readonly cloud: Cloud;
  readonly secrets: SecretStore;
  readonly settings: SettingsStore;
}

/** Calls of the group `credentials`. */
export class CredentialsService {
  readonly #ports: CredentialsPorts;

  constructor(ports: CredentialsPorts) {
    this.#ports = ports;
  }

  /** Named profiles of the AWS config files, as they are now. */
  async profiles(): Promise<AwsProfile[]> {
    return this.#ports.cloud.profiles();
  }

  /** What would be used, and which custom endpoints with it; asks AWS nothing. */
  async status(): Promise<CredentialsStatus> {
    const { cloud, secrets } = this.#ports;
    const [{ source, profile, region }, endpoints] = await Promise.all([cloud.source(this.#choice()), cloud.endpoints(this.#choice())]);
    return { source, profile, region, endpoints, keepsKeys: secrets.keeps };
  }

  /**
   * Takes keys in, for this run or for good, as the secret store can. They count while no profile is chosen in the settings.
   * Blanks around them come from copying and are dropped; `bad-options` when one is empty or has blanks inside.
   */
  async enter({ accessKeyId, secretAccessKey, sessionToken }: CallArgs<'credentials.enter'>): Promise<CredentialsStatus> {
    const keys = {
      accessKeyId: clean('accessKeyId', accessKeyId),
      secretAccessKey: clean('secretAccessKey', secretAccessKey),
      sessionToken: sessionToken === null || sessionToken.trim() === '' ? null : clean('sessionToken', sessionToken),
    };
    await this.#ports.secrets.set(ENTERED_KEYS_SECRET, writeEnteredKeys(keys));
    return this.status();
  }

  /** Forgets entered keys, here and in the system's store. */
  async forget(): Promise<CredentialsStatus> {
    await this.#ports.secrets.remove(ENTERED_KEYS_SECRET);
    return this.status();
  }

  /**
   * Asks AWS who we are, and how the bucket of the settings stands. Rejects with `no-credentials`, `credentials-expired`,
   * `access-denied`, `no-region`, `clock-wrong`, `network`, `intercepted` or `endpoint-refused`.
   */
  async test(): Promise<CallResult<'credentials.test'>> {
    const { cloud, settings } = this.#ports;
    const { region, account } = await cloud.connect(this.#choice());
    const { account: number, user } = await account.whoAmI();
    const name = settings.get().bucket;
    return { account: number, user, region, bucket: name === null ? null : { name, ...(await account.bucketState(name)) } };
  }

  /** Makes the bucket of the settings; one that is there and ours stays as it is. `no-bucket` when none is named. */
  async makeBucket(): Promise<Record<string, never>> {
    const { cloud, settings } = this.#ports;
    const name = settings.get().bucket;
    if (name === null) throw new StudioError('no-bucket');
    const { account } = await cloud.connect(this.#choice());
    await account.makeBucket(name);
    return {};
  }

  #choice(): CloudChoice {
    const { awsProfile, awsRegion } = this.#ports.settings.get();
    return { profile: awsProfile, region: awsRegion };
  }
}

/** A key without the blanks copying brings. Anything but visible ASCII would break a header, and is in no AWS key. */
function clean(field: string, text: string): string {
  const trimmed = text.trim();
  if (!/^[\x21-\x7e]+$/.test(trimmed))
    throw new StudioError('bad-options', { field, message: 'This is not a key: it is empty, or has blanks or other signs inside.' });
  return trimmed;
}
