// The way of one save to the studio: as one message, or in parts where it is too heavy for one. It knows nothing of when to save.
import type { StudioClient } from '../../src-core/contract/client.ts';
import { StudioError } from '../../src-core/contract/errors.ts';
import { LIGHT_SAVE_CHARACTERS, MOST_SAVE_BYTES, SAVE_PART_BYTES } from '../../src-core/contract/save-parts.ts';
import type { CallArgs } from '../../src-core/contract/studio-api.ts';
import { nearestSteps } from '../../src-core/history/step-window.ts';

type Save = CallArgs<'library.save'>;

const utf8 = new TextEncoder();

/**
 * Sends a save and answers the new revision once it is durable. Steps that do not fit into 64 MB beside the words are left out, the farthest from
 * where the transcript stands first: after a new start undo ends before them. Throws what `library.save` throws, and `too-large` when the words alone
 * do not fit.
 */
export async function sendSave(client: StudioClient, save: Save): Promise<number> {
  const json = JSON.stringify(save);
  if (json.length <= LIGHT_SAVE_CHARACTERS) return (await client.call('library.save', save)).revision;
  const whole = utf8.encode(json);
  return sendParts(client, whole.byteLength <= MOST_SAVE_BYTES ? whole : fitted(save, whole.byteLength));
}

async function sendParts(client: StudioClient, whole: Uint8Array): Promise<number> {
  const save = crypto.randomUUID();
  const of = whole.byteLength;
  for (let at = 0; at < of; at += SAVE_PART_BYTES) {
    const { revision } = await client.call('library.savePart', { save, at, of, bytes: whole.slice(at, at + SAVE_PART_BYTES) });
    if (revision !== null) return revision;
  }
  throw new StudioError('bad-message', { call: 'library.savePart', reason: 'revision' });
}

/** The bytes of a save without the steps that are too much. */
function fitted(save: Save, weight: number): Uint8Array {
  const { history } = save;
  const weights = new Map(history?.put.map((numbered) => [numbered.number, utf8.encode(JSON.stringify(numbered)).byteLength + 1]));
  const words = weight - [...weights.values()].reduce((sum, step) => sum + step, 0);
  if (!history || words > MOST_SAVE_BYTES) throw new StudioError('too-large', { what: 'save', limit: MOST_SAVE_BYTES });
  const kept = nearestSteps(history, (number) => weights.get(number) ?? 0, MOST_SAVE_BYTES - words);
  const put = history.put.filter(({ number }) => number >= kept.first && number <= kept.last);
  return utf8.encode(JSON.stringify({ ...save, history: { ...kept, put } }));
}
