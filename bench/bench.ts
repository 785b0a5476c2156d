// What a bench is and what it answers. It knows nothing of how anything is measured or shown.

/** What a figure is held to. Every bound that is given must hold. */
export interface Target {
  /** In the figure's own unit. */
  readonly most?: number;
  readonly least?: number;
  /** In multiples of the floor or peer measured beside it. */
  readonly mostTimes?: number;
  readonly leastTimes?: number;
}

/** The same work done by something else in the same run: a floor nobody gets under, or a peer. */
export interface Beside {
  readonly name: string;
  readonly values: readonly number[];
}

/** One thing that was measured. */
export interface Figure {
  readonly what: string;
  readonly unit: 'ms' | 's' | 'kB' | 'MB' | 'MB/s' | '';
  /** One value a run, or one a keystroke. */
  readonly ours: readonly number[];
  readonly beside?: Beside;
  /** Which of ours is held to the target; the median unless told. */
  readonly judged?: 'median' | 'p95';
  readonly target?: Target;
}

/** What a bench works with. */
export interface Ground {
  /** How often a thing is done, where the bench's own count is not fixed; null for its own count. */
  readonly runs: number | null;
  /** Kept between runs, git-ignored: media, transcripts and libraries that take long to make. */
  readonly cache: string;
  /** Removed afterwards. */
  readonly scratch: string;
  /** The built studio: `main/serve.js`, `main/cli.js`, `renderer/`. */
  readonly program: string;
  /** How many recordings the library to be searched has. */
  readonly searched: number;
  readonly say: (line: string) => void;
}

/** One subject of measuring. */
export interface Bench {
  /** As it is called on the command line. */
  readonly name: string;
  /** What it is measured against, for people. */
  readonly against: string;
  measure(ground: Ground): Promise<Figure[]>;
}
