// Who may knock at the loopback host: a pure verdict over a request's method and headers (S40–S43).
// It knows nothing of tokens; those who pass the gate still have to show one.

/** What a request says of itself. A header sent twice counts as absent. */
export interface Knock {
  readonly method: string;
  /** The request's target as it came: "/offer". */
  readonly path: string;
  readonly upgrade: boolean;
  readonly host: string | null;
  readonly origin: string | null;
  /** Sec-Fetch-Site and Sec-Fetch-Mode, which a page cannot forge. */
  readonly fetchSite: string | null;
  readonly fetchMode: string | null;
}

/** Why a request was turned away; the sentence is sent along for whoever looks into it. */
export type Refusal = 'bad-method' | 'foreign-host' | 'foreign-origin' | 'foreign-site';

export type Verdict = { readonly allow: true } | { readonly allow: false; readonly reason: Refusal; readonly status: 403 | 405 };

/** Judges one request to the host on this port. */
export function judgeKnock(knock: Knock, port: number): Verdict {
  if (!methodFits(knock)) return refuse('bad-method');
  // DNS rebinding: a foreign name that resolves to 127.0.0.1 shows in Host (CVE-2025-24010, CVE-2025-66414).
  if (knock.host !== `127.0.0.1:${port}` && knock.host !== `localhost:${port}`) return refuse('foreign-host');
  const ours = `http://${knock.host}`;
  const mustName = knock.upgrade || knock.method === 'POST';
  if (mustName ? knock.origin !== ours : knock.origin !== null && knock.origin !== ours) return refuse('foreign-origin');
  if (!siteFits(knock)) return refuse('foreign-site');
  return { allow: true };
}

function methodFits(knock: Knock): boolean {
  if (knock.upgrade) return knock.method === 'GET' && knock.path === '/wire';
  if (knock.path === '/offer') return knock.method === 'POST';
  return knock.method === 'GET' || knock.method === 'HEAD';
}

/** Absent is allowed: engines that do not send it still have to name their origin wherever something happens. */
function siteFits(knock: Knock): boolean {
  if (knock.fetchSite === null || knock.fetchSite === 'same-origin') return true;
  // An address typed or opened from a terminal: the first page load, and nothing else.
  return knock.fetchSite === 'none' && knock.fetchMode === 'navigate' && knock.path === '/';
}

function refuse(reason: Refusal): Verdict {
  return { allow: false, reason, status: reason === 'bad-method' ? 405 : 403 };
}
