/** One column beside the diagram. An entry stays where it is when its words change; what the step brought is marked. */

import { element } from './dom.js';
import { toNodes, toText } from './say.js';

export class ColumnView {
  /** @param section with a list, and a paragraph for as long as it is empty */
  constructor(section) {
    this.section = section;
    this.list = section.querySelector('ul');
    this.empty = section.querySelector('.empty');
    this.shown = new Map();
  }

  /**
   * @param entries what to show
   * @param earlier what there was one step before; what differs from it is marked
   */
  show(entries, earlier) {
    const known = new Map(earlier.map((entry) => [entry.key, toText(entry.parts)]));
    const gone = new Set(this.shown.keys());
    for (const entry of entries) {
      gone.delete(entry.key);
      const text = toText(entry.parts);
      this.#place(entry, text, known.get(entry.key) !== text);
    }
    for (const key of gone) {
      this.shown.get(key).item.remove();
      this.shown.delete(key);
    }
    this.#order(entries);
    this.empty.hidden = entries.length > 0;
  }

  #place(entry, text, fresh) {
    let view = this.shown.get(entry.key);
    if (view === undefined) {
      view = { item: element('li'), text: null };
      this.shown.set(entry.key, view);
    }
    if (view.text !== text) {
      view.text = text;
      view.item.replaceChildren(element('strong', entry.term), ' ', element('span', ...toNodes(entry.parts)));
    }
    view.item.classList.toggle('fresh', fresh);
  }

  /** Puts the entries into their order, and says a term once above all that it stands for. */
  #order(entries) {
    entries.forEach((entry, place) => {
      const { item } = this.shown.get(entry.key);
      item.firstChild.hidden = entries[place - 1]?.term === entry.term;
      if (this.list.children[place] !== item) {
        this.list.insertBefore(item, this.list.children[place] ?? null);
      }
    });
  }

  scrollToTop() {
    this.section.scrollTop = 0;
  }

  /** Moves the column, and never the page, so that the first entry that is marked is in sight. */
  scrollToFresh() {
    const fresh = this.list.querySelector('.fresh');
    if (fresh !== null && this.section.scrollHeight > this.section.clientHeight) {
      this.section.scrollTop = Math.max(0, fresh.offsetTop - this.section.clientHeight / 3);
    }
  }
}
