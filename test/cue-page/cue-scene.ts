// What a page of cues shows, as JSON between the test that makes it and the page that draws it.
import type { Millis, Span } from '../../src-core/span.ts';
import type { Cue } from '../../src-core/subtitles/cue.ts';
import type { FrameRateId } from '../../src-core/subtitles/frame-rate.ts';
import type { Severity } from '../../src-core/subtitles/rules/finding.ts';
import type { Transcript } from '../../src-core/transcript/transcript.ts';

export interface CueSceneFile {
  readonly transcript: Transcript;
  readonly cues: readonly Cue[];
  readonly findings: readonly (readonly [number, Severity])[];
  readonly shots: readonly Millis[];
  readonly leftOut: readonly Span[];
  readonly duration: Millis;
  readonly rate: FrameRateId;
  /** Path of sound or film on the page's server; null has none. */
  readonly media: string | null;
  readonly picture: { readonly width: number; readonly height: number } | null;
}

/** What a test may change and ask in the page. */
export interface CuePage {
  chosen: number | null;
  spectrogram: boolean;
  safeArea: boolean;
  backing: 'box' | 'outline';
  ground: 'black' | 'paper';
  mode: 'timecode' | 'millis';
  /** What the wave asked for, in order. */
  readonly asked: unknown[];
  /** Whether all peaks are drawn. */
  ready: boolean;
  seek(time: Millis): void;
  readonly time: Millis;
  readonly duration: Millis;
  zoomIn(): void;
  zoomOut(): void;
  zoomToAll(): void;
}

declare global {
  interface Window {
    cuePage: CuePage;
  }
}
