// The gate before anything a service's answer names is read: where a link points to, and whether it may be followed (S15).
// Pure: it opens no connection. Whoever follows a link looks up names through `isPublicAddress` and allows no redirect.
import { BlockList, isIP } from 'node:net';
import { StudioError } from '../../../src-core/contract/errors.ts';

/** Where S3 may be, for one job: the region asked, and the custom S3 endpoint in force, if any. */
export interface LinkRules {
  readonly region: string;
  readonly s3Endpoint: URL | null;
}

/** An object a link points to. */
export interface LinkedObject {
  readonly bucket: string;
  /** Percent-decoded. */
  readonly key: string;
}

/** Names of S3 in a region, by partition: all that a link of the service may be under. */
const PARTITION_SUFFIXES: readonly (readonly [RegExp, string])[] = [
  [/^cn-/, 'amazonaws.com.cn'],
  [/^us-iso-/, 'c2s.ic.gov'],
  [/^us-isob-/, 'sc2s.sgov.gov'],
  [/^us-isof-/, 'csp.hci.ic.gov'],
  [/^eu-isoe-/, 'cloud.adc-e.uk'],
  [/^eusc-/, 'amazonaws.eu'],
];

/**
 * The object a result's URI names: "s3://", path-style or virtual-host, of S3 in this region or of the endpoint in force.
 * The URI of a bucket of our own is not presigned: it is only read for bucket and key.
 * Throws `endpoint-refused` when it points anywhere else.
 */
export function locateObject(uri: string, rules: LinkRules): LinkedObject {
  const url = URL.parse(uri);
  if (url === null) throw refusal('unreadable', null);
  if (url.username !== '' || url.password !== '') throw refusal('user-name', url);
  if (url.protocol === 's3:') return objectOf(url.hostname, url.pathname, url);
  const found = locateOnEndpoint(url, rules.s3Endpoint) ?? locateOnAmazon(url, rules.region);
  if (found === null) throw refusal('host', url);
  return found;
}

/**
 * Allows following a service's own link, without any credentials, or throws `endpoint-refused`. https only, but for an endpoint
 * of our own on this machine; host of S3 in this region or of the endpoint in force; no user name, no odd port.
 */
export function checkServiceLink(uri: string, rules: LinkRules): URL {
  const url = URL.parse(uri);
  if (url === null) throw refusal('unreadable', null);
  if (url.username !== '' || url.password !== '') throw refusal('user-name', url);
  if (locateOnEndpoint(url, rules.s3Endpoint) !== null) return url;
  if (url.protocol !== 'https:') throw refusal('not-https', url);
  if (url.port !== '') throw refusal('port', url);
  if (locateOnAmazon(url, rules.region) === null) throw refusal('host', url);
  return url;
}

/** Whether a link leads to the endpoint a person configured: its address may then be private. */
export function isConfiguredEndpoint(url: URL, rules: LinkRules): boolean {
  return locateOnEndpoint(url, rules.s3Endpoint) !== null;
}

/** A refusal. It names the host and never the link, whose query is a key of its own. */
export function refusal(cause: string, url: URL | null): StudioError {
  return new StudioError('endpoint-refused', { url: url?.host.slice(0, 255) ?? '', what: 'result-link', cause });
}

/** Path-style or virtual-host on the configured endpoint, whose scheme and port must be its own. */
function locateOnEndpoint(url: URL, endpoint: URL | null): LinkedObject | null {
  if (endpoint === null || url.protocol !== endpoint.protocol || url.port !== endpoint.port) return null;
  const base = endpoint.pathname.replace(/\/$/, '');
  if (url.pathname !== base && !url.pathname.startsWith(`${base}/`)) return null;
  const path = url.pathname.slice(base.length);
  if (url.hostname === endpoint.hostname) return pathStyle(path, url);
  const suffix = `.${endpoint.hostname}`;
  return isIP(endpoint.hostname) === 0 && url.hostname.endsWith(suffix) ? objectOf(url.hostname.slice(0, -suffix.length), path, url) : null;
}

function locateOnAmazon(url: URL, region: string): LinkedObject | null {
  if (url.protocol !== 'https:' || url.port !== '') return null;
  const host = url.hostname;
  for (const name of s3Hosts(region)) {
    if (host === name) return pathStyle(url.pathname, url);
    if (host.endsWith(`.${name}`)) return objectOf(host.slice(0, -name.length - 1), url.pathname, url);
  }
  return null;
}

/** Every host name S3 answers to in a region. */
function s3Hosts(region: string): string[] {
  if (!/^[a-z0-9-]{1,40}$/.test(region)) return [];
  const suffix = PARTITION_SUFFIXES.find(([pattern]) => pattern.test(region))?.[1] ?? 'amazonaws.com';
  const regional = [`s3.${region}`, `s3-${region}`, `s3.dualstack.${region}`, `s3-fips.${region}`, `s3-fips.dualstack.${region}`];
  // The oldest region also answers without its name.
  return [...regional, ...(region === 'us-east-1' ? ['s3'] : [])].map((name) => `${name}.${suffix}`);
}

function pathStyle(path: string, url: URL): LinkedObject {
  const slash = path.indexOf('/', 1);
  if (slash < 0) throw refusal('no-key', url);
  return objectOf(decode(path.slice(1, slash), url), path.slice(slash), url);
}

function objectOf(bucket: string, path: string, url: URL): LinkedObject {
  const key = decode(path.slice(1), url);
  if (key === '' || !/^[a-z0-9][a-z0-9._-]{1,62}$/i.test(bucket)) throw refusal('no-key', url);
  return { bucket, key };
}

function decode(text: string, url: URL): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw refusal('unreadable', url);
  }
}

// ---------------------------------------------------------------- addresses

/** Addresses no public service has: this machine, private and link-local networks, documentation, multicast, reserved (IANA registries). */
const NOT_PUBLIC: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
  // Unspecified, loopback, translated and local NAT64 addresses; mapped and well-known NAT64 ones are judged before.
  ['::', 8, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

// One list for each family: in a list of both, Node finds every IPv4 address under ::/8.
const BLOCKED = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [network, prefix, family] of NOT_PUBLIC) BLOCKED[family].addSubnet(network, prefix, family);

/** Whether a service on the internet can have this address. IPv4 inside IPv6 (mapped, NAT64) is judged as IPv4. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  const inner = family === 6 ? embeddedIpv4(address) : null;
  if (inner !== null) return isPublicAddress(inner);
  const name = family === 4 ? 'ipv4' : 'ipv6';
  return !BLOCKED[name].check(address, name);
}

/** The IPv4 address in ::ffff:0:0/96 and 64:ff9b::/96, in either spelling. */
function embeddedIpv4(address: string): string | null {
  // The URL parser writes every IPv6 address in one way, dots turned into hex.
  const plain = URL.parse(`http://[${address.split('%')[0] ?? ''}]/`)?.hostname.slice(1, -1) ?? '';
  const match = /^(?:::ffff:|64:ff9b::)(?:([0-9a-f]{1,4}):)?([0-9a-f]{1,4})$/.exec(plain);
  if (match === null) return null;
  const [high, low] = [parseInt(match[1] ?? '0', 16), parseInt(match[2] ?? '0', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
