// The attacks the loopback gate turns away, each by name (S40–S43).
import { describe, expect, it } from 'vitest';
import { judgeKnock, type Knock } from '../../../src-main/hosts/loopback/gate.ts';
import { fault } from '../../faults/fault.ts';

const PORT = 4711;
const page: Knock = {
  method: 'GET',
  path: '/',
  upgrade: false,
  host: '127.0.0.1:4711',
  origin: null,
  fetchSite: 'none',
  fetchMode: 'navigate',
};
const script: Knock = { ...page, path: '/assets/main.js', fetchSite: 'same-origin', fetchMode: 'no-cors' };
const upload: Knock = { ...page, method: 'POST', path: '/offer', origin: 'http://127.0.0.1:4711', fetchSite: 'same-origin', fetchMode: 'cors' };
const socket: Knock = { ...page, path: '/wire', upgrade: true, origin: 'http://127.0.0.1:4711', fetchSite: null, fetchMode: 'websocket' };

const reasonOf = (knock: Knock): string => {
  const verdict = judgeKnock(knock, PORT);
  return verdict.allow ? 'allowed' : verdict.reason;
};

describe('the gate lets in', () => {
  it.each([
    ['the page opened from a terminal', page],
    ['the page reloaded by itself', { ...page, fetchSite: 'same-origin' }],
    ['the page by the name localhost', { ...page, host: 'localhost:4711' }],
    ['a script of the page', script],
    ['media asked for by the page', { ...script, path: '/media/abc' }],
    ['an upload of the page', upload],
    ['an upload of the page opened as localhost', { ...upload, host: 'localhost:4711', origin: 'http://localhost:4711' }],
    ['the socket of the page', socket],
    ['an engine that sends no Sec-Fetch headers', { ...script, fetchSite: null, fetchMode: null }],
  ])('%s', (_name, knock) => {
    expect(reasonOf(knock)).toBe('allowed');
  });
});

describe('the gate turns away', () => {
  const hosts: readonly (readonly [string, string | null])[] = [
    ['a name rebound to 127.0.0.1 (DNS rebinding)', 'evil.example:4711'],
    ['a name that begins like ours', '127.0.0.1.evil.example:4711'],
    ['the any-address', '0.0.0.0:4711'],
    ['another port of this machine', '127.0.0.1:4712'],
    ['our address without a port', '127.0.0.1'],
    ['our address with another spelling', '127.1:4711'],
    ['IPv6 loopback, where we do not listen', '[::1]:4711'],
    ['a Host with a user in it', 'x@127.0.0.1:4711'],
    ['an upper-case trick', 'LOCALHOST:4711'],
    ['an empty Host', ''],
    ['no Host, or two', null],
  ];
  fault('S41', 'page, script, upload and socket asked for under every Host that is not ours: rebound names, 0.0.0.0, another port, none, two', (seen) => {
    for (const [name, host] of hosts) for (const knock of [page, script, upload, socket]) expect(reasonOf({ ...knock, host }), name).toBe('foreign-host');
    seen(`all ${hosts.length} refused with 403 before anything else is looked at`);
  });

  const origins: readonly (readonly [string, string])[] = [
    ['a foreign page', 'https://evil.example'],
    ['a sandboxed frame or a file', 'null'],
    ['the same machine on another port', 'http://127.0.0.1:8080'],
    ['our address under https', 'https://127.0.0.1:4711'],
    ['our other name (the origin must be the one of Host)', 'http://localhost:4711'],
    ['our origin with something behind it', 'http://127.0.0.1:4711.evil.example'],
    ['two Origin headers', 'twice'],
  ];
  fault('S42', 'upload, upgrade and reading by pages of other origins, and uploads and upgrades that name none', (seen) => {
    for (const [name, origin] of origins) for (const knock of [upload, socket, script]) expect(reasonOf({ ...knock, origin }), name).toBe('foreign-origin');
    seen(`${origins.length} foreign origins refused, null and a doubled header among them`);
    expect(reasonOf({ ...upload, origin: null })).toBe('foreign-origin');
    expect(reasonOf({ ...socket, origin: null })).toBe('foreign-origin');
    seen('an upload or upgrade without an origin refused');
  });

  fault('S42', 'requests the browser itself marks as another site’s, and media typed as an address', (seen) => {
    for (const fetchSite of ['cross-site', 'same-site', 'twice', ''])
      for (const knock of [page, script, { ...script, path: '/media/abc' }]) expect(reasonOf({ ...knock, fetchSite })).toBe('foreign-site');
    seen('every Sec-Fetch-Site but same-origin refused');
    expect(reasonOf({ ...script, fetchSite: 'none', fetchMode: 'navigate' })).toBe('foreign-site');
    expect(reasonOf({ ...page, path: '/media/abc' })).toBe('foreign-site');
    expect(reasonOf({ ...page, fetchMode: 'no-cors' })).toBe('foreign-site');
    seen('only the page itself can be opened by its address');
  });

  it.each(['PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'CONNECT', ''])('the method %s', (method) => {
    for (const knock of [page, script, upload]) expect(reasonOf({ ...knock, method })).toBe('bad-method');
  });

  it('POST to anything but /offer, GET of /offer, and sockets anywhere but /wire', () => {
    expect(reasonOf({ ...upload, path: '/' })).toBe('bad-method');
    expect(reasonOf({ ...upload, path: '/offer?x' })).toBe('bad-method');
    expect(reasonOf({ ...page, path: '/offer' })).toBe('bad-method');
    expect(reasonOf({ ...socket, path: '/' })).toBe('bad-method');
    expect(reasonOf({ ...socket, method: 'POST' })).toBe('bad-method');
  });
});
