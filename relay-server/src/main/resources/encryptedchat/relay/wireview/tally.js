/**
 * What can be counted in a conversation up to some step, by somebody who reads every request and has no key. Both
 * columns beside the diagram are made from it.
 */

import { refused } from './sentences.js';

/**
 * @param rows those of the diagram
 * @param steps how many of them count
 */
export function tally(rows, steps, conversation) {
  const all = { level: conversation.level, people: new Map(conversation.people.map(person)), refusals: 0 };
  for (let step = 0; step < steps; step++) {
    for (const fact of rows[step].facts) {
      const who = all.people.get(fact.by);
      if (refused(fact)) {
        all.refusals++;
      } else if (who !== undefined) {
        see(who, fact);
        COUNT[fact.act]?.(who, fact, all);
      }
    }
  }
  return all;
}

const person = (name) => [name, {
  name,
  since: null,
  proven: false,
  identityKey: '',
  publishings: 0,
  lookUps: 0,
  offers: 0,
  offeredAt: null,
  sent: 0,
  shortest: Infinity,
  longest: 0,
  bytes: 0,
  sentAt: null,
  polls: 0,
  fetched: 0,
}];

function see(who, fact) {
  who.since ??= fact.exchange.at;
  who.proven ||= fact.exchange.known_by === 'signature' || fact.exchange.known_by === 'token';
}

const COUNT = {
  register: (who, fact) => { who.identityKey = fact.key; },
  publish: (who) => who.publishings++,
  'identity-key': (who) => who.lookUps++,
  keys: (who) => who.lookUps++,
  secret: offered,
  send(who, fact) {
    for (const item of fact.again ? [] : fact.items) {
      if (item.kind === 'offer') {
        offered(who, fact);
      } else if (item.kind === 'message') {
        wrote(who, fact, item.bytes);
      }
    }
  },
  poll(who, fact) {
    who.polls++;
    who.fetched += fact.items.filter((item) => item.kind === 'message').length;
  },
};

function offered(who, fact) {
  who.offers++;
  who.offeredAt = fact.exchange.at;
}

/** @param bytes how long the ciphertext is, or null if its body was cut */
function wrote(who, fact, bytes) {
  who.sent++;
  who.sentAt = fact.exchange.at;
  if (bytes !== null) {
    who.shortest = Math.min(who.shortest, bytes);
    who.longest = Math.max(who.longest, bytes);
    who.bytes += bytes;
  }
}
