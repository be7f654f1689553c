import { classes, html } from 'app/core/html.js';
import { look } from 'app/parts/basics.js';

const STATUSES = ['QUEUED', 'RUNNING', 'SUCCESSFUL', 'PARTIAL SUCCESS', 'FAILED', 'CANCELLED'];
const SPANS = [['', 'Any time'], ['1', 'Last hour'], ['24', 'Last 24 hours'], ['168', 'Last 7 days'], ['720', 'Last 30 days'], ['own', 'From … until …']];
const HOUR = 3600 * 1000;
const MINUTE = 60 * 1000;

/** What the API is asked for by the address of the view. A span of hours ends now, also tomorrow. */
export function queryOf(query) {
  const words = Object.fromEntries(query);
  const hours = Number(words.hours);
  // By the minute, so that the question stays the same for a while.
  const from = hours > 0 ? before(hours) : words.from;
  return { ...words, from, hours: undefined, status: query.getAll('status') };
}

/** @param onQuery takes the words of the new address, without those that are empty */
export function Filters({ query, projects, onQuery }) {
  const change = pairs => {
    const words = new URLSearchParams(query);
    words.delete('after');
    for (const [name, value] of Object.entries(pairs)) {
      words.delete(name);
      for (const one of [value].flat()) {
        if (one) {
          words.append(name, one);
        }
      }
    }
    onQuery(words);
  };
  const chosen = query.getAll('status');
  const { hours, from, until } = Object.fromEntries(query);
  const span = hours ?? (from || until ? 'own' : '');
  return html`
    <div class="run-filters" role="search" aria-label="Runs">
      <div class="row" role="group" aria-label="Status">
        ${STATUSES.map(status => html`<button type="button" key=${status} class=${classes('pill', look(status))} aria-pressed=${chosen.includes(status) ? 'true' : 'false'}
          onClick=${() => change({ status: chosen.includes(status) ? chosen.filter(one => one !== status) : [...chosen, status] })}
          >${status[0] + status.slice(1).toLowerCase()}</button>`)}
      </div>
      <div class="row">
        <${Select} label="Project" value=${query.get('project') ?? ''} onInput=${project => change({ project })}
          options=${[['', 'All projects'], ...projects.map(project => [String(project.id), project.name])]} />
        <${Select} label="Asked for by" value=${query.get('type') ?? ''} onInput=${type => change({ type })} options=${[['', 'By hand or schedule'], ['MANUAL', 'By hand'], ['SCHEDULED', 'By schedule']]} />
        <${Select} label="Carried out by" value=${query.get('reported') ?? ''} onInput=${reported => change({ reported })}
          options=${[['', 'Here or reported'], ['false', 'Carried out here'], ['true', 'Reported']]} />
        <${Select} label="Time" value=${span} onInput=${value => change(value === 'own'
          ? { hours: '', from: before(24) } : { hours: value, from: '', until: '' })} options=${SPANS} />
        ${span === 'own' && html`
          <input type="datetime-local" aria-label="From" value=${local(from)} onChange=${event => change({ from: instant(event.target.value) })} />
          <input type="datetime-local" aria-label="Until" value=${local(until)} onChange=${event => change({ until: instant(event.target.value) })} />`}
        ${[...query.keys()].some(name => name !== 'after') && html`<a class="button quiet small" href="/runs">Clear</a>`}
      </div>
    </div>`;
}

const Select = ({ label, value, onInput, options }) => html`
  <select aria-label=${label} value=${value} onChange=${event => onInput(event.target.value)}>
    ${options.map(([option, text]) => html`<option key=${option} value=${option} selected=${option === value}>${text}</option>`)}
  </select>`;

const before = hours => new Date(Math.floor((Date.now() - hours * HOUR) / MINUTE) * MINUTE).toISOString();

/** An instant as the field has it: the viewer's own time, to the minute. */
function local(text) {
  const date = new Date(text ?? '');
  return Number.isNaN(date.getTime()) ? '' : new Date(date.getTime() - date.getTimezoneOffset() * MINUTE).toISOString().slice(0, 16);
}

const instant = text => text ? new Date(text).toISOString() : '';
