// Which addresses may be handed to the person's browser (S30, checklist 15). A closed list: nothing read from a file, a bucket or a
// page decides what this computer opens.

/** Hosts the studio itself links to. */
export const LINKED_HOSTS = ['docs.aws.amazon.com'] as const;

/** The address as it may be opened outside, or null: https to a listed host, its usual port, without a name or password. */
export function outsideLink(url: string): string | null {
  const parsed = URL.parse(url);
  if (parsed?.protocol !== 'https:' || parsed.port !== '' || parsed.username !== '' || parsed.password !== '') return null;
  return LINKED_HOSTS.some((host) => host === parsed.hostname) ? parsed.href : null;
}
