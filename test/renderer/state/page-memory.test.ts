// A page's own memory: the place and the selection come back once, for the recording they belong to, and nonsense is the first screen.
import { expect, it } from 'vitest';
import { PageMemory } from '../../../src-renderer/state/page-memory.ts';

const selection = { anchor: { turn: 1, offset: 2 }, head: { turn: 1, offset: 9 } };

function storage(text: string | null = null): { getItem: () => string | null; setItem: (name: string, value: string) => void; now: () => string | null } {
  let kept = text;
  return { getItem: () => kept, setItem: (_name, value) => void (kept = value), now: () => kept };
}

it('leaves place and selection to the next page, which takes the selection once', () => {
  const store = storage();
  const first = new PageMemory(store);
  expect(first.before).toEqual({ kind: 'start' });
  first.keepPlace({ kind: 'recording', id: 'a', spot: { turn: 3, time: 9 } });
  first.keepSelection(selection);
  const second = new PageMemory(store);
  expect(second.before).toEqual({ kind: 'recording', id: 'a', spot: null });
  expect(second.takeSelection('b')).toBeNull();
  expect(second.takeSelection('a')).toEqual(selection);
  expect(second.takeSelection('a')).toBeNull();
});

it('forgets a selection with the recording it was in', () => {
  const store = storage();
  const memory = new PageMemory(store);
  memory.keepPlace({ kind: 'recording', id: 'a', spot: null });
  memory.keepSelection(selection);
  memory.keepPlace({ kind: 'recording', id: 'b', spot: null });
  expect(new PageMemory(store).takeSelection('b')).toBeNull();
});

it.each([null, '', 'nonsense', '{"place":{"kind":"moon"},"selection":null}', '[]'])('begins at the first screen with %j', (text) => {
  expect(new PageMemory(storage(text)).before).toEqual({ kind: 'start' });
});

it('does without storage that refuses', () => {
  const refusing = {
    getItem: (): never => {
      throw new Error('no');
    },
    setItem: (): never => {
      throw new Error('no');
    },
  };
  const memory = new PageMemory(refusing);
  expect(() => {
    memory.keepPlace({ kind: 'jobs' });
  }).not.toThrow();
});
