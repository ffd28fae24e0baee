// Crockford's base 32: no letter that reads like a digit, none that makes words by accident.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const RECOVERY_CODES = 10;
/** 20 characters are 100 random bits: the code finds its person by itself, and a plain hash of it is enough. */
const RECOVERY_CODE_LENGTH = 20;
/** 10 characters are 50 bits: it lives for days, opens nothing by itself, and is read aloud or typed by two people. */
const REQUEST_CODE_LENGTH = 10;
const GROUP = 5;

/** @param random bytes, evenly distributed */
function makeCode(random: Uint8Array): string {
  // 256 is a multiple of 32: taking 5 bits of each byte is even.
  const characters = Array.from(random, (byte) => ALPHABET[byte % ALPHABET.length]);
  const groups: string[] = [];
  for (let i = 0; i < characters.length; i += GROUP) groups.push(characters.slice(i, i + GROUP).join(''));
  return groups.join('-');
}

export const makeRecoveryCode = (randomBytes: (n: number) => Uint8Array) =>
  makeCode(randomBytes(RECOVERY_CODE_LENGTH));
export const makeRequestCode = (randomBytes: (n: number) => Uint8Array) =>
  makeCode(randomBytes(REQUEST_CODE_LENGTH));

/** The code as it was made, from what somebody read off paper and typed. */
export function normalCode(typed: string): string {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .replaceAll(/[^0-9A-Z]/g, '');
  return plain.match(/.{1,5}/g)?.join('-') ?? '';
}
