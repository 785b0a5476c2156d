// Known vulnerabilities of what is shipped: `npm audit` of production dependencies. High and critical ones fail; a waiver names its reason and its end (S51).
// Where the registry answers no audits, that is a skip with its reason.
import { spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Tally } from './support/tally.ts';

interface Waiver {
  readonly name: string;
  readonly reason: string;
  /** ISO date; past it the finding counts again. */
  readonly until: string;
}
const WAIVERS: readonly Waiver[] = [];
const TITLE = 'No known vulnerability of high or critical severity is shipped';

/** What an audit came to: findings to act on, or why there was none. */
export function readAudit(output: string, today: string, waivers: readonly Waiver[] = WAIVERS): { findings: string[] } | { skipped: string } {
  const parsed = parse(output);
  if (parsed === null) return { skipped: 'npm audit gave no answer that can be read' };
  if (parsed.error !== undefined || parsed.message !== undefined || parsed.vulnerabilities === undefined) {
    const told = parsed.error?.summary ?? parsed.message ?? '';
    return { skipped: `this registry answers no audits${told === '' ? '' : ` (${(told.split('\n')[0] ?? '').trim()})`}` };
  }
  const isWaived = (name: string): boolean => waivers.some((waiver) => waiver.name === name && waiver.until >= today);
  const findings = Object.values(parsed.vulnerabilities).filter(({ name, severity }) => (severity === 'high' || severity === 'critical') && !isWaived(name));
  return { findings: findings.map(({ name, severity, range }) => `${name} ${range}: ${severity}`) };
}

interface AuditReport {
  readonly vulnerabilities?: Readonly<Record<string, { readonly name: string; readonly severity: string; readonly range: string }>>;
  readonly error?: { readonly summary?: string };
  readonly message?: string;
}

function parse(output: string): AuditReport | null {
  try {
    return JSON.parse(output) as AuditReport; // npm's own report, of which only these members are read
  } catch {
    return null;
  }
}

function run(): number {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
    maxBuffer: 64 * 1024 * 1024,
  });
  const outcome = readAudit(stdout, new Date().toISOString().slice(0, 10));
  const skipped = 'skipped' in outcome ? [{ test: TITLE, reason: outcome.skipped }] : [];
  const findings = 'findings' in outcome ? outcome.findings : [];
  for (const line of findings) console.log(line);
  console.log(skipped[0] ? `skipped: ${skipped[0].reason}` : `${findings.length} findings`);
  const failures = findings.length === 0 ? [] : [{ test: TITLE, reason: findings.join('; ') }];
  const tally: Tally = { passed: skipped.length === 0 && findings.length === 0 ? 1 : 0, failures, skipped };
  if (process.env['GALLEY_TALLY']) appendFileSync(process.env['GALLEY_TALLY'], `${JSON.stringify(tally)}\n`);
  return findings.length === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(run());
