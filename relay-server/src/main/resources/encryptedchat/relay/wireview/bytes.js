/** From text to bytes: Base64, PEM, and the length-prefixed fields that are signed and authenticated. */

const CANONICAL = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** @returns the bytes, or null if this is not Base64 with padding (RFC 4648 section 4) */
export function decodeBase64(text) {
  if (!CANONICAL.test(text)) {
    return null;
  }
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** @returns the text, or null if the bytes are not UTF-8 */
export function decodeUtf8(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

export const hex = (byte) => byte.toString(16).padStart(2, '0');

/** @returns the character that a byte is in ASCII, or a dot for what cannot be printed */
export const printable = (byte) => (byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : '·');

const LENGTH_BYTES = 4;

/**
 * Reads canonical bytes: each field is its length in 4 bytes, most significant first, and then that many bytes.
 *
 * @returns a list of {length, value}, both bytes; or null if they do not add up
 */
export function canonicalFields(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields = [];
  let at = 0;
  while (at < bytes.length) {
    const end = at + LENGTH_BYTES + (at + LENGTH_BYTES <= bytes.length ? view.getUint32(at) : bytes.length);
    if (end > bytes.length) {
      return null;
    }
    fields.push({ length: bytes.subarray(at, at + LENGTH_BYTES), value: bytes.subarray(at + LENGTH_BYTES, end) });
    at = end;
  }
  return fields;
}

/** @returns the number that 8 bytes are, most significant first; null if they are not 8, or it is above 2^63 - 1 */
export const numberIn = (bytes) =>
  (bytes.length === 8 && bytes[0] < 0x80 ? new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0) : null);

/** @returns when this was, in the person's own time zone; or null if it is no such time */
export function timeOf(seconds) {
  const time = new Date(Number(seconds) * 1000);
  return Number.isNaN(time.getTime()) ? null : time.toLocaleString();
}
