// Which file name extensions a chooser offers. A hint for people only: what a file is, its content decides.

/** Sound and pictures, without the dot. */
export const mediaExtensions = [
  'mp3',
  'mp4',
  'm4a',
  'm4v',
  'wav',
  'flac',
  'ogg',
  'oga',
  'opus',
  'webm',
  'mkv',
  'mka',
  'mov',
  'aac',
  'amr',
  'aif',
  'aiff',
  'wma',
  'wmv',
  'avi',
  'mts',
  'm2ts',
  'ts',
  'mxf',
  '3gp',
  'mpg',
  'mpeg',
] as const;

/** Transcripts and subtitles, without the dot. */
export const documentExtensions = [
  'json',
  'srt',
  'vtt',
  'ttml',
  'dfxp',
  'xml',
  'ass',
  'ssa',
  'sbv',
  'stl',
  'scc',
  'sub',
  'lrc',
  'csv',
  'tsv',
  'txt',
  'gz',
] as const;

/** The extension of a file name, lower case, without the dot; "" when it has none. */
export function extensionOf(fileName: string): string {
  return /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
}

/** Whether a chooser would have offered this file. */
export function isKnownExtension(fileName: string): boolean {
  const extension = extensionOf(fileName);
  return [...mediaExtensions, ...documentExtensions].some((known) => known === extension);
}
