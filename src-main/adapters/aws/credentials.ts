// Reads the credentials a plan points to: entered keys, the environment, or any kind of named profile.
// Why it failed is told by a code and a cause; what providers say is not passed on, since command lines and tokens stand in it.
import { fromHttp, fromIni, fromSSO, fromTokenFile } from '@aws-sdk/credential-providers';
import { getDefaultRoleAssumer, getDefaultRoleAssumerWithWebIdentity } from '@aws-sdk/client-sts';
import { CancelledError, StudioError } from '../../../src-core/contract/errors.ts';
import { ENTERED_KEYS_SECRET, readEnteredKeys } from '../../../src-core/library/entered-keys.ts';
import type { SecretStore } from '../../ports/cloud.ts';
import { toStudioError } from './aws-errors.ts';
import { readConfigFiles, type Environment, type Section } from './config-files.ts';
import { SDK_ATTEMPTS } from './connection-limits.ts';
import { profileKind, type ProfileKind } from './profiles.ts';
import { hasContainer, type SessionPlan } from './session-plan.ts';
import type { WebAgents } from './web-agents.ts';

/** A set of AWS credentials, as the SDK has them. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Reads credentials anew. Rejects with `no-credentials`, `credentials-expired`, `access-denied`, `network` … */
export type LoadCredentials = () => Promise<AwsCredentials>;

export interface CredentialTools {
  readonly env: Environment;
  readonly secrets: SecretStore;
  readonly agents: WebAgents;
}

/** How to read the credentials of a plan. Nothing is read before the answered function is called. */
export function loadCredentials(plan: SessionPlan, tools: CredentialTools): LoadCredentials {
  switch (plan.source) {
    case 'entered':
      return () => enteredKeys(tools.secrets);
    case 'environment':
      return () => fromEnvironment(plan, tools);
    case 'profile':
      return () => fromProfile(plan.profile ?? 'default', plan, tools);
    case 'none':
      return () => Promise.reject(noCredentials(plan.profile === null ? 'nothing-found' : 'profile-missing', plan.profile));
  }
}

async function enteredKeys(secrets: SecretStore): Promise<AwsCredentials> {
  const keys = readEnteredKeys(await secrets.get(ENTERED_KEYS_SECRET));
  if (keys === null) throw noCredentials('keys-gone', null);
  return keysOf(keys.accessKeyId, keys.secretAccessKey, keys.sessionToken ?? undefined);
}

async function fromEnvironment(plan: SessionPlan, tools: CredentialTools): Promise<AwsCredentials> {
  const { env } = tools;
  const [accessKeyId, secretAccessKey] = [env['AWS_ACCESS_KEY_ID'], env['AWS_SECRET_ACCESS_KEY']];
  if (accessKeyId && secretAccessKey) {
    const expiry = Date.parse(env['AWS_CREDENTIAL_EXPIRATION'] ?? '');
    return keysOf(accessKeyId, secretAccessKey, env['AWS_SESSION_TOKEN'], Number.isNaN(expiry) ? undefined : new Date(expiry));
  }
  const [tokenFile, role] = [env['AWS_WEB_IDENTITY_TOKEN_FILE'], env['AWS_ROLE_ARN']];
  if (tokenFile && role) {
    const { roleAssumerWithWebIdentity } = roleAssumers(plan, tools);
    const init = { webIdentityTokenFile: tokenFile, roleArn: role, ...(env['AWS_ROLE_SESSION_NAME'] ? { roleSessionName: env['AWS_ROLE_SESSION_NAME'] } : {}) };
    return ask(() => fromTokenFile({ ...init, roleAssumerWithWebIdentity })(), { kind: 'web-identity', profile: null, role });
  }
  if (hasContainer(env)) return ask(() => fromHttp(containerOf(env))(), { kind: 'container', profile: null, role: null });
  throw noCredentials('nothing-found', null);
}

