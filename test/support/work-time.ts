// How long work takes by the processor's own count, so that a busy machine does not fail a test of linearity.

/** Milliseconds of processor time this thread spent on the work; the least of several runs. */
export function workTime(work: () => void, runs = 1): number {
  let least = Infinity;
  for (let run = 0; run < runs; run += 1) {
    const before = process.threadCpuUsage();
    work();
    least = Math.min(least, process.threadCpuUsage(before).user / 1000);
  }
  return least;
}
