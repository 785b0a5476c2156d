// The real SDK's clients, pointed at a stand-in: what tests speak through.
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { TranscribeClient } from '@aws-sdk/client-transcribe';
import type { Credentials } from './caller.ts';
import { practiceCredentials, type StandIn } from './stand-in.ts';

/** One client of each service, without retries so that a test sees each refusal. */
export function clientsFor(
  standIn: StandIn,
  credentials: Credentials = practiceCredentials,
  more: S3ClientConfig = {},
): { s3: S3Client; transcribe: TranscribeClient; sts: STSClient } {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const keys = { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  const shared = { region: standIn.region, endpoint: standIn.url, credentials: keys, maxAttempts: 1 };
  return { s3: new S3Client({ ...shared, forcePathStyle: true, ...more }), transcribe: new TranscribeClient(shared), sts: new STSClient(shared) };
}

/** What a call was refused with: name, status and message; throws when it was not refused. */
export async function refusalOf(call: Promise<unknown>): Promise<{ name: string; status: number | undefined; message: string }> {
  try {
    await call;
  } catch (thrown) {
    const error = thrown as Error & { $metadata?: { httpStatusCode?: number } }; // every SDK exception carries $metadata
    return { name: error.name, status: error.$metadata?.httpStatusCode, message: error.message };
  }
  throw new Error('the call was not refused');
}
