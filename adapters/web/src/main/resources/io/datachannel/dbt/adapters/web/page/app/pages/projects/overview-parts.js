import { html } from 'app/core/html.js';
import { nameOf } from 'app/core/names.js';
import { ago, briefly, inZone, lengthOf, took, when } from 'app/core/time.js';
import { Age, Facts, Status } from 'app/parts/basics.js';
import { count, listed, repositoryOf, shortCommit, targetWords } from 'app/pages/projects/words.js';
import { fires, wordsOf } from 'app/pages/schedules/cadence.js';
import { callsText } from 'app/parts/steps.js';

const UNDER_WAY = ['QUEUED', 'RUNNING'];

const what = run => callsText(run) + (run.modelCount > 0 ? ' of ' + listed(run.models.map(name => (name.includes('.') ? nameOf(name) : name)), 2) : ' of all models')
  + (run.excludedModelCount > 0 ? ' but ' + run.excludedModelCount : '') + (run.fullRefresh ? ', full refresh' : '');

const COUNTS = [['succeeded', 'good'], ['warned', 'partial'], ['failed', 'bad'], ['skipped', 'off'], ['untouched', 'off']];

/** How many nodes ended in which way; those of which there are none are left out. */
export const Counts = ({ counts }) => html`<span class="counts">${counts && COUNTS.filter(([name]) => counts[name] > 0)
  .map(([name, look]) => html`<span class=${look}>${counts[name]} ${name}</span>`)}</span>`;

/** The newest that is over, or the one that is under way. */
export function LastRun({ runs, now }) {
  const run = runs[0];
  if (!run) {
    return html`<p class="soft">None yet.</p>`;
  }
  const lasted = lengthOf(run, now);
  return html`<div class="stack tight">
    <div class="row"><${Status} value=${run.status} /><a class="strong" href=${'/runs/' + run.id}>Run ${run.id}</a>
      <span class="soft"><${Age} at=${run.finishedAt ?? run.startedAt ?? run.queuedAt} now=${now} /></span></div>
    <div>${what(run)} ${lasted !== undefined && html`<span class="soft">· ${UNDER_WAY.includes(run.status) ? 'for ' : ''}${took(lasted)}</span>`}</div>
    <${Counts} counts=${run.counts} />
    ${run.failure && html`<p class="bad-text">${run.failure.message}</p>`}
    <div class="fine">${run.type === 'SCHEDULED' ? 'By a schedule' : run.reported ? 'Reported' : 'By hand'}${run.commit && html` · commit <code>${shortCommit(run.commit)}</code>`}
      ${run.waitsFor && html` · waits for <a href=${'/runs/' + run.waitsFor.run}>run ${run.waitsFor.run}</a>`}</div>
  </div>`;
}

export function NextFirings({ id, data, me, now }) {
  const { project, schedules, collections } = data;
  const next = schedules.filter(fires).flatMap(schedule => schedule.nextFirings.map(at => ({ at, schedule })))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at)).slice(0, 5);
  const path = '/projects/' + id + '/schedules';
  if (project.status === 'PAUSED') {
    return html`<p class="soft">The project is paused: none of its schedules fires until it is resumed.</p>`;
  }
  return next.length === 0 ? html`<p class="soft">${schedules.length ? 'No schedule has a next firing.' : 'There is no schedule yet.'}</p>
      ${me.can('EDITOR') && !schedules.length ? html`<a class="button" href=${path + '/new'}>Set a schedule</a>` : html`<a href=${path}>Schedules</a>`}`
    : html`<ul class="plain-list firings">${next.map(({ at, schedule }) => html`<li>
        <span><time datetime=${at} title=${when(at)}>${briefly(at)}</time> <span class="fine">${ago(at, now)}</span>
          ${inZone(at, schedule.timeZone) && html`<span class="fine zone">${inZone(at, schedule.timeZone)}</span>`}</span>
        <a class="clip" href=${path + '/' + schedule.id}>${targetWords(schedule.target, collections)}</a></li>`)}</ul>`;
}

/** How many models each schedule runs. */
export function WhoGoverns({ id, data, me }) {
  const { governance, schedules, collections } = data;
  const path = '/projects/' + id + '/schedules';
  const by = schedule => governance.filter(model => model.scheduleId === schedule?.id).length;
  const rows = [...schedules.map(schedule => ({ schedule, models: by(schedule) })).sort((one, other) => other.models - one.models), { models: by(undefined) }]
    .filter(row => row.models > 0);
  return governance.length === 0 ? html`<p class="soft">The models are not known yet: refresh the project.</p>` : html`
    <ul class="plain-list shares">${rows.map(({ schedule, models }) => html`<li>
      <div class="row"><span class="grow clip">${schedule ? html`<a href=${path + '/' + schedule.id}>${targetWords(schedule.target, collections)}</a>` : 'No schedule'}</span>
        <span class="soft">${count(models, 'model')}</span></div>
      ${schedule && html`<div class="fine">${wordsOf(schedule)}${schedule.paused ? ' · paused' : ''}</div>`}
      <div class="share"><i class=${schedule ? (schedule.paused ? 'off' : 'good') : 'off'} style=${{ width: (100 * models) / governance.length + '%' }}></i></div>
    </li>`)}</ul>
    <div class="row"><a href=${path + '/governance'}>Each model</a>${me.can('EDITOR') && html`<a href=${path + '/new'}>Set a schedule</a>`}</div>`;
}

export const RunTable = ({ runs, now }) => html`
  <div class="table-wrap"><table class="stacked">
    <thead><tr><th scope="col">Run</th><th scope="col">Status</th><th scope="col">What</th><th scope="col">Nodes</th><th scope="col">When</th><th scope="col" class="number">Took</th></tr></thead>
    <tbody>${runs.map(run => html`<tr key=${run.id}>
      <th scope="row"><a class="strong" href=${'/runs/' + run.id}>${run.id}</a></th><td data-label="Status"><${Status} value=${run.status} /></td>
      <td data-label="What">${what(run)}<div class="fine">${run.type === 'SCHEDULED' ? 'by a schedule' : run.reported ? 'reported' : 'by hand'}</div></td>
      <td data-label="Nodes">${run.counts ? html`<${Counts} counts=${run.counts} />` : html`<span class="fine">–</span>`}</td>
      <td data-label="When"><${Age} at=${run.startedAt ?? run.queuedAt} now=${now} /></td>
      <td data-label="Took" class="number">${took(lengthOf(run, now))}</td></tr>`)}</tbody>
  </table></div>`;

export const About = ({ project }) => html`<${Facts} rows=${[
  ['Repository', repositoryOf(project.repositoryUrl)], ['Branch', html`<code>${project.branch}</code>`], ['Folder', project.projectPath && html`<code>${project.projectPath}</code>`],
  ['dbt-core', project.dbtVersion], ['Command', html`<code>dbt ${callsText(project)}</code>`], ['Target', project.target ?? 'prod'],
  ['Schema', project.schema ?? 'the warehouse’s'], ['Threads', project.threads], ['Time limit', took(project.timeoutSeconds * 1000)],
  ['Arguments', project.arguments.length > 0 && html`<code>${project.arguments.join(' ')}</code>`],
  ['Variables', Object.keys(project.vars).length > 0 && html`<code>${JSON.stringify(project.vars)}</code>`],
  ['Reads the branch by itself', project.autoRefresh ? 'yes' : 'no'],
].filter(([, value]) => value !== false)} />`;
