// One export being prepared: format, options, the whole file as it will be written, and its name. The preview is the file.
import type { Transcript } from '../../src-core/transcript/transcript.ts';
import type { Cue } from '../../src-core/subtitles/cue.ts';
import { labelsOf } from '../../src-core/subtitles/cue-label.ts';
import { makeCues } from '../../src-core/subtitles/cueing.ts';
import { exportFile, exportFileName, type ExportFile } from '../../src-core/subtitles/export-file.ts';
import type { ExportFormat, ExportOptions } from '../../src-core/subtitles/formats/export-format.ts';
import { exportFormatOrNull, exportFormats } from '../../src-core/subtitles/formats/list.ts';
import { profileFor } from '../../src-core/subtitles/language-profile.ts';
import type { Host } from '../host/host.ts';
import { filePreview, type FilePreview } from './file-preview.ts';

export class ExportState {
  readonly #name: string;
  readonly #transcript: Transcript;
  /** Cues with and without room for labels: what is dear to make, and the same for every other option. */
  readonly #cues = new Map<boolean, readonly Cue[]>();
  #id = $state('srt');
  #options = $state.raw<Readonly<Record<string, ExportOptions>>>({});
  #fileName = $state<string | null>(null);
  #saving = $state(false);

  readonly #format = $derived(exportFormatOrNull(this.#id) ?? firstFormat());
  readonly #chosen = $derived(this.#options[this.#format.id] ?? this.#format.defaults);
  readonly #file = $derived.by(() => this.#write(this.#format, this.#chosen));
  readonly #preview = $derived(filePreview(this.#file, this.#format));

  /** `name` is the recording's; `transcript` is exported as it is now. */
  constructor(name: string, transcript: Transcript) {
    this.#name = name;
    this.#transcript = transcript;
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

  /** Whether the chosen format has the option. */
  has(option: keyof ExportOptions): boolean {
    return this.#format.uses.includes(option);
  }

  /** Hands the file to the host. False when the person thought better of it. */
  async save(host: Host): Promise<boolean> {
    if (this.#saving) return false;
    this.#saving = true;
    try {
      const name = this.fileName.trim() === '' ? exportFileName(this.#name, this.#format) : this.fileName.trim();
      return await host.keep(name, new TextEncoder().encode(this.#file.text), this.#format.mediaType);
    } finally {
      this.#saving = false;
    }
  }

  #write(format: ExportFormat, options: ExportOptions): ExportFile {
    if (format.madeOf === 'turns') return exportFile(this.#transcript, format, options);
    return exportFile(this.#transcript, format, options, { cues: this.#cuesFor(options.speakers === 'prefix') });
  }

  #cuesFor(labelled: boolean): readonly Cue[] {
    let cues = this.#cues.get(labelled);
    if (!cues) {
      cues = makeCues(this.#transcript, profileFor(this.#transcript), labelled ? labelsOf(this.#transcript) : undefined);
      this.#cues.set(labelled, cues);
    }
    return cues;
  }
}

function firstFormat(): ExportFormat {
  const [first] = exportFormats;
  if (!first) throw new Error('no format is offered');
  return first;
}
