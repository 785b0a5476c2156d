// An independent judge of requests: botocore's service models, as Debian's python3-botocore installs them.
// It says where a request departs from the model; fields newer than that model are listed here, each by name.
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parseQuery } from './incoming.ts';
import type { LoggedRequest } from './request-log.ts';
import { parseXml, type XmlElement } from './s3/xml.ts';

interface Member {
  readonly shape: string;
  readonly location?: 'header' | 'headers' | 'querystring' | 'uri';
  readonly locationName?: string;
  readonly flattened?: boolean;
}

interface ModelShape {
  readonly type: string;
  readonly members?: Readonly<Record<string, Member>>;
  readonly required?: readonly string[];
  readonly member?: Member;
  readonly value?: Member;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
  readonly flattened?: boolean;
  readonly payload?: string;
}

interface Model {
  readonly operations: Readonly<Record<string, { http: { method: string; requestUri: string }; input?: { shape: string }; httpChecksum?: object }>>;
  readonly shapes: Readonly<Record<string, ModelShape>>;
}

const FOLDER = '/usr/lib/python3/dist-packages/botocore/data';
const FILES = { s3: 's3/2006-03-01', transcribe: 'transcribe/2017-10-26', sts: 'sts/2011-06-15' } as const;

/** Headers of the transport and of signing, which no model lists. */
const TRANSPORT = new Set(
  'host user-agent x-amz-user-agent content-length content-type connection accept accept-encoding transfer-encoding expect x-amz-date x-amz-content-sha256 x-amz-decoded-content-length x-amz-trailer x-amz-target x-amzn-query-mode content-encoding'
    .split(' ')
    .concat('amz-sdk-invocation-id', 'amz-sdk-request'),
);

/** Fields the SDK knows and botocore 1.29 (December 2022) does not yet: the newer service model is the judge of these. */
const NEWER: Readonly<Record<string, RegExp>> = {
  PutObject: /^header (x-amz-checksum-crc64nvme|if-none-match|if-match)$/,
  UploadPart: /^header x-amz-checksum-crc64nvme$/,
  CreateMultipartUpload: /^header x-amz-checksum-type$/,
  CompleteMultipartUpload: /^header (x-amz-checksum-type|x-amz-mp-object-size|if-none-match|if-match)$/,
  StartTranscriptionJob: /^(member ToxicityDetection|.*(enum|maximum) .*(languageCode|LanguageCode|LanguageOptions|MediaFormat|MaxSpeakerLabels).*)$/,
};

/** Why the models cannot judge on this machine, or null when they can. */
export function modelsMissing(): string | null {
  return modelPath('s3') === null ? `no botocore models under ${FOLDER} (Debian package python3-botocore)` : null;
}

/** Where logged requests depart from botocore's models: "UploadPart: header x unknown". Refused or broken ones are judged, too. */
export function departures(entries: readonly LoggedRequest[]): string[] {
  return entries.flatMap((entry) => {
    const model = readModel(entry.service);
    const found = model.operations[entry.operation] ? judge(model, entry) : ['operation unknown'];
    const newer = NEWER[entry.operation];
    return found.filter((one) => !newer?.test(one)).map((one) => `${entry.operation}: ${one}`);
  });
}

function judge(model: Model, entry: LoggedRequest): string[] {
  const operation = model.operations[entry.operation];
  const input = operation?.input ? model.shapes[operation.input.shape] : undefined;
  if (!operation || !input) return [];
  if (entry.service === 's3') return judgeRest(model, entry, operation, input);
  const wrong = entry.method === operation.http.method ? [] : [`method ${entry.method}`];
  if (entry.service === 'sts') {
    const form = new URLSearchParams(entry.document ?? '');
    const unknown = [...form.keys()].filter((name) => name !== 'Action' && name !== 'Version' && !input.members?.[name]);
    return [...wrong, ...unknown.map((name) => `member ${name} unknown`)];
  }
  return [...wrong, ...judgeJson(model, input, JSON.parse(entry.document ?? 'null'), '')];
}

