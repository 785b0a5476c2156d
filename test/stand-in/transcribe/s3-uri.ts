// Where a media URI points: s3://bucket/key, or the https addresses of S3 in path and virtual-host style.

/** Bucket and key, or null for anything else. */
export function parseS3Uri(uri: string): { bucket: string; key: string } | null {
  const s3 = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri);
  if (s3?.[1] && s3[2]) return { bucket: s3[1], key: s3[2] };
  let url: URL;
  try {
    url = new URL(uri);
  } catch {
    return null;
  }
  const path = decodeURIComponent(url.pathname.slice(1));
  const virtual = /^(.+)\.s3[.-].*amazonaws\.com(\.cn)?$/.exec(url.hostname)?.[1];
  if (virtual) return path === '' ? null : { bucket: virtual, key: path };
  const [, bucket, key] = /^([^/]+)\/(.+)$/.exec(path) ?? [];
  return bucket && key ? { bucket, key } : null;
}
