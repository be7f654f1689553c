import { useState } from 'preact/hooks';
import { get } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { nameOf } from 'app/core/names.js';
import { useMe } from 'app/core/me.js';
import { useStyle } from 'app/core/style.js';
import { inZone, when } from 'app/core/time.js';
import { useLoad } from 'app/core/use.js';
import { Age, Button, Copyable, Empty, Facts, Loaded, View } from 'app/parts/basics.js';
import { crumbsOf, modelPath, useProject } from 'app/pages/models/catalog.js';
import { PickDialog, scheduleOn } from 'app/pages/models/pick.js';
import { ModelRuns } from 'app/pages/models/runs.js';
import { Code } from 'app/pages/models/sql.js';

/** All that is known of one model. */
export default function Model({ id, uid }) {
  const styled = useStyle('style/models.css');
  const me = useMe();
  const project = useProject(id);
  const model = useLoad(signal => get(encoded(id, uid), {}, signal), [id, uid]);
  const [dialog, setDialog] = useState(null);
  const mayChange = me.can('EDITOR') && project.data?.status !== 'DELETED' && model.data;
  return html`
    <${View} title=${model.data?.name ?? nameOf(uid)} crumbs=${crumbsOf(id, project.data, ['Models', '/projects/' + id + '/models'])} actions=${model.data && html`
      <a class="button" href=${'/projects/' + id + '/lineage?of=' + encodeURIComponent(uid)}>Lineage</a>
      ${mayChange && html`<a class="button" href=${scheduleOn(id, [uid])}>Set a schedule</a>
        <${Button} kind="primary" onClick=${() => setDialog('run')}>Run now<//>`}`}>
      ${model.problem?.status === 404 && !model.data ? html`<${Gone} id=${id} />`
        : html`<${Loaded} loaded=${styled ? model : { loading: true }}>${data => html`<${Detail} id=${id} model=${data} />`}<//>`}
      <${PickDialog} id=${id} project=${project.data} ids=${[uid]} dialog=${dialog} onClose=${() => setDialog(null)} />
    <//>`;
}

const encoded = (id, uid) => '/projects/' + id + '/models/' + encodeURIComponent(uid);

const Gone = ({ id }) => html`<${Empty} title="The project has no such model">
  <p>The last refresh did not find it: it was renamed or removed, or it is on another branch.</p>
  <a class="button" href=${'/projects/' + id + '/models'}>All models</a><//>`;

const Detail = ({ id, model }) => html`
  <div class="model">
    <div class="stack">
      ${model.description && html`<p class="description">${model.description}</p>`}
      ${model.columns.length > 0 && html`<${Columns} columns=${model.columns} />`}
      ${model.rawSql && html`<${Code} raw=${model.rawSql} compiled=${model.compiledSql} language=${model.language} />`}
      ${model.columns.length === 0 && html`<${Columns} columns=${model.columns} />`}
      <${ModelRuns} id=${id} uniqueId=${model.uniqueId} />
    </div>
    <div class="stack">
      <${Governor} id=${id} uniqueId=${model.uniqueId} />
      <section class="card" aria-label="About"><${Facts} rows=${facts(model)} /></section>
      <${Tests} tests=${model.tests} />
      <${Links} title="Built of" id=${id} ids=${model.parents} none="Nothing of this project." />
      <${Links} title="Used by" id=${id} ids=${model.children} none="Nothing of this project." />
    </div>
  </div>`;

const facts = model => [
  ['Relation', model.relation && html`<${Copyable} text=${[model.relation.database, model.relation.schema, model.relation.identifier].filter(Boolean).join('.')} />`],
  ['Kind', html`<span class="row"><span class=${'kind-dot ' + model.resourceType} aria-hidden="true"></span>${model.resourceType}</span>`],
  ['Materialization', model.materialized],
  ['File', html`<code>${model.path}</code>`],
  ['Unique id', html`<code>${model.uniqueId}</code>`],
  ['Tags', model.tags.length > 0 && html`<span class="row">${model.tags.map(tag => html`<span class="tag">${tag}</span>`)}</span>`],
  ['Meta', Object.keys(model.meta ?? {}).length > 0 && html`<code>${JSON.stringify(model.meta)}</code>`],
].filter(([, value]) => value);

const Columns = ({ columns }) => html`
  <section class="card" aria-label="Columns"><h2>Columns</h2>
    ${columns.length === 0 ? html`<p class="soft">No columns are written down for it in the project's YAML files.</p>` : html`
      <div class="plain-table" tabindex="0" role="group" aria-label="Columns"><table>
        <thead><tr><th scope="col">Column</th><th scope="col">Type</th><th scope="col">Description</th><th scope="col">Tests</th></tr></thead>
        <tbody>${columns.map(column => html`<tr key=${column.name}><td><code>${column.name}</code></td><td>${column.dataType ?? '–'}</td>
          <td>${column.description || html`<span class="soft">–</span>`}</td>
          <td><span class="row tests">${column.tests.map(test => html`<span class="tag" title=${test.uniqueId}>${test.name}</span>`)}</span></td></tr>`)}</tbody>
      </table></div>`}
  </section>`;

const Tests = ({ tests }) => tests.length > 0 ? html`
  <section class="card" aria-label="Tests"><h2>Tests of the whole</h2><ul class="bare-list">${tests.map(test => html`<li key=${test.uniqueId} title=${test.uniqueId}>${test.name}</li>`)}</ul></section>` : null;

/** What has a page of its own is a link. */
const Links = ({ title, id, ids, none }) => html`
  <section class="card" aria-label=${title}><h2>${title} ${ids.length > 0 && html`<span class="fine">${ids.length}</span>`}</h2>
    ${ids.length === 0 ? html`<p class="soft">${none}</p>` : html`<ul class="bare-list links">${[...ids].sort().map(one => html`<li key=${one}>
      <span class=${'kind-dot ' + one.split('.')[0]} aria-hidden="true"></span>
      ${/^(model|seed|snapshot)\./.test(one) ? html`<a href=${modelPath(id, one)}>${nameOf(one)}</a>` : html`<span>${nameOf(one)}</span>`}
      <span class="fine">${one.split('.')[0].replace('_', ' ')}</span></li>`)}</ul>`}
  </section>`;

/** Which schedule runs it, and when next. */
function Governor({ id, uniqueId }) {
  const loaded = useLoad(async signal => {
    const { items } = await get('/projects/' + id + '/schedules/governance', {}, signal);
    const governed = items.find(one => one.uniqueId === uniqueId);
    return governed?.scheduleId ? { ...governed, schedule: await get('/projects/' + id + '/schedules/' + governed.scheduleId, {}, signal) } : {};
  }, [id, uniqueId]);
  return html`<section class="card" aria-label="Schedule" data-test="governor"><h2>Schedule</h2>
    <${Loaded} loaded=${loaded}>${({ scheduleId, nextFiring, schedule }) => scheduleId ? html`
      <p><a href=${'/projects/' + id + '/schedules/' + scheduleId}>${capital(schedule.words)}</a></p>
      ${nextFiring ? html`<p class="soft">Next <${Age} at=${nextFiring} />, ${when(nextFiring)}</p>
        ${inZone(nextFiring, schedule.timeZone) && html`<p class="fine">${inZone(nextFiring, schedule.timeZone)} in the schedule's zone</p>`}`
        : html`<p class="soft">${schedule.paused ? 'It is paused.' : 'No firing is planned.'}</p>`}`
      : html`<p class="soft">No schedule runs it.</p>`}<//>
  </section>`;
}

const capital = text => text.charAt(0).toUpperCase() + text.slice(1);
