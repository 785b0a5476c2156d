// Faults of uploads, through the real runner and SDK: parts that fail, bytes that change, answers that are lost, uploads that are forgotten.
import { AbortMultipartUploadCommand, CreateMultipartUploadCommand } from '@aws-sdk/client-s3';
import { afterEach, describe, expect } from 'vitest';
import { LARGEST_MEDIA_BYTES } from '../../../src-core/library/job-options.ts';
import { fault } from '../../faults/fault.ts';
import { clientsFor } from '../../stand-in/clients.ts';
import { MIB, PART, UploadWorld } from './upload-world.ts';
import type { StandInCloudOptions } from './stand-in-cloud.ts';

let world: UploadWorld | null = null;
afterEach(async () => {
  await world?.close();
  world = null;
});

async function open(options: StandInCloudOptions = {}): Promise<UploadWorld> {
  world = await UploadWorld.open(options);
  return world;
}

const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);

describe('parts that fail', () => {
  fault('A12', 'part 2 of 3 is answered with an internal error six times', async (seen) => {
    const w = await open();
    w.aws.standIn.faults.add({ operation: 'UploadPart', nth: 2, times: 6, do: 'status', status: 500, code: 'InternalError' });
    const id = await w.start('a');
    expect(await w.arrives(id)).toBe(true);
    expect(w.told(id)).toEqual(['service']);
    expect(sorted(w.partsSent())).toEqual([1, 2, 3]);
    expect(w.asked('AbortMultipartUpload')).toBe(0);
    expect(w.asked('CreateMultipartUpload')).toBe(1);
    expect(await w.isWhole(id)).toBe(true);
    seen('no part that was through is sent again, the upload is not aborted');
    expect(w.heard.some(({ job }) => job.state === 'failed' && job.failure?.code === 'service')).toBe(false);
    seen('the object is whole');
  });

  fault('A15', 'a part arrives changed once', async (seen) => {
    const w = await open();
    w.aws.standIn.faults.add({ operation: 'UploadPart', nth: 2, do: 'wrong-checksum' });
    const id = await w.start('a');
    expect(await w.arrives(id)).toBe(true);
    expect(w.asked('UploadPart')).toBe(4);
    expect(w.files.bytesRead).toBe(4 * PART);
    seen('read from disk and sent again, that part alone');
    expect(w.told(id)).toEqual([]);
    expect(await w.isWhole(id)).toBe(true);
    seen('nobody is bothered, the object is whole');
  });

  fault('A15', 'a part arrives changed every time', async (seen) => {
    const w = await open();
    w.aws.standIn.faults.add({ operation: 'UploadPart', do: 'wrong-checksum', times: Infinity });
    const id = await w.start('a', PART + 1);
    expect(await w.untilSent(id)).toMatchObject({ state: 'failed', failure: { code: 'bad-request' } });
    const perPart = Map.groupBy(w.aws.standIn.log.all('UploadPart'), ({ url }) => /partNumber=(\d+)/.exec(url)?.[1]);
    for (const sent of perPart.values()) expect(sent.length).toBeLessThanOrEqual(3);
    seen('given up after the third try');
    expect(w.sentence(id)).toContain(
      'its file, its disk or the connection alters them. The job and what it has done so far are kept. Copy the file to another disk',
    );
    seen('told that file, disk or connection changes bytes, and to copy the file elsewhere');
  });

  fault('A19', 'three parts and a small file are watched on the wire', async (seen) => {
    const w = await open();
    const [large, small] = [await w.start('a', 2 * PART + 5), await w.start('b', 3 * MIB)];
    await w.untilSent(large);
    await w.untilSent(small);
    const sent = [...w.aws.standIn.log.all('UploadPart'), ...w.aws.standIn.log.all('PutObject')];
    expect(sorted(sent.map(({ headers }) => Number(headers['content-length'])))).toEqual([5, 3 * MIB, PART, PART]);
    for (const { headers } of sent) {
      expect(headers['transfer-encoding']).toBeUndefined();
      expect(headers['content-encoding'] ?? '').not.toContain('aws-chunked');
      expect(headers['x-amz-checksum-crc32']).toMatch(/^[\w+/]{6}==$/);
    }
    seen('each body has a known length and its CRC32 in a header, none goes in chunks');
  });
});

