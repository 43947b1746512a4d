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
import { counted, toText } from './say.js';
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
    facts.forEach((fact) => this.rows.insert(fact));
    this.position = this.steps;
    this.following = true;
    this.diagram.release();
    this.columns.knows.scrollToTop();
    this.columns.cannot.scrollToTop();
    this.#showLanes();
  }

  /** Takes in an exchange, if it is part of this conversation. */
  add(fact) {
    if (this.conversation.key !== '' && belongs(fact, this.conversation)) {
      this.#moveBy(this.rows.insert(fact));
    }
  }

  /** Forgets an exchange that is no longer kept. */
  remove(fact) {
    if (belongs(fact, this.conversation)) {
      this.#moveBy(this.rows.remove(fact));
    }
  }

  /** Stays at the same row, or at the end, when there are more or fewer rows before it. */
  #moveBy({ at, removed, added }) {
    if (this.following) {
      this.position = this.steps;
    } else if (at < this.position) {
      this.position = Math.max(1, this.position + added.length - removed);
    }
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
    this.position = Math.max(Math.min(1, this.steps), Math.min(position, this.steps));
    this.following = this.position === this.steps;
    this.diagram.release();
    this.refresh();
    this.columns.knows.scrollToFresh();
    this.columns.cannot.scrollToFresh();
  }

  /** Shows how things stand: the rows, both columns, and where this is. */
  refresh() {
    this.diagram.show(this.rows.list, this.position, this.conversation.people);
    this.#showColumns();
    this.#showPosition();
    byId('empty-diagram').hidden = this.steps > 0;
    setText(byId('not-drawn'), `${counted(this.diagram.first, 'earlier step')}: go back to see them.`);
    byId('not-drawn').hidden = this.diagram.first === 0;
  }

  #showColumns() {
    const now = tally(this.rows.list, this.position, this.conversation);
    const earlier = tally(this.rows.list, this.position - 1, this.conversation);
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
