/**
 * Bytes to look at: in groups of eight, in hexadecimal, with the characters beside them that they would be. The colour
 * says what kind of field they are from; its name always stands above.
 */

import { canonicalFields, decodeUtf8, hex, numberIn, printable, timeOf } from './bytes.js';
import { button, element } from './dom.js';
import { counted } from './say.js';

const GROUP = 8;

/** So many are shown at once; the rest when asked for. */
const AT_FIRST = 256;

/** @param kind a word that stands for a colour, such as "nonce" */
export function bytesView(bytes, kind) {
  const view = element(`div.bytes.${kind}`, groups(bytes.subarray(0, AT_FIRST)));
  if (bytes.length > AT_FIRST) {
    const rest = () => more.replaceWith(...groups(bytes.subarray(AT_FIRST)));
    const more = button(`Show all ${counted(bytes.length, 'byte')}`, rest);
    view.append(more);
  }
  return view;
}

function groups(bytes) {
  const made = [];
  for (let at = 0; at < bytes.length; at += GROUP) {
    const some = [...bytes.subarray(at, at + GROUP)];
    made.push(element('span.group',
      element('span.hex', some.map(hex).join(' ')),
      element('span.printable', some.map(printable).join(''))));
  }
  return made;
}

/** What kind of field a name stands for, which chooses the colour. */
const KINDS = [
  [/ciphertext/, 'ciphertext'], [/nonce|challenge/, 'nonce'], [/tag/, 'tag'], [/associated_data|_id$/, 'header'],
  [/signature/, 'signature'], [/secret/, 'secret'], [/key/, 'key'],
];

export const kindOf = (name) => KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';

/**
 * Canonical bytes, field by field.
 *
 * @param guide knows how they divide, and what each field means
 * @returns null if the bytes are none, or if this level has none that begin with their label
 */
export function canonicalView(bytes, level, guide) {
  const fields = canonicalFields(bytes) ?? [];
  const label = fields.length === 0 ? null : decodeUtf8(fields[0].value);
  const names = guide.layout(level, label ?? '');
  if (names === undefined || fields.length !== names.length) {
    return null;
  }
  return element('ol.canonical', ...fields.map(({ length, value }, at) => {
    const known = guide.find(level, label, names[at]);
    return element('li',
      element('p.canonical-name', element('code', names[at]), ' ', element('bdi.value', readOut(known, value))),
      element('div.prefixed',
        element('span.length-prefix', [...length].map(hex).join(' ')),
        bytesView(value, kindOf(names[at]))),
      element('p.means', `${counted(value.length, 'byte')} behind 4 bytes of length. ${known.means}`));
  }));
}

/** @returns the number or the text that the bytes are, as far as they are meant to be one */
function readOut(known, value) {
  if (known.form === 'base64') {
    return '';
  }
  const number = numberIn(value);
  if (known.form === 'time' && number !== null) {
    return `${number}: ${timeOf(number) ?? 'no such time'}`;
  }
  const text = decodeUtf8(value) ?? '';
  return /^\P{C}+$/u.test(text) ? text : String(number ?? '');
}
