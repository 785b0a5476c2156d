// One export being prepared: format, options, the whole file as it will be written, and its name. The preview is the file.
import type { Transcript } from '../../src-core/transcript/transcript.ts';
import type { Cue } from '../../src-core/subtitles/cue.ts';
import { labelsOf } from '../../src-core/subtitles/cue-label.ts';
import { makeCues, type LabelOf } from '../../src-core/subtitles/cueing.ts';
import type { Millis } from '../../src-core/span.ts';
import { frameRate, timeOfFrame, type FrameRate, type FrameRateId } from '../../src-core/subtitles/frame-rate.ts';
import { frameOfTimecode } from '../../src-core/subtitles/timecode.ts';
import type { CueProfile } from '../../src-core/subtitles/profile.ts';
import { defaultsFor, exportFile, exportFileName, fileBytes, framesOf, type ExportFile } from '../../src-core/subtitles/export-file.ts';
import type { FileManner } from '../../src-core/subtitles/file-manner.ts';
import type { ExportFormat, ExportOptions } from '../../src-core/subtitles/formats/export-format.ts';
import { exportFormatOrNull, exportFormats } from '../../src-core/subtitles/formats/list.ts';
import { profileFor } from '../../src-core/subtitles/language-profile.ts';
import type { Host } from '../host/host.ts';
import { offsetWords, readOffset } from './clock-entry.ts';
import { filePreview, type FilePreview } from './file-preview.ts';

/** How the cues of what is exported are made. */
export interface ExportMaking {
  readonly profile: CueProfile;
  readonly rate: FrameRateId;
  /** Whether names are written unless somebody says otherwise. */
  readonly labels: boolean;
  /** Timecode of the first frame, where one is known. */
  readonly startTimecode?: string | null;
  /** How the file is written the recording was made from, where it was made from one. */
  readonly file?: FileManner | null;
  /** `frames` is the rate the file counts in, on whose frames cues are laid where nobody has told the picture's rate; null for none. */
  readonly cues: (labelOf: LabelOf | undefined, frames: FrameRate | null) => readonly Cue[];
}

function plainMaking(transcript: Transcript): ExportMaking {
  const profile = profileFor(transcript);
  return { profile, rate: '25', labels: false, cues: (labelOf, frames) => makeCues(transcript, profile, labelOf, frames) };
}

export class ExportState {
  readonly #name: string;
  readonly #transcript: Transcript;
  readonly #making: ExportMaking;
  /** Cues by whether there is room for labels, and by the frames they lie on: what is dear to make, and the same for every other option. */
  readonly #cues = new Map<string, readonly Cue[]>();
  #id = $state('srt');
  #options = $state.raw<Readonly<Record<string, ExportOptions>>>({});
  #fileName = $state<string | null>(null);
  /** What was typed as a shift and is none, by format. */
  #wrongShifts = $state.raw<Readonly<Record<string, string>>>({});
  #saving = $state(false);

  readonly #format = $derived(exportFormatOrNull(this.#id) ?? firstFormat());
  readonly #chosen = $derived(this.#options[this.#format.id] ?? this.#defaultsOf(this.#format));
  readonly #file = $derived.by(() => this.#write(this.#format, this.#chosen));
  readonly #preview = $derived(filePreview(this.#file, this.#format));

  /** `name` is the recording's; the transcript is exported as it is now, with its cues as they are made for it. */
  constructor(name: string, transcript: Transcript, making: ExportMaking = plainMaking(transcript)) {
    this.#name = name;
    this.#transcript = transcript;
    this.#making = making;
    // Who opened a file and saves it means the same kind.
    if (making.file && exportFormatOrNull(making.file.format)) this.#id = making.file.format;
  }

  get formats(): readonly ExportFormat[] {
    return exportFormats;
  }
  get format(): ExportFormat {
    return this.#format;
  }
  get options(): ExportOptions {
    return this.#chosen;
  }
  /** The file as it will be written. */
  get file(): ExportFile {
    return this.#file;
  }
  /** The beginning of the file, character for character. */
  get preview(): FilePreview {
    return this.#preview;
  }
  get saving(): boolean {
    return this.#saving;
  }
  /** Whether there is anything to write. */
  get isEmpty(): boolean {
    return !this.#transcript.turns.some((turn) => turn.words.length > 0);
  }
  /** The name it will be saved by: the recording's until somebody writes another. Its ending follows the format. */
  get fileName(): string {
    return this.#fileName ?? exportFileName(this.#name, this.#format);
  }
  setFileName(name: string): void {
    this.#fileName = name;
  }

