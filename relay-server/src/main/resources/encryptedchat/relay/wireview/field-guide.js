/** What each field on the wire is for: the relay serves the texts, the demo in the terminal says the same. */

/** What is said of a field that the guide does not know. */
const UNKNOWN = { form: 'word', bytes: '', short: '', means: '', readers: '', changers: '' };

/** Whether a relay is well is asked at no level; the field in the answer is that of level authenticated. */
const OTHERWISE = 'authenticated';

export class FieldGuide {
  constructor() {
    this.fields = new Map();
  }

  /** Without the guide the page still works: fields are shown, and not explained. */
  async fetch() {
    try {
      const answer = await fetch('fields.json');
      for (const field of (await answer.json()).fields) {
        this.fields.set(keyOf(field.level, field.in, field.name), field);
      }
    } catch {
      this.fields.clear();
    }
  }

  /** @returns what to say of a field that it does not know */
  get ignorance() {
    return this.fields.size === 0 ? 'The explanations could not be loaded.' : 'This field is not part of the protocol.';
  }

  /** @param within the name of the JSON object that the field stands in */
  find(level, within, name) {
    const at = level === '' ? OTHERWISE : level;
    return this.fields.get(keyOf(at, within, name)) ?? this.fields.get(keyOf(at, '', name)) ?? UNKNOWN;
  }
}

const keyOf = (level, within, name) => JSON.stringify([level, within, name]);

/** What was encrypted is seen first, and the objects that it stands in; the associated data is long, and comes last. */
const FIRST = [
  'content', 'offer', 'message', 'nonce', 'ciphertext', 'tag', 'encrypted_master_secret', 'encrypted_master_secret_b64',
];
const LAST = 'associated_data';

function rank(name) {
  if (name === LAST) {
    return FIRST.length + 1;
  }
  const place = FIRST.indexOf(name);
  return place < 0 ? FIRST.length : place;
}

/** Deeper, and more, than anything in the protocol; what lies beyond is still in the JSON. */
const DEEPEST = 8;
export const MOST_FIELDS = 400;

/**
 * Finds each single value in a JSON body.
 *
 * @returns a list of {name, within, value, path}, where path says which element of which list it stands in; in each
 *     object those come first that are the most to look at
 */
export function leaves(json) {
  const found = [];
  collect(json, { name: '', within: '', path: [] }, 0, found);
  return found;
}

function collect(json, place, depth, found) {
  if (found.length >= MOST_FIELDS || depth > DEEPEST) {
    return;
  }
  if (Array.isArray(json)) {
    json.forEach((one, at) => {
      collect(one, { ...place, path: [...place.path, `${place.name} ${at + 1}`] }, depth + 1, found);
    });
  } else if (typeof json === 'object' && json !== null) {
    for (const [name, value] of Object.entries(json).sort(([one], [other]) => rank(one) - rank(other))) {
      collect(value, { name, within: place.name, path: place.path }, depth + 1, found);
    }
  } else {
    found.push({ ...place, value: json });
  }
}
