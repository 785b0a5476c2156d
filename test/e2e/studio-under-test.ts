// A studio as a journey sees it, whoever hosts it: a page, and a hand for what is not on the page.
import type { Page } from 'playwright';

export interface StudioUnderTest {
  readonly kind: 'loopback' | 'electron';
  /** The folder of its library. */
  readonly library: string;
  /** The page now; another one after a restart. */
  readonly page: Page;
  /** Errors the pages so far have complained of. */
  readonly complaints: readonly string[];
  /** Drops files on the middle of the page. */
  readonly drop: (paths: readonly string[]) => Promise<void>;
  /** Does what asks for files, and answers with these. */
  readonly choose: (paths: readonly string[], ask: () => Promise<void>) => Promise<void>;
  /** Does what saves a file; answers the path of what was saved. */
  readonly saved: (ask: () => Promise<void>) => Promise<string>;
  /** Ends the studio, in good order or by kill -9, and starts it again over the same library. */
  readonly restart: (how: 'quit' | 'kill') => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Where a studio under test starts. */
export interface Surroundings {
  readonly library: string;
  /** Its whole environment, AWS endpoints and all. */
  readonly env: NodeJS.ProcessEnv;
  /** A folder for what it saves. */
  readonly folder: string;
}
