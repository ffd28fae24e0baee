/** Figures in mandates are exact: up to twelve digits, and up to six after the point. */
const DECIMAL = /^-?\d{1,12}(\.\d{1,6})?$/;
const PLACES = 6;

export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

/** In millionths, so that two can be compared without rounding. */
export function millionths(text: string): bigint {
  const [whole, part = ''] = text.replace('-', '').split('.') as [string, string?];
  const size = BigInt(whole + part.padEnd(PLACES, '0'));
  return text.startsWith('-') ? -size : size;
}
