/**
 * The rows of the diagram: each exchange is one, but what brings nothing new (an empty poll, a key that has not
 * changed) is folded. Between two exchanges that count, all such requests of one person are one row.
 *
 * What comes late is inserted where it belongs. Only the rows around it are folded anew.
 */

/** The order of everything on this page: by time, and at the same time by number. */
export const before = (one, other) =>
  one.exchange.at - other.exchange.at || one.exchange.number - other.exchange.number;

export class Rows {
  constructor() {
    this.list = [];
  }

  /**
   * @param fact what `understand` returned
   * @returns what changed: {at, removed, added}, where from that row on `removed` rows have become the rows `added`
   */
  insert(fact) {
    const at = this.#placeOf(fact);
    if (at === this.list.length) {
      return this.#append(fact);
    }
    let [from, to] = [at, at + 1];
    while (from > 0 && this.list[from - 1].quiet) {
      from--;
    }
    while (to < this.list.length && this.list[to - 1].quiet && this.list[to].quiet) {
      to++;
    }
    const facts = this.list.slice(from, to).flatMap((row) => row.facts);
    return this.#replace(from, to - from, fold([...facts, fact].sort(before)));
  }

  /** Forgets an exchange, which is the oldest and so stands in one of the first rows. */
  remove(fact) {
    const at = this.list.findIndex((row) => row.facts.includes(fact));
    const facts = this.list[at]?.facts ?? [];
    if (facts.length === 1) {
      return this.#replace(at, 1, []);
    }
    facts.splice(facts.indexOf(fact), 1);
    return { at: 0, removed: 0, added: [] };
  }

  /** @returns the first row that something in is later than this; rows in a quiet stretch overlap in time */
  #placeOf(fact) {
    let place = this.list.length;
    for (let at = place - 1; at >= 0; at--) {
      if (before(fact, this.list[at].facts.at(-1)) < 0) {
        place = at;
      } else if (!this.list[at].quiet) {
        break;
      }
    }
    return place;
  }

  #append(fact) {
    const end = this.list.length;
    for (let at = end - 1; fact.quiet && at >= 0 && this.list[at].quiet; at--) {
      if (this.list[at].facts[0].by === fact.by) {
        this.list[at].facts.push(fact);
        return { at, removed: 1, added: [this.list[at]] };
      }
    }
    return this.#replace(end, 0, fold([fact]));
  }

  #replace(at, removed, added) {
    this.list.splice(at, removed, ...added);
    return { at, removed, added };
  }
}

/** @param facts in their order */
function fold(facts) {
  const rows = [];
  let quietRows = new Map();
  for (const fact of facts) {
    const row = fact.quiet ? quietRows.get(fact.by) : undefined;
    if (row !== undefined) {
      row.facts.push(fact);
      continue;
    }
    const added = { facts: [fact], quiet: fact.quiet };
    rows.push(added);
    if (fact.quiet) {
      quietRows.set(fact.by, added);
    } else {
      quietRows = new Map();
    }
  }
  return rows;
}
