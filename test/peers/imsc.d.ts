// What we use of imsc's document reader; the package has no types.
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
