// The marks Amazon Transcribe puts in the place of personal information: "[PII]", or the kind of it in brackets. Words in brackets, but no sounds.

/** What stands in the brackets: PII in batch results, PHI in medical ones, the kind in streams (the service's PiiEntityType, in capitals). */
const KINDS = new Set(
  (
    'PII PHI ADDRESS AGE AWS_ACCESS_KEY AWS_SECRET_KEY BANK_ACCOUNT_NUMBER BANK_ROUTING CA_HEALTH_NUMBER CA_SOCIAL_INSURANCE_NUMBER ' +
    'CREDIT_DEBIT_CVV CREDIT_DEBIT_EXPIRY CREDIT_DEBIT_NUMBER DATE_TIME DRIVER_ID EMAIL INTERNATIONAL_BANK_ACCOUNT_NUMBER IP_ADDRESS ' +
    'LICENSE_PLATE MAC_ADDRESS NAME PASSPORT_NUMBER PASSWORD PHONE PIN SSN SWIFT_CODE URL USERNAME ' +
    'US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER VEHICLE_IDENTIFICATION_NUMBER'
  ).split(' '),
);

/** Whether what stands in square brackets marks something redacted: "[PII]", "[NAME]", also with a number ("[NAME-1]"). */
export function isRedaction(inner: string): boolean {
  return KINDS.has(inner.trim().replace(/[-_]?\d+$/, ''));
}
