// One screen or state of the studio: where it is staged, and how the page gets there and comes to rest.
import type { Stage, StageKind } from './stages.ts';

export interface Scene {
  /** File name of its picture. */
  readonly name: string;
  readonly stage: StageKind;
  /** Whether the window is as narrow as a telephone. */
  readonly narrow?: boolean;
  /** Brings the page there. */
  readonly set: (stage: Stage) => Promise<void>;
}

export const FULL = { memory: { scenario: 'full' } } as const;
export const ERRORS = { memory: { scenario: 'errors' } } as const;
export const EMPTY = { memory: { scenario: 'empty' } } as const;

/** Sets a scene and waits until nothing moves any more: fonts are there, and two frames have been drawn since. */
export async function setScene(scene: Scene, stage: Stage): Promise<void> {
  await scene.set(stage);
  await stage.page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  });
}
