// Debian's python3-srt and python3-ttconv, run by the system's own Python: other Pythons on the PATH do not see its packages.
import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { PYTHON } from '../support/machine.ts';
import type { Peer, PeerCue } from './peer.ts';

const run = promisify(execFile);

/** `-I`: no user packages, no PYTHON… variables. */
async function python(script: string, path: string): Promise<PeerCue[]> {
  const { stdout, stderr } = await run(PYTHON, ['-I', '-c', script, path], { maxBuffer: 1 << 28 });
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout) as PeerCue[]; // printed by the scripts below
}

function pythonVersion(script: string): string | null {
  try {
    return execFileSync(PYTHON, ['-I', '-c', script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}

/** The version of a Debian package, asked of dpkg because neither module tells its own. */
const packageVersion = (module: string, name: string): string =>
  `import ${module}, subprocess\nprint(subprocess.run(["dpkg-query", "-W", "-f", "\${Version}", "${name}"], capture_output=True, text=True).stdout or "unknown")`;

const READ_SRT = `
import json, sys, srt
with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
    cues = list(srt.parse(file.read(), ignore_errors=False))
millis = lambda time: round(time.total_seconds() * 1000)
print(json.dumps([{"start": millis(cue.start), "end": millis(cue.end), "text": cue.content} for cue in cues]))
`;

// utf-8-sig is what ttconv's own command line opens SRT files with.
const READ_TTCONV = `
import json, sys
import ttconv.srt.reader as reader, ttconv.model as model
with open(sys.argv[1], encoding="utf-8-sig") as file:
    document = reader.to_model(file)
if document is None:
    sys.exit("ttconv refuses the file")
def text(element):
    if isinstance(element, model.Text):
        return element.get_text()
    if isinstance(element, model.Br):
        return "\\n"
    return "".join(text(child) for child in element)
paragraphs = [p for p in document.get_body().dfs_iterator() if isinstance(p, model.P)]
print(json.dumps([{"start": round(p.get_begin() * 1000), "end": round(p.get_end() * 1000), "text": text(p)} for p in paragraphs]))
`;

export const pythonSrt: Peer = {
  name: 'python3-srt',
  formats: ['srt'],
  version: () => pythonVersion(packageVersion('srt', 'python3-srt')),
  read: (path) => python(READ_SRT, path),
  differences: [],
};

export const ttconv: Peer = {
  name: 'ttconv',
  formats: ['srt'],
  version: () => pythonVersion(packageVersion('ttconv', 'python3-ttconv')),
  read: (path) => python(READ_TTCONV, path),
  differences: [
    {
      format: 'srt',
      reads: decodeEntities,
      reason: 'ttconv feeds SRT text to an HTML parser, so "&amp;" in the text becomes "&"; SRT has no entities.',
    },
  ],
};

/** The entities our speeches hold, as HTML decodes them. */
function decodeEntities(text: string): string {
  const named: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&nbsp;': '\u00a0', '&#65;': 'A' };
  return text.replace(/&(?:amp|lt|gt|nbsp|#65);/g, (entity) => named[entity] ?? entity);
}
