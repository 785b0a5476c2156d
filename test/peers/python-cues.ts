// Readers of the further formats in Debian's Python: aeidon (Gaupol's library), webvtt-py for SBV, ttconv for TTML, csv, and the XML parser for ELAN.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PYTHON } from '../support/machine.ts';
import type { PeerCue } from './peer.ts';

const run = promisify(execFile);

async function python(script: string, ...args: string[]): Promise<PeerCue[]> {
  const { stdout } = await run(PYTHON, ['-I', '-W', 'ignore', '-c', script, ...args], { maxBuffer: 1 << 28 });
  return JSON.parse(stdout) as PeerCue[]; // printed by the scripts below
}

const AEIDON = `
import json, sys, aeidon
project = aeidon.Project()
project.open_main(sys.argv[1], "utf_8")
calc = aeidon.Calculator(getattr(aeidon.framerates, sys.argv[2])) if sys.argv[2] else None
cues = []
for subtitle in project.subtitles:
    if calc: start, end = (round(calc.frame_to_seconds(frame) * 1000) for frame in (subtitle.start_frame, subtitle.end_frame))
    else: start, end = (round(seconds * 1000) for seconds in (subtitle.start_seconds, subtitle.end_seconds))
    cues.append({"start": start, "end": end, "text": subtitle.main_text})
print(json.dumps(cues))
`;

/** Gaupol's library; \`rate\` names one of its frame rates for files of frames. */
export const readByAeidon = (path: string, rate = ''): Promise<PeerCue[]> => python(AEIDON, path, rate);

/** webvtt-py's reader of SBV. */
export const readByWebvttPy = (path: string): Promise<PeerCue[]> =>
  python(
    `
import json, sys, webvtt
print(json.dumps([{"start": round(c.start_in_seconds * 1000), "end": round(c.end_in_seconds * 1000), "text": c.text} for c in webvtt.from_sbv(sys.argv[1])]))
`,
    path,
  );

/** What ttconv makes of a document: its paragraphs with their times, text and whether all of it is italic. */
const TTCONV_PARAGRAPHS = `
def text(element):
    if isinstance(element, model.Text): return element.get_text()
    if isinstance(element, model.Br): return "\\n"
    return "".join(text(child) for child in element)
body = document.get_body()
paragraphs = [p for p in body.dfs_iterator() if isinstance(p, model.P)] if body else []
print(json.dumps([{"start": round((p.get_begin() or 0) * 1000), "end": round((p.get_end() or 0) * 1000), "text": text(p)} for p in paragraphs]))
`;

/** ttconv's IMSC reader. */
export const readTtmlByTtconv = (path: string): Promise<PeerCue[]> =>
  python(
    `
import json, sys
import xml.etree.ElementTree as et
import ttconv.imsc.reader as reader, ttconv.model as model
document = reader.to_model(et.parse(sys.argv[1]))
${TTCONV_PARAGRAPHS}`,
    path,
  );

/** Python's own reader of tables. */
export const readTable = (path: string, delimiter: string): Promise<PeerCue[]> =>
  python(
    `
import csv, json, sys
def millis(clock):
    hours, minutes, seconds = clock.split(":")
    return round((int(hours) * 60 + int(minutes)) * 60000 + float(seconds) * 1000)
with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
    rows = list(csv.DictReader(file, delimiter=sys.argv[2], quoting=csv.QUOTE_MINIMAL if sys.argv[2] == "," else csv.QUOTE_NONE))
print(json.dumps([{"start": millis(r["start"]), "end": millis(r["end"]), "text": r["text"], "voice": r["speaker"]} for r in rows]))
`,
    path,
    delimiter,
  );

/** ELAN's annotations by Python's XML parser: every aligned annotation of every tier, the tier as the voice. */
export const readElan = (path: string): Promise<PeerCue[]> =>
  python(
    `
import json, sys
import xml.etree.ElementTree as et
root = et.parse(sys.argv[1]).getroot()
times = {slot.get("TIME_SLOT_ID"): int(slot.get("TIME_VALUE")) for slot in root.find("TIME_ORDER")}
print(json.dumps([{"start": times[a.get("TIME_SLOT_REF1")], "end": times[a.get("TIME_SLOT_REF2")], "text": a.findtext("ANNOTATION_VALUE"), "voice": tier.get("TIER_ID")}
    for tier in root.iter("TIER") for a in tier.iter("ALIGNABLE_ANNOTATION")]))
`,
    path,
  );

