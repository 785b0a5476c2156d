// What this suite uses of the W3C's parser, which carries no types.
declare module 'webvtt-parser' {
  export interface WebvttNode {
    readonly type: 'text' | 'object' | 'timestamp';
    readonly name?: string;
    /** Text of a text node, annotation of a voice. */
    readonly value?: string;
    /** Classes of a tag. */
    readonly classes?: readonly string[];
    readonly children?: readonly WebvttNode[];
  }
  export interface WebvttCue {
    /** Seconds. */
    readonly startTime: number;
    readonly endTime: number;
    readonly text: string;
    readonly tree: { readonly children: readonly WebvttNode[] };
  }
  export class WebVTTParser {
    constructor(entities?: Readonly<Record<string, string>>);
    parse(text: string, mode: string): { readonly cues: readonly WebvttCue[]; readonly errors: readonly unknown[] };
  }
}
