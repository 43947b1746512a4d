/** One field of a body: its name and value, its bytes where it holds some, and what the guide says of it. */

import { decodeBase64, decodeUtf8, timeOf } from './bytes.js';
import { bytesView, canonicalView, kindOf } from './bytes-view.js';
import { element } from './dom.js';
import { counted } from './say.js';

/** Text that looks like Base64 of at least this many characters is decoded, even if no guide says so. */
const LONG_ENOUGH = 16;

/**
 * @param field {name, within, level, value} of a body
 * @param guide knows what is said of it
 */
export function fieldView(field, guide) {
  const known = guide.find(field.level, field.within, field.name);
  const kind = kindOf(field.name);
  const bytes = isBase64(known, field.value) ? decodeBase64(field.value) : null;
  const length = bytes === null ? [] : [counted(bytes.length, 'byte')];
  return element(`article.field.${kind}`,
    element('h4', element('code', field.name === '' ? '(no name)' : field.name), ' ',
      element('span.how-long', [...length, known.short].filter((words) => words !== '').join(', '))),
    ...(bytes === null ? [plainValue(known, field.value)] : decoded(field, known, bytes, kind, guide)),
    known.means === '' ? element('p.means', 'Nothing is said of this field here.') : explanation(known, bytes?.length));
}

const saysBase64 = (known) => ['base64', 'text', 'text-time'].includes(known.form);

const isBase64 = (known, value) =>
  typeof value === 'string' && (saysBase64(known) || (known.means === '' && value.length >= LONG_ENOUGH));

function plainValue(known, value) {
  const wrong = saysBase64(known) && value !== null ? ' (this is not Base64)' : '';
  const time = known.form === 'time' && typeof value === 'number' ? ` = ${timeOf(value) ?? 'no such time'}` : '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return element('p.plain-value', element('bdi.value', text), time, wrong);
}

function decoded(field, known, bytes, kind, guide) {
  const text = known.form === 'text' ? decodeUtf8(bytes) : null;
  if (text !== null) {
    return [element('pre.pem', text)];
  }
  const canonical = canonicalView(bytes, field.level, guide);
  return canonical === null ? [bytesView(bytes, kind), known.form === 'text-time' && decimalTime(bytes)] : [canonical];
}

function decimalTime(bytes) {
  const text = decodeUtf8(bytes) ?? '';
  return /^\d{1,12}$/.test(text)
    ? element('p.plain-value', `${text} = ${timeOf(text) ?? 'no such time'}`)
    : element('p.wrong', 'These bytes are not a time in decimal digits.');
}

/** @param length in bytes; the protocol's own is only said if it is another, or in other words */
function explanation(known, length) {
  const lines = [
    ['What for', known.means],
    ['Who can read it', known.readers],
    ['Who could change it unnoticed', known.changers],
    ['Length in bytes', known.bytes === String(length) ? '' : known.bytes],
  ];
  return element('dl',
    ...lines.filter(([, text]) => text !== '')
      .flatMap(([term, text]) => [element('div', element('dt', `${term}:`), ' ', element('dd', text)), ' ']));
}
