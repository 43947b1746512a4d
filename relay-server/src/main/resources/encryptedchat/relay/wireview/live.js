/**
 * The connection to the relay: each exchange comes as one event. The browser connects again by itself; this file tells
 * how things stand.
 */

import { checkExchange } from './exchange.js';

/** How long an interruption may last before it is called an end, in milliseconds. */
const PATIENCE = 8000;

export class Live {
  /** @param listener {exchange, missed, caughtUp, state}: for each exchange, each gap, what was kept, each state */
  constructor(listener) {
    this.listener = listener;
    this.interrupted = null;
    this.hasCaughtUp = false;
    this.#connect();
  }

  #connect() {
    this.events = new EventSource('events');
    this.events.addEventListener('open', () => this.#opened());
    this.events.addEventListener('error', () => this.#failed());
    this.events.addEventListener('exchange', (event) => this.#received(event));
    this.events.addEventListener('missed', (event) => this.#missed(event));
    this.events.addEventListener('caughtup', () => this.#caughtUp());
    this.listener.state('connecting');
  }

  #opened() {
    clearTimeout(this.interrupted);
    this.interrupted = null;
    this.listener.state('live');
  }

  #received(event) {
    try {
      this.listener.exchange(checkExchange(JSON.parse(event.data)));
    } catch (notAnExchange) {
      this.listener.state('unreadable', notAnExchange.message);
    }
  }

  #missed(event) {
    const number = Number(JSON.parse(event.data).missed);
    if (Number.isSafeInteger(number) && number > 0) {
      this.listener.missed(number);
    }
  }

  /** After an interruption it comes again; what came then is news. */
  #caughtUp() {
    if (!this.hasCaughtUp) {
      this.hasCaughtUp = true;
      this.listener.caughtUp();
    }
  }

  #failed() {
    if (this.events.readyState === EventSource.CLOSED) {
      this.#askWhy();
    } else if (this.interrupted === null) {
      this.listener.state('reconnecting');
      this.interrupted = setTimeout(() => this.listener.state('ended'), PATIENCE);
    }
  }

  /** The browser has given up: either the relay answers that it does not know this address, or nobody answers. */
  async #askWhy() {
    clearTimeout(this.interrupted);
    try {
      const answer = await fetch('page.js');
      this.listener.state(answer.ok ? 'reconnecting' : 'address');
      if (answer.ok) {
        setTimeout(() => this.#connect(), PATIENCE);
      }
    } catch {
      this.listener.state('ended');
      setTimeout(() => this.#connect(), PATIENCE);
    }
  }
}
