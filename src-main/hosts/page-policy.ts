// What every host tells the browser engine about the page: content security policy and the headers beside it (S31, S45).
// It knows nothing of sockets, schemes or files.

/** What a page may reach beyond its own origin. */
export interface PagePolicy {
  /** Fresh for every page: lets the editor's own style elements in, and nothing else inline. Null for workers and other files. */
  readonly nonce: string | null;
  /** Extra sources of `connect-src`: the page's own WebSocket on loopback, nothing in Electron. */
  readonly connect: readonly string[];
}

/** The content security policy: nothing is allowed but what is named here. */
export function contentSecurityPolicy(policy: PagePolicy): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `worker-src 'self'`,
    policy.nonce === null ? `style-src 'self'` : `style-src 'self' 'nonce-${policy.nonce}'`,
    `font-src 'self'`,
    `img-src 'self' data: blob:`,
    `media-src 'self'`,
    ['connect-src', `'self'`, ...policy.connect].join(' '),
    `object-src 'none'`,
    `frame-src 'none'`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

/** Headers of every answer, whatever it carries. No answer is ever shared with another origin. */
export const guardHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(self), payment=(), usb=()',
};

/** The page with its nonce where scripts find it: `<meta property="csp-nonce" nonce="…">`, first in the head. */
export function withNonce(html: string, nonce: string): string {
  return html.replace(/<head[^>]*>/i, (head) => `${head}<meta property="csp-nonce" nonce="${nonce}">`);
}
