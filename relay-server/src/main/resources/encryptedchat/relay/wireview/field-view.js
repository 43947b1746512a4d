/** One field of a body: its name and value, its bytes where it holds some, and what the guide says of it. */

import { decodeBase64, decodeUtf8, timeOf } from './bytes.js';
import { bytesView, headerView, kindOf } from './bytes-view.js';
import { element } from './dom.js';
import { counted } from './say.js';

/** Text that looks like Base64 of at least this many characters is decoded, even if no guide says so. */
const LONG_ENOUGH = 16;

/**
 * @param field {name, within, value} of a body
 * @param guide finds what is said of a field: (within, name)
 */
export function fieldView(field, guide) {
  const known = guide(field.within, field.name);
  const kind = kindOf(field.name);
  const bytes = typeof field.value === 'string' && isBase64(known, field.value) ? decodeBase64(field.value) : null;
  return element(`article.field.${kind}`,
    element('h5', element('code', field.name === '' ? '(no name)' : field.name), ' ',
      element('span.how-long', bytes === null ? known.short : [counted(bytes.length, 'byte'), known.short].filter(Boolean).join(', '))),
    ...(bytes === null ? [plainValue(known, field.value)] : decoded(field, known, bytes, kind, guide)),
    known.means === '' ? element('p.means', 'This field is not part of the protocol.') : explanation(known, bytes?.length));
}

const isBase64 = (known, value) =>
  ['base64', 'pem', 'header'].includes(known.form) || (known.means === '' && value.length >= LONG_ENOUGH);

function plainValue(known, value) {
  const wrong = ['base64', 'pem', 'header'].includes(known.form) ? ' (this is not Base64)' : '';
  const time = known.form === 'time' && typeof value === 'number' ? ` = ${timeOf(value) ?? 'no such time'}` : '';
  return element('p.plain-value', element('bdi.value', typeof value === 'string' ? value : JSON.stringify(value)), time, wrong);
}

function decoded(field, known, bytes, kind, guide) {
  if (known.form === 'pem') {
    const text = decodeUtf8(bytes);
    return text === null ? [bytesView(bytes, kind)] : [element('pre.pem', text)];
  }
  if (known.form === 'header') {
    const header = headerView(bytes, (name) => guide(field.name, name));
    return header === null ? [element('p.wrong', 'These bytes are not the header of a message.'), bytesView(bytes, kind)] : [header];
  }
  return field.name === 'associated_data' ? [bytesView(bytes, kind), decimalTime(bytes)] : [bytesView(bytes, kind)];
}

/** At level classic the associated data is the time in decimal digits. */
function decimalTime(bytes) {
  const text = decodeUtf8(bytes) ?? '';
  return /^\d{1,12}$/.test(text)
    ? element('p.plain-value', `${text} = ${timeOf(text) ?? 'no such time'}`)
    : element('p.wrong', 'These bytes are not a time in decimal digits.');
}

/** @param length in bytes; the protocol's own is only said if it is another, or in other words */
function explanation(known, length) {
  return element('dl',
    ...[['What for', known.means], ['Who can read it', known.readers], ['Who could change it unnoticed', known.changers], ['Length in bytes', known.bytes === String(length) ? '' : known.bytes]]
      .filter(([, text]) => text !== '')
      .map(([term, text]) => element('div', element('dt', term), element('dd', text))));
}
