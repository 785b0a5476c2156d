// How much memory a process has, asked of the system.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const MB = 1e6;

/** Resident memory of a process now, MB. */
export function residentMegabytes(pid: number): number {
  const linux = statusLine(pid, 'VmRSS');
  if (linux !== null) return linux;
  // Elsewhere ps knows, in kibibytes.
  return (Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).trim()) * 1024) / MB;
}

/** The most a process has had since `forgetPeak`, MB; what it has now where the system does not tell. */
export function peakMegabytes(pid: number): number {
  return statusLine(pid, 'VmHWM') ?? residentMegabytes(pid);
}

/** Lets the peak begin anew (Linux). */
export function forgetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // Other systems have no such thing: there the peak is what is resident when asked.
  }
}

function statusLine(pid: number, name: string): number | null {
  try {
    const line = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line?.[1] === undefined ? null : (Number(line[1]) * 1024) / MB;
  } catch {
    return null; // no /proc here
  }
}