describe('sizes', () => {
  fault('A14', 'files of 0 bytes, 1 byte, 8 MiB and one byte more', async (seen) => {
    const w = await open();
    const empty = await w.start('empty', 0);
    expect(await w.untilSent(empty)).toMatchObject({ state: 'failed', failure: { code: 'empty-media' } });
    expect(w.asked('PutObject') + w.asked('CreateMultipartUpload')).toBe(0);
    expect(w.sentence(empty)).toContain('This file is empty.');
    seen('an empty file is refused before a byte is sent, and told');
    for (const [name, bytes] of [
      ['one', 1],
      ['eight', PART],
    ] as const) {
      const id = await w.start(name, bytes);
      expect(await w.arrives(id)).toBe(true);
      expect(await w.isWhole(id)).toBe(true);
    }
    expect([w.asked('PutObject'), w.asked('UploadPart')]).toEqual([2, 0]);
    seen('up to 8 MiB go as one object');
    const over = await w.start('over', PART + 1);
    expect(await w.arrives(over)).toBe(true);
    expect([w.asked('UploadPart'), await w.isWhole(over)]).toEqual([2, true]);
    seen('one byte more makes two parts');
    expect(Math.ceil(LARGEST_MEDIA_BYTES / PART)).toBeLessThanOrEqual(10_000);
    seen('the largest file Transcribe takes has far fewer than 10,000');
  });
});

describe('the source', () => {
  fault('A16', 'the file is written to while its parts are sent', async (seen) => {
    const w = await open();
    w.aws.standIn.faults.add({ operation: 'UploadPart', nth: 2, do: 'reset', times: 6 });
    const id = await w.start('a');
    await w.untilTold(id, 'network');
    w.files.write(w.job(id).source.path, new Uint8Array(2 * PART).fill(9));
    expect(await w.untilSent(id)).toMatchObject({ state: 'failed', failure: { code: 'source-changed' } });
    expect(w.aws.standIn.uploads()).toEqual([]);
    expect(w.aws.standIn.buckets()[0]?.objects).toEqual({});
    seen('the upload is aborted, nothing of the mixture stays in the bucket');
    expect(w.sentence(id)).toContain('The media file changed while it was being sent.');
    seen('told so');
  });
});

describe('answers that are lost', () => {
  fault('A17', 'the upload is completed and the answer lost', async (seen) => {
    const w = await open();
    w.aws.standIn.faults.add({ operation: 'CompleteMultipartUpload', do: 'lose-reply' });
    const id = await w.start('a');
    expect(await w.arrives(id)).toBe(true);
    const [first, second] = w.aws.standIn.log.all('CompleteMultipartUpload');
    expect([first?.fault, second?.code]).toEqual(['lose-reply', 'NoSuchUpload']);
    expect(w.asked('HeadObject')).toBe(1);
    seen('asked again, S3 no longer knows the upload; the object is looked at, its size and checksum are right: done');
    expect([w.asked('CreateMultipartUpload'), sorted(w.partsSent()), await w.isWhole(id)]).toEqual([1, [1, 2, 3], true]);
    seen('nothing is sent twice');
  });

  fault('A17', 'the upload is completed, the answer lost, and another object lies there', async (seen) => {
    const w = await open();
    w.aws.standIn.faults.add({ operation: 'CompleteMultipartUpload', do: 'lose-reply' }, { operation: 'HeadObject', do: 'wrong-checksum' });
    const id = await w.start('a');
    expect(await w.arrives(id)).toBe(true);
    expect(w.asked('CreateMultipartUpload')).toBe(2);
    seen('its checksum is not ours, so it does not count: sent anew');
    expect(await w.isWhole(id)).toBe(true);
  });

  fault('A17', 'completing is answered with status 200 and an error inside', async (seen) => {
    const w = await open();
    w.aws.standIn.faults.add({ operation: 'CompleteMultipartUpload', do: 'error-in-200', code: 'InternalError', times: 3 });
    const id = await w.start('a');
    expect(await w.arrives(id)).toBe(true);
    expect(w.asked('CompleteMultipartUpload')).toBe(4);
    expect([sorted(w.partsSent()), await w.isWhole(id)]).toEqual([[1, 2, 3], true]);
    seen('not taken for success: completed again until it was, without sending a part again');
  });
});

describe('uploads that are forgotten', () => {
  fault('A18', 'somebody aborts the upload after its first part', async (seen) => {
    const w = await open();
    w.aws.standIn.faults.add({ operation: 'UploadPart', nth: 2, do: 'reset', times: 4 });
    const id = await w.start('a');
    await w.untilTold(id, 'network');
    const upload = w.aws.standIn.uploads()[0];
    await clientsFor(w.aws.standIn).s3.send(new AbortMultipartUploadCommand({ Bucket: 'newsroom', Key: upload?.key, UploadId: upload?.id }));
    expect(await w.arrives(id)).toBe(true);
    expect([w.asked('CreateMultipartUpload'), await w.isWhole(id), w.aws.standIn.uploads()]).toEqual([2, true, []]);
    seen('begun again once, from the file; the object is whole and nothing is left open');
    expect(w.told(id)).toContain('not-found');
    expect(w.sentence(id)).toContain('S3 no longer has the unfinished upload');
    expect(w.sentence(id)).toContain('The upload begins again from the file.');
    seen('told so');
  });

  fault('A18', 'S3 forgets every upload', async (seen) => {
    const w = await open();
    w.aws.standIn.faults.add({ operation: 'UploadPart', do: 'status', status: 404, code: 'NoSuchUpload', times: Infinity });
    const id = await w.start('a');
    await w.untilTold(id, 'service');
    expect(w.asked('CreateMultipartUpload')).toBe(2);
    seen('begun again once and no more at a time');
    expect(w.sentence(id)).toContain('AWS has a fault of its own at the moment.');
    expect(w.job(id).state).toBe('queued');
    seen('told as a fault of AWS, the job waits');
  });
});

