// Credentials of every kind, read by the real SDK from files of a home of our own and from loopback.
import { createHash, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { ENTERED_KEYS_SECRET, writeEnteredKeys } from '../../../src-core/library/entered-keys.ts';
import { readConfigFiles, type Environment } from '../../../src-main/adapters/aws/config-files.ts';
import { loadCredentials, type AwsCredentials } from '../../../src-main/adapters/aws/credentials.ts';
import { FreshCredentials } from '../../../src-main/adapters/aws/fresh-credentials.ts';
import { planSession } from '../../../src-main/adapters/aws/session-plan.ts';
import { makeWebAgents, type WebAgents } from '../../../src-main/adapters/aws/web-agents.ts';
import { makeAwsHome, type AwsHome } from './aws-home.ts';
import { ROLE_KEYS, startIdentityServer, type IdentityServer } from './identity-server.ts';
import { everythingIn, makeMemorySecrets } from './memory-secrets.ts';

let home: AwsHome;
let server: IdentityServer;
let agents: WebAgents;
const secrets = makeMemorySecrets();

beforeEach(async () => {
  server = await startIdentityServer();
  home = makeAwsHome();
  agents = makeWebAgents({});
  // What the SDK's providers read of the real environment.
  vi.stubEnv('HOME', home.path);
  for (const name of ['AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_ENDPOINT_URL']) vi.stubEnv(name, undefined);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  agents.destroy();
  home.remove();
  await server.close();
});

async function read(profile: string | null, env: Environment = home.env(), entered = false): Promise<AwsCredentials> {
  const plan = planSession({ profile, region: 'eu-west-1' }, env, await readConfigFiles(env), entered);
  return loadCredentials(plan, { env, secrets, agents })();
}

async function refusalOf(reading: Promise<unknown>): Promise<StudioError> {
  const thrown = await reading.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof StudioError)) throw new Error(`not a StudioError: ${String(thrown)}`);
  return thrown;
}

/** A credential_process that prints this, as a line of the config file. */
function printing(text: string): string {
  const file = home.write('answer.json', text);
  return `credential_process = cat "${file}"`;
}

const STATIC = '[profile keys]\naws_access_key_id = AKIAKEYSKEYSKEYSKEYS\naws_secret_access_key = keys/secret\n';

describe('entered keys', () => {
  it('come from the secret store, and are missed in a sentence', async () => {
    await secrets.set(ENTERED_KEYS_SECRET, writeEnteredKeys({ accessKeyId: 'AKIATYPEDTYPEDTYPED0', secretAccessKey: 'typed', sessionToken: null }));
    expect(await read(null, home.env(), true)).toEqual({ accessKeyId: 'AKIATYPEDTYPEDTYPED0', secretAccessKey: 'typed' });
    await secrets.remove(ENTERED_KEYS_SECRET);
    expect(await refusalOf(read(null, home.env(), true))).toMatchObject({ code: 'no-credentials', details: { cause: 'keys-gone' } });
    await secrets.set(ENTERED_KEYS_SECRET, 'scrambled by another keyring');
    expect(await refusalOf(read(null, home.env(), true))).toMatchObject({ code: 'no-credentials' });
  });
});

