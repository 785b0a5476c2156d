// Where requests really go: to Amazon's own names when no endpoint is set, through the proxy of the environment.
// A proxy on loopback hears the names and lets nothing out.
import { once } from 'node:events';
import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeCloud } from '../../../src-main/adapters/aws/connection.ts';
import { makeWebAgents } from '../../../src-main/adapters/aws/web-agents.ts';
import { makeAwsHome, type AwsHome } from './aws-home.ts';
import { makeMemorySecrets, makeSearchableLog } from './memory-secrets.ts';

let proxy: Server;
let url: string;
let asked: string[];
let home: AwsHome;

beforeEach(async () => {
  asked = [];
  proxy = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('through the proxy');
  });
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`; // a TCP server's address is never a string
  home = makeAwsHome();
});

afterEach(() => {
  vi.unstubAllEnvs();
  proxy.closeAllConnections();
  proxy.close();
  home.remove();
});

describe('requests', () => {
  it('of a profile without endpoints go to Amazon, although AWS_PROFILE names one that has its own', async () => {
    home.write(
      'config',
      `[profile desk]\nregion = eu-west-1\naws_access_key_id = AKIADESKDESKDESKDESK\naws_secret_access_key = s\n[profile trap]\nendpoint_url = ${url}\n`,
    );
    vi.stubEnv('HOME', home.path);
    vi.stubEnv('AWS_PROFILE', 'trap');
    const cloud = makeCloud({ secrets: makeMemorySecrets(), log: makeSearchableLog(), env: home.env({ AWS_PROFILE: 'trap', HTTPS_PROXY: url }) });
    const { account, speech, objects } = await cloud.connect({ profile: 'desk', region: null });
    for (const call of [account.whoAmI(), speech.list(''), objects.head('newsroom', 'k')]) await expect(call).rejects.toMatchObject({ code: 'network' });
    expect([...new Set(asked)].sort()).toEqual([
      'newsroom.s3.eu-west-1.amazonaws.com:443',
      'sts.eu-west-1.amazonaws.com:443',
      'transcribe.eu-west-1.amazonaws.com:443',
    ]);
    cloud.close();
  });

  it('leave through the proxy, but not those NO_PROXY excepts', async () => {
    const agents = makeWebAgents({ HTTP_PROXY: url, NO_PROXY: '127.0.0.1' });
    const answerOf = (from: string): Promise<string> =>
      new Promise((resolve, reject) => {
        get(from, { agent: agents.http }, (response) => void response.setEncoding('utf8').on('data', resolve)).on('error', reject);
      });
    await answerOf('http://far.example/path');
    await answerOf(`${url}/near`);
    expect(asked).toEqual(['http://far.example/path', '/near']);
    agents.destroy();
  });

  it('know whether names are looked up by a proxy', () => {
    expect(makeWebAgents({ HTTPS_PROXY: url }).proxied).toBe(true);
    expect(makeWebAgents({ HTTP_PROXY: url }).proxied).toBe(false);
    expect(makeWebAgents({}).proxied).toBe(false);
  });
});
