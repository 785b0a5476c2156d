// The sockets all clients of a connection share, through the proxy of the environment where there is one.
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';
import type { Environment } from './config-files.ts';
import { CONNECTION_TIMEOUT, SOCKETS_PER_HOST, SOCKET_TIMEOUT } from './connection-limits.ts';

/** Agents for both protocols, and the options that put an SDK client on them. */
export interface WebAgents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
  /** What every SDK client gets as `requestHandler`. */
  readonly handler: { connectionTimeout: number; socketTimeout: number; httpAgent: HttpAgent; httpsAgent: HttpsAgent };
  /** Whether requests over https leave through a proxy: then the proxy, not we, looks up names. */
  readonly proxied: boolean;
  /** A figure that changes whenever bytes leave or reach this machine on these sockets. */
  moved(): number;
  destroy(): void;
}

/** Makes the agents. HTTPS_PROXY, HTTP_PROXY and NO_PROXY are obeyed as curl and Node have them. */
export function makeWebAgents(env: Environment): WebAgents {
  const proxyEnv = Object.fromEntries(PROXY_VARIABLES.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  const options = { keepAlive: true, maxSockets: SOCKETS_PER_HOST, ...(Object.keys(proxyEnv).length > 0 ? { proxyEnv } : {}) };
  const http = new HttpAgent(options);
  const https = new HttpsAgent(options);
  return {
    http,
    https,
    handler: { connectionTimeout: CONNECTION_TIMEOUT, socketTimeout: SOCKET_TIMEOUT, httpAgent: http, httpsAgent: https },
    proxied: Boolean(env['HTTPS_PROXY'] || env['https_proxy']),
    moved: () => movedOn(http) + movedOn(https),
    destroy: () => {
      http.destroy();
      https.destroy();
    },
  };
}

function movedOn(agent: HttpAgent): number {
  const sockets = [...Object.values(agent.sockets), ...Object.values(agent.freeSockets)].flatMap((some) => some ?? []);
  return sockets.reduce((sum, socket) => sum + socket.bytesRead + socket.bytesWritten - unsent(socket), 0);
}

/**
 * Bytes handed to the socket that have not left yet. Node counts a write as written at once; its own socket timeout looks at this same
 * inner figure. Where it is not told, something always seems to move, and the socket timeout alone keeps watch.
 */
function unsent(socket: Socket): number {
  const handle = (socket as unknown as { _handle?: { writeQueueSize?: unknown } | null })._handle; // not in Node's types
  if (handle === null || handle === undefined) return 0;
  return typeof handle.writeQueueSize === 'number' ? handle.writeQueueSize : performance.now();
}

const PROXY_VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy'] as const;

/** What Node itself takes certificates from. */
const CERTIFICATE_VARIABLES = ['NODE_EXTRA_CA_CERTS', 'NODE_USE_SYSTEM_CA', 'SSL_CERT_FILE', 'SSL_CERT_DIR'] as const;

/** Proxies and certificates the environment prescribes, for display: a proxy's password is left out (S18, S22). */
export function prescribedNetwork(env: Environment): { name: string; value: string }[] {
  return [...PROXY_VARIABLES, ...CERTIFICATE_VARIABLES].flatMap((name) => {
    const value = env[name];
    return value === undefined || value === '' ? [] : [{ name, value: withoutPassword(value) }];
  });
}

function withoutPassword(value: string): string {
  return value.replace(/\/\/[^/@\s]*@/, '//…@');
}
