// The journey in the Electron application: on the stand-in for Electron everywhere, and once more on the real binary where it is.
import { describe, it } from 'vitest';
import { findElectronBinary, launchStandIn } from '../support/electron/launch.ts';
import { startElectronStudio } from './electron-studio.ts';
import { journeySuite } from './journey.ts';

journeySuite('the window of the stand-in for Electron', (surroundings) => startElectronStudio(surroundings, launchStandIn));

if (findElectronBinary() === null)
  describe('the whole job in Electron’s own window', () => {
    it('runs on the real binary', (context) => {
      context.skip('Electron’s binary is not on this machine; its stand-in did the same journey');
    });
  });
else journeySuite('Electron’s own window', (surroundings) => startElectronStudio(surroundings));
