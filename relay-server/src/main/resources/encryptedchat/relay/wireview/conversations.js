/**
 * Who talks with whom: a conversation is a pair of people at one of the relay's two interfaces; its mail says at which
 * level. What somebody asks for without naming another person (a login, an empty poll) belongs to all of that person's
 * conversations; before there is any, the person is alone. What names nobody at all has a place of its own.
 */

import { CLASSIC } from './exchange.js';
import { counted, name, say } from './say.js';

/** More than this nobody can choose from. */
const MOST_CONVERSATIONS = 200;

export class Conversations {
  /** @param facts all that is kept; what is added here stands there already */
  constructor(facts) {
    this.facts = facts;
    this.byKey = new Map();
  }

  /** @returns all of them: pairs first, then who is alone, then what names nobody; each in the order of appearance */
  list() {
    const all = [...this.byKey.values()];
    return [2, 1, 0].flatMap((size) => all.filter((conversation) => conversation.people.length === size));
  }

  /** What is here now is no news: it comes from a file, or the relay had it before. */
  markSeen() {
    this.list().forEach((conversation) => { conversation.seen = conversation.requests; });
  }

  add(fact) {
    const { by, whom, exchange } = fact;
    const belonging = this.#of(fact);
    belonging.forEach((conversation) => count(conversation, fact, 1));
    whom.forEach((other) => this.#open(exchange.level, [by, other].sort()));
    if (whom.size === 0 && belonging.length === 0) {
      this.#open(exchange.level, by === '' ? [] : [by]);
    }
  }

  /** Forgets an exchange that is no longer kept, and each conversation that holds nothing else. */
  remove(fact) {
    for (const conversation of this.#of(fact)) {
      count(conversation, fact, -1);
      if (conversation.total === 0) {
        this.byKey.delete(conversation.key);
      }
    }
  }

  #of(fact) {
    return [...this.byKey.values()].filter((conversation) => belongs(fact, conversation));
  }

  #open(level, people) {
    const key = JSON.stringify([level, ...people]);
    if (this.byKey.has(key)) {
      return;
    }
    this.#makeRoom();
    const conversation = { key, level, people, levels: new Set(), total: 0, requests: 0, messages: 0, seen: 0 };
    this.facts.filter((fact) => belongs(fact, conversation)).forEach((fact) => count(conversation, fact, 1));
    this.byKey.set(key, conversation);
    if (people.length === 2) {
      people.forEach((person) => this.byKey.delete(JSON.stringify([level, person])));
    }
  }

  /** Whoever makes up names cannot fill the list: a conversation without any message gives way to the next. */
  #makeRoom() {
    if (this.byKey.size >= MOST_CONVERSATIONS) {
      const all = [...this.byKey.values()];
      this.byKey.delete((all.find((conversation) => conversation.messages === 0) ?? all[0]).key);
    }
  }
}

/** @returns whether this exchange is to be shown in this conversation */
export function belongs({ by, whom, exchange }, { people, level }) {
  if (by === '' || people.length === 0) {
    return by === '' && people.length === 0;
  }
  if (exchange.level !== level || !people.includes(by)) {
    return false;
  }
  return whom.size === 0 || people.some((person) => whom.has(person));
}

function count(conversation, fact, by) {
  conversation.total += by;
  fact.items.filter((item) => item.level !== '').forEach((item) => conversation.levels.add(item.level));
  conversation.requests += fact.quiet ? 0 : by;
  const sent = fact.act === 'send' && fact.ok && !fact.again;
  conversation.messages += sent ? by * fact.items.filter((item) => item.kind === 'message').length : 0;
}

/** @returns who they are, as a sentence */
export function titleOf(conversation) {
  const [one, other] = conversation.people.map(name);
  switch (conversation.people.length) {
    case 2: return say`${one} and ${other}`;
    case 1: return say`${one}, alone so far`;
    default: return say`requests without a name`;
  }
}

/** @returns the levels of the mail, and how much there is */
export function describe(conversation) {
  const much = conversation.people.length === 2
    ? counted(conversation.messages, 'message')
    : counted(conversation.requests, 'request');
  const levels = conversation.level === CLASSIC ? [CLASSIC] : [...conversation.levels].slice(0, 3);
  return [...levels, much].join(', ');
}
