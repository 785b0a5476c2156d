// Custom endpoints: which are in force for a choice, and who said so. Resolved by us and handed to every client,
// because a client given `profile:` ignores that profile's own endpoint_url, and obeys another's through AWS_PROFILE.
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { Cloud } from '../../ports/cloud.ts';
import type { ConfigFiles, Environment } from './config-files.ts';

export type CloudEndpoint = Awaited<ReturnType<Cloud['endpoints']>>[number];
export type CloudService = CloudEndpoint['service'];

/** Each service's part of "AWS_ENDPOINT_URL_…", and its key in a `services` section (AWS SDK reference guide). */
const SERVICES: readonly { readonly service: CloudService; readonly variable: string; readonly key: string }[] = [
  { service: 's3', variable: 'AWS_ENDPOINT_URL_S3', key: 's3' },
  { service: 'transcribe', variable: 'AWS_ENDPOINT_URL_TRANSCRIBE', key: 'transcribe' },
  { service: 'transcribe-streaming', variable: 'AWS_ENDPOINT_URL_TRANSCRIBE_STREAMING', key: 'transcribe_streaming' },
  { service: 'sts', variable: 'AWS_ENDPOINT_URL_STS', key: 'sts' },
];

/**
 * The custom endpoints in force for a profile, with their origin for display (S18).
 * Order of the guide: the service's variable, AWS_ENDPOINT_URL, the profile's `services` section, the profile's endpoint_url.
 */
export function resolveEndpoints(env: Environment, files: ConfigFiles, profile: string): CloudEndpoint[] {
  const section = files.profiles.get(profile);
  if (isTrue(env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] ?? section?.['ignore_configured_endpoint_urls'])) return [];
  const list = section?.['services'];
  const own = list === undefined ? undefined : files.services.get(list);
  return SERVICES.flatMap(({ service, variable, key }) => {
    const origins: [string | undefined, string][] = [
      [env[variable], variable],
      [env['AWS_ENDPOINT_URL'], 'AWS_ENDPOINT_URL'],
      [own?.[`${key}.endpoint_url`], `services ${list} of profile ${profile}`],
      [section?.['endpoint_url'], `profile ${profile}`],
    ];
    const found = origins.find(([url]) => url !== undefined && url !== '');
    return found ? [{ service, url: found[0] ?? '', from: found[1] }] : [];
  });
}

/**
 * Refuses an endpoint that must not be used: not a URL, not https (http only on this machine), with a user name in it,
 * or with a query. Throws `endpoint-refused`.
 */
export function checkEndpoint({ url, from }: CloudEndpoint): URL {
  const parsed = URL.parse(url);
  const refuse = (cause: string): StudioError => new StudioError('endpoint-refused', { url: parsed?.host ?? '', from, cause });
  if (parsed === null) throw refuse('unreadable');
  if (parsed.username !== '' || parsed.password !== '') throw refuse('user-name');
  if (parsed.search !== '' || parsed.hash !== '') throw refuse('query');
  if (parsed.protocol !== 'https:' && !(parsed.protocol === 'http:' && isLoopbackHost(parsed.hostname))) throw refuse('not-https');
  return parsed;
}

/** Whether a URL's host is this machine: 127.0.0.0/8, ::1, localhost and names under it (RFC 6761). */
export function isLoopbackHost(hostname: string): boolean {
  return /^127(\.\d{1,3}){3}$/.test(hostname) || hostname === '[::1]' || hostname === 'localhost' || hostname.endsWith('.localhost');
}

function isTrue(value: string | undefined): boolean {
  return value?.toLowerCase() === 'true';
}
