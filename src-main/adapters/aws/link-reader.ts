// Follows a service's own link once it has passed the gate: no credentials, no redirects, public addresses only, at most 256 MB.
import { lookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { InterceptedAnswer } from './aws-errors.ts';
import { readBody } from './body-bytes.ts';
import { CONNECTION_TIMEOUT, RESULT_LIMIT_BYTES, SOCKET_TIMEOUT } from './connection-limits.ts';
import { checkServiceLink, isConfiguredEndpoint, isPublicAddress, refusal, type LinkRules } from './result-link.ts';
import type { WebAgents } from './web-agents.ts';

/** What a link gave: its bytes, or that it is no longer good (links live 15 minutes: A34). */
export type LinkAnswer = { readonly kind: 'bytes'; readonly bytes: Uint8Array } | { readonly kind: 'expired' };

/** Reads a link. Throws `endpoint-refused`, `too-large`, or what the network threw. */
export async function readServiceLink(uri: string, rules: LinkRules, agents: WebAgents): Promise<LinkAnswer> {
  const url = checkServiceLink(uri, rules);
  const answer = await fetchOnce(url, agents, isConfiguredEndpoint(url, rules) || agents.proxied);
  const status = answer.statusCode ?? 0;
  if (status === 200) return { kind: 'bytes', bytes: await readWhole(answer) };
  answer.destroy();
  if (status >= 300 && status < 400) throw refusal('redirect', url);
  if (status === 403 || status === 404) return { kind: 'expired' };
  if (status === 429 || status === 503) throw new StudioError('throttled', { action: 's3:GetObject', resource: url.host });
  throw new StudioError('service', { action: 's3:GetObject', resource: url.host, status });
}

function fetchOnce(url: URL, agents: WebAgents, trusted: boolean): Promise<IncomingMessage> {
  const isSecure = url.protocol === 'https:';
  const shared = { method: 'GET', headers: { 'user-agent': 'galley', 'accept-encoding': 'identity' }, timeout: CONNECTION_TIMEOUT };
  return new Promise((resolve, reject) => {
    const options = { ...shared, agent: isSecure ? agents.https : agents.http, ...(trusted ? {} : { agent: false as const, lookup: publicLookup(url) }) };
    const sent = (isSecure ? httpsRequest : httpRequest)(url, options, resolve);
    sent.setTimeout(SOCKET_TIMEOUT);
    sent.on('timeout', () => sent.destroy(Object.assign(new Error('the link did not answer'), { code: 'ETIMEDOUT' })));
    sent.on('error', reject);
    sent.end();
  });
}

async function readWhole(answer: IncomingMessage): Promise<Uint8Array> {
  if (/^text\/html\b/i.test(answer.headers['content-type'] ?? '')) {
    answer.destroy();
    throw new InterceptedAnswer('html');
  }
  const announced = Number(answer.headers['content-length'] ?? NaN);
  return readBody(answer, Number.isNaN(announced) ? null : announced, RESULT_LIMIT_BYTES);
}

/** Looks a name up and refuses it when any of its addresses is not public; the checked addresses are those connected to (no second look-up). */
export function publicLookup(url: URL): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      if (addresses.length === 0 || addresses.some(({ address }) => !isPublicAddress(address))) return callback(refusal('private-address', url), '', 0);
      if (options.all === true) return callback(null, addresses);
      const [first] = addresses;
      return callback(null, first?.address ?? '', first?.family);
    });
  };
}
