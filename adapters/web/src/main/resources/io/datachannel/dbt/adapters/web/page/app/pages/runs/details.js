import { useState } from 'preact/hooks';
import { get, raw } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { took, when } from 'app/core/time.js';
import { useAction, useLoad } from 'app/core/use.js';
import { Button, Copyable, Facts, ProblemBox } from 'app/parts/basics.js';
import { callsText } from 'app/parts/steps.js';

const ARTIFACTS = ['manifest.json', 'run_results.json', 'sources.json', 'catalog.json'];

/** What the run was made of: its order, its environment, what it left. */
export function Details({ live, project }) {
  const { run } = live;
  const firings = useLoad(async signal => (await get('/runs/' + run.id + '/firings', {}, signal)).items, [run.id, live.isOver]);
  return html`<div class="grid-2">
    <section class="card"><h2>Order</h2><${Facts} rows=${[
      ['Project', html`<a href=${'/projects/' + run.projectId}>${project?.name ?? run.projectId}</a>`],
      ['Command', html`<code>dbt ${callsText(run)}</code>`],
      ['Models', run.modelCount > 0 ? html`<${Names} names=${run.models} />` : run.excludedModelCount > 0 ? 'all but those of other schedules' : 'all'],
      ['Left out', run.excludedModelCount > 0 && html`<${Names} names=${run.excludedModels} />`],
      ['Full refresh', run.fullRefresh ? 'yes' : undefined],
      ['Vars', Object.keys(run.vars).length > 0 && html`<code>${JSON.stringify(run.vars)}</code>`],
      ['Arguments', run.arguments.length > 0 && html`<code>${run.arguments.join(' ')}</code>`],
      ['Threads', run.threads], ['Time limit', took(run.timeoutSeconds * 1000)],
      ['Retry of', run.retryOf && html`<a href=${'/runs/' + run.retryOf}>Run ${run.retryOf}</a>`],
      ['Reported by', run.reported && (run.externalId ?? 'a pipeline')],
    ].filter(([, value]) => value !== false)} /></section>
    <section class="card"><h2>Times</h2><${Facts} rows=${[
      ['Queued', when(run.queuedAt)], ['Started', run.startedAt && when(run.startedAt)], ['Ended', run.finishedAt && when(run.finishedAt)],
      ['Priority', run.priority === 0 ? '0, before scheduled runs' : run.priority], ['Attempt', run.attempt],
    ]} />
    ${firings.data?.length > 0 && html`<h2 class="next">Firings</h2><ul class="plain">${firings.data.map(firing => html`<li key=${firing.id}>
      <a href=${'/projects/' + run.projectId + '/schedules/' + firing.scheduleId}>Schedule ${firing.scheduleId}</a>
      <span class="fine"> planned for ${when(firing.plannedAt)}${firing.outcome !== 'QUEUED' ? ', ' + firing.outcome.toLowerCase().replace('_', ' ') : ''}${firing.result ? ', ' + firing.result.toLowerCase() : ''}</span></li>`)}</ul>`}
    </section>
    <section class="card"><h2>Code and environment</h2>
      ${run.commit || run.dbtVersion ? html`<${Facts} rows=${[
        ['Commit', run.commit && html`<${Copyable} text=${run.commit} />`], ['dbt', run.dbtVersion],
        ['Environment', run.environmentLock && html`<code title=${run.environmentLock.digest}>${run.environmentLock.digest.slice(0, 12)}</code>`],
      ]} />` : html`<p class="soft">Not known${live.isOver ? '' : ' yet'}.</p>`}
      <${Changes} lock=${run.environmentLock} />
      ${run.environmentLock && html`<${Packages} run=${run} />`}
    </section>
    <section class="card"><h2>Files</h2><${Files} live=${live} /></section>
  </div>`;
}

function Names({ names }) {
  const [all, setAll] = useState(false);
  const shown = all ? names : names.slice(0, 10);
  return html`<span class="names">${shown.map(name => html`<code key=${name}>${name}</code> `)}</span>
    ${names.length > shown.length && html`<${Button} kind="quiet small" onClick=${() => setAll(true)}>all ${names.length}<//>`}`;
}

function Changes({ lock }) {
  if (!lock?.comparedWithRun) {
    return null;
  }
  return html`<p class="fine next">Compared with <a href=${'/runs/' + lock.comparedWithRun}>run ${lock.comparedWithRun}</a>, the last good one before it:
    ${lock.changes.length === 0 ? ' nothing has changed.' : ''}</p>
    ${lock.changes.length > 0 && html`<ul class="plain">${lock.changes.map(change => html`<li key=${change.name}><code>${change.name}</code>
      ${' '}${change.before ?? 'new'} → ${change.now ?? 'removed'}</li>`)}</ul>`}`;
}

function Packages({ run }) {
  const [wanted, setWanted] = useState(false);
  const loaded = useLoad(async signal => wanted ? get('/runs/' + run.id + '/environment', {}, signal) : null, [run.id, wanted]);
  if (!wanted) {
    return html`<${Button} kind="quiet small" onClick=${() => setWanted(true)}>All Python packages<//>`;
  }
  return html`<${ProblemBox} problem=${loaded.problem} />${loaded.data && html`<p class="fine">Python ${loaded.data.python}</p>
    <p class="names">${loaded.data.packages.map(one => html`<code key=${one.name}>${one.name} ${one.version}</code> `)}</p>`}`;
}

const HINTS = {
  PENDING: ' They are not in the storage yet; they go there as soon as it answers.',
  LOST: ' Not all of them could be kept: the storage was away for too long, or the copy of the service that had them was lost.'
};

function Files({ live }) {
  const { run } = live;
  const loading = useAction(name => download('/runs/' + run.id + (name === 'dbt.log' ? '/log' : '/artifacts/' + name), 'run-' + run.id + '-' + name));
  const names = live.isOver && !run.reported ? ['dbt.log', ...ARTIFACTS] : ['dbt.log'];
  return html`<p class="fine">dbt writes those that its command makes.${HINTS[run.files?.artifacts] ?? ''}</p>
    <div class="row">${names.map(name => html`<${Button} key=${name} class="small" busy=${loading.busy} onClick=${() => loading.run(name)}>${name}<//>`)}</div>
    <${ProblemBox} problem=${loading.problem?.status === 404 ? { ...loading.problem, title: 'There is no such file', message: loading.problem.message } : loading.problem} />`;
}

/** By a link of the storage itself where it has one; else through this page, since a plain link sends no token. */
export async function download(path, name) {
  const link = await get(path + '/link');
  const anchor = document.createElement('a');
  anchor.download = name;
  if (link.needsToken) {
    const blob = await (await raw('GET', path)).blob();
    anchor.href = URL.createObjectURL(blob);
    setTimeout(() => URL.revokeObjectURL(anchor.href), 60000);
  } else {
    anchor.href = link.url;
    anchor.target = '_blank';
  }
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
}
