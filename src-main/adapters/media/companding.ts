// A-law and µ-law, the eight-bit samples of telephony, as 16-bit samples (ITU-T G.711).

const TABLES = { alaw: Int16Array.from({ length: 256 }, (_, code) => fromAlaw(code)), ulaw: Int16Array.from({ length: 256 }, (_, code) => fromUlaw(code)) };

/** Each byte as the sample it stands for. */
export function companded(law: 'alaw' | 'ulaw', bytes: Uint8Array): Int16Array {
  const table = TABLES[law];
  const samples = new Int16Array(bytes.byteLength);
  for (let i = 0; i < samples.length; i++) samples[i] = table[bytes[i] as number] as number; // a byte is below 256
  return samples;
}

function fromAlaw(code: number): number {
  const bits = code ^ 0x55;
  const exponent = (bits >> 4) & 7;
  const mantissa = ((bits & 15) << 4) + 8;
  const magnitude = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
  return bits & 0x80 ? magnitude : -magnitude;
}

function fromUlaw(code: number): number {
  const bits = ~code & 0xff;
  const magnitude = ((((bits & 15) << 3) + 0x84) << ((bits >> 4) & 7)) - 0x84;
  return bits & 0x80 ? -magnitude : magnitude;
}
