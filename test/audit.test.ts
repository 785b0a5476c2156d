// What an audit's answer is taken to mean: findings, none, or no audit at all.
import { describe, expect, it } from 'vitest';
import { readAudit } from './audit.ts';

const report = (severity: string): string => JSON.stringify({ auditReportVersion: 2, vulnerabilities: { ws: { name: 'ws', severity, range: '<8.0.0' } } });

describe('an audit', () => {
  it('without findings is passed', () => {
    expect(readAudit(JSON.stringify({ auditReportVersion: 2, vulnerabilities: {} }), '2026-11-22')).toEqual({ findings: [] });
  });

  it.each(['high', 'critical'])('fails for a finding that is %s', (severity) => {
    expect(readAudit(report(severity), '2026-11-22')).toEqual({ findings: [`ws <8.0.0: ${severity}`] });
  });

  it.each(['low', 'moderate', 'info'])('is passed with one that is %s', (severity) => {
    expect(readAudit(report(severity), '2026-11-22')).toEqual({ findings: [] });
  });

  it('overlooks what is waived, until the waiver ends', () => {
    const waivers = [{ name: 'ws', reason: 'the server part is not used', until: '2026-12-01' }];
    expect(readAudit(report('high'), '2026-12-01', waivers)).toEqual({ findings: [] });
    expect(readAudit(report('high'), '2026-12-02', waivers)).toEqual({ findings: ['ws <8.0.0: high'] });
  });

  it.each([
    JSON.stringify({ error: { code: 'ENOAUDIT', summary: 'Your configured registry does not support audit requests.' } }),
    JSON.stringify({ message: 'request to the audit endpoint failed' }),
    '',
    '<html>',
  ])('that the registry does not answer is skipped with a reason: %s', (output) => {
    expect(readAudit(output, '2026-11-22')).toHaveProperty('skipped', expect.stringMatching(/.{20,}/));
  });
});
