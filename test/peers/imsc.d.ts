// What we use of imsc's document reader and of what it makes of a document at a time; the package has no types.
declare module 'imsc/src/main/js/doc.js' {
  interface ImscNode {
    readonly kind: string;
    readonly text?: string;
    readonly begin: number;
    readonly end: number;
    readonly contents?: readonly ImscNode[];
  }
  export function fromXML(
    xml: string,
    errors: { info(): boolean; warn(message: string): boolean; error(message: string): boolean; fatal(message: string): boolean },
  ): { readonly body: ImscNode | null };
}

declare module 'imsc/src/main/js/isd.js' {
  import type { fromXML } from 'imsc/src/main/js/doc.js';

  export interface IsdNode {
    readonly kind?: string;
    readonly text?: string;
    /** By the style's namespace and name. */
    readonly styleAttrs?: Readonly<Record<string, unknown>>;
    readonly contents?: readonly IsdNode[];
  }
  /** What is shown at a time, seconds, with all styles resolved. */
  export function generateISD(document: ReturnType<typeof fromXML>, time: number, errors: Parameters<typeof fromXML>[1]): IsdNode;
}
