// The Cloud port over the AWS SDK: opens connections, keeps one for each choice, and replaces it when what it rests on changes.
import { createHash } from 'node:crypto';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { ENTERED_KEYS_SECRET, readEnteredKeys } from '../../../src-core/library/entered-keys.ts';
import type { Log } from '../../ports/machine.ts';
import type { Cloud, CloudChoice, CloudConnection, SecretStore } from '../../ports/cloud.ts';
import { AwsSession } from './aws-session.ts';
import { readConfigFiles, type ConfigFiles, type Environment } from './config-files.ts';
import { loadCredentials } from './credentials.ts';
import { checkEndpoint } from './endpoints.ts';
import { FreshCredentials } from './fresh-credentials.ts';
import { listProfiles } from './profiles.ts';
import { makeS3Objects } from './s3-objects.ts';
import { makeS3Parts } from './s3-parts.ts';
import type { S3Terms } from './s3-terms.ts';
import { planSession, type SessionPlan } from './session-plan.ts';
import { makeStsAccount } from './sts-account.ts';
import { makeTranscribeSpeech } from './transcribe-speech.ts';
import { makeWebAgents, prescribedNetwork } from './web-agents.ts';

/** What the Cloud works with. */
export interface CloudSetup {
  readonly secrets: SecretStore;
  readonly log: Log;
  /** The process's environment. The SDK reads a few things of the real one on its own: HOME for SSO tokens, FIPS and dual stack. */
  readonly env: Environment;
  /** Milliseconds since 1970; the machine's clock unless a test says otherwise. */
  readonly now?: () => number;
}

/** The Cloud of this machine; `close` ends its sockets. */
export interface AwsCloud extends Cloud {
  close(): void;
}

interface OpenConnection {
  readonly session: AwsSession;
  /** By the terms of its requests to buckets. */
  readonly connections: Map<string, CloudConnection>;
  /** Hash of everything it was made from. */
  readonly stamp: string;
}

/**
 * Opens connections to AWS. `connect` is cheap and meant to be called before each piece of work: it re-reads the files and answers
 * the connection it has while nothing changed. Throws `no-credentials`, `no-region`, `endpoint-refused`; asks AWS nothing.
 */
export function makeCloud({ secrets, log, env, now = Date.now }: CloudSetup): AwsCloud {
  const open = new Map<string, OpenConnection>();
  const resolve = async (choice: CloudChoice): Promise<{ plan: SessionPlan; files: ConfigFiles; entered: string | null }> => {
    const [files, entered] = await Promise.all([readConfigFiles(env), secrets.get(ENTERED_KEYS_SECRET)]);
    return { plan: planSession(choice, env, files, readEnteredKeys(entered) !== null), files, entered };
  };

  return {
    connect: async (choice) => {
      const { plan, files, entered } = await resolve(choice);
      const region = refuseUnready(plan, env);
      const stamp = stampOf(plan, files, plan.source === 'entered' ? entered : null);
      const key = JSON.stringify([choice.profile, choice.region]);
      const known = open.get(key);
      const terms = { owner: choice.bucketOwner ?? null, kmsKey: choice.kmsKey ?? null };
      if (known?.stamp === stamp) return connectionOf(known, terms);
      const agents = makeWebAgents(env);
      const credentials = new FreshCredentials(loadCredentials(plan, { env, secrets, agents }), now);
      const session = new AwsSession({ region, profile: plan.configProfile, endpoints: plan.endpoints, credentials, agents, now });
      const opened = { session, connections: new Map<string, CloudConnection>(), stamp };
      open.set(key, opened);
      known?.session.retire();
      log.info('aws connection opened', {
        source: plan.source,
        profile: plan.profile,
        region,
        endpoints: plan.endpoints.map(({ url, from }) => `${url} (${from})`),
      });
      return connectionOf(opened, terms);
    },
    profiles: async () => listProfiles(await readConfigFiles(env)),
    network: () => prescribedNetwork(env),
    endpoints: async (choice) => [...(await resolve(choice)).plan.endpoints],
    source: async (choice) => {
      const { source, profile, region } = (await resolve(choice)).plan;
      return { source, profile, region };
    },
    close: () => {
      for (const { session } of open.values()) session.retire();
      open.clear();
    },
  };
}

/** The session's connection on these terms: the same one each time. */
function connectionOf({ session, connections }: OpenConnection, terms: S3Terms): CloudConnection {
  const key = JSON.stringify(terms);
  const known = connections.get(key);
  if (known !== undefined) return known;
  const objects = makeS3Objects(session, terms);
  const connection: CloudConnection = {
    region: session.region,
    objects,
    parts: makeS3Parts(session, terms),
    account: makeStsAccount(session, terms),
    speech: makeTranscribeSpeech(session, objects),
    bytesMoved: () => session.agents.moved(),
    clockAhead: () => session.clockAhead,
  };
  connections.set(key, connection);
  return connection;
}

/** Refuses a plan that cannot work, before a socket is opened; answers its region. */
function refuseUnready(plan: SessionPlan, env: Environment): string {
  // Without checked certificates anybody on the way could read recordings and results (S18).
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
    throw new StudioError('endpoint-refused', { url: '', from: 'NODE_TLS_REJECT_UNAUTHORIZED', cause: 'certificates-unchecked' });
  for (const endpoint of plan.endpoints) checkEndpoint(endpoint);
  if (plan.source === 'none')
    throw new StudioError('no-credentials', { cause: plan.profile === null ? 'nothing-found' : 'profile-missing', profile: plan.profile });
  if (plan.region === null) throw new StudioError('no-region');
  return plan.region;
}

/** One hash over what a connection rests on: rewritten profiles and newly entered keys show in it, and cannot be read from it. */
function stampOf(plan: SessionPlan, files: ConfigFiles, entered: string | null): string {
  const sections = [...files.profiles].filter(([name]) => name === plan.profile || name === plan.configProfile);
  return createHash('sha256')
    .update(JSON.stringify([plan, sections, entered]))
    .digest('hex');
}
