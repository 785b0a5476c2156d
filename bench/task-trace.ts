// The longest task of a page's main thread while something is done, by the processor's own count:
// a page's observers tell wall time, which on a busy machine is mostly waiting for a core.
import type { Page } from 'playwright';

const CATEGORIES = ['toplevel', 'benchmark', 'devtools.timeline', 'disabled-by-default-devtools.timeline'];

/** An event of Chromium's trace format. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Processor time of the thread, microseconds. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Milliseconds of processor time. NaN when the trace names no task. */
export async function longestTask(page: Page, work: () => Promise<unknown>): Promise<number> {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser to trace');
  await browser.startTracing(page, { categories: CATEGORIES });
  await work();
  const trace = await browser.stopTracing();
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { traceEvents: TraceEvent[] }; // Chromium's own format
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}:${tid}`;
  const main = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(threadOf));
  const tasks = traceEvents.filter((event) => event.name === 'RunTask' && event.ph === 'X' && main.has(threadOf(event)));
  return tasks.length === 0 ? NaN : Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}