function judgeJson(model: Model, shape: ModelShape, value: unknown, path: string): string[] {
  if (shape.type === 'structure') {
    if (typeof value !== 'object' || value === null) return [`type of ${path}`];
    const given = Object.entries(value);
    const missing = (shape.required ?? []).filter((name) => !given.some(([key]) => key === name)).map((name) => `required ${path}${name} missing`);
    return [
      ...missing,
      ...given.flatMap(([name, one]) => {
        const member = shape.members?.[name];
        return member ? judgeJson(model, shapeOf(model, member), one, `${path}${name}.`) : [`member ${path}${name}`];
      }),
    ];
  }
  if (shape.type === 'list') {
    if (!Array.isArray(value)) return [`type of ${path}`];
    return [...bounds(shape, value.length, path), ...value.flatMap((one) => (shape.member ? judgeJson(model, shapeOf(model, shape.member), one, path) : []))];
  }
  if (shape.type === 'map') return Object.values(value ?? {}).flatMap((one) => (shape.value ? judgeJson(model, shapeOf(model, shape.value), one, path) : []));
  return judgeScalar(shape, value, path);
}

function judgeScalar(shape: ModelShape, value: unknown, path: string): string[] {
  const number = shape.type === 'integer' || shape.type === 'long';
  const wanted = number ? 'number' : shape.type === 'boolean' ? 'boolean' : shape.type === 'timestamp' ? typeof value : 'string';
  if (typeof value !== wanted) return [`type of ${path}`];
  if (number) return bounds(shape, Number(value), path);
  if (typeof value !== 'string') return [];
  const findings = bounds(shape, value.length, path);
  if (shape.enum && !shape.enum.includes(value)) findings.push(`enum of ${path} lacks ${value}`);
  if (shape.pattern !== undefined && !new RegExp(shape.pattern).test(value)) findings.push(`pattern of ${path}`);
  return findings;
}

function bounds(shape: ModelShape, size: number, path: string): string[] {
  const findings: string[] = [];
  if (shape.min !== undefined && size < shape.min) findings.push(`minimum ${shape.min} of ${path}`);
  if (shape.max !== undefined && size > shape.max) findings.push(`maximum ${shape.max} of ${path}`);
  return findings;
}

function judgeRest(model: Model, entry: LoggedRequest, operation: Model['operations'][string], input: ModelShape): string[] {
  const { http, httpChecksum } = operation;
  const [path = '', rawQuery = ''] = entry.url.split('?');
  const [template = '', fixed = ''] = http.requestUri.split('?');
  const query = new Map(parseQuery(rawQuery));
  const members = Object.entries(input.members ?? {});
  const findings = entry.method === http.method ? [] : [`method ${entry.method}`];
  if (!new RegExp(`^${template.replace('/{Bucket}', '/[^/]+').replace('{Key+}', '.+')}/?$`).test(path)) findings.push(`path ${path}`);
  for (const [name] of parseQuery(fixed)) if (!query.has(name)) findings.push(`query ${name} missing`);
  const byPlace = (place: string): [string, Member][] => members.filter(([, member]) => member.location === place);
  const known = new Set([...byPlace('querystring').map(([, member]) => member.locationName ?? ''), ...parseQuery(fixed).map(([name]) => name)]);
  // "x-id" is the JavaScript SDK's own label; X-Amz-* are a link's signature
  for (const name of query.keys()) if (!known.has(name) && name !== 'x-id' && !name.startsWith('X-Amz-')) findings.push(`query ${name}`);
  for (const [name, member] of byPlace('querystring')) {
    const value = query.get(member.locationName ?? name);
    if (value !== undefined) findings.push(...judgeText(shapeOf(model, member), value, `query ${name}`));
    else if (input.required?.includes(name)) findings.push(`required ${name} missing`);
  }
  // whoever follows a link sends headers of their own; operations marked httpChecksum take a checksum no member lists
  const unlisted = judgeHeaders(model, entry, byPlace('header'), byPlace('headers'));
  if (!query.has('X-Amz-Signature')) findings.push(...unlisted.filter((one) => !(httpChecksum && /^header x-amz-checksum-(crc32c?|sha1|sha256)$/.test(one))));
  const payload = input.payload === undefined ? undefined : input.members?.[input.payload];
  if (payload && entry.document !== null && shapeOf(model, payload).type === 'structure') {
    findings.push(...judgeXml(model, shapeOf(model, payload), parseXml(entry.document), payload.locationName ?? ''));
  }
  return findings;
}

