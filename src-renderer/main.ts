// Where the page begins: host, client, state, screen. Nothing else is made here.
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/doubt-card.css';
import './styles/menu.css';

import { createStudioClient } from '../src-core/contract/client.ts';
import { mount } from 'svelte';

import App from './App.svelte';
import { chooseHost } from './host/choose.ts';
import { holdLeaving } from './host/leaving.ts';
import { makePageClock } from './page-clock.ts';
import { Scope } from './scope.ts';
import { PageMemory, type KeptText } from './state/page-memory.ts';
import { StudioState } from './state/studio-state.svelte.ts';
import { decodeOnDemand } from './waveform/decode-host.ts';

const scope = new Scope();
const host = chooseHost(window);
const client = createStudioClient(host.wire, (event, reason) => {
  console.warn(`an event does not fit the contract: ${event} (${reason})`);
});
const studio = new StudioState(client, host, makePageClock(window), scope, new PageMemory(storageOf(window)));

scope.add(
  holdLeaving(window, host.kind, {
    isUnsaved: () => ['unsaved', 'saving', 'failed'].includes(studio.editing.save),
    save: () => studio.editing.flush(),
  }),
);

const target = document.getElementById('app');
if (target === null) throw new Error('the page has no place for the studio');
studio.commands.listen(window, scope);
// Where the machine has no ffmpeg, this page reads the sound for the studio.
scope.add(decodeOnDemand(client, (token) => host.mediaUrl(token)));
mount(App, { target, props: { studio } });
void studio.start();

/** The tab's own storage, or null where the browser refuses it. */
function storageOf(page: Window): KeptText | null {
  try {
    return page.sessionStorage;
  } catch {
    return null;
  }
}
