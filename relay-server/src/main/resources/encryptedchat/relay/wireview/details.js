/** The opened arrow: who asked, how the relay knows that, and both bodies, field by field and as they were sent. */

import { button, element, withAttributes } from './dom.js';
import { jsonOf } from './exchange.js';
import { fieldView } from './field-view.js';
import { inLines } from './json-text.js';
import { MOST_FIELDS, leaves } from './leaves.js';
import { counted, preciseClock, toNodes } from './say.js';
import { sentenceOf } from './sentences.js';

const KNOWN_BY = {
  token: 'by a login: the request carried a token, which is not shown here.',
  signature: 'by a signature in the request, made with the identity key of this name.',
  claim: 'by nothing: the request says so, and nobody has proved it.',
  role: 'by nothing: nobody says who asked; only this role has a reason to.',
  '': 'Nobody knows: nothing in the request says who asked.',
};

export class Details {
  /** @param dismiss what the button that closes it does */
  constructor(section, guide, dismiss) {
    this.section = section;
    this.guide = guide;
    this.dismiss = dismiss;
    this.hint = [...section.childNodes];
    this.row = null;
  }

  /** @param row one of the diagram; of several requests in it, the last is shown */
  async open(row) {
    this.row = row;
    this.#show(row);
    this.section.scrollTop = 0;
    document.body.classList.add('opened');
    this.section.ariaBusy = true;
    if (await this.guide.learn(row.facts.at(-1).levels) && this.row === row) {
      this.#show(row);
    }
    this.section.ariaBusy = false;
  }

  #show(row) {
    const { exchange, level } = row.facts.at(-1);
    this.section.replaceChildren(
      element('div.title', element('h2', ...toNodes(sentenceOf(row.facts))), button('Close', this.dismiss)),
      ...togetherWith(row.facts.length),
      about(exchange),
      ...this.#body('Request', exchange.request, exchange.request_bytes, level),
      ...this.#body(`Answer: ${exchange.status}`, exchange.answer, exchange.answer_bytes, level));
  }

  close() {
    this.row = null;
    this.section.replaceChildren(...this.hint);
    document.body.classList.remove('opened');
  }

  #body(title, text, length, level) {
    const heading = element('h3', title, ' ', element('span.how-long', counted(length, 'byte')));
    if (text === '') {
      heading.append(element('span.remark', length === 0 ? ', no body' : ', not read'));
      return [heading];
    }
    const json = jsonOf(text);
    if (json === null) {
      return [heading, element('p.remark', whyNot(text, length)), element('pre.json', text)];
    }
    return [heading, ...this.#fields(json, level), asSent(text)];
  }

  #fields(json, level) {
    const views = [];
    let path = '';
    for (const field of leaves(json, level)) {
      const here = field.path.join(', ');
      if (here !== path) {
        path = here;
        views.push(element('h4.path', here));
      }
      views.push(fieldView(field, this.guide));
    }
    if (views.length >= MOST_FIELDS) {
      views.push(element('p.remark', 'There are more fields than fit here; all of them are in the JSON below.'));
    }
    return views;
  }
}

/** @param number of requests in one row */
function togetherWith(number) {
  const words = `${counted(number, 'request')} that brought nothing new. This is the last of them.`;
  return number === 1 ? [] : [element('p.remark', words)];
}

/** @returns why a body is not shown field by field */
function whyNot(text, length) {
  const cut = new TextEncoder().encode(text).length < length;
  return cut ? 'This body is cut: the whole of it is too long to keep.' : 'This is not JSON.';
}

function about(exchange) {
  const line = `${exchange.method} ${exchange.path}${exchange.query === '' ? '' : `?${exchange.query}`}`;
  const milliseconds = Math.round((exchange.answered_at - exchange.asked_at) / 1000).toLocaleString('en');
  return element('div.about',
    element('p', element('code.request-line', element('bdi', line))),
    element('dl', ...[
      ['When', `${preciseClock(exchange.asked_at)}, answered after ${milliseconds} ms.`],
      ['Who', exchange.caller === '' ? '' : [element('bdi', exchange.caller), ', known '], KNOWN_BY[exchange.known_by]],
    ].flatMap(([term, ...what]) => [element('div', element('dt', `${term}:`), ' ', element('dd', ...what)), ' '])));
}

/** The JSON, in lines to read it; or exactly as it was sent. */
function asSent(text) {
  const shown = element('pre.json', inLines(text));
  withAttributes(shown, { tabindex: '0', role: 'group', 'aria-label': 'JSON' });
  const exact = withAttributes(element('input'), { type: 'checkbox' });
  exact.addEventListener('change', () => {
    shown.textContent = exact.checked ? text : inLines(text);
  });
  const choice = element('label.exact', exact, ' exactly as sent, without line breaks');
  return withAttributes(element('details', element('summary', 'JSON'), choice, shown), { open: '' });
}
