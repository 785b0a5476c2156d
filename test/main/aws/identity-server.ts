// The places that hand out credentials, on loopback: STS for roles, the SSO portal, a container's endpoint.
// It counts what was asked and can be told to refuse.
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface IdentityServer {
  readonly url: string;
  /** What was asked: an STS action, "GetRoleCredentials", "container". */
  readonly asked: string[];
  /** Forms sent to STS. */
  readonly forms: URLSearchParams[];
  /** Milliseconds since 1970 at which what it hands out expires. */
  expiresAt: number;
  /** Status and code it refuses with, or null. */
  refuse: { status: number; code: string; message: string } | null;
  close(): Promise<void>;
}

export const ROLE_KEYS = { accessKeyId: 'ASIAROLEROLEROLEROLE', secretAccessKey: 'role/secret/role/secret', sessionToken: 'role-token-role-token' };

/** Starts the server. */
export async function startIdentityServer(): Promise<IdentityServer> {
  const state: Pick<IdentityServer, 'asked' | 'forms' | 'expiresAt' | 'refuse'> = { asked: [], forms: [], expiresAt: Date.now() + 3_600_000, refuse: null };
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const answer = answerOf(request, body, state);
      response.writeHead(answer.status, {
        'content-type': answer.type,
        'x-amzn-requestid': 'r1',
        ...(answer.error === undefined ? {} : { 'x-amzn-errortype': answer.error }),
      });
      response.end(answer.body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly error?: string;
}

function answerOf(request: IncomingMessage, body: string, state: Pick<IdentityServer, 'asked' | 'forms' | 'expiresAt' | 'refuse'>): Answer {
  const isSts = request.method === 'POST';
  const form = new URLSearchParams(body);
  const action = isSts ? (form.get('Action') ?? '') : request.url?.startsWith('/federation/credentials') ? 'GetRoleCredentials' : 'container';
  state.asked.push(action);
  if (isSts) state.forms.push(form);
  if (state.refuse !== null) {
    const { status, code, message } = state.refuse;
    const text = isSts
      ? `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`
      : JSON.stringify({ message });
    return { status, type: isSts ? 'text/xml' : 'application/json', body: text, error: code };
  }
  const expiration = new Date(state.expiresAt).toISOString();
  if (isSts) return { status: 200, type: 'text/xml', body: stsDocument(action, expiration) };
  const keys = {
    accessKeyId: ROLE_KEYS.accessKeyId,
    secretAccessKey: ROLE_KEYS.secretAccessKey,
    sessionToken: ROLE_KEYS.sessionToken,
    expiration: state.expiresAt,
  };
  if (action === 'GetRoleCredentials') return { status: 200, type: 'application/json', body: JSON.stringify({ roleCredentials: keys }) };
  const container = { AccessKeyId: keys.accessKeyId, SecretAccessKey: keys.secretAccessKey, Token: keys.sessionToken, Expiration: expiration };
  return { status: 200, type: 'application/json', body: JSON.stringify(container) };
}

function stsDocument(action: string, expiration: string): string {
  const keys = `<AccessKeyId>${ROLE_KEYS.accessKeyId}</AccessKeyId><SecretAccessKey>${ROLE_KEYS.secretAccessKey}</SecretAccessKey><SessionToken>${ROLE_KEYS.sessionToken}</SessionToken>`;
  const user = '<AssumedRoleUser><Arn>arn:aws:sts::111122223333:assumed-role/Reporter/x</Arn><AssumedRoleId>A:x</AssumedRoleId></AssumedRoleUser>';
  const result = `<Credentials>${keys}<Expiration>${expiration}</Expiration></Credentials>${user}`;
  return `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${result}</${action}Result></${action}Response>`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  return text;
}
