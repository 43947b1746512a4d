/**
 * Shows one conversation of one recording, up to one step. A step is a row of the diagram. Whoever stands at the last
 * step follows what comes; whoever has stepped back stays there.
 */

import { caveat, cannotKnow, knows } from './columns.js';
import { ColumnView } from './column-view.js';
import { belongs } from './conversations.js';
import { Diagram } from './diagram.js';
import { byId, setText } from './dom.js';
import { Rows } from './rows.js';
import { toText } from './say.js';
import { sentenceOf } from './sentences.js';
import { tally } from './tally.js';

export class Viewer {
  constructor() {
    this.diagram = new Diagram(byId('diagram'));
    this.columns = { knows: new ColumnView(byId('knows')), cannot: new ColumnView(byId('cannot')) };
    this.hide();
  }

  /** Shows nothing, as long as there is no conversation. */
  hide() {
    this.conversation = { key: '', level: '', people: [] };
    this.#begin([]);
  }

  /** @param facts all that is kept, in its order */
  show(conversation, facts) {
    this.conversation = conversation;
    this.#begin(facts.filter((fact) => belongs(fact, conversation)));
  }

  #begin(facts) {
    this.rows = new Rows();
    this.waiting = facts;
    this.taken = 0;
    this.position = 0;
    this.following = true;
    this.diagram.clear();
    this.#showLanes();
  }

  /** Adds an exchange, if it is part of this conversation. */
  add(fact) {
    if (this.conversation.key === '' || !belongs(fact, this.conversation)) {
      return;
    }
    if (this.waiting.length > 0) {
      this.waiting.push(fact);
    } else {
      this.#apply(this.rows.insert(fact));
    }
  }

  /** Forgets an exchange that is no longer kept. */
  remove(fact) {
    if (belongs(fact, this.conversation)) {
      this.waiting = this.waiting.filter((one) => one !== fact);
      this.#apply(this.rows.remove(fact));
    }
  }

  /**
   * Draws some of what was there when the conversation was chosen.
   *
   * @param enough says when to stop
   */
  drawWaiting(enough) {
    while (this.taken < this.waiting.length && !enough()) {
      this.#apply(this.rows.insert(this.waiting[this.taken++]));
    }
    if (this.taken === this.waiting.length) {
      this.waiting = [];
      this.taken = 0;
    }
  }

  #apply(change) {
    const grown = change.added.length - change.removed;
    if (change.at < this.position && !this.following) {
      this.position += grown;
    }
    this.diagram.apply(change, this.conversation.people, this.following ? Infinity : this.position);
  }

  get steps() {
    return this.rows.list.length;
  }

  /** @returns the row of the step shown, or undefined */
  get current() {
    return this.rows.list[this.position - 1];
  }

  /** @param position 1 for the first step; whoever goes to the last one follows what comes */
  goTo(position) {
    const before = this.following ? this.steps : this.position;
    this.position = Math.max(Math.min(1, this.steps), Math.min(position, this.steps));
    this.following = this.position === this.steps;
    this.diagram.showTo(this.position, before);
    this.diagram.release();
    this.diagram.scrollToCurrent();
    this.refresh();
    this.columns.knows.scrollToFresh();
    this.columns.cannot.scrollToFresh();
  }

  /** Shows what has come, and what both columns say about it. */
  refresh() {
    if (this.following && this.position !== this.steps) {
      this.position = this.steps;
    }
    this.diagram.showTo(this.position, this.position);
    if (this.following) {
      this.diagram.scrollToCurrent();
    }
    this.#showColumns();
    this.#showPosition();
    byId('empty-diagram').hidden = this.steps > 0;
  }

  #showColumns() {
    const now = tally(this.rows.list.slice(0, this.position), this.conversation);
    const earlier = tally(this.rows.list.slice(0, Math.max(0, this.position - 1)), this.conversation);
    this.columns.knows.show(knows(now), knows(earlier));
    this.columns.cannot.show(cannotKnow(now), cannotKnow(earlier));
    setText(byId('caveat'), caveat(now));
    byId('caveat').hidden = caveat(now) === '';
  }

  #showPosition() {
    const slider = byId('position');
    slider.max = this.steps;
    slider.min = Math.min(1, this.steps);
    slider.value = this.position;
    setText(byId('position-text'), `Step ${this.position} of ${this.steps}`);
    slider.setAttribute('aria-valuetext', this.sentence());
    for (const [id, off] of [['first', this.position <= 1], ['back', this.position <= 1],
      ['forward', this.position === this.steps], ['last', this.position === this.steps]]) {
      byId(id).setAttribute('aria-disabled', off);
    }
  }

  /** @returns where this is, for whoever does not see it */
  sentence() {
    const here = `Step ${this.position} of ${this.steps}`;
    return this.current === undefined ? here : `${here}: ${toText(sentenceOf(this.current.facts))}`;
  }

  /** Gives the focus back to the row whose arrow was open. */
  closed(row) {
    this.diagram.markOpen(null);
    this.diagram.focus(row);
  }

  /** Puts the focus on the arrow of the step shown. */
  focusCurrent() {
    this.diagram.focus(this.current);
  }

  #showLanes() {
    const [left, right] = this.conversation.people;
    setText(byId('left-lane'), left ?? '');
    setText(byId('right-lane'), right ?? '');
  }
}
