// The points of Electron's checklist that stand in the sources and the configuration: read there, and each reader shown to find a planted breach.
// The points a page can try are in test/e2e/electron-hostile-page.test.ts.
import { readFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { fault } from '../../faults/fault.ts';
import { breachesIn, electronSources, PREFERENCES, preferencesOf, type Breach } from '../../support/electron/checklist.ts';
import { newestMajors, SUPPORTED_ELECTRON, supportTrouble } from '../../support/electron/supported.ts';
import { outsideLink } from '../../../src-main/hosts/electron/outside-links.ts';

const sources = electronSources();
const found = (point: Breach['point']): Breach[] => sources.flatMap(({ path, text }) => breachesIn(path, text)).filter((breach) => breach.point === point);
const planted = (point: Breach['point'], text: string): number => breachesIn('planted.ts', text).filter((breach) => breach.point === point).length;

describe('Electron’s checklist, in the sources', () => {
  fault('E3', 'windows of the sources without context isolation, and a planted one', (seen) => {
    expect(planted('isolation', 'new BrowserWindow({ webPreferences: { contextIsolation: false } })')).toBe(1);
    expect(found('isolation')).toEqual([]);
    expect(preferencesOf(sources)).toMatchObject({ contextIsolation: 'true' });
    seen('the only window isolates its preload, nothing in the sources takes it back, and the planted one was found');
  });

  fault('E4', 'windows and switches outside the sandbox, and planted ones', (seen) => {
    for (const text of [
      '({ sandbox: false })',
      "app.commandLine.appendSwitch('no-sandbox')",
      "spawn(electron, ['--no-sandbox'])",
      "['--disable-setuid-sandbox']",
    ])
      expect(planted('sandbox', text), text).toBeGreaterThan(0);
    expect(found('sandbox')).toEqual([]);
    expect(preferencesOf(sources)).toMatchObject({ sandbox: 'true' });
    seen('the only window is sandboxed, no switch turns that off, and the planted ones were found');
  });

  fault('E6', 'web security switched off in the sources, and planted', (seen) => {
    for (const text of ['({ webSecurity: false })', "appendSwitch('disable-web-security')", "appendSwitch('disable-site-isolation-trials')"])
      expect(planted('web-security', text), text).toBe(1);
    expect(found('web-security')).toEqual([]);
    expect(preferencesOf(sources)).not.toHaveProperty('webSecurity');
    seen('left as Chromium has it everywhere; the planted switches were found');
  });

  fault('E8', 'insecure content allowed in the sources, and planted', (seen) => {
    for (const text of [
      '({ allowRunningInsecureContent: true })',
      "appendSwitch('allow-running-insecure-content')",
      "appendSwitch('ignore-certificate-errors')",
    ])
      expect(planted('insecure-content', text), text).toBe(1);
    expect(found('insecure-content')).toEqual([]);
    seen('nowhere; the planted ones were found');
  });

  fault('E9', 'experimental features switched on in the sources, and planted', (seen) => {
    for (const text of ['({ experimentalFeatures: true })', "appendSwitch('enable-experimental-web-platform-features')"])
      expect(planted('experimental', text), text).toBe(1);
    expect(found('experimental')).toEqual([]);
    seen('nowhere; the planted ones were found');
  });

  fault('E10', 'Blink features switched on in the sources, and planted', (seen) => {
    for (const text of ["({ enableBlinkFeatures: 'CSSVariables' })", "appendSwitch('enable-blink-features', 'x')", "appendSwitch('enable-features', 'x')"])
      expect(planted('blink', text), text).toBe(1);
    expect(found('blink')).toEqual([]);
    seen('nowhere; the planted ones were found');
  });

  fault('E11', 'webviews in the sources, and planted ones that may open windows', (seen) => {
    for (const text of ['({ webviewTag: true })', '<webview src="x" allowpopups></webview>', "document.createElement('webview')"])
      expect(planted('webview', text), text).toBeGreaterThan(0);
    expect(found('webview')).toEqual([]);
    expect(preferencesOf(sources)).toMatchObject({ webviewTag: 'false' });
    seen('the tag is off and used nowhere; the planted ones were found');
  });

  fault('E18', 'pages loaded from files in the sources, and planted', (seen) => {
    for (const text of ['window.loadFile("x.html")', "window.loadURL('file:///x')", "protocol.handle('file', f)", 'new URL(`file://${path}`)'])
      expect(planted('file-scheme', text), text).toBeGreaterThan(0);
    expect(found('file-scheme')).toEqual([]);
    const loads = sources.flatMap(({ text }) => [...text.matchAll(/\.loadURL\((\w+)\)/g)].map(([, what]) => what));
    expect([...new Set(loads)].sort()).toEqual(['PAGE_URL', 'STOPPED_URL']);
    seen('windows load galley://studio and nothing else; the planted ones were found');
  });

  fault('E16', 'the Electron of package.json, and one that is no longer supported', (seen) => {
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { devDependencies: Record<string, string> }; // our own package.json
    expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/);
    expect(supportTrouble(devDependencies['electron'] ?? '')).toBeNull();
    expect(supportTrouble('39.2.1')).toMatch(/no longer supported/);
    seen('an exact version of a supported major; an old one was refused');
  });

  fault('S27', 'Electrons below the last security fix of their major', (seen) => {
    for (const version of ['40.9.9', '41.10.5', '42.9.1', '43.4.0', '44.0.0-beta.3']) expect(supportTrouble(version), version).not.toBeNull();
    for (const version of ['43.4.1', '44.0.0', '45.4.1']) expect(supportTrouble(version), version).toBeNull();
    expect(SUPPORTED_ELECTRON.majors).toEqual(newestMajors(45));
    const installed = JSON.parse(readFileSync('node_modules/electron/package.json', 'utf8')) as { version: string }; // npm's own file
    expect(supportTrouble(installed.version)).toBeNull();
    seen('refused; what is installed is within the newest three majors and above every fix');
  });

  fault('S30', 'links to files, shares, scripts, look-alikes and hosts not listed', (seen) => {
    const refused = [
      'file:///etc/passwd',
      'smb://docs.aws.amazon.com/x',
      '\\\\docs.aws.amazon.com\\x',
      'javascript:alert(1)',
      'data:text/html,x',
      'galley://studio/',
      'ms-settings:',
      'http://docs.aws.amazon.com/',
      'https://docs.aws.amazon.com:8443/',
      'https://user@docs.aws.amazon.com/',
      'https://docs.aws.amazon.com.evil.example/',
      'https://evil.example/#docs.aws.amazon.com',
      'https://docs.aws.amazon.com@evil.example/',
      'https://dоcs.aws.amazon.com/',
      '',
    ];
    for (const url of refused) expect(outsideLink(url), url).toBeNull();
    expect(outsideLink('https://docs.aws.amazon.com/transcribe/latest/dg/what-is.html')).toBe('https://docs.aws.amazon.com/transcribe/latest/dg/what-is.html');
    seen('none opened; https to the one listed host did');
    const opens = sources.filter(({ text }) => text.includes('openExternal') || text.includes('openPath')).map(({ path }) => path);
    expect(opens).toEqual(['src-main/hosts/electron/guards.ts']);
    seen('one place in the sources opens anything outside, through that list');
  });

  fault('S29', 'preferences of a window that nobody decided on', (seen) => {
    expect(Object.keys(preferencesOf(sources)).sort()).toEqual([...PREFERENCES].sort());
    const guards = readFileSync('src-main/hosts/electron/guards.ts', 'utf8');
    for (const guard of [
      'setPermissionRequestHandler',
      'setPermissionCheckHandler',
      'setDevicePermissionHandler',
      'will-download',
      'setWindowOpenHandler',
      'will-navigate',
      'will-redirect',
      'will-attach-webview',
    ])
      expect(guards).toContain(guard);
    seen('the window sets seven preferences, all known; navigation, redirects, windows, webviews, downloads, devices and permissions each have a guard');
  });
});
