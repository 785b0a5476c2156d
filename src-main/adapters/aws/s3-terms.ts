// What every request to a bucket demands of it, and how what is put there is encrypted.

/** The terms of one connection. */
export interface S3Terms {
  /** The account the bucket must belong to, or null when nobody has asked yet (S17). */
  readonly owner: string | null;
  /** Id, alias or ARN of a KMS key, or null for the bucket's own default (A20). */
  readonly kmsKey: string | null;
}

/** The field of any S3 request. S3 answers 403 when the bucket is another account's. */
export function demands({ owner }: S3Terms): { ExpectedBucketOwner?: string } {
  return owner === null ? {} : { ExpectedBucketOwner: owner };
}

/** The fields of requests that begin an object. */
export function encryption({ kmsKey }: S3Terms): { ServerSideEncryption?: 'aws:kms'; SSEKMSKeyId?: string } {
  return kmsKey === null ? {} : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKey };
}
