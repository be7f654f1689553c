import { useEffect, useRef, useState } from 'preact/hooks';
import { classes, html } from 'app/core/html.js';
import { ago, when } from 'app/core/time.js';

/** What every view stands in: its title, which also names the tab and is read out when the view changes, and what can be done. */
export function View({ title, crumbs = [], actions, tabs, children, wide = false }) {
  const heading = useRef(null);
  useEffect(() => {
    document.title = title + ' · DataChannel dbt';
  }, [title]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return html`
    <div class=${classes('view', wide && 'wide')}>
      <header class="view-head">
        ${crumbs.length > 0 && html`<nav class="crumbs" aria-label="Breadcrumb">
          ${crumbs.map(([text, href]) => html`<a href=${href}>${text}</a><span aria-hidden="true">/</span>`)}
        </nav>`}
        <div class="view-title"><h1 tabindex="-1" ref=${heading}>${title}</h1><div class="actions">${actions}</div></div>
        ${tabs}
      </header>
      ${children}
    </div>`;
}

/** @param tabs a list of [text, href]; @param current the href of the one that is shown */
export const Tabs = ({ label, tabs, current }) => html`
  <nav class="tabs" aria-label=${label}>
    ${tabs.map(([text, href]) => html`<a href=${href} aria-current=${href === current ? 'page' : undefined}>${text}</a>`)}
  </nav>`;

/** @param busy while its action runs; it cannot be pressed then @param kind primary, danger, quiet or nothing */
export function Button({ kind, busy, children, type = 'button', disabled, class: more, ...rest }) {
  return html`<button type=${type} class=${classes('button', kind, more)} disabled=${disabled || busy} aria-busy=${busy ? 'true' : undefined} ...${rest}>
    ${busy && html`<span class="spinner" aria-hidden="true"></span>`}${children}
  </button>`;
}

const WORDS = {
  QUEUED: ['waiting', 'Queued'], RUNNING: ['running', 'Running'], SUCCESSFUL: ['good', 'Successful'], 'PARTIAL SUCCESS': ['partial', 'Partial success'],
  FAILED: ['bad', 'Failed'], CANCELLED: ['off', 'Cancelled'], CANCELLING: ['off', 'Cancelling'], ACTIVE: ['good', 'Active'], PAUSED: ['waiting', 'Paused'],
  DELETED: ['off', 'Deleted'], SUCCEEDED: ['good', 'Succeeded'], WARNED: ['partial', 'Warned'], SKIPPED: ['off', 'Skipped'], UNTOUCHED: ['off', 'Untouched'],
  PARTLY_OVERRIDDEN: ['partial', 'Partly overridden'], OVERRIDDEN: ['off', 'Overridden'], GOVERNS: ['good', 'Governs'],
};

/** The look of a status: good, bad, partial, running, waiting or off. */
export const look = status => WORDS[status]?.[0] ?? 'waiting';

/** A status in colour and in words. @param text instead of the usual word */
export const Status = ({ value, text }) => html`<span class=${'status ' + look(value)}>${text ?? WORDS[value]?.[1] ?? value}</span>`;

/** An instant as an age, with the whole of it on hover and for machines. */
export const Age = ({ at, now }) => html`<time datetime=${at} title=${when(at)}>${ago(at, now)}</time>`;

/** What went wrong, what to do, and by which id it is in the service's log. @param retry asks again, but for what is not there */
export function ProblemBox({ problem, retry }) {
  return problem ? html`
    <div class="problem" role="alert">
      <strong>${problem.title ?? 'That did not work'}</strong>
      <p>${problem.message}</p>
      <p class="fine">
        <code>${problem.code ?? 'PAGE'}</code>${problem.field && html` · field <code>${problem.field}</code>`}
        ${problem.requestId && html` · request <code>${problem.requestId}</code>`}
      </p>
      ${retry && problem.status !== 404 && html`<${Button} onClick=${retry}>Try again<//>`}
    </div>` : null;
}

/** The three states of what is loaded. @param loaded of useLoad; children is called with the data */
export function Loaded({ loaded, children }) {
  if (loaded.data !== undefined) {
    return html`<${ProblemBox} problem=${loaded.problem} retry=${loaded.reload} />${children(loaded.data)}`;
  }
  return loaded.problem ? html`<${ProblemBox} problem=${loaded.problem} retry=${loaded.reload} />` : html`<${Waiting} />`;
}

export const Waiting = ({ text = 'Loading …' }) => html`<p class="waiting-text" role="status"><span class="spinner" aria-hidden="true"></span>${text}</p>`;

/** What stands where there is nothing yet, with what to do. */
export const Empty = ({ title, children }) => html`<div class="empty"><h2>${title}</h2>${children}</div>`;

/** Names and values in two columns. @param rows a list of [name, value]; those without a value are left out */
export const Facts = ({ rows }) => html`
  <dl class="facts">
    ${rows.filter(([, value]) => value !== undefined && value !== null && value !== '').map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>`;

/** Something to copy. */
export function Copyable({ text, label = 'Copy' }) {
  const shown = useRef(null);
  return html`<span class="copyable"><code ref=${shown}>${text}</code><${CopyButton} text=${text} label=${label} shown=${shown} /></span>`;
}

/** Copies, or selects what is shown where the browser lets no page copy, as on one that came by plain http. @param shown a ref to where the text stands */
export function CopyButton({ text, label = 'Copy', shown }) {
  const [said, setSaid] = useState('');
  useEffect(() => setSaid(''), [text]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied.');
    } catch {
      getSelection().selectAllChildren(shown.current);
      setSaid('It is selected: press Ctrl+C.');
    }
  };
  return html`<${Button} kind="quiet small" onClick=${copy}>${label}<//><span class="fine" role="status">${said}</span>`;
}
