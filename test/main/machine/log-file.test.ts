// The log keeps what happened and no secret.
import { mkdtempSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLogFile } from '../../../src-main/adapters/machine/log-file.ts';

const SECRETS = ['AKIAABCDEFGHIJKLMNOP', 'wJalrXUtnFEMIK7MDENGbPxRfiCYzEXAMPLEKEY', 'FwoGZXIvYXdzEBYaDsessiontoken', 'deadbeefsignature'];

describe('the log file', () => {
  it('keeps no key, token or signature, however it arrives', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'galley-log-')), 'galley.log');
    const log = openLogFile(path);
    log.info(`key ${SECRETS[0]}`, { secretAccessKey: SECRETS[1], sessionToken: SECRETS[2] });
    log.warn('link', { url: `https://b.s3.amazonaws.com/k?X-Amz-Signature=${SECRETS[3]}&X-Amz-Credential=${SECRETS[0]}` });
    log.error('failed', new Error('request', { cause: new Error(`Authorization: AWS4-HMAC-SHA256 Credential=${SECRETS[0]}, Signature=${SECRETS[3]}`) }));
    const text = readFileSync(path, 'utf8');
    expect(text.trim().split('\n')).toHaveLength(3);
    for (const secret of SECRETS) expect(text).not.toContain(secret);
  });

  it('starts over when it grows large and keeps one predecessor', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'galley-log-')), 'galley.log');
    writeFileSync(path, 'x'.repeat(3 * 1024 * 1024));
    openLogFile(path).info('fresh');
    expect(existsSync(`${path}.1`)).toBe(true);
    expect(readFileSync(path, 'utf8').length).toBeLessThan(1000);
  });
});
