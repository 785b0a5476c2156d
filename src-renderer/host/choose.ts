// Which host this page has: Electron's bridge when there is one, otherwise the studio that served the page.
import type { StudioBridge } from '../../src-preload/bridge.d.ts';
import { makeElectronHost } from './electron-host.ts';
import type { Host } from './host.ts';
import { makeLoopbackHost } from './loopback-host.ts';

/** The page's host. Answers at once: calls made before the line stands wait for it. */
export function chooseHost(page: Window & { readonly studioBridge?: StudioBridge }): Host {
  return page.studioBridge ? makeElectronHost(page.studioBridge, page.location.href) : makeLoopbackHost(page);
}

/** The nonce this page's own style elements must carry (CodeMirror's `EditorView.cspNonce`, wavesurfer's `cspNonce`); "" when there is none. */
export function cspNonce(document: Document): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