function containerOf(env: Environment): Parameters<typeof fromHttp>[0] {
  const given = {
    awsContainerCredentialsRelativeUri: env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'],
    awsContainerCredentialsFullUri: env['AWS_CONTAINER_CREDENTIALS_FULL_URI'],
    awsContainerAuthorizationToken: env['AWS_CONTAINER_AUTHORIZATION_TOKEN'],
    awsContainerAuthorizationTokenFile: env['AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE'],
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

async function fromProfile(profile: string, plan: SessionPlan, tools: CredentialTools): Promise<AwsCredentials> {
  // Read now, not when the plan was made: a sign-in or a rewritten file counts at once (A2).
  const files = await readConfigFiles(tools.env);
  const section = files.profiles.get(profile);
  if (section === undefined) throw noCredentials('profile-missing', profile);
  const kind = profileKind(section);
  const init = { profile, ...files.paths, ignoreCache: true, clientConfig: { requestHandler: tools.agents.handler, maxAttempts: SDK_ATTEMPTS } };
  const source = { kind, profile, role: section['role_arn'] ?? null };
  // fromIni would read the SSO profile from the default paths, whatever paths it was given.
  if (kind === 'sso') return ask(() => fromSSO(init)(), source);
  return ask(() => fromIni({ ...init, ...roleAssumers(plan, tools) })(callerOf(plan)), { ...source, kind: sourceKind(section, kind) });
}

/** A login session of another region is renewed there; the SDK asks its caller for the region. */
function callerOf(plan: SessionPlan): { callerClientConfig: { region: () => Promise<string> } } {
  return { callerClientConfig: { region: () => Promise.resolve(plan.region ?? 'us-east-1') } };
}

function sourceKind(section: Section, kind: ProfileKind): ProfileKind | 'mfa' {
  return kind === 'assume-role' && section['mfa_serial'] !== undefined ? 'mfa' : kind;
}

/** Roles are assumed at the endpoint and region in force, with our timeouts, not with the SDK's guesses. */
function roleAssumers(plan: SessionPlan, tools: CredentialTools) {
  const endpoint = plan.endpoints.find(({ service }) => service === 'sts')?.url;
  const options = {
    region: plan.region ?? 'us-east-1',
    requestHandler: tools.agents.handler,
    maxAttempts: SDK_ATTEMPTS,
    ...(endpoint === undefined ? { ignoreConfiguredEndpointUrls: true } : { endpoint }),
  };
  return { roleAssumer: getDefaultRoleAssumer(options), roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity(options) };
}

interface AskedSource {
  readonly kind: ProfileKind | 'container' | 'mfa';
  readonly profile: string | null;
  readonly role: string | null;
}

async function ask(read: () => Promise<AwsCredentials>, source: AskedSource): Promise<AwsCredentials> {
  try {
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = await read();
    return keysOf(accessKeyId, secretAccessKey, sessionToken, expiration);
  } catch (thrown) {
    throw explain(thrown, source);
  }
}

/** Why a provider failed. The words of the SDK decide, for it has no codes of its own. */
function explain(thrown: unknown, { kind, profile, role }: AskedSource): unknown {
  if (!(thrown instanceof Error)) return thrown;
  // Providers wrap what the network or STS threw, as `cause` or as the message itself.
  const root = thrown.cause instanceof Error ? thrown.cause : thrown;
  const told = toStudioError(root, { action: role === null ? `credentials:${kind}` : 'sts:AssumeRole', resource: role ?? profile ?? kind });
  if (told instanceof CancelledError || (told instanceof StudioError && told.code !== 'service')) return told;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH/.test(thrown.message))
    return new StudioError('network', { action: `credentials:${kind}`, resource: profile });
  if (told instanceof StudioError) return told;
  if (kind === 'sso' && /ForbiddenException|No access/.test(thrown.message))
    return new StudioError('access-denied', { action: 'sso:GetRoleCredentials', resource: profile });
  const isProviderError = /CredentialsProviderError|TokenProviderError|ProviderError/.test(thrown.name);
  if (kind === 'mfa') return noCredentials('mfa', profile);
  if (kind === 'sso' || kind === 'login' || /expired/i.test(thrown.message)) return new StudioError('credentials-expired', { profile, cause: kind });
  if (!isProviderError && kind !== 'process') return thrown;
  return noCredentials(kind === 'process' ? 'process-failed' : 'profile-incomplete', profile);
}

function noCredentials(cause: string, profile: string | null): StudioError {
  return new StudioError('no-credentials', { cause, profile });
}

function keysOf(accessKeyId: string, secretAccessKey: string, sessionToken?: string, expiration?: Date): AwsCredentials {
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}), ...(expiration ? { expiration } : {}) };
}
