/**
 * Elements are made here, node by node. What this page shows may come from anybody, so text only ever becomes text:
 * nothing on this page reads HTML.
 */

export const byId = (id) => document.getElementById(id);

/**
 * @param tag with classes behind it, as in "li.row.quiet"
 * @param children nodes, texts, or lists of them; what is null or false is left away
 */
export function element(tag, ...children) {
  const [name, ...classes] = tag.split('.');
  const made = document.createElement(name);
  made.classList.add(...classes);
  made.append(...children.flat().filter((child) => child !== null && child !== false));
  return made;
}

/** @param attributes such as {type: 'button', 'aria-expanded': 'false'} */
export function withAttributes(made, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  return made;
}

export function button(text, whenPressed) {
  const made = withAttributes(element('button', text), { type: 'button' });
  made.addEventListener('click', whenPressed);
  return made;
}

/** Sets a text only where it differs, so that a screen reader is told of changes and of nothing else. */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}
