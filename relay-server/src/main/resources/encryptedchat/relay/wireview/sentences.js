/** What happened, in one plain sentence for each row of the diagram. */

import { CLASSIC, jsonOf } from './exchange.js';
import { name, quote, range, say, times } from './say.js';

/** @param facts those of one row: one, or several that brought nothing new */
export function sentenceOf(facts) {
  const [fact] = facts;
  const by = fact.by === '' ? 'somebody' : name(fact.by);
  if (facts.length > 1) {
    return say`${by} asked ${times(facts.length)}: ${togetherNothing(facts)}`;
  }
  if (fact.quiet) {
    return say`${by} ${tried(fact)}: ${nothing(fact)}`;
  }
  return fact.ok
    ? say`${by} ${(WORKED[fact.act] ?? tried)(fact)}`
    : say`${by} ${tried(fact)}: refused: ${quote(reason(fact.exchange))}`;
}

const keys = (fact) => (fact.level === CLASSIC ? 'a public key' : 'prekeys');

const other = (fact) => (fact.whom.size === 0 ? 'somebody' : name([...fact.whom][0]));

/** What each act was, when it worked and that is more than what it was going to be. */
const WORKED = {
  register: () => 'registers, with an identity key',
  challenge: () => 'asks to log in: here is a challenge to sign',
  login: () => 'logs in: the challenge is signed',
  publish: (fact) => `publishes ${keys(fact)}`,
  'identity-key': (fact) => say`asks who ${other(fact)} is, and gets an identity key`,
  keys: (fact) => say`gets ${keys(fact)} of ${other(fact)}`,
  secret: (fact) => say`sends ${other(fact)} a master secret, encrypted`,
  'fetch-secret': () => 'fetches the encrypted master secret',
  send: (fact) => say`sends ${other(fact)}${fact.again ? ' once more' : ''} ${things(fact.items)}`,
  poll: (fact) => say`fetches ${things(fact.items)}${sendersOf(fact)}`,
  acknowledge: (fact) => acknowledged(fact),
  interface: () => 'reads the description of the interface',
};

/** What each act was going to be. */
const TRIED = {
  register: () => 'wants to register',
  challenge: () => 'wants to log in',
  login: () => 'wants to log in',
  publish: (fact) => `wants to publish ${keys(fact)}`,
  supply: () => 'asks how many one-time prekeys are left',
  'identity-key': (fact) => say`asks who ${other(fact)} is`,
  keys: (fact) => say`asks for ${keys(fact)} of ${other(fact)}`,
  secret: () => 'sends a master secret',
  'fetch-secret': () => 'asks for the master secret',
  send: (fact) => say`sends ${other(fact)} ${things(fact.items)}`,
  poll: () => 'asks for messages',
  acknowledge: () => 'says what was shown',
  waiting: () => 'asks how many messages wait',
  health: () => 'asks whether the relay is well',
  interface: () => 'asks for the description of the interface',
  other: (fact) => say`asks for something else: ${quote(`${fact.exchange.method} ${fact.exchange.path}`)}`,
};

/** What came of it where nothing new did. */
const NOTHING = { poll: 'nothing', health: 'it is', challenge: 'not registered yet (404)' };

const tried = (fact) => TRIED[fact.act](fact);

const nothing = (fact) => NOTHING[fact.act] ?? (fact.ok ? 'unchanged' : 'not there yet (404)');

const togetherNothing = (facts) => (facts.every((fact) => fact.act === 'poll') ? 'nothing' : 'nothing new');

/** Mail of these kinds has words: one, and several. */
const MAIL = { __proto__: null, offer: ['an offer of keys', 'offers of keys'], message: ['a message', 'messages'] };

/** More than these are not named. */
const MOST_KINDS = 3;

/** @returns "a message, 23 bytes sealed", or "2 messages, 23 to 61 bytes sealed", or with other mail beside them */
function things(items) {
  const kinds = Map.groupBy(items, (item) => item.kind);
  const words = [...kinds].slice(0, MOST_KINDS).map(([kind, some]) => {
    const [one, several] = MAIL[kind] ?? [`mail of the kind ${kind}`, `of the kind ${kind}`];
    return some.length === 1 ? one : `${some.length} ${several}`;
  });
  const sizes = items.map((item) => item.bytes).filter((bytes) => bytes !== null);
  const long = sizes.length === 0 ? '' : `, ${range(Math.min(...sizes), Math.max(...sizes), 'byte')} sealed`;
  return words.length === 0 ? 'what waited' : words.join(' and ') + long;
}

function sendersOf(fact) {
  const senders = [...fact.whom].slice(0, 3).flatMap((person, place) => [place === 0 ? ', from ' : ', ', name(person)]);
  return fact.whom.size > 3 ? [...senders, ` and ${fact.whom.size - 3} more`] : senders;
}

function acknowledged(fact) {
  const number = jsonOf(fact.exchange.request)?.ids?.length ?? 0;
  return number === 1 ? 'has got it: the relay can forget it' : `has got ${number}: the relay can forget them`;
}

/** @returns why the relay refused, in its own words where it has some */
function reason(exchange) {
  const answer = jsonOf(exchange.answer);
  const words = answer?.title ?? answer?.status;
  return typeof words === 'string' && words !== '' ? words : `status ${exchange.status}`;
}

/** @returns whether this was refused, and not just something that is not there yet */
export const refused = (fact) => !fact.ok && !fact.quiet;