describe('the environment', () => {
  it('gives keys, with token and expiry', async () => {
    const env = home.env({
      AWS_ACCESS_KEY_ID: 'ASIAENVENVENVENVENV0',
      AWS_SECRET_ACCESS_KEY: 'env',
      AWS_SESSION_TOKEN: 'token',
      AWS_CREDENTIAL_EXPIRATION: '2026-11-22T13:00:00Z',
    });
    expect(await read(null, env)).toEqual({
      accessKeyId: 'ASIAENVENVENVENVENV0',
      secretAccessKey: 'env',
      sessionToken: 'token',
      expiration: new Date('2026-11-22T13:00:00Z'),
    });
  });

  it('gives a web identity, taken to STS at the endpoint in force', async () => {
    const env = home.env({
      AWS_WEB_IDENTITY_TOKEN_FILE: home.write('token', 'jwt.jwt.jwt'),
      AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/Pod',
      AWS_ENDPOINT_URL_STS: server.url,
    });
    expect(await read(null, env)).toMatchObject(ROLE_KEYS);
    expect(server.asked).toEqual(['AssumeRoleWithWebIdentity']);
  });

  it('gives what a container’s endpoint hands out', async () => {
    expect(await read(null, home.env({ AWS_CONTAINER_CREDENTIALS_FULL_URI: `${server.url}/creds` }))).toMatchObject(ROLE_KEYS);
    expect(server.asked).toEqual(['container']);
  });
});

describe('a profile', () => {
  it('with keys gives them', async () => {
    home.write('config', STATIC);
    expect(await read('keys')).toEqual({ accessKeyId: 'AKIAKEYSKEYSKEYSKEYS', secretAccessKey: 'keys/secret' });
  });

  it('that runs a program gives what it prints', async () => {
    const printed = {
      Version: 1,
      AccessKeyId: 'ASIAPROCPROCPROCPROC',
      SecretAccessKey: 'printed',
      SessionToken: 'printed-token',
      Expiration: new Date(Date.now() + 3_600_000).toISOString(),
    };
    home.write('config', `[profile vault]\n${printing(JSON.stringify(printed))}\n`);
    expect(await read('vault')).toEqual({
      accessKeyId: 'ASIAPROCPROCPROCPROC',
      secretAccessKey: 'printed',
      sessionToken: 'printed-token',
      expiration: new Date(printed.Expiration),
    });
  });

  it('that assumes a role asks STS with the source profile’s keys', async () => {
    home.write('config', `${STATIC}[profile role]\nrole_arn = arn:aws:iam::111122223333:role/Reporter\nsource_profile = keys\nexternal_id = desk\n`);
    expect(await read('role', home.env({ AWS_ENDPOINT_URL_STS: server.url }))).toMatchObject(ROLE_KEYS);
    expect(server.asked).toEqual(['AssumeRole']);
    expect(server.forms[0]?.get('RoleArn')).toBe('arn:aws:iam::111122223333:role/Reporter');
    expect(server.forms[0]?.get('ExternalId')).toBe('desk');
  });

  it('with a web identity asks STS', async () => {
    home.write('config', `[profile pod]\nrole_arn = arn:aws:iam::111122223333:role/Pod\nweb_identity_token_file = ${home.write('token', 'jwt.jwt.jwt')}\n`);
    expect(await read('pod', home.env({ AWS_ENDPOINT_URL_STS: server.url }))).toMatchObject(ROLE_KEYS);
  });

  const SSO =
    '[profile desk]\nsso_session = news\nsso_account_id = 111122223333\nsso_role_name = Reporter\n[sso-session news]\nsso_start_url = https://example.awsapps.com/start\nsso_region = eu-central-1\n';
  const signIn = (expiresAt: number): void => {
    const token = {
      accessToken: 'portal-token',
      expiresAt: new Date(expiresAt).toISOString(),
      region: 'eu-central-1',
      startUrl: 'https://example.awsapps.com/start',
    };
    home.write(`sso/cache/${createHash('sha1').update('news').digest('hex')}.json`, JSON.stringify(token));
  };

  it('of a single sign-on gives the role’s keys, and notices a sign-in done outside at once', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_SSO', server.url);
    home.write('config', SSO);
    expect(await refusalOf(read('desk'))).toMatchObject({ code: 'credentials-expired', details: { profile: 'desk', cause: 'sso' } });
    signIn(Date.now() - 1000);
    expect(await refusalOf(read('desk'))).toMatchObject({ code: 'credentials-expired' });
    signIn(Date.now() + 3_600_000);
    expect(await read('desk')).toMatchObject(ROLE_KEYS);
    expect(server.asked).toEqual(['GetRoleCredentials']);
  });

  it('of a single sign-on that was revoked, or whose role was taken away, says which', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_SSO', server.url);
    home.write('config', SSO);
    signIn(Date.now() + 3_600_000);
    server.refuse = { status: 401, code: 'UnauthorizedException', message: 'Session token not found or invalid' };
    expect(await refusalOf(read('desk'))).toMatchObject({ code: 'credentials-expired' });
    server.refuse = { status: 403, code: 'ForbiddenException', message: 'No access' };
    expect(await refusalOf(read('desk'))).toMatchObject({ code: 'access-denied', details: { action: 'sso:GetRoleCredentials' } });
  });

  it('of a console login gives the kept session’s keys', async () => {
    vi.stubEnv('AWS_LOGIN_CACHE_DIRECTORY', join(home.path, 'login'));
    const session = 'arn:aws:iam::111122223333:user/reporter';
    home.write('config', `[profile console]\nlogin_session = ${session}\nregion = eu-west-1\n`);
    expect(await refusalOf(read('console'))).toMatchObject({ code: 'credentials-expired', details: { cause: 'login' } });
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const kept = {
      accessToken: { ...ROLE_KEYS, accountId: '111122223333', expiresAt: new Date(Date.now() + 3_600_000).toISOString() },
      clientId: 'arn:aws:signin:::devtools/same-device',
      refreshToken: 'refresh',
      dpopKey: privateKey.export({ format: 'pem', type: 'sec1' }),
    };
    home.write(`../login/${createHash('sha256').update(session).digest('hex')}.json`, JSON.stringify(kept));
    expect(await read('console')).toMatchObject(ROLE_KEYS);
  });
});

