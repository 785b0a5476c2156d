// The AWS config and credentials files of this user, read afresh each time. Galley never writes them (S25).
// It knows where they lie and which sections they have; what a section means is the business of its readers.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { loadSharedConfigFiles } from '@smithy/shared-ini-file-loader';

/** Environment variables as the process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The keys of one section; a nested key reads "s3.endpoint_url". */
export type Section = Readonly<Record<string, string | undefined>>;

/** Both files, sorted by what their sections are. Maps, because a section may be called "constructor" (S3). */
export interface ConfigFiles {
  /** By profile name; keys of the credentials file win over those of the config file. */
  readonly profiles: ReadonlyMap<string, Section>;
  /** `[services NAME]` sections by name. */
  readonly services: ReadonlyMap<string, Section>;
  /** `[sso-session NAME]` sections by name. */
  readonly sessions: ReadonlyMap<string, Section>;
  /** Where they were looked for, for the SDK's own readers. */
  readonly paths: ConfigPaths;
}

/** Absolute paths of the two files. */
export interface ConfigPaths {
  readonly filepath: string;
  readonly configFilepath: string;
}

/** Reads both files. A file that is missing or cannot be read counts as empty, as every AWS tool has it. */
export async function readConfigFiles(env: Environment): Promise<ConfigFiles> {
  const paths = configPaths(env);
  // Also refreshes what the SDK's own providers keep in memory of these files.
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ...paths, ignoreCache: true });
  const profiles = new Map<string, Section>();
  const services = new Map<string, Section>();
  const sessions = new Map<string, Section>();
  for (const [name, section] of Object.entries(configFile)) {
    if (name.startsWith('services.')) services.set(name.slice('services.'.length), section);
    else if (name.startsWith('sso-session.')) sessions.set(name.slice('sso-session.'.length), section);
    else profiles.set(name, section);
  }
  for (const [name, section] of Object.entries(credentialsFile)) profiles.set(name, { ...profiles.get(name), ...section });
  return { profiles, services, sessions, paths };
}

function configPaths(env: Environment): ConfigPaths {
  const home = env['HOME'] || env['USERPROFILE'] || homedir();
  const at = (chosen: string | undefined, name: string): string =>
    chosen ? (chosen.startsWith('~/') ? join(home, chosen.slice(2)) : chosen) : join(home, '.aws', name);
  return { filepath: at(env['AWS_SHARED_CREDENTIALS_FILE'], 'credentials'), configFilepath: at(env['AWS_CONFIG_FILE'], 'config') };
}
