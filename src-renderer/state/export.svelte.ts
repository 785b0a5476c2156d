// One export being prepared: format, options, the whole file as it will be written, and its name. The preview is the file.
import type { Transcript } from '../../src-core/transcript/transcript.ts';
import { exportFile, exportFileName, type ExportFile } from '../../src-core/subtitles/export-file.ts';
import type { ExportFormat, ExportOptions } from '../../src-core/subtitles/formats/export-format.ts';
import { exportFormatOrNull, exportFormats } from '../../src-core/subtitles/formats/list.ts';
import type { Host } from '../host/host.ts';

/** How much of the file is shown: enough to judge, little enough to show at once. */
const PREVIEW_LINES = 800;

export class ExportState {
  readonly #name: string;
  readonly #transcript: Transcript;
  #id = $state('srt');
  #options = $state.raw<Readonly<Record<string, ExportOptions>>>({});
  #fileName = $state<string | null>(null);
  #saving = $state(false);

  readonly #format = $derived(exportFormatOrNull(this.#id) ?? firstFormat());
  readonly #chosen = $derived(this.#options[this.#format.id] ?? this.#format.defaults);
  readonly #file = $derived.by(() => this.#write());
  readonly #lines = $derived(this.#file.text.replace(/\n$/, '').split('\n'));

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
  get lineCount(): number {
    return this.#lines.length;
  }
  /** The beginning of the file, word for word. */
  get preview(): string {
    return this.#lines.slice(0, PREVIEW_LINES).join('\n');
  }
  get isCut(): boolean {
    return this.#lines.length > PREVIEW_LINES;
  }
  get saving(): boolean {
    return this.#saving;
  }
  /** The proposed name follows the format until somebody writes another. */
  get fileName(): string {
    return this.#fileName ?? exportFileName(this.#name, this.#format);
  }
  setFileName(name: string): void {
    this.#fileName = name;
  }

  choose(id: string): void {
    this.#id = id;
    this.#fileName = null;
  }

  /** Changes an option of the chosen format; other formats keep theirs. */
  set<Option extends keyof ExportOptions>(option: Option, value: ExportOptions[Option]): void {
    this.#options = { ...this.#options, [this.#format.id]: { ...this.#chosen, [option]: value } };
  }

  /** Whether the chosen format has the option. */
  has(option: keyof ExportOptions): boolean {
    return this.#format.uses.includes(option);
  }

  #write(): ExportFile {
    return exportFile(this.#transcript, this.#format, this.#chosen);
  }

  /** Hands the file to the host. False when the person thought better of it. */
  async save(host: Host): Promise<boolean> {
    this.#saving = true;
    try {
      const name = this.fileName.trim() === '' ? exportFileName(this.#name, this.#format) : this.fileName.trim();
      return await host.keep(name, new TextEncoder().encode(this.#file.text), this.#format.mediaType);
    } finally {
      this.#saving = false;
    }
  }
}

function firstFormat(): ExportFormat {
  const [first] = exportFormats;
  if (!first) throw new Error('no format is offered');
  return first;
}
