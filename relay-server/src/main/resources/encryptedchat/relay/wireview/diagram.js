/**
 * The sequence diagram: one list item for each row, with a button that holds its time, its sentence and its arrow. All
 * rows are in the page, so that a screen reader and the browser's own search find them; CSS keeps what is out of sight
 * from costing anything. What comes after the step shown is there too, and hidden.
 */

import { element, withAttributes } from './dom.js';
import { clock, toNodes } from './say.js';
import { refused, sentenceOf } from './sentences.js';

export class Diagram {
  /** @param list the ol element */
  constructor(list) {
    this.list = list;
    this.items = [];
    this.current = null;
    this.held = false;
    this.#keepInSight();
  }

  /**
   * Rows out of sight have no exact height yet, and get it on their way into sight; so the last row is brought into sight
   * again then. But whoever scrolls, or points at a row, is left where they are until they have come to the end.
   */
  #keepInSight() {
    for (const event of ['wheel', 'touchmove', 'pointerdown', 'click']) {
      this.list.addEventListener(event, () => { this.held = true; }, { passive: true });
    }
    this.list.addEventListener('scrollend', () => {
      const { scrollTop, scrollHeight, clientHeight } = this.list;
      this.held &&= scrollTop + clientHeight < scrollHeight - 2;
    });
    this.list.addEventListener('contentvisibilityautostatechange', () => this.scrollToCurrent());
    new ResizeObserver(() => this.scrollToCurrent()).observe(this.list);
  }

  clear() {
    this.list.replaceChildren();
    this.items = [];
    this.current = null;
    this.release();
  }

  /**
   * @param change what `Rows` returned
   * @param people who stands left, and who right
   * @param shown how many rows are to be seen
   */
  apply({ at, removed, added }, people, shown) {
    const old = new Map(this.items.slice(at, at + removed).map((item) => [item.row, item]));
    const fresh = added.map((row) => old.get(row) ?? itemOf(row, people));
    this.items.splice(at, removed, ...fresh);
    const next = this.items[at + fresh.length] ?? null;
    fresh.forEach((item, place) => {
      old.delete(item.row);
      item.refresh();
      item.classList.toggle('future', at + place >= shown);
      if (item.parentNode === null) {
        this.list.insertBefore(item, next);
      }
    });
    old.forEach((item) => item.remove());
  }

  /** Lets go of where somebody has scrolled to. */
  release() {
    this.held = false;
  }

  /** Shows so many rows, and marks the last of them. Only what changes is touched. */
  showTo(shown, before) {
    for (let place = Math.min(shown, before); place < Math.max(shown, before) && place < this.items.length; place++) {
      this.items[place].classList.toggle('future', place >= shown);
    }
    const current = this.items[shown - 1] ?? null;
    if (current !== this.current) {
      this.#mark(this.current, false);
      this.#mark(current, true);
      this.current = current;
    }
  }

  #mark(item, on) {
    item?.classList.toggle('current', on);
    const inner = item?.firstElementChild;
    if (on) {
      inner?.setAttribute('aria-current', 'step');
    } else {
      inner?.removeAttribute('aria-current');
    }
    if (inner) {
      inner.tabIndex = on ? 0 : -1;
    }
  }

  /** Moves the list, and never the page, so that the step shown is in sight. */
  scrollToCurrent() {
    if (this.current === null || this.held) {
      return;
    }
    const { offsetTop, offsetHeight } = this.current;
    const below = offsetTop + offsetHeight - this.list.clientHeight;
    if (this.current === this.items.at(-1)) {
      this.list.scrollTop = this.list.scrollHeight;
    } else if (offsetTop < this.list.scrollTop || below > this.list.scrollTop) {
      this.list.scrollTop = offsetTop - (this.list.clientHeight - offsetHeight) / 2;
    }
  }

  /** @param row the one that is open now, or null */
  markOpen(row) {
    this.list.querySelector('[aria-expanded="true"]')?.setAttribute('aria-expanded', 'false');
    this.items.find((item) => item.row === row)?.firstElementChild.setAttribute('aria-expanded', 'true');
  }

  focus(row) {
    this.items.find((item) => item.row === row)?.firstElementChild.focus({ preventScroll: true });
  }

  /** @returns which row this is part of, or -1 */
  placeOf(node) {
    return this.items.indexOf(node.closest('li'));
  }
}

/** @returns the list item of a row; its sentence is set by `refresh`, again when the row has grown */
function itemOf(row, people) {
  const [fact] = row.facts;
  const label = element('span.label');
  const time = withAttributes(element('time', clock(fact.exchange.at)), { datetime: new Date(fact.exchange.at / 1000).toISOString() });
  const arrow = withAttributes(element('span.arrow'), { 'aria-hidden': 'true' });
  const open = withAttributes(element('button', time, label, arrow), { type: 'button', tabindex: '-1', 'aria-expanded': 'false' });
  const item = withAttributes(element('li', open), { 'data-number': fact.exchange.number });
  item.row = row;
  item.classList.add(sideOf(fact, people), fact.up ? 'to-relay' : 'from-relay');
  item.classList.toggle('quiet', row.quiet);
  item.classList.toggle('refused', refused(fact));
  item.refresh = () => label.replaceChildren(
    ...(refused(fact) ? [withAttributes(element('span.cross', '✕ '), { 'aria-hidden': 'true' })] : []),
    ...toNodes(sentenceOf(row.facts)),
    element('span.visually-hidden', `. ${wayOf(fact)}.`));
  return item;
}

/** @returns on which side of the relay the arrow is */
const sideOf = (fact, people) => ['left', 'right'][people.indexOf(fact.by)] ?? 'middle';

const wayOf = (fact) => (fact.up ? 'To the relay' : 'From the relay');
