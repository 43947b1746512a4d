/** What happened, in one plain sentence for each row of the diagram. */

import { jsonOf } from './exchange.js';
import { name, quote, range, say, times } from './say.js';

/** @param facts those of one row: one, or several that brought nothing new */
export function sentenceOf(facts) {
  const [fact] = facts;
  const by = fact.by === '' ? 'somebody' : name(fact.by);
  if (facts.length > 1) {
    return say`${by} asked ${times(facts.length)}: ${togetherNothing(facts)}`;
  }
  if (fact.quiet) {
    return say`${by} ${nothing(fact)}`;
  }
  return fact.ok
    ? say`${by} ${WORKED[fact.act](fact)}`
    : say`${by} ${tried(fact)}: refused: ${quote(reason(fact.exchange))}`;
}

const other = (fact) => (fact.whom.size === 0 ? 'somebody' : name([...fact.whom][0]));

/** What each act was, when it worked. */
const WORKED = {
  register: () => 'registers, with an identity key',
  challenge: () => 'asks to log in: here is a challenge to sign',
  login: () => 'logs in: the challenge is signed',
  publish: () => 'publishes an exchange key',
  'identity-key': (fact) => say`asks who ${other(fact)} is, and gets an identity key`,
  'exchange-key': (fact) => say`gets the exchange key of ${other(fact)}`,
  secret: (fact) => say`sends ${other(fact)} a master secret, encrypted`,
  'fetch-secret': () => 'fetches the encrypted master secret',
  send: (fact) => say`sends ${other(fact)}${fact.again ? ' once more' : ''} ${things(fact.items)}`,
  poll: (fact) => say`fetches ${things(fact.items)}${sendersOf(fact)}`,
  acknowledge: (fact) => acknowledged(fact),
  waiting: () => 'asks how many messages wait',
  health: () => 'asks whether the relay is well: it is',
  interface: () => 'reads the description of the interface',
  other: (fact) => say`asks for something else: ${asked(fact)}`,
};

/** What each act was going to be, when it did not. */
const TRIED = {
  register: 'wants to register',
  challenge: 'wants to log in',
  login: 'wants to log in',
  publish: 'wants to publish an exchange key',
  'identity-key': 'asks for an identity key',
  'exchange-key': 'asks for an exchange key',
  secret: 'sends a master secret',
  'fetch-secret': 'asks for the master secret',
  poll: 'asks for messages',
  acknowledge: 'says what was shown',
  waiting: 'asks how many messages wait',
  health: 'asks whether the relay is well',
  interface: 'asks for the description of the interface',
};

function tried(fact) {
  return fact.act === 'send'
    ? say`sends ${other(fact)} ${things(fact.items)}`
    : TRIED[fact.act] ?? say`asks for ${asked(fact)}`;
}

function nothing(fact) {
  const unchanged = fact.ok ? 'unchanged' : 'not there yet (404)';
  return {
    poll: 'asks for messages: nothing',
    'identity-key': say`asks who ${other(fact)} is: ${unchanged}`,
    'exchange-key': say`asks for the key of ${other(fact)}: ${unchanged}`,
    'fetch-secret': 'asks for the master secret: none there (404)',
    challenge: 'wants to log in: not registered yet (404)',
    health: 'asks whether the relay is well: it is',
  }[fact.act];
}

const togetherNothing = (facts) => (facts.every((fact) => fact.act === 'poll') ? 'nothing' : 'nothing new');

const asked = (fact) => quote(`${fact.exchange.method} ${fact.exchange.path}`);

/** @returns "a message, 23 bytes sealed", or "2 messages, 23 to 61 bytes sealed", or with an offer before them */
function things(items) {
  const offers = items.filter((item) => item.kind === 'offer').length;
  const messages = items.length - offers;
  const words = [
    ...(offers === 0 ? [] : [offers === 1 ? 'an offer (a master secret, encrypted)' : `${offers} offers`]),
    ...(messages === 0 ? [] : [messages === 1 ? 'a message' : `${messages} messages`]),
  ];
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
