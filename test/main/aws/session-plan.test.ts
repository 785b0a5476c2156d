// What a choice comes to: profiles of every kind, whose credentials, which region, which endpoints and who said so.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfigFiles, type ConfigFiles, type Environment } from '../../../src-main/adapters/aws/config-files.ts';
import { checkEndpoint, isLoopbackHost, resolveEndpoints } from '../../../src-main/adapters/aws/endpoints.ts';
import { listProfiles } from '../../../src-main/adapters/aws/profiles.ts';
import { planSession } from '../../../src-main/adapters/aws/session-plan.ts';
import { makeAwsHome, type AwsHome } from './aws-home.ts';

const CONFIG = `
# made by hand, with the oddities of such files
[default]
region = us-east-1

[profile desk]
region=eu-west-1   ; a comment
sso_session = news
sso_account_id = 111122223333
sso_role_name = Reporter

[sso-session news]
sso_start_url = https://example.awsapps.com/start
sso_region = eu-central-1

[profile vault]
credential_process = /usr/local/bin/vault-aws --role reporter
[profile role]
role_arn = arn:aws:iam::111122223333:role/Reporter
source_profile = keys
region = ap-south-1
[profile pod]
role_arn = arn:aws:iam::111122223333:role/Pod
web_identity_token_file = /var/run/token
[profile console]
login_session = arn:aws:iam::111122223333:user/reporter
[profile old-sso]
sso_start_url = https://example.awsapps.com/start
[profile empty]
output = json
[profile practice]
endpoint_url = http://127.0.0.1:4000
services = local
[services local]
s3 =
  endpoint_url = http://127.0.0.1:4001
  addressing_style = path
transcribe_streaming =
  endpoint_url = http://127.0.0.1:4002
[profile quiet]
endpoint_url = http://127.0.0.1:4000
ignore_configured_endpoint_urls = true
`;
const CREDENTIALS = `
[default]
aws_access_key_id = AKIADEFAULTDEFAULT00
aws_secret_access_key = hidden
[keys]
aws_access_key_id = AKIAKEYSKEYSKEYSKEYS
aws_secret_access_key = hidden
[constructor]
aws_access_key_id = AKIAODDODDODDODDODD0
aws_secret_access_key = hidden
`;

let home: AwsHome;
let files: ConfigFiles;

beforeEach(async () => {
  home = makeAwsHome({ config: CONFIG, credentials: CREDENTIALS });
  files = await readConfigFiles(home.env());
});
afterEach(() => home.remove());

const nobody = { profile: null, region: null };
const plan = (choice: { profile: string | null; region: string | null }, env: Environment = {}, entered = false) => planSession(choice, env, files, entered);

describe('profiles', () => {
  it('are listed with the way each proves who it is, "default" first', () => {
    expect(listProfiles(files)).toEqual([
      { name: 'default', kind: 'static', region: 'us-east-1' },
      { name: 'console', kind: 'login', region: null },
      { name: 'constructor', kind: 'static', region: null },
      { name: 'desk', kind: 'sso', region: 'eu-west-1' },
      { name: 'empty', kind: 'unknown', region: null },
      { name: 'keys', kind: 'static', region: null },
      { name: 'old-sso', kind: 'sso', region: null },
      { name: 'pod', kind: 'web-identity', region: null },
      { name: 'practice', kind: 'unknown', region: null },
      { name: 'quiet', kind: 'unknown', region: null },
      { name: 'role', kind: 'assume-role', region: 'ap-south-1' },
      { name: 'vault', kind: 'process', region: null },
    ]);
  });

  it('carry no key', () => {
    expect(JSON.stringify(listProfiles(files))).not.toMatch(/AKIA|hidden/);
  });

  it('are read afresh: what another tool writes counts at once', async () => {
    home.write('credentials', '[later]\naws_access_key_id = AKIALATERLATERLATER0\naws_secret_access_key = hidden\n');
    expect(listProfiles(await readConfigFiles(home.env())).map(({ name }) => name)).toContain('later');
  });

  it('come from the files the environment names, and none from files that are not there', async () => {
    const path = home.write('elsewhere', '[profile moved]\nregion = eu-north-1\n');
    const env = home.env({ AWS_CONFIG_FILE: path, AWS_SHARED_CREDENTIALS_FILE: '~/.aws/nothing' });
    expect(listProfiles(await readConfigFiles(env))).toEqual([{ name: 'moved', kind: 'unknown', region: 'eu-north-1' }]);
    expect(listProfiles(await readConfigFiles({ HOME: '/nonexistent' }))).toEqual([]);
  });
});

