import { useState } from 'preact/hooks';
import { all, get, post } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useMe } from 'app/core/me.js';
import { useStyle } from 'app/core/style.js';
import { lengthOf } from 'app/core/time.js';
import { useAction, useLoad, useNow } from 'app/core/use.js';
import { Button, Empty, Loaded, ProblemBox, Status, View, Waiting } from 'app/parts/basics.js';
import { ProjectTabs } from 'app/parts/project-tabs.js';
import { toast } from 'app/parts/toasts.js';
import { activityOf } from 'app/pages/projects/activity.js';
import { About, LastRun, NextFirings, RunTable, WhoGoverns } from 'app/pages/projects/overview-parts.js';
import { Refresh, Warnings } from 'app/pages/projects/refresh.js';
import { RunChart } from 'app/pages/projects/run-chart.js';
import { RunDialog } from 'app/pages/projects/run-dialog.js';

const IN_CHART = 50;
const IN_TABLE = 8;

/** What changes seldom: the project, its models, who governs them. */
async function settled(id, signal) {
  const path = '/projects/' + id;
  const [project, head, schedules, governance, collections] = await Promise.all([get(path, {}, signal),
    get(path + '/models', { limit: 1 }, signal), all(path + '/schedules', {}, signal),
    get(path + '/schedules/governance', {}, signal).then(page => page.items), all(path + '/collections', {}, signal)]);
  return { project, head, schedules, governance, collections };
}

async function lively(id, signal) {
  const [activity, runs] = await Promise.all([activityOf(Number(id), signal), get('/runs', { project: id, limit: IN_CHART }, signal)]);
  return { activity, runs: runs.items };
}

/** How a project fares, and what comes next. */
export default function Overview({ id }) {
  const styled = useStyle('style/projects.css');
  const base = useLoad(signal => settled(id, signal), [id], 60000);
  const live = useLoad(signal => lively(id, signal), [id], data => (data?.activity.underWay > 0 ? 2000 : 5000));
  const [running, setRunning] = useState(false);
  const me = useMe();
  const project = base.data?.project;
  return html`
    <${View} title=${project?.name ?? 'Project'} crumbs=${[['Projects', '/']]} tabs=${html`<${ProjectTabs} id=${id} current="" />`}
      actions=${project && html`<${Actions} project=${project} me=${me} reload=${base.reload} onRun=${() => setRunning(true)} />`}>
      ${styled ? html`<${Loaded} loaded=${base}>${data => html`<${Content} id=${id} data=${data} live=${live} me=${me} reload=${base.reload} />`}<//>` : html`<${Waiting} />`}
      ${running && html`<${RunDialog} project=${project} onClose=${() => setRunning(false)} />`}
    <//>`;
}

function Actions({ project, me, reload, onRun }) {
  const paused = project.status === 'PAUSED';
  const pausing = useAction(async () => {
    await post('/projects/' + project.id + (paused ? '/resume' : '/pause'));
    toast(paused ? 'The project goes on: its schedules fire again.' : 'The project is paused: none of its schedules fires.');
    await reload();
  });
  return html`
    <${Status} value=${project.status} />
    ${me.can('EDITOR') && project.status !== 'DELETED' && html`
      <${Button} busy=${pausing.busy} onClick=${pausing.run}>${paused ? 'Resume' : 'Pause'}<//>
      <${Button} kind="primary" onClick=${onRun}>Run now<//>`}
    <${ProblemBox} problem=${pausing.problem} />`;
}

function Content({ id, data, live, me, reload }) {
  const now = useNow(1000);
  return html`
    <${Warnings} id=${id} data=${data} activity=${live.data?.activity} />
    <${Loaded} loaded=${live}>${({ activity, runs }) => {
      const begun = runs.filter(run => lengthOf(run) !== undefined);
      return html`
        <div class="grid-2">
          <section class="card"><h2>Last run</h2><${LastRun} runs=${runs} now=${now} /></section>
          <section class="card"><h2>Next firings</h2><${NextFirings} id=${id} data=${data} me=${me} now=${now} /></section>
        </div>
        ${begun.length > 1 && html`<section class="card"><h2>Length of the last ${begun.length} runs</h2><${RunChart} runs=${begun} /></section>`}
        <div class="grid-2">
          <section class="card"><h2>Who runs the models</h2><${WhoGoverns} id=${id} data=${data} me=${me} /></section>
          <section class="card"><h2>Models</h2><${Refresh} id=${id} data=${data} activity=${activity} me=${me} now=${now} reload=${reload} /></section>
        </div>
        <section class="stack" aria-labelledby="last-runs">
          <div class="row"><h2 id="last-runs" class="grow">Last runs</h2>${runs.length > 0 && html`<a href=${'/runs?project=' + id}>All runs</a>`}</div>
          ${runs.length === 0 ? html`<${Empty} title="Nothing has run yet"><p>Run it now, or set a schedule.</p><//>`
            : html`<${RunTable} runs=${runs.slice(0, IN_TABLE)} now=${now} />`}
        </section>`;
    }}<//>
    <section class="card"><h2>About</h2><${About} project=${data.project} /></section>`;
}
