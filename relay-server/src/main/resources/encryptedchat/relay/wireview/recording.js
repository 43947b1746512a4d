/** What this page keeps: the newest exchanges, each once, in the order of their time. */

import { Conversations } from './conversations.js';
import { understand } from './facts.js';
import { before } from './rows.js';

/** As many as the relay keeps, and as much text, in characters. */
export const MOST_EXCHANGES = 10000;
const MOST_TEXT = 64 * 1024 * 1024;

const textIn = (exchange) => exchange.request.length + exchange.answer.length;

export class Recording {
  /** @param title says where it comes from, if from a file; "" for what is live */
  constructor(title) {
    this.title = title;
    this.facts = [];
    this.conversations = new Conversations(this.facts);
    this.noLongerKept = 0;
    this.numbers = new Set();
    this.memory = new Map();
    this.text = 0;
  }

  /**
   * @returns {added, dropped}: what is known of it, or null if it was here before; and what had to make room for it
   */
  add(exchange) {
    if (this.numbers.has(exchange.number)) {
      return { added: null, dropped: [] };
    }
    const added = understand(exchange, this.memory);
    this.#insert(added);
    this.numbers.add(exchange.number);
    this.text += textIn(exchange);
    this.conversations.add(added);
    return { added, dropped: this.#makeRoom() };
  }

  #insert(fact) {
    let place = this.facts.length;
    while (place > 0 && before(fact, this.facts[place - 1]) < 0) {
      place--;
    }
    this.facts.splice(place, 0, fact);
  }

  #makeRoom() {
    const dropped = [];
    while (this.facts.length > MOST_EXCHANGES || this.text > MOST_TEXT) {
      const fact = this.facts.shift();
      this.numbers.delete(fact.exchange.number);
      this.text -= textIn(fact.exchange);
      this.conversations.remove(fact);
      this.noLongerKept++;
      dropped.push(fact);
    }
    return dropped;
  }
}
