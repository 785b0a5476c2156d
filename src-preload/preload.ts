// All a page gets of Electron: `window.studioBridge`, over one channel. Neither ipcRenderer nor a path ever reaches the page.
import { contextBridge, ipcRenderer, webUtils } from 'electron';

import type { StudioBridge } from './bridge.d.ts';

const CHANNEL = 'studio';
// The main side answers every verb with a BridgeReply of that verb; TypeScript cannot see across the channel.
const ask = (message: object): Promise<never> => ipcRenderer.invoke(CHANNEL, message) as Promise<never>;

const bridge: StudioBridge = {
  call: (call, args) => ask({ verb: 'call', call, args }),
  subscribe: (listener) => {
    const hear = (_event: unknown, name: string, payload: unknown): void => {
      listener(name, payload);
    };
    ipcRenderer.on(CHANNEL, hear);
    return () => {
      ipcRenderer.off(CHANNEL, hear);
    };
  },
  offer: (file) => ask({ verb: 'offer', path: webUtils.getPathForFile(file) }),
  choose: (kind) => ask({ verb: 'choose', kind }),
  chooseFolder: (sizes) => ask({ verb: 'chooseFolder', sizes }),
  keep: (name, mediaType) => ask({ verb: 'keep', name, mediaType }),
  write: (capability, bytes, last) => ask({ verb: 'write', capability, bytes, last }),
};

contextBridge.exposeInMainWorld('studioBridge', bridge);
