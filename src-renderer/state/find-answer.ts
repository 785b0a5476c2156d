// One search as a question and its answer, the same in the page and in a worker.
import { findInTexts, PatternError, type FindResult, type FindRule } from '../../src-core/transcript/find.ts';

/** What is asked for. */
export interface FindOrder {
  readonly texts: readonly string[];
  readonly rules: readonly FindRule[];
  readonly limit: number;
}

/** What is answered. */
export type FindAnswer = { readonly found: FindResult } | { readonly rule: number; readonly reason: string };

/** Does one search; a pattern that cannot be read is an answer. */
export function answerTo({ texts, rules, limit }: FindOrder): FindAnswer {
  try {
    return { found: findInTexts(texts, rules, limit) };
  } catch (thrown) {
    if (thrown instanceof PatternError) return { rule: thrown.rule, reason: thrown.message };
    throw thrown;
  }
}
