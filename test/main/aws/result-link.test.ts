// The gate before a result's link: each test names an attack, or a true form of S3's addresses.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { checkServiceLink, isConfiguredEndpoint, isPublicAddress, locateObject, type LinkRules } from '../../../src-main/adapters/aws/result-link.ts';

const amazon: LinkRules = { region: 'eu-west-1', s3Endpoint: null };
const standIn: LinkRules = { region: 'eu-west-1', s3Endpoint: new URL('http://127.0.0.1:4566') };
const store: LinkRules = { region: 'eu-west-1', s3Endpoint: new URL('https://store.example.org/s3/') };

const thrownBy = (act: () => unknown): unknown => {
  try {
    act();
  } catch (thrown) {
    return thrown;
  }
  return null;
};

const causeOf = (act: () => unknown): unknown => {
  const thrown = thrownBy(act);
  return thrown === null ? 'allowed' : thrown instanceof StudioError && thrown.code === 'endpoint-refused' ? thrown.details['cause'] : thrown;
};

describe('where a result lies', () => {
  it.each([
    ['path-style', 'https://s3.eu-west-1.amazonaws.com/newsroom/galley/a.json'],
    ['virtual-host', 'https://newsroom.s3.eu-west-1.amazonaws.com/galley/a.json'],
    ['the old dash', 'https://s3-eu-west-1.amazonaws.com/newsroom/galley/a.json'],
    ['dual stack', 'https://newsroom.s3.dualstack.eu-west-1.amazonaws.com/galley/a.json'],
    ['FIPS', 'https://s3-fips.eu-west-1.amazonaws.com/newsroom/galley/a.json'],
    ['an S3 URI', 's3://newsroom/galley/a.json'],
  ])('is read from %s', (_form, uri) => {
    expect(locateObject(uri, amazon)).toEqual({ bucket: 'newsroom', key: 'galley/a.json' });
  });

  it('is read from a custom endpoint, in both styles and under a path', () => {
    expect(locateObject('http://127.0.0.1:4566/newsroom/galley/a.json', standIn)).toEqual({ bucket: 'newsroom', key: 'galley/a.json' });
    expect(locateObject('https://store.example.org/s3/newsroom/galley/a.json', store)).toEqual({ bucket: 'newsroom', key: 'galley/a.json' });
    expect(locateObject('https://newsroom.store.example.org/s3/galley/a.json', store)).toEqual({ bucket: 'newsroom', key: 'galley/a.json' });
  });

  it('knows the other partitions by their regions', () => {
    expect(locateObject('https://s3.cn-north-1.amazonaws.com.cn/newsroom/a.json', { region: 'cn-north-1', s3Endpoint: null }).bucket).toBe('newsroom');
    expect(locateObject('https://s3.us-gov-west-1.amazonaws.com/newsroom/a.json', { region: 'us-gov-west-1', s3Endpoint: null }).bucket).toBe('newsroom');
    expect(locateObject('https://s3.amazonaws.com/newsroom/a.json', { region: 'us-east-1', s3Endpoint: null }).bucket).toBe('newsroom');
    expect(causeOf(() => locateObject('https://s3.amazonaws.com/newsroom/a.json', amazon))).toBe('host');
  });

  it('decodes every key it could have been given', () => {
    const key = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => text.isWellFormed() && !text.split('/').some((part) => part === '.' || part === '..'));
    fc.assert(
      fc.property(key, (text) => {
        const path = text.split('/').map(encodeURIComponent).join('/');
        return locateObject(`https://s3.eu-west-1.amazonaws.com/newsroom/${path}`, amazon).key === text;
      }),
    );
  });

  it('takes a bucket with dots whole', () => {
    expect(locateObject('https://my.news.room.s3.eu-west-1.amazonaws.com/a.json', amazon).bucket).toBe('my.news.room');
  });
});