describe('whose credentials are used', () => {
  const keys = { AWS_ACCESS_KEY_ID: 'AKIAENVENVENVENVENV0', AWS_SECRET_ACCESS_KEY: 'hidden' };

  it('is the chosen profile, whatever else there is', () => {
    expect(plan({ profile: 'desk', region: null }, { ...keys, AWS_PROFILE: 'role' }, true)).toMatchObject({ source: 'profile', profile: 'desk' });
  });

  it('is none when the chosen profile is gone, and says which', () => {
    expect(plan({ profile: 'gone', region: null }, keys, true)).toMatchObject({ source: 'none', profile: 'gone' });
    expect(plan({ profile: 'toString', region: null })).toMatchObject({ source: 'none' });
  });

  it('without a choice, is entered keys, then those of the environment, then AWS_PROFILE, then "default", then none', async () => {
    expect(plan(nobody, { ...keys, AWS_PROFILE: 'role' }, true)).toMatchObject({ source: 'entered', profile: null });
    expect(plan(nobody, { ...keys, AWS_PROFILE: 'role' })).toMatchObject({ source: 'environment', profile: null });
    expect(plan(nobody, { AWS_PROFILE: 'role' })).toMatchObject({ source: 'profile', profile: 'role' });
    expect(plan(nobody, { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1/x' })).toMatchObject({ source: 'environment' });
    expect(plan(nobody)).toMatchObject({ source: 'profile', profile: 'default' });
    expect(planSession(nobody, {}, await readConfigFiles({ HOME: '/nonexistent' }), false)).toMatchObject({ source: 'none', profile: null, region: null });
  });

  it('is not the environment when half of a key pair is missing', () => {
    expect(plan(nobody, { AWS_ACCESS_KEY_ID: 'AKIAENVENVENVENVENV0' }).source).toBe('profile');
  });
});

describe('the region', () => {
  const env = { AWS_REGION: 'sa-east-1', AWS_DEFAULT_REGION: 'af-south-1' };

  it('is the setting, the profile, AWS_REGION, AWS_DEFAULT_REGION, "default", in this order', () => {
    expect(plan({ profile: 'desk', region: 'ca-central-1' }, env).region).toBe('ca-central-1');
    expect(plan({ profile: 'desk', region: null }, env).region).toBe('eu-west-1');
    expect(plan({ profile: 'vault', region: null }, env).region).toBe('sa-east-1');
    expect(plan({ profile: 'vault', region: null }, { AWS_DEFAULT_REGION: 'af-south-1' }).region).toBe('af-south-1');
    expect(plan(nobody, {}, true).region).toBe('us-east-1');
  });
});

describe('custom endpoints', () => {
  it('follow the order of the reference guide, and each names its origin', () => {
    const all = { AWS_ENDPOINT_URL_S3: 'https://s3.example.org', AWS_ENDPOINT_URL: 'https://all.example.org' };
    const of = (env: Environment) => Object.fromEntries(resolveEndpoints(env, files, 'practice').map(({ service, url, from }) => [service, `${url} ${from}`]));
    expect(of(all)).toEqual({
      s3: 'https://s3.example.org AWS_ENDPOINT_URL_S3',
      transcribe: 'https://all.example.org AWS_ENDPOINT_URL',
      'transcribe-streaming': 'https://all.example.org AWS_ENDPOINT_URL',
      sts: 'https://all.example.org AWS_ENDPOINT_URL',
    });
    expect(of({})).toEqual({
      s3: 'http://127.0.0.1:4001 services local of profile practice',
      transcribe: 'http://127.0.0.1:4000 profile practice',
      'transcribe-streaming': 'http://127.0.0.1:4002 services local of profile practice',
      sts: 'http://127.0.0.1:4000 profile practice',
    });
  });

  it('are those of the chosen profile, not of AWS_PROFILE', () => {
    expect(plan({ profile: 'desk', region: null }, { AWS_PROFILE: 'practice' }).endpoints).toEqual([]);
    expect(plan({ profile: 'practice', region: null }, { AWS_PROFILE: 'desk' }).endpoints).toHaveLength(4);
  });

  it('are none when the environment or the profile says to ignore them', () => {
    expect(resolveEndpoints({ AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'True', AWS_ENDPOINT_URL: 'https://x.example' }, files, 'practice')).toEqual([]);
    expect(resolveEndpoints({}, files, 'quiet')).toEqual([]);
    expect(resolveEndpoints({ AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false' }, files, 'quiet')).toHaveLength(4);
  });

  it('are none when nobody set any', () => {
    expect(resolveEndpoints({ AWS_ENDPOINT_URL: '' }, files, 'desk')).toEqual([]);
  });

  const endpoint = (url: string) => ({ service: 's3' as const, url, from: 'AWS_ENDPOINT_URL' });

  it.each(['https://store.example.org/path', 'http://127.0.0.1:9000', 'http://localhost:9000', 'http://s3.localhost:9000', 'http://[::1]:9000'])(
    'may be %s',
    (url) => {
      expect(checkEndpoint(endpoint(url)).href).toContain(url);
    },
  );

  it.each([
    ['store.example.org', 'unreadable'],
    ['http://store.example.org', 'not-https'],
    ['http://127.0.0.1.evil.example', 'not-https'],
    ['http://localhost.evil.example', 'not-https'],
    ['ftp://127.0.0.1', 'not-https'],
    ['https://user:secret@store.example.org', 'user-name'],
    ['https://store.example.org?key=secret', 'query'],
  ])('may not be %s', (url, cause) => {
    expect(() => checkEndpoint(endpoint(url))).toThrow(
      expect.objectContaining({ code: 'endpoint-refused', details: expect.objectContaining({ cause }) as unknown }) as Error,
    );
    expect(() => checkEndpoint(endpoint(url))).not.toThrow('secret');
  });

  it('on this machine are told by the whole name', () => {
    expect(['127.0.0.1', '127.9.8.7', 'localhost', 'a.localhost', '[::1]'].every(isLoopbackHost)).toBe(true);
    expect(['127.0.0.1.example', 'localhost.example', '10.0.0.1', '0.0.0.0', 'notlocalhost'].some(isLoopbackHost)).toBe(false);
  });
});
