// Does a thing several times and notes how long each time took.

/** Milliseconds each run took, the first ones left out: those warm the compiler up. */
export function timed(runs: number, work: (run: number) => unknown, warmUp = 1): number[] {
  const taken: number[] = [];
  for (let run = -warmUp; run < runs; run += 1) {
    const start = performance.now();
    work(run);
    if (run >= 0) taken.push(performance.now() - start);
  }
  return taken;
}

/** As `timed`, for work that is waited for. Nothing is warmed up unless asked. */
export async function timedAsync(runs: number, work: (run: number) => Promise<unknown>, warmUp = 0): Promise<number[]> {
  const taken: number[] = [];
  for (let run = -warmUp; run < runs; run += 1) {
    const start = performance.now();
    await work(run);
    if (run >= 0) taken.push(performance.now() - start);
  }
  return taken;
}