/** ttconv's reading of EBU STL. `start` is the timecode of the programme's start, "TCP" that of the file. */
export const readStlByTtconv = (path: string, start = 'TCP'): Promise<PeerCue[]> =>
  python(
    `
import json, logging, sys
logging.disable(logging.WARNING)
import ttconv.stl.reader as reader, ttconv.model as model
from ttconv.stl.config import STLReaderConfiguration
with open(sys.argv[1], "rb") as file:
    document = reader.to_model(file, STLReaderConfiguration(program_start_tc=sys.argv[2]))
${TTCONV_PARAGRAPHS}`,
    path,
    start,
  );

/** ttconv's reading of SCC. */
export const readSccByTtconv = (path: string): Promise<PeerCue[]> =>
  python(
    `
import json, logging, sys
logging.disable(logging.WARNING)
import ttconv.scc.reader as reader, ttconv.model as model
document = reader.to_model(open(sys.argv[1], encoding="utf-8").read())
${TTCONV_PARAGRAPHS}`,
    path,
  );

/** Audacity's labels as Python's own reader of tables takes them. */
export const readLabels = (path: string): Promise<PeerCue[]> =>
  python(
    `
import csv, json, sys
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    rows = list(csv.reader(file, delimiter="\\t", quoting=csv.QUOTE_NONE))
print(json.dumps([{"start": round(float(row[0]) * 1000), "end": round(float(row[1]) * 1000), "text": row[2]} for row in rows]))
`,
    path,
  );

/** A style of an element of ttconv's model, its own or what it is inside of. */
export const INHERITED = `
def inherited(element, style):
    while element is not None:
        value = element.get_style(style)
        if value is not None: return value
        element = element.parent()
    return None
`;

/** How ttconv understands each paragraph to look: place of its region and text, and what all of its letters have. */
export const readLooksByTtconv = async (path: string, kind: 'imsc' | 'stl'): Promise<unknown> =>
  python(
    `
import json, logging, sys
logging.disable(logging.WARNING)
import xml.etree.ElementTree as et
import ttconv.imsc.reader as imsc, ttconv.stl.reader as stl, ttconv.model as model
import ttconv.style_properties as styles
P = styles.StyleProperties
document = imsc.to_model(et.parse(sys.argv[1])) if sys.argv[2] == "imsc" else stl.to_model(open(sys.argv[1], "rb"))
${INHERITED}def letters(p):
    text = next(e for e in p.dfs_iterator() if isinstance(e, model.Text))
    colour = inherited(text, P.Color)
    hexed = "#" + "".join("%02x" % c for c in colour.components[:3]) if colour else None
    decoration = inherited(text, P.TextDecoration)
    return {
        "italic": inherited(text, P.FontStyle) == styles.FontStyleType.italic,
        "bold": inherited(text, P.FontWeight) == styles.FontWeightType.bold,
        "underline": bool(decoration and decoration.underline),
        "colour": None if hexed == "#ffffff" else hexed,
    }
def place(p):
    region, at = None, p
    while at is not None and region is None:
        region, at = at.get_region(), at.parent()
    align = region.get_style(P.DisplayAlign)
    side = inherited(p, P.TextAlign)
    A, T = styles.DisplayAlignType, styles.TextAlignType
    return {
        "vertical": {A.before: "top", A.center: "middle", A.after: "bottom"}[align],
        "side": {T.start: "left", T.end: "right"}.get(side, "centre"),
    }
paragraphs = [p for p in document.get_body().dfs_iterator() if isinstance(p, model.P)]
print(json.dumps([{**place(p), **letters(p)} for p in paragraphs]))
`,
    path,
    kind,
  );

/** The words of a Galley JSON as Python reads them. */
export const wordsByPython = async (path: string): Promise<PeerCue[]> =>
  python(
    `
import json, sys
words = [word for turn in json.load(open(sys.argv[1], encoding="utf-8"))["turns"] for word in turn["words"]]
print(json.dumps([{"start": w["start"], "end": w["end"], "text": w["text"]} for w in words]))
`,
    path,
  );
