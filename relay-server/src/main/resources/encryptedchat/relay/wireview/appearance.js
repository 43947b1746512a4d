/** Light or dark, and large type for a projector: the choice is remembered where the browser allows it. */

import { byId } from './dom.js';

const THEME = 'wire-view-theme';
const LARGE = 'wire-view-large';

export function startAppearance() {
  const root = document.documentElement;
  const theme = byId('theme');
  theme.value = recall(THEME) ?? 'system';
  if (theme.value === '') {
    theme.value = 'system';
  }
  const setTheme = () => {
    root.dataset.theme = theme.value;
    remember(THEME, theme.value);
  };
  theme.addEventListener('change', setTheme);
  setTheme();

  const large = byId('large');
  const setLarge = (on) => {
    root.classList.toggle('large', on);
    large.setAttribute('aria-pressed', on);
    remember(LARGE, on ? 'yes' : 'no');
  };
  large.addEventListener('click', () => setLarge(!root.classList.contains('large')));
  setLarge(recall(LARGE) === 'yes');
}

function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A browser that forbids it forgets the choice, which is what its owner wants.
  }
}
