// The formats we offer, in the order they are offered.
import type { ExportFormat } from './export-format.ts';
import { jsonFormat } from './json.ts';
import { srtFormat } from './srt.ts';
import { textFormat } from './text.ts';
import { webvttFormat } from './webvtt.ts';

export const exportFormats: readonly ExportFormat[] = [srtFormat, webvttFormat, textFormat, jsonFormat];

/** The format with this id ("srt", "vtt", "txt", "json"), or null. */
export function exportFormatOrNull(id: string): ExportFormat | null {
  return exportFormats.find((format) => format.id === id) ?? null;
}
