import { useState } from 'preact/hooks';
import { get } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { briefly, inZone, when } from 'app/core/time.js';
import { useAction, useLoad } from 'app/core/use.js';
import { Button, Empty, Loaded, ProblemBox, Status } from 'app/parts/basics.js';
import { Counts } from 'app/pages/projects/overview-parts.js';

const PAGE = 20;
const OUTCOMES = { QUEUED: 'Started', CAUGHT_UP: 'Made good', MERGED: 'Merged', SKIPPED: 'Skipped', NOTHING_GOVERNED: 'Nothing to run' };

/** What became of each planned instant, newest first. */
export function Firings({ id, schedule }) {
  const path = '/projects/' + id + '/schedules/' + schedule.id + '/firings';
  const loaded = useLoad(signal => get(path, { limit: PAGE }, signal), [schedule.id], 10000);
  const [older, setOlder] = useState({ items: [] });
  const more = useAction(async after => {
    const page = await get(path, { limit: PAGE, after });
    setOlder(before => ({ items: [...before.items, ...page.items], next: page.next, read: true }));
  });
  return html`<section class="stack" aria-labelledby="firings"><h2 id="firings">Firings</h2>
    <${Loaded} loaded=${loaded}>${page => {
      const seen = new Set(page.items.map(firing => firing.id));
      const firings = [...page.items, ...older.items.filter(firing => !seen.has(firing.id))];
      const next = older.read ? older.next : page.next;
      return firings.length === 0 ? html`<${Empty} title="It has not fired yet"><p>What becomes of each planned firing is shown here.</p><//>` : html`
        <div class="table-wrap"><table class="stacked">
          <thead><tr><th scope="col">Planned</th><th scope="col">What became of it</th><th scope="col">Run</th><th scope="col">Its models</th></tr></thead>
          <tbody>${firings.map(firing => html`<${Firing} key=${firing.id} firing=${firing} zone=${schedule.timeZone} />`)}</tbody>
        </table></div>
        <${ProblemBox} problem=${more.problem} />
        ${next && html`<div><${Button} busy=${more.busy} onClick=${() => more.run(next)}>Show older ones<//></div>`}`;
    }}<//></section>`;
}

const Firing = ({ firing, zone }) => html`<tr>
  <th scope="row"><time datetime=${firing.plannedAt} title=${when(firing.plannedAt)}>${briefly(firing.plannedAt)}</time>
    ${inZone(firing.plannedAt, zone) && html`<div class="fine">${inZone(firing.plannedAt, zone)}</div>`}</th>
  <td data-label="Became">${OUTCOMES[firing.outcome] ?? firing.outcome}${firing.mergedInto && html`<div class="fine">into the firing before it, which still waited</div>`}
    ${firing.reason && html`<div class="fine">${firing.reason}</div>`}</td>
  <td data-label="Run">${firing.runId ? html`<a href=${'/runs/' + firing.runId}>Run ${firing.runId}</a>` : html`<span class="fine">–</span>`}</td>
  <td data-label="Its models">${firing.result ? html`<div><${Status} value=${firing.result} /> <${Counts} counts=${firing.counts} /></div>` : html`<span class="fine">${pending(firing)}</span>`}</td>
</tr>`;

/** A run says of its first firing what became of the models; those that were merged into that have nothing of their own. */
const pending = ({ mergedInto, runId }) => (mergedInto ? 'see the firing before it' : runId ? 'not over yet' : '–');
