// The sockets all clients of a connection share, through the proxy of the environment where there is one.
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
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
    destroy: () => {
      http.destroy();
      https.destroy();
    },
  };
}

const PROXY_VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy'] as const;