describe('parts left behind', () => {
  fault('A13', 'the studio ends after two of five parts, and starts again', async (seen) => {
    const w = await open();
    w.aws.standIn.faults.add({ operation: 'UploadPart', nth: 3, do: 'reset', times: 8 });
    const id = await w.start('a', 5 * PART);
    await w.untilTold(id, 'network');
    const before = w.partsSent();
    expect(before.length).toBeGreaterThan(0);
    await w.restart();
    expect(await w.arrives(id)).toBe(true);
    expect(sorted(w.partsSent())).toEqual([1, 2, 3, 4, 5]);
    expect([w.asked('CreateMultipartUpload'), await w.isWhole(id)]).toEqual([1, true]);
    seen('the same upload goes on, no finished part is sent again');
  });

  fault('A13', 'a recording is removed while its upload cannot be reached, beside an upload of somebody else', async (seen) => {
    const w = await open();
    w.aws.standIn.faults.add(
      { operation: 'UploadPart', nth: 2, do: 'reset', times: Infinity },
      { operation: 'AbortMultipartUpload', do: 'reset', times: Infinity },
    );
    const id = await w.start('a');
    await w.untilTold(id, 'network');
    const { s3 } = clientsFor(w.aws.standIn);
    const foreign = await s3.send(new CreateMultipartUploadCommand({ Bucket: 'newsroom', Key: 'galley/11111111-0000-4000-8000-000000000001.wav' }));
    await w.runner.dropRecording('a');
    w.library.recordings.remove('a');
    expect([w.library.jobs.get(id), w.aws.standIn.uploads().length]).toEqual([null, 2]);
    w.aws.standIn.faults.clear();
    expect(await w.sweep()).toBe(true);
    expect(w.aws.standIn.uploads().map((upload) => upload.id)).toEqual([foreign.UploadId]);
    seen('the next sweep ends ours');
    seen('the other’s, under the same prefix and named alike, is left alone');
    const [row] = w.library.begunUploads.all();
    expect(row?.uploadId).not.toBeUndefined();
    // A request to begin it may have been on its way still: what it begins is ended by the sweep after.
    const late = await s3.send(new CreateMultipartUploadCommand({ Bucket: 'newsroom', Key: row?.key }));
    expect(w.aws.standIn.uploads().map((upload) => upload.id)).toContain(late.UploadId);
    if (row) w.library.begunUploads.note({ ...row, begunAt: w.clock.now() - 60 * 60 * 1000 });
    await w.sweep();
    expect([w.aws.standIn.uploads().map((upload) => upload.id), w.library.begunUploads.all()]).toEqual([[foreign.UploadId], []]);
    seen('one that S3 begins late is ended by the sweep after');
  });

  fault('A13', 'S3 begins the upload and its answer is lost', async (seen) => {
    const w = await open();
    w.aws.standIn.faults.add({ operation: 'CreateMultipartUpload', do: 'lose-reply', times: 2 });
    const id = await w.start('a');
    expect(await w.arrives(id)).toBe(true);
    expect([w.aws.standIn.uploads(), await w.isWhole(id)]).toEqual([[], true]);
    seen('the uploads nobody knows the id of are found by their key and ended');
  });

  fault('A13', 'a sweep while a job uploads, one has failed lately, and one long ago', async (seen) => {
    const w = await open();
    w.aws.standIn.faults.add({ operation: 'UploadPart', nth: 2, do: 'status', status: 400, code: 'InvalidArgument', times: 3 });
    const id = await w.start('a');
    await w.untilSent(id);
    expect([w.job(id).state, w.aws.standIn.uploads().length]).toEqual(['failed', 1]);
    await w.sweep();
    expect(w.aws.standIn.uploads()).toHaveLength(1);
    seen('parts of a failed job are kept for its retry');
    const [row] = w.library.begunUploads.all();
    if (row) w.library.begunUploads.note({ ...row, begunAt: w.clock.now() - 8 * 24 * 60 * 60 * 1000 });
    await w.sweep();
    expect(w.aws.standIn.uploads()).toEqual([]);
    seen('after a week they are ended');
  });
});
