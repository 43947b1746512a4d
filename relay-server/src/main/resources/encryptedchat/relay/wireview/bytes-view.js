/**
 * Bytes to look at: in groups of eight, in hexadecimal, with the characters beside them that they would be. The colour
 * says what kind of field they are from; its name always stands above.
 */

import { HEADER_FIELDS, canonicalFields, decodeUtf8, hex, numberIn, printable, timeOf } from './bytes.js';
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
  [/ciphertext/, 'ciphertext'], [/nonce|challenge/, 'nonce'], [/tag/, 'tag'], [/associated_data|session_id/, 'header'],
  [/signature/, 'signature'], [/secret/, 'secret'], [/key/, 'key'],
];

export const kindOf = (name) => KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';

/**
 * A message's header, field by field.
 *
 * @param guide finds what each of them means
 * @returns null if the bytes are no such header
 */
export function headerView(bytes, guide) {
  const fields = canonicalFields(bytes);
  if (fields === null || fields.length !== HEADER_FIELDS.length) {
    return null;
  }
  return element('ol.header-fields', ...fields.map(({ length, value }, at) => {
    const name = HEADER_FIELDS[at];
    return element('li',
      element('p.header-name', element('code', name), ' ', element('bdi.value', readOut(name, value))),
      element('div.prefixed',
        element('span.length-prefix', [...length].map(hex).join(' ')),
        bytesView(value, kindOf(name))),
      element('p.means', `${counted(value.length, 'byte')} behind 4 bytes of length. ${guide(name).means}`));
  }));
}

function readOut(name, value) {
  if (name === 'session_id') {
    return '';
  }
  if (name === 'sequence' || name === 'time') {
    if (value.length !== 8) {
      return '(not 8 bytes)';
    }
    const number = numberIn(value);
    return name === 'time' ? `${number}: ${timeOf(number) ?? 'no such time'}` : String(number);
  }
  return decodeUtf8(value) ?? '(not UTF-8)';
}
