// Where the worker threads' modules lie: beside the bundled programs, or in the sources.

/** The document worker for a host's entry module (`import.meta.url` of its main.ts, bundled or not). */
export function documentWorkerOf(entry: string): URL {
  return entry.endsWith('.ts') ? new URL('../../adapters/documents/document-worker.ts', entry) : new URL('./document-worker.js', entry);
}
