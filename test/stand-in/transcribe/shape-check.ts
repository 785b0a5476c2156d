// Checks a request document against shapes, in the words of the AWS front end:
// "1 validation error detected: Value 'x' at 'languageCode' failed to satisfy constraint: Member must satisfy enum value set: […]".
import { Refusal } from '../refusal.ts';

/** What a member may hold. Lengths count characters, members or entries. */
export type Shape =
  | { readonly kind: 'string'; readonly min?: number; readonly max?: number; readonly pattern?: string; readonly among?: readonly string[] }
  | { readonly kind: 'integer'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'structure'; readonly members: Readonly<Record<string, Shape>>; readonly required?: readonly string[] }
  | { readonly kind: 'list'; readonly of: Shape; readonly min?: number; readonly max?: number }
  | { readonly kind: 'map'; readonly of: Shape; readonly min?: number; readonly max?: number };

/** Throws SerializationException for a wrong type, and one BadRequestException that tells every broken constraint. Unknown members pass, as with AWS. */
export function checkShape(shape: Shape, document: unknown): void {
  const findings: string[] = [];
  check(shape, document, '', findings);
  if (findings.length === 0) return;
  const count = findings.length === 1 ? '1 validation error' : `${findings.length} validation errors`;
  throw new Refusal(400, 'BadRequestException', `${count} detected: ${findings.join('; ')}`);
}

function check(shape: Shape, value: unknown, path: string, findings: string[]): void {
  const find = (constraint: string): void => void findings.push(`Value '${show(value)}' at '${path}' failed to satisfy constraint: ${constraint}`);
  switch (shape.kind) {
    case 'string':
      if (typeof value !== 'string') throw wrongType();
      checkLength(shape, value.length, find);
      if (shape.pattern !== undefined && !new RegExp(`^(?:${shape.pattern})$`).test(value))
        find(`Member must satisfy regular expression pattern: ${shape.pattern}`);
      if (shape.among && !shape.among.includes(value)) find(`Member must satisfy enum value set: [${shape.among.join(', ')}]`);
      return;
    case 'integer':
      if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType();
      if (shape.min !== undefined && value < shape.min) find(`Member must have value greater than or equal to ${shape.min}`);
      if (shape.max !== undefined && value > shape.max) find(`Member must have value less than or equal to ${shape.max}`);
      return;
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongType();
      return;
    case 'list':
      if (!Array.isArray(value)) throw wrongType();
      checkLength(shape, value.length, find);
      value.forEach((one, index) => check(shape.of, one, `${path}.${index + 1}.member`, findings));
      return;
    case 'map':
    case 'structure':
      checkMembers(shape, value, path, findings);
  }
}

function checkMembers(shape: Shape & { kind: 'map' | 'structure' }, value: unknown, path: string, findings: string[]): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType();
  const entries = Object.entries(value).filter(([, one]) => one !== null);
  if (shape.kind === 'map') {
    checkLength(shape, entries.length, (constraint) => void findings.push(`Value '${show(value)}' at '${path}' failed to satisfy constraint: ${constraint}`));
    for (const [name, one] of entries) check(shape.of, one, `${path}.${name}.member`, findings);
    return;
  }
  const at = (name: string): string => (path === '' ? '' : `${path}.`) + name.charAt(0).toLowerCase() + name.slice(1);
  for (const name of shape.required ?? []) {
    if (!entries.some(([given]) => given === name)) findings.push(`Value null at '${at(name)}' failed to satisfy constraint: Member must not be null`);
  }
  for (const [name, one] of entries) {
    const member = shape.members[name];
    if (member) check(member, one, at(name), findings);
  }
}

function checkLength(shape: { min?: number; max?: number }, length: number, find: (constraint: string) => void): void {
  if (shape.min !== undefined && length < shape.min) find(`Member must have length greater than or equal to ${shape.min}`);
  if (shape.max !== undefined && length > shape.max) find(`Member must have length less than or equal to ${shape.max}`);
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function wrongType(): Refusal {
  return new Refusal(400, 'SerializationException', 'Unexpected value type in payload');
}
