// What a choice comes to before anything is asked of AWS: whose credentials, which region, which endpoints.
// Pure over environment and files; it never resolves a credential.
import type { CloudChoice } from '../../ports/cloud.ts';
import type { ConfigFiles, Environment } from './config-files.ts';
import { resolveEndpoints, type CloudEndpoint } from './endpoints.ts';

/** Whose credentials a connection uses. */
export type SessionSource = 'profile' | 'environment' | 'entered' | 'none';

/** One choice, resolved. */
export interface SessionPlan {
  readonly source: SessionSource;
  /** The profile whose credentials hold, or that was asked for in vain; null when they come from elsewhere. */
  readonly profile: string | null;
  /** The profile whose other settings hold, as for every AWS tool: the above, AWS_PROFILE, or "default". */
  readonly configProfile: string;
  readonly region: string | null;
  readonly endpoints: readonly CloudEndpoint[];
}

/**
 * Resolves a choice. A chosen profile wins over everything. Without one: entered keys, keys in the environment,
 * AWS_PROFILE, a web identity or container of the environment, the "default" profile, nothing.
 * Keys in the environment win over AWS_PROFILE as they do for the AWS CLI. Instance metadata is never asked:
 * a desktop has none, and the question costs seconds.
 */
export function planSession(choice: CloudChoice, env: Environment, files: ConfigFiles, hasEnteredKeys: boolean): SessionPlan {
  const { source, profile } = choice.profile === null ? sourceWithoutChoice(env, files, hasEnteredKeys) : sourceOf(choice.profile, files);
  const configProfile = profile ?? (env['AWS_PROFILE'] || 'default');
  const region = resolveRegion(choice, env, files, profile);
  return { source, profile, configProfile, region, endpoints: resolveEndpoints(env, files, configProfile) };
}

type Source = Pick<SessionPlan, 'source' | 'profile'>;

function sourceOf(profile: string, files: ConfigFiles): Source {
  return { source: files.profiles.has(profile) ? 'profile' : 'none', profile };
}

function sourceWithoutChoice(env: Environment, files: ConfigFiles, hasEnteredKeys: boolean): Source {
  if (hasEnteredKeys) return { source: 'entered', profile: null };
  if (env['AWS_ACCESS_KEY_ID'] && env['AWS_SECRET_ACCESS_KEY']) return { source: 'environment', profile: null };
  if (env['AWS_PROFILE']) return sourceOf(env['AWS_PROFILE'], files);
  if ((env['AWS_WEB_IDENTITY_TOKEN_FILE'] && env['AWS_ROLE_ARN']) || hasContainer(env)) return { source: 'environment', profile: null };
  return files.profiles.has('default') ? sourceOf('default', files) : { source: 'none', profile: null };
}

/** Settings, the profile, AWS_REGION, AWS_DEFAULT_REGION; last of all the region of AWS_PROFILE or "default". */
function resolveRegion(choice: CloudChoice, env: Environment, files: ConfigFiles, profile: string | null): string | null {
  const ofProfile = (name: string): string | undefined => files.profiles.get(name)?.['region'];
  const own = profile === null ? undefined : ofProfile(profile);
  return choice.region || own || env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || ofProfile(env['AWS_PROFILE'] || 'default') || null;
}

/** Whether the environment names a container's credential service (a studio on a shared machine). */
export function hasContainer(env: Environment): boolean {
  return Boolean(env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] || env['AWS_CONTAINER_CREDENTIALS_FULL_URI']);
}
