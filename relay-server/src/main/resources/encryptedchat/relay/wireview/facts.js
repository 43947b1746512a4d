/**
 * What an exchange is about: who asked for what, about whom, and what it brought. The relay's routes stand here once,
 * and all that the page says and draws is made from what is found here.
 *
 *   act     one of the words in ROUTES, or "other"
 *   by      who asked, or "" if nothing says so
 *   whom    the other people that it is about; nobody, if nothing says who asked
 *   key     what a registration shows as its identity key, or ""
 *   level   the level that its bodies belong to, or "" if only the mail in them says one
 *   levels  that level, and those of the mail
 *   items   the mail in it: {kind, level, sender, bytes}, where bytes is how long a ciphertext is, or null if unknown
 *   again   whether the relay had the same message before, from an earlier request
 *   up      whether its content goes to the relay; what brought nothing comes from there
 *   quiet   whether it brought nothing new, so that it can be shown together with others
 */

import { CLASSIC, V1, jsonOf, succeeded, word } from './exchange.js';

const ROUTES = {
  [CLASSIC]: {
    'POST /register_public_key': 'publish',
    'GET /get_public_key/*': 'keys',
    'POST /send_encrypted_master_secret': 'secret',
    'GET /get_encrypted_master_secret': 'fetch-secret',
    'POST /send_message': 'send',
    'GET /get_messages/*': 'poll',
  },
  [V1]: {
    'PUT /v1/people/*': 'register',
    'POST /v1/challenges': 'challenge',
    'POST /v1/tokens': 'login',
    'GET /v1/people/*': 'identity-key',
    'PUT /v1/people/*/prekeys/:level': 'publish',
    'GET /v1/people/*/prekeys/:level': 'supply',
    'PUT /v1/people/*/prekeys/:level/claims/*': 'keys',
    'PUT /v1/mailboxes/*/messages/*': 'send',
    'GET /v1/mailboxes/*/messages': 'poll',
    'POST /v1/mailboxes/*/acknowledgements': 'acknowledge',
    'GET /v1/mailboxes/*': 'waiting',
  },
  '': { 'GET /v1/health': 'health', 'GET /v1/openapi.json': 'interface' },
};

const PATTERNS = Object.fromEntries(Object.entries(ROUTES).map(([level, routes]) => [
  level,
  Object.entries(routes).map(([route, act]) => [patternOf(route), act]),
]));

function patternOf(route) {
  const path = route.replaceAll('.', '\\.').replaceAll('*', '([^/]+)').replace(':level', '(?<level>[^/]+)');
  return new RegExp(`^${path}$`);
}

/** What people ask for again and again until it is there. A name, too, is not there before its first login. */
const LOOKED_UP = ['identity-key', 'keys', 'fetch-secret', 'supply'];

/** So that somebody who asks for ever new names does not fill the memory of the browser. */
const MOST_REMEMBERED = 1000;

/** At level classic these two are all there are. */
const otherOne = (person) => (person === 'alice' ? 'bob' : 'alice');

/** @param memory a map that remembers the last answer to each question, to tell when the same one comes again */
export function understand(exchange, memory) {
  const [act, person, prekeyLevel] = route(exchange);
  const ok = succeeded(exchange);
  const items = itemsOf(act, exchange) ?? [];
  const by = exchange.caller;
  const named = by === '' ? [] : peopleIn(act, exchange, person, items);
  const whom = new Set(named.filter((one) => one !== '' && one !== by));
  const quiet = isQuiet(act, exchange, memory);
  const up = !quiet && (!ok || (exchange.method !== 'GET' && act !== 'keys'));
  const key = act === 'register' ? text(jsonOf(exchange.request)?.identity_key) : '';
  const level = exchange.level === CLASSIC ? CLASSIC : prekeyLevel;
  const levels = new Set([level, ...items.map((item) => item.level)]);
  const again = act === 'send' && jsonOf(exchange.answer)?.stored === 'before';
  return { exchange, act, by, whom, key, level, levels, items, again, ok, up, quiet };
}

/** @returns the act, whom the path names, and the level of prekeys that it names */
function route(exchange) {
  const asked = `${exchange.method} ${exchange.path}`;
  for (const [pattern, act] of PATTERNS[exchange.level]) {
    const found = pattern.exec(asked);
    if (found !== null) {
      return [act, plainWord(found[1] ?? ''), word(found.groups?.level)];
    }
  }
  return ['other', '', ''];
}

function plainWord(inPath) {
  try {
    return decodeURIComponent(inPath);
  } catch {
    return inPath;
  }
}

/** @returns null if there should be some, but the answer is cut or not JSON */
function itemsOf(act, exchange) {
  const classic = exchange.level === CLASSIC;
  const content = (json) => (classic ? { level: CLASSIC, kind: 'message', body: json } : json);
  if (act === 'send') {
    return [itemOf(content(jsonOf(exchange.request)), '')];
  }
  if (act !== 'poll' || !succeeded(exchange)) {
    return [];
  }
  const messages = jsonOf(exchange.answer)?.messages;
  const item = (one) => itemOf(content(classic ? one : one?.content), one?.sender);
  return Array.isArray(messages) ? messages.map(item) : null;
}

function itemOf(content, sender) {
  const sealed = content?.body?.ciphertext;
  const bytes = typeof sealed === 'string' ? decodedLength(sealed) : null;
  return { kind: word(content?.kind) || 'message', level: word(content?.level), sender: text(sender), bytes };
}

const text = (value) => (typeof value === 'string' ? value : '');

/** @returns how many bytes this Base64 holds */
const decodedLength = (base64) => Math.floor((base64.replace(/=+$/, '').length * 3) / 4);

function peopleIn(act, exchange, person, items) {
  const classic = exchange.level === CLASSIC;
  switch (act) {
    case 'identity-key':
    case 'keys':
      return [person];
    case 'send':
      return [classic ? text(jsonOf(exchange.request)?.recipient) : person];
    case 'secret':
      return [otherOne(exchange.caller)];
    case 'fetch-secret':
      return succeeded(exchange) ? [otherOne(exchange.caller)] : [];
    case 'poll':
      return classic
        ? items.slice(0, 1).map(() => otherOne(exchange.caller))
        : [fromOf(exchange), ...items.map((item) => item.sender)];
    case 'acknowledge':
      return [fromOf(exchange)];
    default:
      return [];
  }
}

const fromOf = (exchange) => new URLSearchParams(exchange.query).get('from') ?? '';

function isQuiet(act, exchange, memory) {
  if (act === 'health' || act === 'poll') {
    return succeeded(exchange) && itemsOf(act, exchange)?.length === 0;
  }
  if (!LOOKED_UP.includes(act)) {
    return act === 'challenge' && exchange.status === 404;
  }
  return exchange.status === 404 || (sameAsBefore(exchange, memory) && act !== 'fetch-secret');
}

function sameAsBefore(exchange, memory) {
  const question = JSON.stringify([exchange.level, exchange.caller, exchange.path]);
  const same = memory.get(question) === exchange.answer;
  if (memory.size >= MOST_REMEMBERED) {
    memory.clear();
  }
  memory.set(question, exchange.answer);
  return same && succeeded(exchange);
}
