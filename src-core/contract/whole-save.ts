// A save that came in parts, read: its JSON is held to what a message is held to.
import * as v from 'valibot';
import { StudioError } from './errors.ts';
import { unplainPart } from './plain-message.ts';
import { studioCalls, type CallArgs } from './studio-api.ts';

/** The arguments of `library.save` in this JSON. Throws `bad-message`, as the dispatcher would of the same arguments. */
export function readSave(json: string): CallArgs<'library.save'> {
  const refuse = (reason: string): StudioError => new StudioError('bad-message', { call: 'library.save', reason });
  let read: unknown;
  try {
    read = JSON.parse(json);
  } catch {
    throw refuse('json');
  }
  const unplain = Array.isArray(read) ? 'array' : unplainPart(read);
  if (unplain !== null) throw refuse(unplain);
  const parsed = v.safeParse(studioCalls['library.save'].args, read);
  if (!parsed.success) throw refuse(v.getDotPath(parsed.issues[0]) ?? 'save');
  return parsed.output;
}
