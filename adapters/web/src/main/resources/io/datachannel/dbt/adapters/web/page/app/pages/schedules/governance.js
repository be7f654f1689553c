import { useState } from 'preact/hooks';
import { get } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { nameOf } from 'app/core/names.js';
import { useMe } from 'app/core/me.js';
import { useStyle } from 'app/core/style.js';
import { ago, briefly, inZone, when } from 'app/core/time.js';
import { useLoad, useNow } from 'app/core/use.js';
import { Button, Empty, Loaded, View, Waiting } from 'app/parts/basics.js';
import { Search } from 'app/parts/forms.js';
import { count, targetWords } from 'app/pages/projects/words.js';
import { wordsOf } from 'app/pages/schedules/cadence.js';
import { contextOf } from 'app/pages/schedules/context.js';

const MOST = 200;

/** Who runs each model, and when next. */
export default function GovernancePage({ id }) {
  const styled = [useStyle('style/projects.css'), useStyle('style/schedules.css')].every(Boolean);
  const list = '/projects/' + id + '/schedules';
  const loaded = useLoad(async signal => {
    const [context, governance] = await Promise.all([contextOf(id, signal), get(list + '/governance', {}, signal)]);
    return { context, models: governance.items };
  }, [id], 30000);
  return html`
    <${View} title="Who runs each model" crumbs=${[['Projects', '/'], [loaded.data?.context.project.name ?? 'Project', '/projects/' + id], ['Schedules', list]]}>
      ${styled ? html`<${Loaded} loaded=${loaded}>${({ context, models }) => (models.length === 0
        ? html`<${Empty} title="The models are not known yet"><p>Refresh the project, and they are listed here.</p><a class="button" href=${'/projects/' + id}>Overview</a><//>`
        : html`<${Models} id=${id} context=${context} models=${models} />`)}<//>` : html`<${Waiting} />`}
    <//>`;
}

function Models({ id, context, models }) {
  const me = useMe();
  const now = useNow(10000);
  const [words, setWords] = useState('');
  const [by, setBy] = useState('');
  const [most, setMost] = useState(MOST);
  const schedules = new Map(context.schedules.map(schedule => [schedule.id, { ...schedule, name: targetWords(schedule.target, context.collections) }]));
  const wanted = words.trim().toLowerCase();
  const shown = models.filter(model => model.uniqueId.toLowerCase().includes(wanted) && (by === '' || String(model.scheduleId ?? 'none') === by));
  const none = models.filter(model => model.scheduleId === undefined).length;
  return html`
    <div class="row filters">
      <${Search} label="Search models" value=${words} onInput=${setWords} />
      <select aria-label="Run by" value=${by} onChange=${event => setBy(event.target.value)}>
        <option value="">any schedule or none</option><option value="none">no schedule (${none})</option>
        ${[...schedules.values()].filter(schedule => schedule.models > 0).map(schedule => html`<option value=${String(schedule.id)}>${schedule.name} (${schedule.models})</option>`)}
      </select>
      <span class="soft" role="status">${shown.length === models.length ? count(models.length, 'model') : shown.length + ' of ' + count(models.length, 'model')}</span>
      ${me.can('EDITOR') && shown.length > 0 && shown.length < models.length && shown.length <= 50 && html`
        <a class="button small" href=${'/projects/' + id + '/schedules/new?models=' + encodeURIComponent(shown.map(model => model.uniqueId).join(','))}>Schedule these</a>`}
    </div>
    ${shown.length === 0 ? html`<${Empty} title="No model matches"><p>Search for a part of its name, or choose another schedule.</p><//>` : html`
    <div class="table-wrap"><table class="stacked">
      <thead><tr><th scope="col">Model</th><th scope="col">Run by</th><th scope="col">Next firing</th></tr></thead>
      <tbody>${shown.slice(0, most).map(model => html`<${Row} key=${model.uniqueId} id=${id} model=${model} schedule=${schedules.get(model.scheduleId)} now=${now} />`)}</tbody>
    </table></div>`}
    ${shown.length > most && html`<div><${Button} onClick=${() => setMost(most + 1000)}>Show more<//></div>`}`;
}

const Row = ({ id, model, schedule, now }) => html`<tr>
  <th scope="row"><a class="strong" href=${'/projects/' + id + '/models/' + encodeURIComponent(model.uniqueId)}>${nameOf(model.uniqueId)}</a>
    ${!model.uniqueId.startsWith('model.') && html` <span class="tag">${model.uniqueId.split('.')[0]}</span>`}</th>
  <td data-label="Run by">${schedule ? html`<a href=${'/projects/' + id + '/schedules/' + schedule.id}>${schedule.name}</a><div class="fine">${wordsOf(schedule)}${schedule.paused && ' · paused'}</div>`
    : html`<span class="soft">no schedule</span>`}</td>
  <td data-label="Next firing">${model.nextFiring ? html`<time datetime=${model.nextFiring} title=${when(model.nextFiring)}>${briefly(model.nextFiring)}</time>
    <div class="fine">${ago(model.nextFiring, now)}${schedule && inZone(model.nextFiring, schedule.timeZone) && ' · ' + inZone(model.nextFiring, schedule.timeZone)}</div>` : html`<span class="soft">none</span>`}</td>
</tr>`;