  choose(id: string): void {
    const before = `.${this.#format.extension}`;
    this.#id = id;
    if (this.#fileName?.endsWith(before)) this.#fileName = `${this.#fileName.slice(0, -before.length)}.${this.#format.extension}`;
  }

  /** Changes an option of the chosen format; other formats keep theirs. */
  set<Option extends keyof ExportOptions>(option: Option, value: ExportOptions[Option]): void {
    this.#options = { ...this.#options, [this.#format.id]: { ...this.#chosen, [option]: value } };
  }

  /** The timecode of the first frame as a time, for files that count from it; null where there is none but zero. */
  get startTime(): Millis | null {
    const { startTimecode, rate } = this.#making;
    const frames = frameRate(rate);
    const frame = frameOfTimecode(startTimecode ?? '', frames);
    return frame === null || frame === 0 ? null : timeOfFrame(frame, frames);
  }

  /** The shift as it was typed, or in words. */
  get offsetText(): string {
    return this.#wrongShifts[this.#format.id] ?? offsetWords(this.#chosen.offset);
  }
  /** Takes what is typed as a shift. What is none leaves the file as it is, and `isWrong` says so. */
  typeOffset(text: string): void {
    const offset = readOffset(text);
    const { [this.#format.id]: _before, ...others } = this.#wrongShifts;
    this.#wrongShifts = offset === null ? { ...others, [this.#format.id]: text } : others;
    if (offset !== null) this.set('offset', offset);
  }
  /** Whether what was typed for an option of the format cannot be used. No file is saved while there is such. */
  isWrong(option: 'offset' | 'startTimecode'): boolean {
    if (!this.has(option)) return false;
    const { frameRate: rate, startTimecode } = this.#chosen;
    return option === 'offset' ? this.#format.id in this.#wrongShifts : frameOfTimecode(startTimecode, frameRate(rate)) === null;
  }
  get isSavable(): boolean {
    return !this.isEmpty && !this.isWrong('offset') && !this.isWrong('startTimecode');
  }

  /** The first number of the format unless somebody chooses another: that of the file the recording was made from. */
  get ownIndex(): number {
    return this.#defaultsOf(this.#format).startIndex;
  }

  /** Whether any cue has a place or letters of its own. */
  get hasLooks(): boolean {
    return this.#file.cues.some(({ look }) => look !== undefined);
  }

  /** Whether the chosen format has the option. */
  has(option: keyof ExportOptions): boolean {
    return this.#format.uses.includes(option);
  }

  /** Hands the file to the host. False when the person thought better of it, or an option is wrong. */
  async save(host: Host): Promise<boolean> {
    if (this.#saving || !this.isSavable) return false;
    this.#saving = true;
    try {
      const name = this.fileName.trim() === '' ? exportFileName(this.#name, this.#format) : this.fileName.trim();
      return await host.keep(name, fileBytes(this.#file), this.#format.mediaType);
    } finally {
      this.#saving = false;
    }
  }

  #write(format: ExportFormat, options: ExportOptions): ExportFile {
    const { profile, file = null } = this.#making;
    if (format.madeOf === 'turns') return exportFile(this.#transcript, format, options);
    return exportFile(this.#transcript, format, options, {
      profile,
      file,
      cues: this.#cuesFor(options.speakers === 'prefix', framesOf(format, options)),
    });
  }

  /** As the format has it, but for what the cues are made for. */
  #defaultsOf(format: ExportFormat): ExportOptions {
    const { rate, labels, startTimecode, file } = this.#making;
    const defaults = defaultsFor(format, labels, file);
    return { ...defaults, frameRate: rate, startTimecode: startTimecode ?? defaults.startTimecode };
  }

  #cuesFor(labelled: boolean, frames: FrameRate | null): readonly Cue[] {
    const key = `${labelled} ${frames?.id ?? ''}`;
    let cues = this.#cues.get(key);
    if (!cues) {
      cues = this.#making.cues(labelled ? labelsOf(this.#transcript) : undefined, frames);
      this.#cues.set(key, cues);
    }
    return cues;
  }
}

function firstFormat(): ExportFormat {
  const [first] = exportFormats;
  if (!first) throw new Error('no format is offered');
  return first;
}
