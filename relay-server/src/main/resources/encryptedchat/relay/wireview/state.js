/**
 * How things stand, in plain words: one line to see, and one for a screen reader. However much crosses the relay, the
 * one changes once a second at most, and the other every five seconds.
 */

import { byId, setText } from './dom.js';
import { counted } from './say.js';

const WORDS = {
  connecting: 'Connecting to the relay …',
  live: 'Live.',
  reconnecting: 'Relay interrupted. Trying again …',
  ended: 'Relay closed, or out of reach.',
  address: 'Relay started again: open its new address.',
  unreadable: 'Not understood: load this page again.',
};

/** In milliseconds. */
const BETWEEN_CHANGES = 1000;
const BETWEEN_SUMMARIES = 5000;

export class State {
  constructor() {
    this.word = 'connecting';
    this.isPaused = false;
    this.title = '';
    this.inWait = 0;
    this.timer = 0;
    this.summaryTimer = 0;
    this.summarised = 0;
  }

  connection(word) {
    this.word = word;
    this.#show();
  }

  /** @param title of the file that is shown, or "" for what is live */
  showing(title) {
    this.title = title;
    this.#show();
  }

  paused(isPaused) {
    this.isPaused = isPaused;
    this.#show();
  }

  /** @param number how many exchanges wait until the pause is over */
  waiting(number) {
    this.inWait = number;
    if (this.timer === 0) {
      this.timer = setTimeout(() => this.#show(), number > 1 ? BETWEEN_CHANGES : 0);
    }
  }

  /** Takes note of what is shown, and says it to a screen reader after a while. */
  shown(viewer) {
    if (this.summaryTimer === 0 && viewer.steps !== this.summarised) {
      this.summaryTimer = setTimeout(() => this.#summarise(viewer), BETWEEN_SUMMARIES);
    }
  }

  #summarise(viewer) {
    this.summaryTimer = 0;
    const more = viewer.steps - this.summarised;
    this.summarised = viewer.steps;
    if (more > 0) {
      this.say(`${counted(more, 'new step')}. ${viewer.following ? viewer.sentence() : ''}`);
    }
  }

  /** Says something to a screen reader, when it has finished what it is saying. */
  say(text) {
    setText(byId('summary'), text);
  }

  #show() {
    clearTimeout(this.timer);
    this.timer = 0;
    setText(byId('pause'), this.isPaused ? 'Go on' : 'Pause');
    if (this.title !== '') {
      this.#say('From a file, not live.', 'file');
      return;
    }
    const paused = `Paused. ${this.inWait === 0 ? 'Nothing new' : counted(this.inWait, 'new request')} waiting.`;
    const waits = this.isPaused && this.word === 'live';
    this.#say(waits ? paused : WORDS[this.word], waits ? 'paused' : this.word);
  }

  #say(words, kind) {
    setText(byId('state'), words);
    byId('state').dataset.state = kind;
  }
}
