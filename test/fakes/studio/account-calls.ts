// Calls of the studio in memory: the session, the settings and the account at AWS.
import { policyFor, resourceOf, RIGHTS, type RightAction } from '../../../src-core/library/aws-rights.ts';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { CallResult, CredentialsStatus } from '../../../src-core/contract/studio-api.ts';
import { memoryLicences } from '../memory-report.ts';
import type { Memory, Group } from './memory.ts';

export function accountCallsOf(memory: Memory): Group<'session' | 'settings' | 'credentials'> {
  const status = (): Promise<CredentialsStatus> => Promise.resolve(statusOf(memory));
  return {
    'session.hello': () =>
      Promise.resolve({ host: 'test', version: '0.1.0', platform: 'linux', libraryPath: '/home/ines/Galley', readOnly: null, notes: [], ffmpeg: '5.1.6' }),
    'session.licences': () => Promise.resolve(memoryLicences()),
    'settings.get': () => Promise.resolve(memory.settings),
    'settings.set': (patch) => {
      const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
      memory.settings = { ...memory.settings, ...given };
      memory.emit('settings.changed', memory.settings);
      return Promise.resolve(memory.settings);
    },
    'credentials.profiles': () =>
      Promise.resolve([
        { name: 'newsroom', kind: 'sso', region: 'eu-central-1' },
        { name: 'practice', kind: 'static', region: 'eu-west-1' },
        { name: 'archive', kind: 'assume-role', region: null },
        { name: 'vault', kind: 'process', region: 'us-east-1' },
      ]),
    'credentials.status': status,
    'credentials.enter': () => {
      memory.entered = true;
      return status();
    },
    'credentials.forget': () => {
      memory.entered = false;
      return status();
    },
    'credentials.test': () => {
      const { bucket, awsRegion, awsProfile } = memory.settings;
      if (awsProfile === null && !memory.entered) return Promise.reject(new StudioError('no-credentials'));
      if (awsProfile === 'archive') return Promise.reject(new StudioError('access-denied', { action: 'sts:AssumeRole' }));
      const region = awsRegion ?? 'eu-central-1';
      return Promise.resolve({
        account: '111122223333',
        user: 'ines.calloway',
        region,
        bucket: bucket === null ? null : { name: bucket, state: 'ready', region, owner: '111122223333', unfinished: false },
        ...rightsOn(bucket, region, awsProfile === 'vault' ? FORBIDDEN : []),
        clockAheadSeconds: awsProfile === 'vault' ? 540 : 1,
      });
    },
    'credentials.makeBucket': () => Promise.resolve({}),
  };
}

function statusOf(memory: Memory): CredentialsStatus {
  const endpoints = memory.settings.awsProfile === 'practice' ? [{ service: 's3' as const, url: 'http://127.0.0.1:4566', from: 'profile practice' }] : [];
  const { awsProfile: profile, awsRegion: region } = memory.settings;
  return {
    source: memory.entered ? 'entered' : profile === null ? 'none' : 'profile',
    profile,
    region,
    endpoints,
    network: networkOf(profile),
    keepsKeys: false,
  };
}

/** The desk of the profile "vault" sits behind a proxy. */
function networkOf(profile: string | null): CredentialsStatus['network'] {
  return profile === 'vault' ? [{ name: 'HTTPS_PROXY', value: 'http://…@proxy.newsroom.example:3128' }] : [];
}

/** What the profile "vault" may not do; the others may do everything. */
const FORBIDDEN: readonly RightAction[] = ['s3:ListMultipartUploadParts', 's3:AbortMultipartUpload', 'transcribe:DeleteTranscriptionJob'];

/** Rights as the studio finds them out: starting a job is never tried. */
function rightsOn(bucket: string | null, region: string, denied: readonly RightAction[]): Pick<CallResult<'credentials.test'>, 'rights' | 'policies'> {
  if (bucket === null) return { rights: null, policies: { missing: null, full: null } };
  const place = { bucket, prefix: 'galley/', region, kmsKey: null };
  const stateOf = (action: RightAction) => (denied.includes(action) ? 'denied' : action === 'transcribe:StartTranscriptionJob' ? 'untried' : 'allowed');
  const rights = RIGHTS.map(({ action, purpose }) => ({ action, purpose, resource: resourceOf(action, place), state: stateOf(action) }) as const);
  const all = RIGHTS.map(({ action }) => action);
  return { rights, policies: { missing: policyFor(place, denied), full: policyFor(place, all) } };
}