describe('what goes wrong', () => {
  it('is told by a cause', async () => {
    home.write(
      'config',
      `${STATIC}[profile empty]\noutput = json\n[profile round]\nrole_arn = arn:aws:iam::1:role/A\nsource_profile = trip\n[profile trip]\nrole_arn = arn:aws:iam::1:role/B\nsource_profile = round\n[profile mfa]\nrole_arn = arn:aws:iam::1:role/A\nsource_profile = keys\nmfa_serial = arn:aws:iam::1:mfa/x\n`,
    );
    expect(await refusalOf(read('gone'))).toMatchObject({ code: 'no-credentials', details: { cause: 'profile-missing', profile: 'gone' } });
    expect(await refusalOf(read('empty'))).toMatchObject({ code: 'no-credentials', details: { cause: 'profile-incomplete', profile: 'empty' } });
    expect(await refusalOf(read('round'))).toMatchObject({ code: 'no-credentials', details: { cause: 'profile-incomplete' } });
    expect(await refusalOf(read('mfa'))).toMatchObject({ code: 'no-credentials', details: { cause: 'mfa' } });
    expect(await refusalOf(read(null))).toMatchObject({ code: 'no-credentials', details: { cause: 'nothing-found' } });
  });

  it('names the role that may not be assumed', async () => {
    home.write('config', `${STATIC}[profile role]\nrole_arn = arn:aws:iam::111122223333:role/Reporter\nsource_profile = keys\n`);
    server.refuse = { status: 403, code: 'AccessDenied', message: 'not authorized to perform: sts:AssumeRole' };
    const refused = await refusalOf(read('role', home.env({ AWS_ENDPOINT_URL_STS: server.url })));
    expect(refused).toMatchObject({ code: 'access-denied', details: { action: 'sts:AssumeRole', resource: 'arn:aws:iam::111122223333:role/Reporter' } });
  });

  it('is the network when STS or the portal cannot be reached', async () => {
    home.write('config', `${STATIC}[profile role]\nrole_arn = arn:aws:iam::1:role/A\nsource_profile = keys\n`);
    const nobody = (await startIdentityServer().then(async (gone) => [await gone.close(), gone.url] as const))[1];
    expect(await refusalOf(read('role', home.env({ AWS_ENDPOINT_URL_STS: nobody })))).toMatchObject({ code: 'network', details: { cause: 'ECONNREFUSED' } });
  });

  it('lets no command line, output or key of a program through', async () => {
    home.write('config', `[profile vault]\ncredential_process = /bin/sh -c "echo sneaky-output; echo sneaky-error >&2; exit 3" --password sneaky-argument\n`);
    const refused = await refusalOf(read('vault'));
    expect(refused).toMatchObject({ code: 'no-credentials', details: { cause: 'process-failed', profile: 'vault' } });
    expect(everythingIn(refused)).not.toContain('sneaky');
    home.write(
      'config',
      `[profile vault]\n${printing('{"Version":1,"AccessKeyId":"ASIASNEAKYSNEAKYSNEA","SecretAccessKey":"sneaky","Expiration":"2020-01-01T00:00:00Z"}')}\n`,
    );
    const expired = await refusalOf(read('vault'));
    expect(expired.code).toBe('credentials-expired');
    expect(everythingIn(expired)).not.toMatch(/sneaky|SNEAKY/);
  });
});

