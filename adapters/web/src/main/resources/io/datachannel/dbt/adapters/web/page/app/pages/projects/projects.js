import { useState } from 'preact/hooks';
import { post } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useMe } from 'app/core/me.js';
import { useStyle } from 'app/core/style.js';
import { ago, briefly, lengthOf, took, when } from 'app/core/time.js';
import { useAction, useLoad, useNow } from 'app/core/use.js';
import { Age, Button, Empty, Loaded, ProblemBox, Status, View, Waiting } from 'app/parts/basics.js';
import { Search } from 'app/parts/forms.js';
import { toast } from 'app/parts/toasts.js';
import { projectsWithActivity } from 'app/pages/projects/activity.js';
import { RunBar } from 'app/pages/projects/run-bar.js';
import { RunDialog } from 'app/pages/projects/run-dialog.js';
import { count, repositoryOf, shortCommit } from 'app/pages/projects/words.js';

const OFTEN = 5000;
const SELDOM = 30000;
const MANY = 200;
const READING = ['QUEUED', 'RUNNING'];

/** All projects of the account, with how they fare. */
export default function Projects() {
  const styled = useStyle('style/projects.css');
  const me = useMe();
  const loaded = useLoad(projectsWithActivity, [], data => (data?.projects.length > MANY ? SELDOM : OFTEN));
  const [words, setWords] = useState('');
  const [running, setRunning] = useState(null);
  const any = loaded.data?.projects.length > 0;
  return html`
    <${View} title="Projects" actions=${any && html`
      <${Search} label="Search projects" value=${words} onInput=${setWords} />
      ${me.can('EDITOR') && html`<a class="button primary" href="/new">New project</a>`}`}>
      ${styled ? html`<${Loaded} loaded=${loaded}>${({ projects, problem }) => html`
        <${ProblemBox} problem=${problem} />
        ${projects.length === 0 ? html`<${None} me=${me} />`
          : html`<${Table} projects=${projects} words=${words} me=${me} reload=${loaded.reload} onRun=${setRunning} />`}`}<//>` : html`<${Waiting} />`}
      ${running && html`<${RunDialog} project=${running} onClose=${() => setRunning(null)} />`}
    <//>`;
}

const None = ({ me }) => html`<${Empty} title="No project yet">
  <p>Bring a dbt project in a git repository and a warehouse; the rest is done here.</p>
  ${me.can('EDITOR') ? html`<a class="button primary" href="/new">Set up the first project</a>`
    : html`<p>Your token may only read. Someone with the role editor can set up a project.</p>`}
<//>`;

function Table({ projects, words, me, reload, onRun }) {
  const now = useNow(1000);
  const wanted = words.trim().toLowerCase();
  const shown = projects.filter(project => [project.name, project.repositoryUrl, project.branch].join(' ').toLowerCase().includes(wanted));
  return html`
    <p class="unseen" role="status">${wanted && shown.length + ' of ' + projects.length + ' projects'}</p>
    ${shown.length === 0 ? html`<${Empty} title="No project matches"><p>None of ${projects.length} has “${words.trim()}” in its name, repository or branch.</p><//>` : html`
    <div class="table-wrap"><table class="stacked projects">
      <thead><tr><th scope="col">Project</th><th scope="col">Last run</th><th scope="col">Last 20 runs</th><th scope="col">Next firing</th>
        <th scope="col"><span class="unseen">Actions</span></th></tr></thead>
      <tbody>${shown.map(project => html`<${Row} key=${project.id} project=${project} me=${me} now=${now} reload=${reload} onRun=${onRun} />`)}</tbody>
    </table></div>`}`;
}

function Row({ project, me, now, reload, onRun }) {
  const activity = project.activity;
  const last = activity?.lastRuns[0];
  const paused = project.status === 'PAUSED';
  const pausing = useAction(async () => {
    await post('/projects/' + project.id + (paused ? '/resume' : '/pause'));
    toast(project.name + (paused ? ' goes on: its schedules fire again.' : ' is paused: none of its schedules fires.'));
    await reload();
  });
  return html`<tr>
    <th scope="row" class="project-name">
      <a class="strong" href=${'/projects/' + project.id}>${project.name}</a> <${Status} value=${project.status} />
      <div class="fine clip" title=${project.repositoryUrl}>${repositoryOf(project.repositoryUrl)}</div>
      <div class="fine"><code>${project.branch}</code>${(activity?.listedCommit ?? last?.commit) && html` at <code>${shortCommit(activity.listedCommit ?? last.commit)}</code>`}
        ${activity?.models !== undefined && ' · ' + count(activity.models, 'model')}${READING.includes(activity?.lastRefresh?.state) && ' · reading the models …'}
        ${activity?.lastRefresh?.state === 'FAILED' && html` · <span class="bad-text">refresh failed</span>`}</div>
    </th>
    <td data-label="Last run">${last ? html`
      <a class="plain" href=${'/runs/' + last.id}><${Status} value=${last.status} /></a>
      <div class="fine"><${Age} at=${last.finishedAt ?? last.startedAt ?? last.queuedAt} now=${now} />${last.startedAt && html` · ${took(lengthOf(last, now))}`}
        ${last.failedCount > 0 && html` · <span class="bad-text">${last.failedCount} failed</span>`}</div>` : html`<span class="fine">${activity ? 'never' : '–'}</span>`}</td>
    <td data-label="Last 20 runs">${activity ? html`<${RunBar} runs=${activity.lastRuns} now=${now} />` : html`<span class="fine">–</span>`}</td>
    <td data-label="Next firing">${activity?.nextFiring && !paused ? html`
      <a class="plain" href=${'/projects/' + project.id + '/schedules/' + activity.nextFiring.scheduleId} title=${when(activity.nextFiring.at)}>${briefly(activity.nextFiring.at)}</a>
      <div class="fine">${ago(activity.nextFiring.at, now)}</div>` : html`<span class="fine">${paused ? 'paused' : activity ? 'none' : '–'}</span>`}</td>
    <td class="row-actions">${me.can('EDITOR') && html`
      <${Button} kind="small" onClick=${() => onRun(project)} aria-label=${'Run ' + project.name + ' now'}>Run now<//>
      <${Button} kind="quiet small" busy=${pausing.busy} onClick=${pausing.run} aria-label=${(paused ? 'Resume ' : 'Pause ') + project.name}>${paused ? 'Resume' : 'Pause'}<//>
      <${ProblemBox} problem=${pausing.problem} />`}</td>
  </tr>`;
}
