// A policy grants exactly what was asked for, on our own place and in the partition of the region.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { policyFor, resourceOf, RIGHTS, type PolicyPlace, type RightAction } from '../../../src-core/library/aws-rights.ts';

const place: PolicyPlace = { bucket: 'newsroom', prefix: 'galley/', region: 'eu-west-1', kmsKey: null };
const all: readonly RightAction[] = RIGHTS.map(({ action }) => action);

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: string;
}
const statements = (policy: string | null): Statement[] => (JSON.parse(policy ?? '{"Statement":[]}') as { Statement: Statement[] }).Statement; // our own document

it('grants the actions asked for, each once and nothing beside', () => {
  fc.assert(
    fc.property(fc.subarray([...all]), (actions) => {
      const granted = statements(policyFor(place, actions)).flatMap(({ Action }) => Action);
      expect([...granted].sort()).toEqual([...actions].sort());
    }),
  );
});

it('grants objects under the prefix only, and the bucket for what is asked of buckets', () => {
  for (const { Action, Resource, Effect } of statements(policyFor(place, all))) {
    expect(Effect).toBe('Allow');
    for (const action of Action) expect(Resource).toBe(resourceOf(action as RightAction, place)); // an action of ours
  }
  expect(resourceOf('s3:PutObject', place)).toBe('arn:aws:s3:::newsroom/galley/*');
  expect(resourceOf('s3:PutObject', { ...place, prefix: '' })).toBe('arn:aws:s3:::newsroom/*');
  expect(resourceOf('s3:ListBucket', place)).toBe('arn:aws:s3:::newsroom');
});

it('names the partition of the region', () => {
  expect(resourceOf('s3:GetObject', { ...place, region: 'cn-north-1' })).toBe('arn:aws-cn:s3:::newsroom/galley/*');
  expect(resourceOf('s3:GetObject', { ...place, region: 'us-gov-west-1' })).toBe('arn:aws-us-gov:s3:::newsroom/galley/*');
});

it('adds the key of the settings where something is put, by its ARN where that is known', () => {
  const arn = 'arn:aws:kms:eu-west-1:111122223333:key/1';
  const keyOf = (kmsKey: string, actions: readonly RightAction[]) =>
    statements(policyFor({ ...place, kmsKey }, actions)).find(({ Sid }) => Sid === 'GalleyKey');
  expect(keyOf(arn, all)?.Resource).toBe(arn);
  expect(keyOf('alias/desk', all)?.Resource).toBe('*');
  expect(keyOf(arn, ['s3:GetObject'])).toBeUndefined();
});

it('is no policy when nothing is asked for', () => {
  expect(policyFor(place, [])).toBeNull();
});
