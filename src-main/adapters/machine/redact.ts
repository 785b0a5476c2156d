// Takes secrets out of text before it is written anywhere (S22).

const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(AKIA|ASIA)[A-Z0-9]{16}\b/g, '$1…'],
  [/(X-Amz-(?:Signature|Credential|Security-Token)=)[^&\s"']+/gi, '$1…'],
  [/\b((?:Signature|Credential)=)[^&\s"',]+/g, '$1…'],
  [/(Authorization["']?\s*[:=]\s*["']?)[^"'\n,}]+/gi, '$1…'],
  [/((?:secret_?access_?key|session_?token|security_?token|password)["']?\s*[:=]\s*["']?)[^"'\s,}]+/gi, '$1…'],
];

/** The text with keys, tokens and signatures replaced by "…". */
export function redact(text: string): string {
  return SECRETS.reduce((clean, [pattern, mark]) => clean.replace(pattern, mark), text);
}
