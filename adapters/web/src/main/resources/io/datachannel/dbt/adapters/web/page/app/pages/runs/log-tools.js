import { useId, useState } from 'preact/hooks';
import { html } from 'app/core/html.js';
import { Button } from 'app/parts/basics.js';
import { shortName } from 'app/pages/runs/words.js';

const LEVELS = [['DEBUG', 'All levels'], ['INFO', 'Info and above'], ['WARN', 'Warnings and errors'], ['ERROR', 'Errors']];

/** What is shown of the log, and the way from match to match. */
export function LogTools({ filter, onFilter, journal, hits, current, onGo, shown, children }) {
  const [names, setNames] = useState([]);
  const id = useId();
  const set = change => onFilter({ ...filter, ...change });
  const place = hits.indexOf(current);
  const step = by => {
    if (hits.length > 0) {
      // From where one is, be it a match or not.
      const from = place >= 0 ? place + by : by > 0 ? Math.max(0, hits.findIndex(row => row > current)) : hits.length - 1;
      onGo(hits[(from + hits.length) % hits.length]);
    }
  };
  return html`
    <div class="log-tools" role="search" aria-label="The log">
      <select aria-label="Level" value=${filter.level} onChange=${event => set({ level: event.target.value })}>
        ${LEVELS.map(([level, text]) => html`<option value=${level} selected=${level === filter.level}>${text}</option>`)}
      </select>
      <input type="search" aria-label="Model" placeholder="Model" list=${id} value=${filter.node} spellcheck=${false}
        onFocus=${() => setNames([...journal.nodes.keys()].slice(0, 2000))} onInput=${event => set({ node: event.target.value })} />
      <datalist id=${id}>${names.map(name => html`<option key=${name} value=${name}>${shortName(name)}</option>`)}</datalist>
      <input type="search" class="log-find" aria-label="Find in the log" placeholder="Find" value=${filter.text} spellcheck=${false}
        onInput=${event => set({ text: event.target.value })} onKeyDown=${event => {
          if (event.key === 'Enter') {
            event.preventDefault();
            step(event.shiftKey ? -1 : 1);
          }
        }} />
      <span class="fine figure log-count" role="status" data-test="matches">${filter.text
        ? (hits.length === 0 ? 'no match' : (place >= 0 ? place + 1 + ' of ' : '') + hits.length.toLocaleString('en') + (place >= 0 || hits.length > 1 ? ' matches' : ' match'))
        : shown.toLocaleString('en') + (shown === 1 ? ' line' : ' lines')}</span>
      ${filter.text && html`
        <${Button} kind="quiet" class="small" aria-label="Previous match" disabled=${hits.length === 0} onClick=${() => step(-1)}>↑<//>
        <${Button} kind="quiet" class="small" aria-label="Next match" disabled=${hits.length === 0} onClick=${() => step(1)}>↓<//>
        <label class="log-only"><input type="checkbox" checked=${filter.only} onChange=${event => set({ only: event.target.checked })} /> only these lines</label>`}
      <span class="log-space"></span>
      ${children}
    </div>`;
}
