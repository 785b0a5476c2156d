// The real adapter against the stand-in on loopback, in a home of its own: what the tests over HTTP begin with.
import { createHash } from 'node:crypto';
import { makeCloud, type AwsCloud } from '../../../src-main/adapters/aws/connection.ts';
import type { SecretStore } from '../../../src-main/ports/cloud.ts';
import type { Credentials } from '../../stand-in/caller.ts';
import { startStandIn, type StandIn, type StandInOptions } from '../../stand-in/stand-in.ts';
import { makeAwsHome, type AwsHome } from './aws-home.ts';
import { makeMemorySecrets, makeSearchableLog } from './memory-secrets.ts';

/** Media the stand-in knows: one second of WAV, 8 kHz, 8 bit, mono. */
export const KNOWN_MEDIA = secondOfWav();

function secondOfWav(): Uint8Array {
  const wav = Buffer.alloc(44 + 8000, 0x80);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8);
  for (const [at, value] of [
    [16, 16],
    [24, 8000],
    [28, 8000],
  ] as const)
    wav.writeUInt32LE(value, at);
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    wav.writeUInt16LE(value, at);
  wav.write('data', 36);
  wav.writeUInt32LE(8000, 40);
  return wav;
}

const RESULT = {
  jobName: 'prepared',
  accountId: '000000000000',
  status: 'COMPLETED',
  results: {
    transcripts: [{ transcript: 'Good evening.' }],
    speaker_labels: { segments: [], channel_label: 'ch_0', speakers: 1 },
    items: [
      { id: 0, type: 'pronunciation', start_time: '0.5', end_time: '0.9', speaker_label: 'spk_0', alternatives: [{ confidence: '0.99', content: 'Good' }] },
      { id: 1, type: 'pronunciation', start_time: '0.9', end_time: '1.4', speaker_label: 'spk_0', alternatives: [{ confidence: '0.61', content: 'evening' }] },
      { id: 2, type: 'punctuation', speaker_label: 'spk_0', alternatives: [{ confidence: '0.0', content: '.' }] },
    ],
    audio_segments: [],
  },
};

export interface StandInCloud {
  readonly standIn: StandIn;
  readonly cloud: AwsCloud;
  readonly home: AwsHome;
  readonly secrets: SecretStore;
  readonly log: ReturnType<typeof makeSearchableLog>;
  /** How far the stand-in's clock and ours have moved on, milliseconds. */
  readonly pass: (millis: number) => void;
  /** Our clock alone goes wrong. */
  readonly skew: (millis: number) => void;
  readonly close: () => Promise<void>;
}

export interface StandInCloudOptions extends StandInOptions {
  /** More of the studio's environment; AWS_ENDPOINT_URL of the stand-in and its keys are there unless undefined here. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly files?: (standIn: StandIn) => { config?: string; credentials?: string };
}

/** Starts a stand-in and a Cloud that speaks to it. */
export async function openStandInCloud({ env, files, ...options }: StandInCloudOptions = {}): Promise<StandInCloud> {
  let offset = 0;
  let skewed = 0;
  const recordings = [
    {
      sha256: createHash('sha256').update(KNOWN_MEDIA).digest('hex'),
      format: 'wav',
      sampleRate: 16_000,
      language: 'en-GB',
      resultJson: JSON.stringify(RESULT),
    },
  ];
  const now = options.now ?? (() => Date.now() + offset);
  const standIn = await startStandIn({ region: 'eu-west-1', buckets: ['newsroom'], recordings, ...options, now });
  const home = makeAwsHome(files?.(standIn));
  const secrets = makeMemorySecrets();
  const log = makeSearchableLog();
  const environment = home.env({ ...standIn.environment(), ...env } as Record<string, string>); // undefined values are left out by readers of the environment
  const cloud = makeCloud({ secrets, log, env: environment, now: () => now() + skewed });
  return {
    ...{ standIn, cloud, home, secrets, log },
    pass: (millis) => void (offset += millis),
    skew: (millis) => void (skewed += millis),
    close: async () => {
      cloud.close();
      await standIn.close();
      home.remove();
    },
  };
}

/** Keys of another user of the stand-in. */
export function otherKeys(more: Partial<Credentials> = {}): Credentials {
  return { accessKeyId: 'AKIAOTHEROTHEROTHER0', secretAccessKey: 'other/secret/canary/other/secret', ...more };
}