describe('fresh credentials', () => {
  const MINUTE = 60_000;
  const made = (expires: (now: number) => number | null) => {
    const state = { now: Date.UTC(2026, 10, 22, 12), reads: 0, fails: false };
    const fresh = new FreshCredentials(
      async () => {
        state.reads += 1;
        if (state.fails) throw new StudioError('credentials-expired');
        const at = expires(state.now);
        return { accessKeyId: `read-${state.reads}`, secretAccessKey: 's', ...(at === null ? {} : { expiration: new Date(at) }) };
      },
      () => state.now,
    );
    return { state, fresh };
  };

  it('are read once while they hold, by however many calls', async () => {
    const { state, fresh } = made((now) => now + 60 * MINUTE);
    await Promise.all([fresh.provider(), fresh.provider(), fresh.provider()]);
    state.now += 54 * MINUTE;
    await fresh.provider();
    expect(state.reads).toBe(1);
  });

  it('are renewed five minutes before they expire', async () => {
    const { state, fresh } = made((now) => now + 60 * MINUTE);
    await fresh.provider();
    state.now += 56 * MINUTE;
    expect((await fresh.provider()).accessKeyId).toBe('read-2');
  });

  it('that cannot say when they expire are read again every five minutes', async () => {
    const { state, fresh } = made(() => null);
    await fresh.provider();
    state.now += 4 * MINUTE;
    await fresh.provider();
    expect(state.reads).toBe(1);
    state.now += 2 * MINUTE;
    expect((await fresh.provider()).accessKeyId).toBe('read-2');
  });

  it('stay in use while renewing fails, until they really expire', async () => {
    const { state, fresh } = made((now) => now + 60 * MINUTE);
    await fresh.provider();
    state.fails = true;
    state.now += 58 * MINUTE;
    expect((await fresh.provider()).accessKeyId).toBe('read-1');
    state.now += 3 * MINUTE;
    await expect(fresh.provider()).rejects.toMatchObject({ code: 'credentials-expired' });
    state.fails = false;
    expect((await fresh.provider()).accessKeyId).toBe(`read-${state.reads}`);
  });

  it('are read anew once AWS refused them', async () => {
    const { state, fresh } = made((now) => now + 60 * MINUTE);
    await fresh.provider();
    fresh.forget();
    await fresh.provider();
    expect(state.reads).toBe(2);
  });
});

it('the adapter writes no AWS file', () => {
  const sources = ['config-files', 'profiles', 'credentials', 'connection'].map((name) => readFileSync(`src-main/adapters/aws/${name}.ts`, 'utf8')).join('\n');
  expect(sources).not.toMatch(/writeFile|appendFile|createWriteStream|rename\(/);
});
