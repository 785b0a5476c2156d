// Who we are to AWS: which credentials are in use, keys typed in, the connection test, the bucket.
// Write-only as to secrets: they go in, never out, and stand in no result, error or log line (S22, S23).
import { StudioError } from '../../src-core/contract/errors.ts';
import type { AwsProfile, CallArgs, CallResult, CredentialsStatus } from '../../src-core/contract/studio-api.ts';
import { policyFor, RIGHTS, type RightAction } from '../../src-core/library/aws-rights.ts';
import { ENTERED_KEYS_SECRET, writeEnteredKeys } from '../../src-core/library/entered-keys.ts';
import { checkBucket } from '../jobs/bucket-check.ts';
import type { SettingsStore } from '../ports/library.ts';
import type { Ids } from '../ports/machine.ts';
import type { Cloud, CloudChoice, SecretStore } from '../ports/cloud.ts';
import { checkRights } from './rights-check.ts';

/** What the service works with. */
export interface CredentialsPorts {
  readonly cloud: Cloud;
  readonly secrets: SecretStore;
  readonly settings: SettingsStore;
  readonly ids: Ids;
  /** Hears that settings were found out, not chosen: whose the bucket is. */
  readonly settingsChanged: () => void;
  /** Hears that keys came or went: work that waits for them goes on at once. */
  readonly keysChanged?: () => void;
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
    return { source, profile, region, endpoints, network: cloud.network(), keepsKeys: secrets.keeps };
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
    this.#ports.keysChanged?.();
    return this.status();
  }

  /** Forgets entered keys, here and in the system's store. */
  async forget(): Promise<CredentialsStatus> {
    await this.#ports.secrets.remove(ENTERED_KEYS_SECRET);
    this.#ports.keysChanged?.();
    return this.status();
  }

  /**
   * Asks AWS who we are, how the bucket of the settings stands, and which rights there are on it; remembers whose it is.
   * Rejects with `no-credentials`, `credentials-expired`, `access-denied`, `no-region`, `clock-wrong`, `network`, `intercepted`
   * or `endpoint-refused`.
   */
  async test(): Promise<CallResult<'credentials.test'>> {
    const { cloud } = this.#ports;
    const connection = await cloud.connect(this.#choice());
    const { account, user } = await connection.account.whoAmI();
    const bucket = await this.#checkBucket();
    const rights = bucket?.state === 'ready' || bucket?.state === 'denied' ? await this.#checkRights(bucket) : null;
    const ahead = connection.clockAhead();
    return {
      account,
      user,
      region: connection.region,
      bucket,
      rights,
      policies: this.#policies(connection.region, rights),
      clockAheadSeconds: ahead === null ? null : Math.round(ahead / 1000),
    };
  }

  /**
   * Makes the bucket of the settings; one that is there and ours stays as it is, but what an earlier try left undone is done.
   * `no-bucket` when none is named.
   */
  async makeBucket(): Promise<Record<string, never>> {
    const { cloud, settings } = this.#ports;
    const { bucket, unfinishedBucket } = settings.get();
    if (bucket === null) throw new StudioError('no-bucket');
    const { account } = await cloud.connect(this.#choice());
    const begun = unfinishedBucket === bucket;
    const { state } = await account.bucketState(bucket);
    // Noted before the first request: whatever breaks off after it can be completed (A11). A bucket that was there before us is not noted.
    if (state === 'missing') settings.put({ ...settings.get(), unfinishedBucket: bucket });
    await account.makeBucket(bucket, begun);
    settings.put({ ...settings.get(), unfinishedBucket: null });
    return {};
  }

  async #checkBucket(): Promise<CallResult<'credentials.test'>['bucket']> {
    const { cloud, settings } = this.#ports;
    const { bucket, bucketOwner, unfinishedBucket } = settings.get();
    if (bucket === null) return null;
    const found = await checkBucket(bucket, bucketOwner, (owner) => cloud.connect({ ...this.#choice(), bucketOwner: owner }));
    if (found.state === 'ready' && bucketOwner === null && found.owner !== null && settings.get().bucket === bucket) {
      settings.put({ ...settings.get(), bucketOwner: found.owner });
      this.#ports.settingsChanged();
    }
    return { name: bucket, ...found, unfinished: unfinishedBucket === bucket };
  }

  async #checkRights({ name, state, owner }: { name: string; state: string; owner: string | null }): ReturnType<typeof checkRights> {
    const { cloud, settings, ids } = this.#ports;
    const { keyPrefix, kmsKey } = settings.get();
    const connection = await cloud.connect({ ...this.#choice(), bucketOwner: owner, kmsKey });
    const trial = { bucket: name, prefix: keyPrefix, region: connection.region, kmsKey, uuid: ids.uuid(), seen: state === 'ready' };
    return checkRights(trial, connection);
  }

  #policies(region: string, rights: CallResult<'credentials.test'>['rights']): CallResult<'credentials.test'>['policies'] {
    const { bucket, keyPrefix: prefix, kmsKey } = this.#ports.settings.get();
    if (bucket === null) return { missing: null, full: null };
    const place = { bucket, prefix, region, kmsKey };
    const all = RIGHTS.map(({ action }) => action);
    const isDenied = (action: RightAction): boolean => rights?.some((right) => right.action === action && right.state === 'denied') ?? false;
    return { missing: policyFor(place, all.filter(isDenied)), full: policyFor(place, all) };
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
