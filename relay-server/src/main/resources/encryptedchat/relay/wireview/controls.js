/** Buttons, slider, keys and dropped files: what a person does, and what it means. */

import { byId } from './dom.js';
import { Recording } from './recording.js';
import { load, save } from './recording-file.js';

/** @param page the Page that is controlled */
export function startControls(page) {
  startSteps(page);
  startDiagram(page);
  startKeys(page);
  startRecording(page);
  byId('help').addEventListener('click', () => byId('help-dialog').showModal());
  byId('help-close').addEventListener('click', () => byId('help-dialog').close());
}

function startSteps(page) {
  const { viewer } = page;
  const steps = {
    first: () => 1,
    back: () => viewer.position - 1,
    forward: () => viewer.position + 1,
    last: () => viewer.steps,
  };
  for (const [id, step] of Object.entries(steps)) {
    byId(id).addEventListener('click', () => goTo(page, step()));
  }
  byId('position').addEventListener('input', (event) => goTo(page, Number(event.target.value)));
}

/** Goes to a step; an open arrow gives way to that of the step, and so does the focus in the diagram. */
function goTo(page, position) {
  const { viewer } = page;
  const inDiagram = byId('diagram').contains(document.activeElement);
  viewer.goTo(position);
  if (page.details.row !== null) {
    page.open(viewer.current);
  }
  if (inDiagram) {
    viewer.focusCurrent();
  } else if (document.activeElement !== byId('position')) {
    page.state.say(viewer.sentence());
  }
}

function startDiagram(page) {
  byId('diagram').addEventListener('click', (event) => {
    const row = page.viewer.diagram.rowOf(event.target);
    if (row !== undefined) {
      page.open(row);
      byId('details').focus();
    }
  });
}

function startKeys(page) {
  const { viewer } = page;
  document.addEventListener('keydown', (event) => {
    const inDiagram = byId('diagram').contains(event.target);
    const withOther = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    if (withOther || event.target.closest('input, select, dialog, pre')) {
      return;
    }
    const position = {
      ArrowLeft: viewer.position - 1,
      ArrowRight: viewer.position + 1,
      Home: 1,
      End: viewer.steps,
      ...(inDiagram ? { ArrowUp: viewer.position - 1, ArrowDown: viewer.position + 1 } : {}),
    }[event.key];
    if (position !== undefined) {
      event.preventDefault();
      goTo(page, position);
    } else if (event.key === 'Escape') {
      page.dismiss();
    }
  });
}

function startRecording(page) {
  byId('pause').addEventListener('click', () => page.setPaused(!page.paused));
  byId('clear').addEventListener('click', () => page.clear());
  byId('save').addEventListener('click', () => save(page.shown.facts.map((fact) => fact.exchange)));
  byId('back-to-live').addEventListener('click', () => page.show(page.live));
  byId('load').addEventListener('change', (event) => {
    loadInto(page, event.target.files[0]);
    event.target.value = '';
  });
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    loadInto(page, event.dataTransfer.files[0]);
  });
}

async function loadInto(page, file) {
  if (file === undefined) {
    return;
  }
  try {
    const recording = new Recording(file.name);
    (await load(file)).forEach((exchange) => recording.add(exchange));
    recording.conversations.markSeen();
    page.notice.hide();
    page.show(recording);
  } catch (unusable) {
    page.notice.show(unusable.message);
  }
}
