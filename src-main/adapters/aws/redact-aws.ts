// Takes keys, tokens and signatures out of what AWS and its SDK say, before it becomes part of an error.
// The log redacts once more; this one keeps them from getting that far.

const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(AKIA|ASIA|AROA|AIDA|ABIA|ACCA)[A-Z0-9]{12,}\b/g, '$1…'],
  [/\b(X-Amz-(?:Signature|Credential|Security-Token|Date)=)[^&\s"'<>]+/gi, '$1…'],
  [/\b((?:Signature|Credential)=)[^&\s"',<>]+/g, '$1…'],
  [/(Authorization["']?\s*[:=]\s*["']?)[^"'\n,}]+/gi, '$1…'],
  [/((?:secret_?access_?key|session_?token|security_?token|access_?token|refresh_?token|client_?secret|password)["']?\s*[:=]\s*["']?)[^"'\s,}<]+/gi, '$1…'],
  [/\b(?:FwoGZXIvYXdz|IQoJb3JpZ2lu)[A-Za-z0-9/+=]{20,}/g, 'token…'],
];

/** The text without anything that would let a reader act as this user. */
export function redactAws(text: string): string {
  return SECRETS.reduce((clean, [pattern, mark]) => clean.replace(pattern, mark), text);
}
