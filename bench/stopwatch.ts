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

/** Milliseconds of processor time each run took this thread: on a busy machine the same as on a calm one, for work that waits for nothing. */
export function worked(runs: number, work: (run: number) => unknown, warmUp = 2): number[] {
  const taken: number[] = [];
  for (let run = -warmUp; run < runs; run += 1) {
    const before = process.threadCpuUsage();
    work(run);
    const { user, system } = process.threadCpuUsage(before);
    if (run >= 0) taken.push((user + system) / 1000);
  }
  return taken;
}
