/**
 * Sentences with names in them. Whoever registers chooses the name, so a sentence keeps its names apart until it is
 * shown: each in a bdi element, where it cannot turn the direction of the words around it, and can be cut by CSS.
 */

import { element } from './dom.js';

/** @param text a name, or any other word that somebody else has chosen */
export const name = (text) => ({ name: text });

/** @param text words that somebody else has chosen, and that are not to be cut as short as a name */
export const quote = (text) => ({ name: text, long: true });

/** Tags a template: say`${name(by)} sends ${3} messages` is a list of texts and names. */
export function say(texts, ...values) {
  return texts.flatMap((text, place) => [text, values[place] ?? '']).flat().filter((part) => part !== '')
    .map((part) => (typeof part === 'object' ? part : String(part)));
}

/** @returns the nodes that show a sentence */
export const toNodes = (parts) =>
  parts.map((part) => (typeof part === 'string' ? part : element(part.long ? 'bdi.quote' : 'bdi.name', part.name)));

const ISOLATE = '\u2068';
const END_OF_ISOLATE = '\u2069';

/** @returns the sentence as plain text, with each name isolated as bdi does it (Unicode Annex 9, sections 2.4 and 2.5) */
export const toText = (parts) =>
  parts.map((part) => (typeof part === 'string' ? part : ISOLATE + part.name + END_OF_ISOLATE)).join('');

export const counted = (number, noun) => `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;

/** @returns "once", "twice", "3 times" */
export const times = (number) => ['never', 'once', 'twice'][number] ?? counted(number, 'time');

/** @returns "23 bytes", or "23 to 61 bytes" */
export const range = (least, most, noun) =>
  (least === most ? counted(least, noun) : `${least.toLocaleString('en')} to ${counted(most, noun)}`);

const two = (number) => String(number).padStart(2, '0');

/** @param at Unix microseconds */
export function clock(at) {
  const time = new Date(at / 1000);
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

/** @param at Unix microseconds */
export function preciseClock(at) {
  return `${clock(at)}.${String(Math.floor(at / 1000) % 1000).padStart(3, '0')}`;
}
