// The programs the tests need on the machine: where they are, and how to get them. Nothing is skipped in silence for want of one.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

interface Need {
  readonly name: string;
  /** What it is for, in the sentence that asks for it. */
  readonly why: string;
  readonly debian: readonly string[];
  readonly isThere: () => boolean;
}

/** Debian's own Python: its packages are not seen by other Pythons on the PATH. */
export const PYTHON = '/usr/bin/python3';

const CHROMIUMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The Chromium to drive: GALLEY_CHROMIUM, else the first found on the PATH; null when there is none. */
export function findChromium(): string | null {
  const named = process.env['GALLEY_CHROMIUM'];
  if (named) return named;
  for (const name of CHROMIUMS) {
    const found = onPath(name);
    if (found) return found;
  }
  return null;
}

/** Flags that keep a test's Chromium quiet on a machine without network, display or user namespaces. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

function onPath(name: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

function runs(program: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const pythonHas = (module: string): boolean => runs(PYTHON, '-c', `import ${module}`);

const NEEDS: readonly Need[] = [
  { name: 'Chromium', why: 'shows the studio', debian: ['chromium'], isThere: () => findChromium() !== null },
  {
    name: 'ffmpeg',
    why: 'decodes media and reads our subtitles back',
    debian: ['ffmpeg'],
    isThere: () => onPath('ffmpeg') !== null && onPath('ffprobe') !== null,
  },
  { name: 'python3-srt', why: 'reads our SRT back', debian: ['python3', 'python3-srt'], isThere: () => pythonHas('srt') },
  { name: 'ttconv', why: 'reads our subtitles back', debian: ['python3-ttconv'], isThere: () => pythonHas('ttconv') },
  { name: 'aeidon', why: 'reads our further subtitle formats back', debian: ['python3-aeidon'], isThere: () => pythonHas('aeidon') },
  { name: 'webvtt-py', why: 'reads our SBV back', debian: ['python3-webvtt'], isThere: () => pythonHas('webvtt') },
  {
    name: 'VLC',
    why: 'reads our EBU STL back',
    // libvlc-bin keeps the list of plugins, without which each reading would load them all.
    debian: ['python3', 'libvlc5', 'libvlc-bin', 'vlc-plugin-base'],
    isThere: () => runs(PYTHON, '-I', join(import.meta.dirname, '../peers/vlc-stl.py')),
  },
  { name: 'Perl with its modules', why: 'reads our plain text back', debian: ['perl'], isThere: () => runs('perl', '-MJSON::PP', '-e1') },
  { name: 'Praat', why: 'reads our TextGrid back', debian: ['praat'], isThere: () => onPath('praat') !== null },
  { name: 'Miller', why: 'reads our tables back', debian: ['miller'], isThere: () => onPath('mlr') !== null },
  { name: 'xmllint', why: 'judges our XML by schemas', debian: ['libxml2-utils'], isThere: () => onPath('xmllint') !== null },
  {
    name: 'the AWS CLI',
    why: 'tells whether our stand-in behaves like AWS',
    debian: ['awscli', 'python3-botocore'],
    isThere: () => existsSync('/usr/bin/aws') && pythonHas('botocore'),
  },
  { name: 'espeak-ng', why: 'speaks test recordings', debian: ['espeak-ng'], isThere: () => onPath('espeak-ng') !== null },
  { name: 'flite', why: 'speaks the sample interview', debian: ['flite'], isThere: () => onPath('flite') !== null },
];

/**
 * Makes sure every program is there: as root on Debian by installing what is missing, elsewhere by a sentence that names it.
 * Answers what is still missing, empty when nothing is.
 */
export function provideMachine(say: (line: string) => void): string[] {
  const missing = NEEDS.filter((need) => !need.isThere());
  if (missing.length === 0) return [];
  if (onPath('apt-get') && process.getuid?.() === 0) installDebian(missing, say);
  return missing.filter((need) => !need.isThere()).map((need) => `${need.name} (Debian: ${need.debian.join(' ')}), which ${need.why}`);
}

function installDebian(missing: readonly Need[], say: (line: string) => void): void {
  const packages = missing.flatMap((need) => need.debian);
  say(`Installing ${packages.join(', ')} …`);
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  try {
    execFileSync('apt-get', ['update', '-qq'], quiet);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], quiet);
  } catch {
    say('The packages could not be installed.');
  }
}
