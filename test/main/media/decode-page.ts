// A page that does nothing but decode: the studio's own decoding host, wired to what the test exposes.
import type { StudioClient } from '../../../src-core/contract/client.ts';
import { decodeOnDemand } from '../../../src-renderer/waveform/decode-host.ts';

/** What the test lends to the page, and the page to the test. */
declare global {
  interface Window {
    pushPeaks(args: string, bytes: string): Promise<string | null>;
    wantDecoding(recording: string, token: string): void;
    stopDecoding(): void;
  }
}

const listeners = new Set<(payload: never) => void>();
const client: StudioClient = {
  async call(_call, args) {
    const { bytes, ...rest } = args as { bytes: Uint8Array }; // only media.pushPeaks is called here
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    const refusal = await window.pushPeaks(JSON.stringify(rest), btoa(text));
    if (refusal !== null) throw new Error(refusal);
    return {}; // its result is empty
  },
  on(_event, listener) {
    listeners.add(listener); // only media.decodeWanted is heard here
    return () => listeners.delete(listener); // the same one
  },
};

window.wantDecoding = (recording, token) => {
  for (const listener of listeners) listener({ recording, token } as never); // as above
};
window.stopDecoding = decodeOnDemand(client, (token) => `/media/${token}`);
