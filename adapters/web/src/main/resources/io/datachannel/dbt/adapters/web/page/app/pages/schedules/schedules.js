import { useState } from 'preact/hooks';
import { post } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useMe } from 'app/core/me.js';
import { useStyle } from 'app/core/style.js';
import { ago, briefly, inZone, when } from 'app/core/time.js';
import { useAction, useLoad, useNow } from 'app/core/use.js';
import { Button, Empty, Loaded, ProblemBox, View, Waiting } from 'app/parts/basics.js';
import { ProjectTabs } from 'app/parts/project-tabs.js';
import { toast } from 'app/parts/toasts.js';
import { targetWords } from 'app/pages/projects/words.js';
import { cadenceOf, cadenceWords, fires } from 'app/pages/schedules/cadence.js';
import { contextOf } from 'app/pages/schedules/context.js';
import { DeleteSchedule } from 'app/pages/schedules/delete-schedule.js';
import { ScheduleState } from 'app/pages/schedules/state.js';
import { callsText } from 'app/parts/steps.js';

/** The schedules of a project: what each is set on, when it fires, and which of them are overridden. */
export default function Schedules({ id }) {
  const styled = [useStyle('style/projects.css'), useStyle('style/schedules.css')].every(Boolean);
  const me = useMe();
  const loaded = useLoad(signal => contextOf(id, signal), [id], 15000);
  const [deleting, setDeleting] = useState(null);
  const path = '/projects/' + id + '/schedules';
  const any = loaded.data?.schedules.length > 0;
  return html`
    <${View} title=${loaded.data?.project.name ?? 'Project'} crumbs=${[['Projects', '/']]} tabs=${html`<${ProjectTabs} id=${id} current="/schedules" />`} actions=${any && html`
      <a class="button" href=${path + '/governance'}>Each model</a>
      ${me.can('EDITOR') && html`<a class="button primary" href=${path + '/new'}>New schedule</a>`}`}>
      ${styled ? html`<${Loaded} loaded=${loaded}>${context => (any ? html`<${List} id=${id} context=${context} me=${me} reload=${loaded.reload} onDelete=${setDeleting} />`
        : html`<${None} path=${path} me=${me} />`)}<//>` : html`<${Waiting} />`}
      ${deleting && html`<${DeleteSchedule} id=${id} schedule=${deleting} context=${loaded.data} onClose=${() => setDeleting(null)} onDeleted=${loaded.reload} />`}
    <//>`;
}

const None = ({ path, me }) => html`<${Empty} title="No schedule yet">
  <p>A schedule runs all models, some of them, or a collection, when you say. Of several, the one that was set last runs a model.</p>
  ${me.can('EDITOR') && html`<a class="button primary" href=${path + '/new'}>Set the first schedule</a>`}
<//>`;

function List({ id, context, me, reload, onDelete }) {
  const now = useNow(1000);
  return html`
    ${context.project.status === 'PAUSED' && html`<p class="note">The project is paused: none of its schedules fires until it is resumed.</p>`}
    <div class="table-wrap"><table class="stacked schedules">
      <thead><tr><th scope="col">Runs</th><th scope="col">When</th><th scope="col">State</th><th scope="col">Next firing</th><th scope="col"><span class="unseen">Actions</span></th></tr></thead>
      <tbody>${context.schedules.map(schedule => html`<${Row} key=${schedule.id} id=${id} schedule=${schedule} context=${context} me=${me} now=${now}
        reload=${reload} onDelete=${onDelete} />`)}</tbody>
    </table></div>
    <p class="fine">Of several schedules on a model, the one that was set last runs it. Deleting one gives its models back to the newest of the others.</p>`;
}

function Row({ id, schedule, context, me, now, reload, onDelete }) {
  const path = '/projects/' + id + '/schedules/' + schedule.id;
  const name = targetWords(schedule.target, context.collections);
  const pausing = useAction(async () => {
    await post(path + (schedule.paused ? '/resume' : '/pause'));
    toast(schedule.paused ? 'The schedule goes on from now.' : 'The schedule is paused. It keeps its models: nobody else runs them meanwhile.');
    await reload();
  });
  const there = schedule.nextFiring && inZone(schedule.nextFiring, schedule.timeZone);
  return html`<tr class=${schedule.state === 'OVERRIDDEN' ? 'overridden' : undefined}>
    <th scope="row"><a class="strong" href=${path}>${name}</a>
      ${callsText(schedule) && html`<div class="fine"><code>dbt ${callsText(schedule)}</code>${schedule.fullRefresh && ' · full refresh'}</div>`}
      ${schedule.warning && html`<div class="fine partial-text">${schedule.warning}</div>`}</th>
    <td data-label="When"><span>${cadenceWords(cadenceOf(schedule.cadence))}</span><div class="fine">${schedule.cadence.kind !== 'AFTER_PIPELINES' && schedule.timeZone}
      ${schedule.cron && html` <code>${schedule.cron}</code>`}</div></td>
    <td data-label="State"><div><${ScheduleState} schedule=${schedule} context=${context} id=${id} /></div></td>
    <td data-label="Next firing">${schedule.nextFiring && fires(schedule) ? html`<time datetime=${schedule.nextFiring} title=${when(schedule.nextFiring)}>${briefly(schedule.nextFiring)}</time>
      <div class="fine">${ago(schedule.nextFiring, now)}</div>${there && html`<div class="fine">${there}</div>`}` : html`<span class="fine">none</span>`}</td>
    <td class="row-actions">${me.can('EDITOR') && html`
      <${Button} kind="quiet small" busy=${pausing.busy} onClick=${pausing.run} aria-label=${(schedule.paused ? 'Resume ' : 'Pause ') + name}>${schedule.paused ? 'Resume' : 'Pause'}<//>
      <${Button} kind="quiet small" onClick=${() => onDelete(schedule)} aria-label=${'Delete ' + name}>Delete<//>`}
      <${ProblemBox} problem=${pausing.problem} /></td>
  </tr>`;
}
