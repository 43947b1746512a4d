/**
 * One exchange, as the relay sends it and a recording keeps it: a request and its answer. A file can hold anything, so
 * each field is checked before anything else looks at it.
 */

/** The two interfaces of the relay. */
export const CLASSIC = 'classic';
export const V1 = 'v1';

/** The relay cuts a body at this length, in characters. */
const LONGEST_BODY = 65536;
const LONGEST_PATH = 16384;
const LONGEST_WORD = 1024;
/** The end of the year 9999, in Unix microseconds, is below this. */
const LATEST = Number.MAX_SAFE_INTEGER;

const text = (longest) => (value) => typeof value === 'string' && value.length <= longest;
const whole = (least, most) => (value) => Number.isSafeInteger(value) && value >= least && value <= most;
const oneOf = (...words) => (value) => words.includes(value);

const SHAPE = {
  number: whole(1, LATEST),
  level: oneOf(CLASSIC, V1, ''),
  at: whole(0, LATEST),
  asked_at: whole(0, LATEST),
  answered_at: whole(0, LATEST),
  caller: text(LONGEST_PATH),
  known_by: oneOf('token', 'signature', 'claim', 'role', ''),
  method: text(LONGEST_WORD),
  path: text(LONGEST_PATH),
  query: text(LONGEST_PATH),
  request: text(LONGEST_BODY),
  request_bytes: whole(0, LATEST),
  status: whole(0, 999),
  answer: text(LONGEST_BODY),
  answer_bytes: whole(0, LATEST),
};

/**
 * @param value whatever JSON held
 * @returns the exchange, with these fields and no others
 * @throws Error that says in one line what is wrong with it
 */
export function checkExchange(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error('an exchange is not an object');
  }
  const exchange = {};
  for (const [field, fits] of Object.entries(SHAPE)) {
    if (!Object.hasOwn(value, field) || !fits(value[field])) {
      throw new Error(`the field "${field}" is missing, or not what belongs there`);
    }
    exchange[field] = value[field];
  }
  return Object.freeze(exchange);
}

/** @returns what is a word of the protocol, as levels and kinds are; or "" for anything else */
export const word = (value) => (typeof value === 'string' && /^[a-z][a-z0-9-]{0,31}$/.test(value) ? value : '');

/** @returns whether the answer says that it worked */
export const succeeded = (exchange) => exchange.status >= 200 && exchange.status <= 299;

/** @returns the JSON of a body, or null if it is none, be it that it was cut */
export function jsonOf(body) {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
