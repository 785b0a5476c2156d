// A Refusal: an AWS error before it is put into a service's own words on the wire.
// It knows code, status and facts; how XML or JSON shows them is the dialects' matter.

/** An AWS error reply. `facts` become elements of the error document. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly facts: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, more: { facts?: Record<string, string>; headers?: Record<string, string> } = {}) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.status = status;
    this.facts = more.facts ?? {};
    this.headers = more.headers ?? {};
  }
}

/** Why a caller was not believed. Each service has its own code and status for each. */
export type AuthTrouble = 'missing' | 'malformed' | 'unknown-key' | 'bad-token' | 'expired-token' | 'mismatch' | 'skewed' | 'link-expired' | 'wrong-region';

/** A request whose signature or keys do not hold. */
export class AuthRefusal extends Error {
  readonly trouble: AuthTrouble;
  readonly facts: Readonly<Record<string, string>>;

  constructor(trouble: AuthTrouble, message = '', facts: Record<string, string> = {}) {
    super(message);
    this.name = 'AuthRefusal';
    this.trouble = trouble;
    this.facts = facts;
  }
}
