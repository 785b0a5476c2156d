// A page that tries to do what the studio's page must never do, and writes down what came of it: served in the place of the real one.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Somebody else's server on this machine, who counts what reaches it. */
export interface Elsewhere {
  readonly origin: string;
  /** Paths asked for, in order. */
  readonly asked: readonly string[];
  close(): void;
}

/** Starts a server that answers whatever it is asked, for whoever asks. */
export async function startElsewhere(): Promise<Elsewhere> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/javascript' }).end('globalThis.ran = true;');
  });
  server.on('upgrade', (request, socket) => {
    asked.push(`upgrade ${request.url ?? ''}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listening on TCP
  return {
    origin,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A folder with the page in it; `attempts` are statements of the page's own script by name, with ELSEWHERE for the other server. */
export function writeBreachPage(elsewhere: string, attempts: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'galley-breach-'));
  mkdirSync(join(folder, 'assets'));
  const tried = Object.entries(attempts).map(
    ([name, code]) => `await attempt(${JSON.stringify(name)}, async () => { ${code.replaceAll('ELSEWHERE', elsewhere)} });`,
  );
  const script = `
    globalThis.outcomes = {};
    globalThis.refused = [];
    document.addEventListener('securitypolicyviolation', (event) => globalThis.refused.push(event.effectiveDirective));
    const attempt = async (name, run) => {
      try { await run(); globalThis.outcomes[name] = 'went on'; } catch (thrown) { globalThis.outcomes[name] = thrown.name; }
    };
    const put = (tag, more) => document.body.append(Object.assign(document.createElement(tag), more));
    ${tried.join('\n')}
    document.title = 'done';`;
  writeFileSync(join(folder, 'assets', 'breach.js'), script);
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><html><head><title>Breach</title><script type="module" src="./assets/breach.js"></script><script>globalThis.ran = true;</script></head>' +
      '<body><img src="x" onerror="globalThis.ran = true"><p style="position:fixed">styled</p></body></html>',
  );
  return folder;
}
