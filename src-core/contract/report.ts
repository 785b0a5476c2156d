// What a report of trouble and a list of bundled packages are made of, as they cross the wire.
import * as v from 'valibot';

/** One file of a report, shown before it is saved. */
export const reportPartShape = v.strictObject({
  /** Path inside the archive. */
  name: v.string(),
  /** What it is, for people. */
  about: v.string(),
  text: v.string(),
});
export type ReportPart = v.InferOutput<typeof reportPartShape>;

/** A package whose code is in the built studio. */
export const bundledPackageShape = v.strictObject({
  name: v.string(),
  version: v.string(),
  /** SPDX expression. */
  licence: v.string(),
  /** The licence's own text, as the package carries it; empty when it carries none. */
  text: v.string(),
});
export type BundledPackage = v.InferOutput<typeof bundledPackageShape>;
