// Makes results in the shapes Transcribe writes, with the quirks asked for. Own words throughout.

/** A word ["Hello", start, end, more], or a mark ","; times in seconds as the service writes them. */
export type Spoken = readonly [string, number, number, Record<string, unknown>?] | string;

/** Items as of any era: string times, punctuation without times. */
export function items(spoken: readonly Spoken[], extra: Record<string, unknown> = {}): Record<string, unknown>[] {
  return spoken.map((one) =>
    typeof one === 'string'
      ? { type: 'punctuation', alternatives: [{ confidence: '0.0', content: one }], ...extra }
      : {
          type: 'pronunciation',
          start_time: String(one[1]),
          end_time: String(one[2]),
          alternatives: [{ confidence: '0.93', content: one[0] }],
          ...extra,
          ...one[3],
        },
  );
}

/** A whole result file around `results`. */
export function resultFile(results: Record<string, unknown>, more: Record<string, unknown> = {}): string {
  return JSON.stringify({ jobName: 'evening-bulletin', accountId: '000000000000', status: 'COMPLETED', results, ...more });
}

/** The running text the service would write for the items. */
export function running(spoken: readonly Spoken[]): string {
  return spoken.reduce<string>((text, one) => (typeof one === 'string' ? text + one : `${text}${text === '' ? '' : ' '}${one[0]}`), '');
}

/** A plain result of 2019–2022. */
export function plainResult(spoken: readonly Spoken[], more: Record<string, unknown> = {}): string {
  return resultFile({ transcripts: [{ transcript: running(spoken) }], items: items(spoken), ...more });
}