describe('the attacks', () => {
  it.each([
    ['a plain-text link', 'http://s3.eu-west-1.amazonaws.com/bbb/k', 'not-https'],
    ['instance metadata', 'http://169.254.169.254/latest/meta-data/', 'not-https'],
    ['instance metadata over https', 'https://169.254.169.254/latest/meta-data/', 'host'],
    ['a file of this machine', 'file:///etc/passwd', 'not-https'],
    ['data in the link itself', 'data:application/json,{}', 'not-https'],
    ['a script', 'javascript:alert(1)', 'not-https'],
    ['a user name that looks like the host', 'https://s3.eu-west-1.amazonaws.com@evil.example/bbb/k', 'user-name'],
    ['a password in the link', 'https://a:b@s3.eu-west-1.amazonaws.com/bbb/k', 'user-name'],
    ['an odd port', 'https://s3.eu-west-1.amazonaws.com:8443/bbb/k', 'port'],
    ['a host that only begins like S3', 'https://s3.eu-west-1.amazonaws.com.evil.example/bbb/k', 'host'],
    ['a host that only ends like S3', 'https://evils3.eu-west-1.amazonaws.com/bbb/k', 'host'],
    ['S3 of another region', 'https://s3.us-west-2.amazonaws.com/bbb/k', 'host'],
    ['S3 of another partition', 'https://s3.eu-west-1.amazonaws.com.cn/bbb/k', 'host'],
    ['another service of Amazon', 'https://execute-api.eu-west-1.amazonaws.com/bbb/k', 'host'],
    ['a website bucket', 'https://bbb.s3-website-eu-west-1.amazonaws.com/k', 'host'],
    ['this machine', 'https://localhost/bbb/k', 'host'],
    ['this machine as a number', 'https://2130706433/bbb/k', 'host'],
    ['this machine in IPv6', 'https://[::1]/bbb/k', 'host'],
    ['a trailing dot', 'https://s3.eu-west-1.amazonaws.com./bbb/k', 'host'],
    ['a look-alike letter', 'https://s3.eu-west-1.amazonaws.cοm/bbb/k', 'host'],
    ['no key', 'https://s3.eu-west-1.amazonaws.com/bbb', 'no-key'],
    ['a bucket that is none', 'https://s3.eu-west-1.amazonaws.com/%00/k', 'no-key'],
    ['broken percent signs', 'https://s3.eu-west-1.amazonaws.com/bbb/%zz', 'unreadable'],
    ['nothing at all', '', 'unreadable'],
    ['not a link', 'evil', 'unreadable'],
  ])('of %s is refused', (_name, uri, cause) => {
    expect(causeOf(() => checkServiceLink(uri, amazon))).toBe(cause);
  });

  it('of a path that climbs out of its bucket names the bucket it really reaches', () => {
    expect(locateObject('https://s3.eu-west-1.amazonaws.com/ours/../theirs/k', amazon)).toEqual({ bucket: 'theirs', key: 'k' });
    expect(locateObject('https://s3.eu-west-1.amazonaws.com/ours/%2e%2e/theirs/k', amazon)).toEqual({ bucket: 'theirs', key: 'k' });
  });

  it('of a region that smuggles a host is refused', () => {
    const smuggled: LinkRules = { region: 'x.evil.example/', s3Endpoint: null };
    expect(causeOf(() => checkServiceLink('https://s3.x.evil.example/bbb/k', smuggled))).toBe('host');
  });

  it('of another port or host beside a loopback endpoint is refused, the endpoint itself is not', () => {
    expect(checkServiceLink('http://127.0.0.1:4566/bbb/k?X-Amz-Signature=1', standIn).port).toBe('4566');
    expect(causeOf(() => checkServiceLink('http://127.0.0.1:22/bbb/k', standIn))).toBe('not-https');
    expect(causeOf(() => checkServiceLink('http://127.0.0.2:4566/bbb/k', standIn))).toBe('not-https');
    expect(causeOf(() => checkServiceLink('http://bbb.127.0.0.1:4566/k', standIn))).not.toBe('allowed');
    expect(causeOf(() => checkServiceLink('http://store.example.org/s3/bbb/k', store))).toBe('not-https');
    expect(causeOf(() => checkServiceLink('https://store.example.org/s3evil/bbb/k', store))).toBe('host');
  });

  it('never repeats a link, whose query is a key', () => {
    const thrown = thrownBy(() => checkServiceLink('https://evil.example/bbb/k?X-Amz-Signature=deadbeef', amazon));
    expect(`${String(thrown)} ${JSON.stringify(thrown)}`).not.toContain('deadbeef');
    expect(thrown).toMatchObject({ code: 'endpoint-refused', details: { url: 'evil.example' } });
  });

  it('is told apart from the endpoint a person configured', () => {
    expect(isConfiguredEndpoint(new URL('http://127.0.0.1:4566/bbb/k'), standIn)).toBe(true);
    expect(isConfiguredEndpoint(new URL('https://s3.eu-west-1.amazonaws.com/bbb/k'), standIn)).toBe(false);
  });
});

describe('an address', () => {
  it.each(['52.218.0.1', '3.5.64.10', '8.8.8.8', '2a05:d07a:8000::1', '::ffff:52.218.0.1', '64:ff9b::34da:1'])('of the internet is allowed: %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ...[
      '127.0.0.1',
      '0.0.0.0',
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '192.0.2.1',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
    ],
    ...[
      '::',
      '::1',
      'fe80::1',
      'fe80::1%eth0',
      'fc00::1',
      'fd00:ec2::254',
      'ff02::1',
      '2001:db8::1',
      '2002:7f00:1::',
      '::ffff:127.0.0.1',
      '::ffff:a9fe:a9fe',
      '64:ff9b::a9fe:a9fe',
    ],
    ...['::ffff:0:127.0.0.1', 'not an address', ''],
  ])('of no public service is refused: %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
