// A believable report of trouble and list of packages, for the studio in memory.
import type { BundledPackage, ReportPart } from '../../src-core/contract/report.ts';

/** A report; with the words of a recording when one is named. */
export function memoryReport(recording: string | null): { fileName: string; parts: ReportPart[] } {
  const parts: ReportPart[] = [
    { name: 'versions.json', about: 'Galley, its engine and this system', text: '{\n  "galley": "0.1.0",\n  "system": "linux 6.1 x64"\n}\n' },
    {
      name: 'settings.json',
      about: 'Settings; of account, bucket and folders only whether they are set',
      text: '{\n  "theme": "system",\n  "bucket": "set"\n}\n',
    },
    { name: 'library.json', about: 'How the library is: counts, states and the result of a check; no names', text: '{\n  "check": []\n}\n' },
    {
      name: 'logs/galley.log',
      about: 'The log, without keys, tokens and signatures',
      text: '{"at":"2026-11-22T09:00:00.000Z","level":"info","message":"the studio started"}\n'.repeat(40),
    },
  ];
  if (recording !== null) parts.push({ name: 'transcript.json', about: 'The words of the open recording, as you asked', text: `{ "of": "${recording}" }\n` });
  return { fileName: 'galley-report-2026-11-22.zip', parts };
}

/** Two packages with their licences. */
export function memoryLicences(): BundledPackage[] {
  return [
    { name: '@codemirror/view', version: '6.43.15', licence: 'MIT', text: 'MIT License\n\nPermission is hereby granted, free of charge …' },
    { name: 'wavesurfer.js', version: '8.0.1', licence: 'BSD-3-Clause', text: 'BSD 3-Clause License\n\nRedistribution and use …' },
  ];
}
