/**
 * The sequence diagram: one list item for each row up to the step shown, with a button that holds its time, its
 * sentence and its arrow. Of a long conversation only the rows just before the step are in the page, so that a step
 * costs the same however many there are.
 */

import { element, withAttributes } from './dom.js';
import { clock, toNodes } from './say.js';
import { refused, sentenceOf } from './sentences.js';

/** So many rows up to the step are there at least, to scroll back to; a screen shows some ten of them. */
const FEWEST_ROWS = 50;

/** With more rows than this, the earliest go. */
const MOST_ROWS = 150;

export class Diagram {
  /** @param list the ol element */
  constructor(list) {
    this.list = list;
    this.items = new Map();
    this.current = null;
    this.first = 0;
    this.held = false;
    this.#leaveAlone();
  }

  /** Whoever scrolls, or points at a row, is left where they are until they have come to the end, or go to a step. */
  #leaveAlone() {
    for (const event of ['wheel', 'touchmove', 'pointerdown', 'click']) {
      this.list.addEventListener(event, () => { this.held = this.#hidden() > 0; }, { passive: true });
    }
    this.list.addEventListener('scrollend', () => { this.held &&= this.#hidden() - this.list.scrollTop > 2; });
    new ResizeObserver(() => this.#scroll()).observe(this.list);
  }

  /**
   * @param rows all rows
   * @param position how many of them to show: the last one is the step
   * @param people who stands left, and who right
   */
  show(rows, position, people) {
    if (position - this.first > MOST_ROWS || position - this.first < FEWEST_ROWS) {
      this.first = Math.max(0, position - FEWEST_ROWS);
    }
    const gone = new Set(this.items.keys());
    for (let place = this.first; place < position; place++) {
      gone.delete(rows[place]);
      this.#place(rows[place], place - this.first, people);
    }
    for (const row of gone) {
      this.items.get(row).remove();
      this.items.delete(row);
    }
    this.list.start = this.first + 1;
    this.#mark(this.items.get(rows[position - 1]) ?? null);
    this.#scroll();
  }

  #place(row, place, people) {
    const item = this.items.get(row) ?? itemOf(row, people);
    this.items.set(row, item);
    item.refresh();
    if (this.list.children[place] !== item) {
      this.list.insertBefore(item, this.list.children[place] ?? null);
    }
  }

  #mark(item) {
    if (item !== this.current) {
      mark(this.current, false);
      mark(item, true);
      this.current = item;
    }
  }

  /** @returns how much of the list is out of sight, in pixels */
  #hidden() {
    return this.list.scrollHeight - this.list.clientHeight;
  }

  /** Lets go of where somebody has scrolled to. */
  release() {
    this.held = false;
  }

  /** Moves the list, and never the page, so that the step is in sight: it is the last row. */
  #scroll() {
    if (!this.held) {
      this.list.scrollTop = this.list.scrollHeight;
    }
  }

  /** @param row the one that is open now, or null */
  markOpen(row) {
    this.list.querySelector('[aria-expanded="true"]')?.setAttribute('aria-expanded', 'false');
    this.items.get(row)?.firstElementChild.setAttribute('aria-expanded', 'true');
  }

  focus(row) {
    this.items.get(row)?.firstElementChild.focus({ preventScroll: true });
  }

  /** @returns the row that this node is part of, or undefined */
  rowOf(node) {
    return node.closest('li')?.row;
  }
}

/** The step is the one row that Tab leads to. */
function mark(item, on) {
  item?.classList.toggle('current', on);
  item?.firstElementChild.setAttribute('aria-current', on ? 'step' : 'false');
  item?.firstElementChild.setAttribute('tabindex', on ? '0' : '-1');
}

/** @returns the list item of a row; `refresh` sets its sentence, again when the row has grown */
function itemOf(row, people) {
  const [fact] = row.facts;
  const label = element('span.label');
  const arrow = withAttributes(element('span.arrow'), { 'aria-hidden': 'true' });
  const open = element('button', element('time', clock(fact.exchange.at)), label, arrow);
  withAttributes(open, { type: 'button', tabindex: '-1', 'aria-expanded': 'false' });
  const item = withAttributes(element('li', open), { 'data-number': fact.exchange.number });
  item.row = row;
  item.classList.add(sideOf(fact, people), fact.up ? 'to-relay' : 'from-relay');
  item.classList.toggle('quiet', row.quiet);
  item.classList.toggle('refused', refused(fact));
  let told = 0;
  item.refresh = () => {
    if (told !== row.facts.length) {
      told = row.facts.length;
      label.replaceChildren(...labelOf(row.facts));
    }
  };
  return item;
}

function labelOf(facts) {
  const cross = refused(facts[0]) ? [withAttributes(element('span.cross', '✕ '), { 'aria-hidden': 'true' })] : [];
  const way = element('span.visually-hidden', facts[0].up ? '. To the relay.' : '. From the relay.');
  return [...cross, ...toNodes(sentenceOf(facts)), way];
}

/** @returns on which side of the relay the arrow is */
const sideOf = (fact, people) => ['left', 'right'][people.indexOf(fact.by)] ?? 'middle';
