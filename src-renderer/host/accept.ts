// What a browser's file chooser is told to offer.
import { documentExtensions, mediaExtensions } from '../../src-core/library/file-kinds.ts';
import type { FileKind } from './host.ts';

/** The `accept` attribute for a kind of file; "" offers everything. */
export function acceptOf(kind: FileKind): string {
  if (kind === 'any') return '';
  const extensions = kind === 'media' ? ['audio/*', 'video/*', ...mediaExtensions] : [...documentExtensions];
  return extensions.map((extension) => (extension.includes('/') ? extension : `.${extension}`)).join(',');
}
