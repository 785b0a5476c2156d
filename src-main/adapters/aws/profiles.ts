// Named profiles as a person chooses among them: name, how each proves who it is, and its region. No key leaves this file.
import type { Cloud } from '../../ports/cloud.ts';
import type { ConfigFiles, Section } from './config-files.ts';

export type CloudProfile = Awaited<ReturnType<Cloud['profiles']>>[number];
export type ProfileKind = CloudProfile['kind'];

/** Every profile of the files: "default" first, the others by name. */
export function listProfiles(files: ConfigFiles): CloudProfile[] {
  return [...files.profiles]
    .map(([name, section]) => ({ name, kind: profileKind(section), region: section['region'] ?? null }))
    .sort((a, b) => Number(b.name === 'default') - Number(a.name === 'default') || a.name.localeCompare(b.name));
}

/**
 * How a profile proves who it is, tested in the order the SDK does, so that the label tells what will happen.
 * `process` runs a program of the user's and is labelled so (S25).
 */
export function profileKind(section: Section): ProfileKind {
  const has = (key: string): boolean => section[key] !== undefined;
  if (has('role_arn') && has('source_profile') !== has('credential_source')) return 'assume-role';
  if (has('aws_access_key_id') && has('aws_secret_access_key')) return 'static';
  if (has('role_arn') && has('web_identity_token_file')) return 'web-identity';
  if (has('credential_process')) return 'process';
  if (['sso_session', 'sso_start_url', 'sso_account_id', 'sso_role_name', 'sso_region'].some(has)) return 'sso';
  if (has('login_session')) return 'login';
  return 'unknown';
}
