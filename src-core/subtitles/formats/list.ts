// The formats we offer, in the order they are offered.
import type { ExportFormat } from './export-format.ts';
import { assFormat } from './ass.ts';
import { audacityFormat } from './audacity.ts';
import { ebuStlFormat } from './ebu-stl.ts';
import { elanFormat } from './elan.ts';
import { jsonFormat } from './json.ts';
import { lrcFormat } from './lrc.ts';
import { microdvdFormat } from './microdvd.ts';
import { sbvFormat } from './sbv.ts';
import { srtFormat } from './srt.ts';
import { csvFormat, tsvFormat } from './tables.ts';
import { textFormat } from './text.ts';
import { textGridFormat } from './textgrid.ts';
import { ebuTtdFormat, ttmlFormat } from './ttml.ts';
import { styledWebvttFormat, webvttFormat } from './webvtt.ts';

export const exportFormats: readonly ExportFormat[] = [
  srtFormat,
  webvttFormat,
  styledWebvttFormat,
  ttmlFormat,
  ebuTtdFormat,
  ebuStlFormat,
  assFormat,
  sbvFormat,
  lrcFormat,
  microdvdFormat,
  textFormat,
  csvFormat,
  tsvFormat,
  jsonFormat,
  audacityFormat,
  textGridFormat,
  elanFormat,
];

/** The format with this id ("srt", "vtt", "txt", "json" …), or null. */
export function exportFormatOrNull(id: string): ExportFormat | null {
  return exportFormats.find((format) => format.id === id) ?? null;
}
