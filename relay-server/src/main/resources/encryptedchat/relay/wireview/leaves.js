/** The single values in a JSON body, and where each stands. */

/** What was encrypted is seen first, and the objects that it stands in; the associated data is long, and comes last. */
const FIRST = ['content', 'body', 'nonce', 'ciphertext', 'tag', 'encrypted_master_secret_b64'];
const LAST = 'associated_data';

function rank(name) {
  if (name === LAST) {
    return FIRST.length + 1;
  }
  const place = FIRST.indexOf(name);
  return place < 0 ? FIRST.length : place;
}

/** Deeper, and more, than anything in the protocol; what lies beyond is still in the JSON. */
const DEEPEST = 16;
export const MOST_FIELDS = 400;

/**
 * Finds each single value in a JSON body.
 *
 * @param level the one that the body belongs to, or ""; mail in it says its own
 * @returns a list of {name, within, level, value, path}, where path says which element of which list it stands in; in
 *     each object those come first that are the most to look at
 */
export function leaves(json, level) {
  const found = [];
  collect(json, { name: '', within: '', level, path: [] }, 0, found);
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
      const inner = isMail(json) && name === 'body' ? { name: json.kind, level: json.level } : { name };
      collect(value, { ...place, within: place.name, ...inner }, depth + 1, found);
    }
  } else {
    found.push({ ...place, value: json });
  }
}

/** Mail says what its body is, and which level knows what that means. */
const isMail = (json) => typeof json?.level === 'string' && typeof json.kind === 'string' && 'body' in json;
