/**
 * What there is to say of a level: its fields and its canonical bytes. The relay serves one file for each level, and
 * one for what all share that do not stand alone; the demo in the terminal says the same. A level may have no file.
 */

import { V1, word } from './exchange.js';

const SHARED = V1;

/** Whoever makes up levels does not have this page ask for ever more files. */
const MOST_FILES = 32;

/** What is said of a field that no file knows. */
const UNKNOWN = { form: '', bytes: '', short: '', means: '', readers: '', changers: '' };

export class Guide {
  constructor() {
    this.files = new Map();
  }

  /**
   * Asks for what is not known yet of these levels. Without it the page still works: fields are shown, not explained.
   *
   * @returns whether there was anything to ask for
   */
  async learn(levels) {
    const unknown = [SHARED, ...levels].filter((level) => word(level) !== '' && !this.files.has(level));
    const asked = this.files.size < MOST_FILES ? unknown : [];
    await Promise.all(asked.map((level) => this.#fetch(level)));
    return asked.length > 0;
  }

  async #fetch(level) {
    try {
      const answer = await fetch(`levels/${level}.json`);
      this.files.set(level, answer.ok ? await answer.json() : null);
    } catch {
      // The relay does not answer now; it may when the next arrow is opened.
    }
  }

  #of(level) {
    const own = this.files.get(level);
    const shared = own?.alone ? null : this.files.get(SHARED);
    return [own, shared].filter((file) => file);
  }

  /** @param within the JSON object that the field stands in, the kind of a body, or the label of canonical bytes */
  find(level, within, name) {
    const named = this.#of(level).flatMap((file) => file.fields).filter((field) => field.name === name);
    return named.find((field) => field.in === within) ?? named.find((field) => field.in === '') ?? UNKNOWN;
  }

  /** @returns the names of the fields of canonical bytes that begin with this label, or undefined */
  layout(level, label) {
    return this.#of(level).map((file) => file.layouts).find((layouts) => Object.hasOwn(layouts, label))?.[label];
  }
}
