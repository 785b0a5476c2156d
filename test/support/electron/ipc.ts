// The stand-in's `ipcMain`, and what a page's messages become on their way to it.
import type { ipcMain as RealMain } from 'electron';
import type { CDPSession, Frame, Page } from 'playwright';

import { onCommand } from './control.ts';
import { only } from './only.ts';
import { FILES, PATH_MARK } from './preload-script.ts';
import { fromBrowser, originOf } from './scheme.ts';

type Handler = (event: object, ...args: unknown[]) => unknown;
const handlers = new Map<string, Handler>();

export const ipcMain = only('ipcMain', {
  handle: (channel: string, handler: Handler) => {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  },
} satisfies Partial<Record<keyof typeof RealMain, unknown>>);

/** Hands one `invoke` of a page to its handler; answers the value, or the message alone of what was thrown. */
export async function invoke(sender: object, page: Page, frame: Frame, channel: string, args: unknown[]): Promise<{ value?: unknown; message?: string }> {
  const handler = handlers.get(channel);
  if (!handler) return { message: `Error: No handler registered for '${channel}'` };
  try {
    const event = { sender, senderFrame: frameOf(frame) };
    return { value: structuredClone(await handler(event, ...(await withPaths(page, structuredClone(args))))) };
  } catch (thrown) {
    return { message: String(thrown) };
  }
}

onCommand('send-from', ({ frame, message }) => handlers.get('studio')?.({ sender: {}, senderFrame: only('frame', frame) }, structuredClone(message)));

/** A page's frame as Electron describes it. */
export function frameOf(frame: Frame): { parent: object | null; origin: string; url: string } {
  const parent = frame.parentFrame();
  return only('frame', { parent: parent ? {} : null, origin: originOf(frame.url()), url: fromBrowser(frame.url()) });
}

/** Puts real paths in place of the marks `getPathForFile` left: Chromium knows where a File lies, its page does not. */
async function withPaths(page: Page, args: unknown[]): Promise<unknown[]> {
  if (!JSON.stringify(args, (_key, value: unknown) => (value instanceof Uint8Array ? null : value)).includes(PATH_MARK)) return args;
  const session = await page.context().newCDPSession(page);
  try {
    const paths = await Promise.all(args.map((arg) => replaceMarks(session, arg)));
    return paths;
  } finally {
    await session.detach();
  }
}

async function replaceMarks(session: CDPSession, value: unknown): Promise<unknown> {
  if (typeof value === 'string' && value.startsWith(PATH_MARK)) return pathOf(session, Number(value.slice(PATH_MARK.length)));
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  const entries = await Promise.all(Object.entries(value).map(async ([key, inner]) => [key, await replaceMarks(session, inner)] as const));
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

async function pathOf(session: CDPSession, index: number): Promise<string> {
  const { result } = await session.send('Runtime.evaluate', { expression: `window.${FILES}[${index}]` });
  if (result.objectId === undefined) return '';
  return (await session.send('DOM.getFileInfo', { objectId: result.objectId })).path;
}
