// The machine as the services see it: its time, its chance, its log, what is installed on it. Adapters implement these; tests fake them.
// A port speaks house words and throws StudioError with a code of the contract, never an AWS or errno name.
import type { BundledPackage } from '../../src-core/contract/report.ts';
import type { UpdateBar } from '../../src-core/contract/updates.ts';

/** Time. Durations and back-off use `monotonic`; dates shown use `now`. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds that never jump. */
  monotonic(): number;
  /** Resolves after so many milliseconds; rejects with CancelledError when the signal fires. */
  delay(millis: number, signal?: AbortSignal): Promise<void>;
}

/** Randomness. */
export interface Ids {
  uuid(): string;
  /** 256 random bits, URL-safe. */
  token(): string;
}

/** The log file. Adapters redact secrets before a byte is written (S22). */
export interface Log {
  info(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
  error(message: string, thrown: unknown): void;
}

/** What this machine can tell of a studio in trouble. No words of a transcript are in it. */
export interface Diagnosis {
  /** The person's home folder, which no report names. */
  readonly home: string;
  /** Names and versions: Node, the engine, the system. */
  versions(): Readonly<Record<string, string>>;
  /** The log and its predecessors, redacted, oldest first. */
  logs(): Promise<{ name: string; text: string }[]>;
  /** What a check of the library's file finds; empty when all is well. */
  checkLibrary(): Promise<string[]>;
}

/** Reads what the build noted of the packages in it; empty when there was no build. */
export interface PackageList {
  (): Promise<BundledPackage[]>;
}

/** Where newer versions come from. */
export interface UpdateSource {
  /** Why there are none to be had here, or null. With a reason none of the others is called. */
  readonly bar: UpdateBar | null;
  /** The newer version there is, or null. */
  look(): Promise<string | null>;
  /** Fetches and verifies it; resolves when it can be installed. */
  fetch(): Promise<void>;
  /** Ends this process in order and starts the fetched version. */
  install(): void;
}
