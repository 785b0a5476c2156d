// What our tests use of PraatTextGridJS, which brings no types.
declare module 'textgrid' {
  const textgrid: {
    readonly TextGrid: {
      /** Reads a whole TextGrid in long form. Figures are the file's own text, seconds. */
      textgridToIGT(text: string): {
        readonly items: readonly {
          readonly name: string;
          readonly intervals: readonly { readonly xmin: string; readonly xmax: string; readonly text: string }[];
        }[];
      };
    };
  };
  export default textgrid;
}
