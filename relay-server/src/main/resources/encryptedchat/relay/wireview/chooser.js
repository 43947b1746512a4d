/**
 * The list of conversations, as radio buttons. As long as nobody has chosen, the page shows the first pair of people,
 * or else whoever is there.
 */

import { describe, titleOf } from './conversations.js';
import { element, setText, withAttributes } from './dom.js';
import { toNodes } from './say.js';

export class Chooser {
  /** @param whenChosen is called with a conversation */
  constructor(fieldset, whenChosen) {
    this.whenChosen = whenChosen;
    this.empty = fieldset.querySelector('.empty');
    this.choices = fieldset.querySelector('.choices');
    this.views = new Map();
    this.forget();
  }

  /** Chooses by itself again, until the person does. */
  forget() {
    this.chosen = null;
    this.shown = null;
  }

  /** @param list all conversations, in the order in which to show them */
  show(list) {
    this.empty.hidden = list.length > 0;
    const gone = new Set(this.views.keys());
    list.forEach((conversation, place) => {
      gone.delete(conversation.key);
      this.#place(conversation, place);
    });
    for (const key of gone) {
      this.views.get(key).label.remove();
      this.views.delete(key);
    }
    const wanted = this.#wanted(list);
    if (wanted !== undefined && wanted !== this.shown) {
      this.#select(wanted);
    }
    list.forEach((conversation) => this.#describe(conversation));
  }

  #wanted(list) {
    return list.find((one) => one === this.chosen)
      ?? list.find((one) => this.chosen?.people.some((person) => one.people.includes(person)))
      ?? list[0];
  }

  #select(conversation) {
    this.shown = conversation;
    this.views.get(conversation.key).radio.checked = true;
    this.whenChosen(conversation);
  }

  #place(conversation, place) {
    const view = this.views.get(conversation.key);
    if (view === undefined || view.conversation !== conversation) {
      view?.label.remove();
      this.views.set(conversation.key, this.#make(conversation));
    }
    const { label } = this.views.get(conversation.key);
    const here = this.choices.children[place] ?? null;
    if (here !== label) {
      this.choices.insertBefore(label, here);
    }
  }

  #make(conversation) {
    const radio = withAttributes(element('input'), { type: 'radio', name: 'conversation' });
    radio.addEventListener('change', () => {
      this.chosen = conversation;
      this.#select(conversation);
      this.#describe(conversation);
    });
    const much = element('span.much');
    const news = element('span.news');
    const who = element('span.who', ...toNodes(titleOf(conversation)));
    const label = element('label.choice', radio, who, ' ', much, ' ', news);
    return { conversation, label, radio, much, news };
  }

  #describe(conversation) {
    const { much, news } = this.views.get(conversation.key);
    setText(much, describe(conversation));
    if (conversation === this.shown) {
      conversation.seen = conversation.requests;
    }
    const fresh = conversation.requests - conversation.seen;
    setText(news, fresh > 0 ? `● ${fresh} new` : '');
  }
}
