/**
 * Breaks JSON into lines without reading it: only white space between its tokens is added, so each value stands there
 * as it was sent, whatever its number of digits or its order.
 */

/** A string, a piece of punctuation, or anything else up to the next of them. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

/** Whoever nests deeper than this does not get deeper indentation. */
const DEEPEST = 12;

/** @param text JSON */
export function inLines(text) {
  const parts = [];
  let depth = 0;
  const newLine = () => parts.push('\n', '  '.repeat(Math.min(depth, DEEPEST)));
  const tokens = text.match(TOKEN) ?? [];
  tokens.forEach((token, at) => {
    if (token === '}' || token === ']') {
      depth--;
      if (!isOpening(tokens[at - 1])) {
        newLine();
      }
    }
    parts.push(token === ':' ? ': ' : token);
    if (isOpening(token)) {
      depth++;
    }
    if (token === ',' || (isOpening(token) && !isClosing(tokens[at + 1]))) {
      newLine();
    }
  });
  return parts.join('');
}

const isOpening = (token) => token === '{' || token === '[';

const isClosing = (token) => token === '}' || token === ']';
