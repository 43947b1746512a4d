/** A message across the page, with an undo where there is something to undo. */

import { byId } from './dom.js';

export class Notice {
  constructor() {
    byId('notice-close').addEventListener('click', () => this.hide());
    byId('notice-undo').addEventListener('click', () => {
      const { undo } = this;
      this.hide();
      undo();
    });
    this.hide();
  }

  /** @param undo what to do when the person says so, or null */
  show(text, undo = null) {
    this.undo = undo;
    byId('notice').hidden = false;
    byId('notice-text').textContent = text;
    byId('notice-undo').hidden = undo === null;
  }

  hide() {
    this.undo = null;
    byId('notice').hidden = true;
    byId('notice-text').textContent = '';
  }
}
