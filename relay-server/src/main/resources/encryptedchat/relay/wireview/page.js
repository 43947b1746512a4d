/**
 * The wire view. The relay sends every exchange as it happens; this file puts the parts of the page together:
 *
 *   live.js, recording-file.js   where exchanges come from: the relay, or a file
 *   recording.js                 what is kept of them; facts.js says what each is about
 *   chooser.js                   which conversation is shown
 *   viewer.js                    that conversation: diagram.js, and both columns beside it
 *   details.js                   the arrow that is open
 *   controls.js                  buttons, slider and keys
 *
 * Exchanges are taken in between two frames, and only for a few milliseconds, so that the page never stands still.
 */

import { startAppearance } from './appearance.js';
import { Chooser } from './chooser.js';
import { startControls } from './controls.js';
import { Details } from './details.js';
import { byId, setText } from './dom.js';
import { Guide } from './guide.js';
import { Live } from './live.js';
import { Notice } from './notice.js';
import { MOST_EXCHANGES, Recording } from './recording.js';
import { counted } from './say.js';
import { State } from './state.js';
import { Viewer } from './viewer.js';

/** In milliseconds. A frame has 16; the rest is for the browser to draw. */
const TIME_IN_A_FRAME = 6;

/** In milliseconds: nobody reads faster than this. */
const BETWEEN_PICTURES = 100;

/** Stands between what the relay had kept and what has come since, which alone is news. */
const CAUGHT_UP = null;

class Page {
  constructor() {
    this.viewer = new Viewer();
    this.details = new Details(byId('details'), new Guide(), () => this.dismiss());
    this.chooser = new Chooser(byId('conversations'), (conversation) => this.#showConversation(conversation));
    this.notice = new Notice();
    this.state = new State();
    this.live = new Recording('');
    this.shown = this.live;
    this.arrived = [];
    this.paused = false;
    this.frame = 0;
    this.shownAt = 0;
    this.connection = new Live({
      exchange: (exchange) => this.#arrive(exchange),
      missed: (number) => { this.live.noLongerKept += number; },
      caughtUp: () => this.#arrive(CAUGHT_UP),
      state: (state, detail) => this.state.connection(state, detail),
    });
  }

  #arrive(exchange) {
    this.arrived.push(exchange);
    if (this.arrived.length > MOST_EXCHANGES) {
      this.arrived.shift();
      this.live.noLongerKept++;
    }
    if (this.paused) {
      this.state.waiting(this.arrived.length);
    }
    this.#soon();
  }

  #soon() {
    if (this.frame === 0) {
      this.frame = requestAnimationFrame(() => this.#draw());
    }
  }

  #draw() {
    this.frame = 0;
    const end = performance.now() + TIME_IN_A_FRAME;
    let taken = 0;
    while (!this.paused && taken < this.arrived.length && performance.now() < end) {
      this.#take(this.arrived[taken++]);
    }
    this.arrived.splice(0, taken);
    const more = !this.paused && this.arrived.length > 0;
    const early = performance.now() < this.shownAt + BETWEEN_PICTURES;
    if (!early) {
      this.shownAt = performance.now();
      this.refresh();
    }
    if (more || early) {
      this.#soon();
    }
  }

  #take(exchange) {
    if (exchange === CAUGHT_UP) {
      this.live.conversations.markSeen();
      return;
    }
    const { added, dropped } = this.live.add(exchange);
    if (this.shown === this.live) {
      dropped.forEach((fact) => this.viewer.remove(fact));
      if (added !== null) {
        this.viewer.add(added);
      }
    }
  }

  /** Shows how things stand now. */
  refresh() {
    this.chooser.show(this.shown.conversations.list());
    this.viewer.refresh();
    const gone = this.shown.noLongerKept;
    setText(byId('no-longer-kept'), gone === 0 ? '' : `${counted(gone, 'earlier request')} no longer kept.`);
    byId('no-longer-kept').hidden = gone === 0;
    this.state.shown(this.viewer);
  }

  #showConversation(conversation) {
    this.details.close();
    this.viewer.show(conversation, this.shown.facts);
    this.#soon();
  }

  /** Shows another recording: one from a file, or what is live. */
  show(recording) {
    this.shown = recording;
    this.state.showing(recording.title);
    this.details.close();
    this.chooser.forget();
    this.viewer.hide();
    byId('loaded').hidden = recording === this.live;
    const words = `You see a recording from a file: ${recording.title}. It is not live.`;
    setText(byId('loaded-text'), recording === this.live ? '' : words);
    this.#soon();
  }

  setPaused(paused) {
    this.paused = paused;
    this.state.paused(paused);
    this.state.waiting(paused ? this.arrived.length : 0);
    this.#soon();
  }

  /** Empties what is live on this page, and can bring it back. */
  clear() {
    const cleared = this.live;
    this.live = new Recording('');
    this.show(this.live);
    this.notice.show('This page is empty now. Nothing has changed at the relay.', () => {
      const since = this.live.facts.map((fact) => fact.exchange);
      cleared.noLongerKept += this.live.noLongerKept;
      this.live = cleared;
      since.forEach((exchange) => this.live.add(exchange));
      this.show(this.live);
    });
  }

  /** @param row to open; or undefined, to leave things as they are */
  open(row) {
    if (row !== undefined) {
      this.details.open(row);
      this.viewer.diagram.markOpen(row);
    }
  }

  /** Closes the arrow that is open, and gives the focus back to it. */
  dismiss() {
    const { row } = this.details;
    if (row !== null) {
      this.details.close();
      this.viewer.diagram.markOpen(null);
      this.viewer.diagram.release();
      this.viewer.diagram.focus(row);
    }
  }
}

startAppearance();
startControls(new Page());
