/** A recording as a file: made by this page and read by it. What is read may have been made by anybody. */

import { checkExchange } from './exchange.js';
import { MOST_EXCHANGES } from './recording.js';

const FORMAT = 'encrypted-chat recording 2';

/** In bytes; twice the text that this page keeps, for the quotation marks in it are escaped in a file. */
const LARGEST_FILE = 128 * 1024 * 1024;

/** Hands the browser a file to save, with all exchanges in their order. */
export function save(exchanges) {
  const text = JSON.stringify({ format: FORMAT, saved_at: Date.now() * 1000, exchanges });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = `encrypted-chat-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * @param file what the person has chosen or dropped
 * @returns its exchanges
 * @throws Error that says in one sentence what is wrong, and what to do
 */
export async function load(file) {
  if (file.size > LARGEST_FILE) {
    throw new Error('This file is larger than 128 MiB, which is too large for this page. Choose a smaller recording.');
  }
  const recording = parse(await file.text());
  if (recording?.format !== FORMAT || !Array.isArray(recording.exchanges)) {
    throw new Error(`This page cannot show this file, because it does not begin with "format": "${FORMAT}".`);
  }
  if (recording.exchanges.length > MOST_EXCHANGES) {
    throw new Error(`This recording holds more than ${MOST_EXCHANGES} exchanges; this page shows no more.`);
  }
  return recording.exchanges.map(checked);
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('This file is not JSON. Choose a recording that this page has saved.');
  }
}

function checked(exchange, place) {
  try {
    return checkExchange(exchange);
  } catch (wrong) {
    throw new Error(`This recording is damaged: in exchange ${place + 1}, ${wrong.message}.`);
  }
}
