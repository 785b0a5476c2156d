// Operations on buckets and the settings documents that hang on them.
import { header, readSmallBody } from '../incoming.ts';
import { Refusal } from '../refusal.ts';
import { emptyReply, type Reply } from '../reply.ts';
import { checkDocument } from './intake.ts';
import { bucketOf, type S3Request } from './request.ts';
import { childText, parseXml, toXml } from './xml.ts';

/** GET / */
export function listBuckets(request: S3Request): Reply {
  const buckets = [...request.store.buckets.values()].filter((bucket) => bucket.owner === null).sort((a, b) => (a.name < b.name ? -1 : 1));
  return xmlReply(
    toXml('ListAllMyBucketsResult', {
      Owner: { ID: request.account },
      Buckets: { Bucket: buckets.map((bucket) => ({ Name: bucket.name, CreationDate: new Date(bucket.created).toISOString(), BucketRegion: bucket.region })) },
    }),
  );
}

/** PUT /bucket */
export async function createBucket(request: S3Request): Promise<Reply> {
  const name = request.address.bucket ?? '';
  if (!/^(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) || name.includes('..')) {
    throw new Refusal(400, 'InvalidBucketName', 'The specified bucket is not valid.', { facts: { BucketName: name } });
  }
  const document = (await readSmallBody(request.incoming)).toString('utf8');
  const asked = document.trim() === '' ? null : childText(parseXml(document), 'LocationConstraint');
  const region = asked === null || asked === '' ? 'us-east-1' : asked === 'EU' ? 'eu-west-1' : asked;
  if (region !== request.region) {
    throw new Refusal(
      400,
      'IllegalLocationConstraintException',
      `The ${asked ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    );
  }
  const before = request.store.buckets.get(name);
  if (before && !(before.region === 'us-east-1' && region === 'us-east-1')) {
    throw new Refusal(409, 'BucketAlreadyOwnedByYou', 'Your previous request to create the named bucket succeeded and you already own it.', {
      facts: { BucketName: name },
    });
  }
  if (!before) request.store.makeBucket(name, region, request.now);
  return emptyReply(200, { location: region === 'us-east-1' ? `/${name}` : `http://${name}.s3.amazonaws.com/` });
}

/** HEAD /bucket: the region is told even where the request is refused. */
export function headBucket(request: S3Request): Reply {
  const bucket = bucketOf(request);
  return emptyReply(200, { 'x-amz-bucket-region': bucket.region, 'x-amz-access-point-alias': 'false' });
}

/** GET /bucket?location */
export function getBucketLocation(request: S3Request): Reply {
  const { region } = bucketOf(request);
  return xmlReply(toXml('LocationConstraint', region === 'us-east-1' ? '' : region));
}

/** DELETE /bucket */
export function deleteBucket(request: S3Request): Reply {
  const bucket = bucketOf(request);
  if (bucket.objects.size > 0) throw new Refusal(409, 'BucketNotEmpty', 'The bucket you tried to delete is not empty', { facts: { BucketName: bucket.name } });
  request.store.buckets.delete(bucket.name);
  return emptyReply(204);
}

const SETTINGS: Readonly<Record<string, { root: string; missing: readonly [string, string] }>> = {
  publicAccessBlock: {
    root: 'PublicAccessBlockConfiguration',
    missing: ['NoSuchPublicAccessBlockConfiguration', 'The public access block configuration was not found'],
  },
  encryption: {
    root: 'ServerSideEncryptionConfiguration',
    missing: ['ServerSideEncryptionConfigurationNotFoundError', 'The server side encryption configuration was not found'],
  },
  lifecycle: { root: 'LifecycleConfiguration', missing: ['NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist'] },
};

/** PUT /bucket?publicAccessBlock, encryption, lifecycle: kept as it came. */
export async function putSetting(request: S3Request, name: string): Promise<Reply> {
  const bucket = bucketOf(request);
  const document = await readSmallBody(request.incoming);
  checkDocument(request.incoming, document);
  const text = document.toString('utf8');
  if (parseXml(text).name !== SETTINGS[name]?.root)
    throw new Refusal(400, 'MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema');
  if (
    name === 'lifecycle' &&
    header(request.incoming, 'content-md5') === null &&
    ![...request.incoming.headers.keys()].some((key) => key.startsWith('x-amz-checksum-'))
  ) {
    throw new Refusal(400, 'InvalidRequest', 'Missing required header for this request: Content-MD5 OR x-amz-checksum-*');
  }
  bucket.settings.set(name, text);
  return emptyReply();
}

/** GET of such a document. */
export function getSetting(request: S3Request, name: string): Reply {
  const text = bucketOf(request).settings.get(name);
  const [code, message] = SETTINGS[name]?.missing ?? ['NoSuchConfiguration', 'The specified configuration does not exist'];
  if (text === undefined) throw new Refusal(404, code, message);
  return xmlReply(text);
}

/** DELETE of such a document. */
export function deleteSetting(request: S3Request, name: string): Reply {
  bucketOf(request).settings.delete(name);
  return emptyReply(204);
}

/** A 200 with an XML document. */
export function xmlReply(xml: string): Reply {
  return { status: 200, headers: { 'content-type': 'application/xml' }, body: xml };
}
