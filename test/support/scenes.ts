// Every screen and state the studio has: what the pictures show and what axe judges.
import { exportScenes } from './export-scenes.ts';
import { findingScenes } from './finding-scenes.ts';
import { highlightScenes } from './highlight-scenes.ts';
import { importScenes } from './import-scenes.ts';
import { jobScenes } from './job-scenes.ts';
import { keyScenes } from './key-scenes.ts';
import { libraryScenes } from './library-scenes.ts';
import { libraryListScenes } from './library-list-scenes.ts';
import { recordingScenes } from './recording-scenes.ts';
import { reviewScenes } from './review-scenes.ts';
import { rulesScenes } from './rules-scenes.ts';
import { subtitleScenes } from './subtitle-scenes.ts';
import { textScenes } from './text-scenes.ts';
import { windowScenes } from './window-scenes.ts';
import type { Scene } from './scene.ts';

export const scenes: readonly Scene[] = [
  ...libraryListScenes,
  ...libraryScenes,
  ...recordingScenes,
  ...textScenes,
  ...reviewScenes,
  ...highlightScenes,
  ...subtitleScenes,
  ...findingScenes,
  ...jobScenes,
  ...importScenes,
  ...exportScenes,
  ...rulesScenes,
  ...keyScenes,
  ...windowScenes,
];
