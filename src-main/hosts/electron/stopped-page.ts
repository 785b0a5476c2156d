// The page shown in place of one that keeps breaking: plain text, no script, three ways on. It must work where the studio's page does not.

/** Where it lies, and where its links lead; the window hears of them before anything is loaded. */
export const STOPPED_PATH = '/stopped';
const DEEDS = { '/stopped/again': 'again', '/stopped/restart': 'restart', '/stopped/report': 'report' } as const;

/** What a person can ask of the stopped page. */
export type StoppedDeed = (typeof DEEDS)[keyof typeof DEEDS];

/** Which deed an address of ours stands for, or null. */
export function stoppedDeed(url: string, origin: string): StoppedDeed | null {
  const found = Object.entries(DEEDS).find(([path]) => url === origin + path);
  return found?.[1] ?? null;
}

/** The page, with the nonce its style needs under the policy. */
export function stoppedPage(nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Galley has stopped</title>
<style nonce="${nonce}">
:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #22201d; --quiet: #5d5850; --rule: #8c857a; }
@media (prefers-color-scheme: dark) { :root { --paper: #1b1a18; --ink: #eeebe5; --quiet: #b5afa5; --rule: #827b70; } }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
main { max-width: 34rem; padding: 2rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
p { margin: 0 0 1rem; }
ul { display: flex; flex-wrap: wrap; gap: .75rem; list-style: none; margin: 1.5rem 0 0; padding: 0; }
a { display: block; padding: .5rem 1rem; border: 1px solid var(--rule); border-radius: .375rem; color: inherit; text-decoration: none; }
a:first-child:focus-visible, a:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
a:hover { background: color-mix(in srgb, var(--ink) 8%, transparent); }
.quiet { color: var(--quiet); }
</style>
</head>
<body>
<main>
<h1>The window stopped working, and loading it again did not help</h1>
<p>Everything you typed up to the last second is saved in the library. Uploads and jobs go on meanwhile.</p>
<p class="quiet">If it happens with one recording only, the report says what is needed to find out why. It holds no words of a transcript and is sent nowhere: you choose where it is saved.</p>
<ul>
<li><a href="${STOPPED_PATH}/restart">Restart Galley</a></li>
<li><a href="${STOPPED_PATH}/report">Save a report…</a></li>
<li><a href="${STOPPED_PATH}/again">Try the window again</a></li>
</ul>
</main>
</body>
</html>
`;
}
