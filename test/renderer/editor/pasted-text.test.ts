// What is pasted becomes turns.
import { expect, it } from 'vitest';
import { pastedLines } from '../../../src-renderer/editor/pasted-text.ts';

it.each([
  ['one word', 'word', 'word'],
  ['blank lines between paragraphs', 'One.\n\nTwo.\n \n\nThree.', 'One.\nTwo.\nThree.'],
  ['line breaks of every system', 'One.\r\nTwo.\rThree.\u2029Four.', 'One.\nTwo.\nThree.\nFour.'],
  ['the break a word processor copies along', 'One.\r\n', 'One.'],
  ['white space within a line', 'a  b\tc ', 'a  b\tc '],
  ['nothing but breaks', '\n\n', ''],
])('takes %s', (_, text, lines) => {
  expect(pastedLines(text)).toBe(lines);
});