function judgeHeaders(model: Model, entry: LoggedRequest, single: [string, Member][], prefixed: [string, Member][]): string[] {
  const byName = new Map(single.map(([name, member]) => [(member.locationName ?? name).toLowerCase(), member]));
  return Object.entries(entry.headers).flatMap(([name, value]) => {
    const member = byName.get(name);
    if (member) return judgeText(shapeOf(model, member), value, `header ${name}`);
    const known = TRANSPORT.has(name) || prefixed.some(([, one]) => name.startsWith((one.locationName ?? '').toLowerCase()));
    return known ? [] : [`header ${name}`];
  });
}

function judgeXml(model: Model, shape: ModelShape, element: XmlElement, path: string): string[] {
  if (shape.type !== 'structure') return judgeText(shape, element.text.trim(), path);
  const entries = Object.entries(shape.members ?? {});
  const findings = (shape.required ?? [])
    .filter((name) => !element.children.some((child) => child.name === wireName(model, shape, name)))
    .map((name) => `required ${path}.${name} missing`);
  for (const child of element.children) {
    const entry = entries.find(([name]) => wireName(model, shape, name) === child.name);
    if (!entry) {
      findings.push(`element ${path}.${child.name}`);
      continue;
    }
    const inner = shapeOf(model, entry[1]);
    const list = inner.type === 'list' && inner.member;
    const elements = list && !inner.flattened ? child.children : [child];
    for (const one of elements) findings.push(...judgeXml(model, list ? shapeOf(model, list) : inner, one, `${path}.${child.name}`));
  }
  return findings;
}

/** The element a member is written as: its own name, or for flattened lists that of their members. */
function wireName(model: Model, shape: ModelShape, name: string): string {
  const member = shape.members?.[name];
  const inner = member ? shapeOf(model, member) : undefined;
  return member?.locationName ?? (inner?.flattened ? inner.member?.locationName : undefined) ?? name;
}

function judgeText(shape: ModelShape, text: string, path: string): string[] {
  if (shape.type === 'integer' || shape.type === 'long') return /^-?\d+$/.test(text) ? bounds(shape, Number(text), path) : [`type of ${path}`];
  if (shape.type === 'boolean') return text === 'true' || text === 'false' ? [] : [`type of ${path}`];
  return shape.type === 'string' ? judgeScalar(shape, text, path) : [];
}

function shapeOf(model: Model, member: Member): ModelShape {
  const shape = model.shapes[member.shape];
  if (!shape) throw new Error(`botocore's model lacks its own shape ${member.shape}`);
  return shape;
}

const models = new Map<string, Model>();

function readModel(service: keyof typeof FILES): Model {
  const before = models.get(service);
  if (before) return before;
  const path = modelPath(service);
  if (path === null) throw new Error(modelsMissing() ?? '');
  const bytes = readFileSync(path);
  const model = JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')) as Model; // botocore's own format
  models.set(service, model);
  return model;
}

function modelPath(service: keyof typeof FILES): string | null {
  const path = `${FOLDER}/${FILES[service]}/service-2.json`;
  return [path, `${path}.gz`].find((one) => existsSync(one)) ?? null;
}
