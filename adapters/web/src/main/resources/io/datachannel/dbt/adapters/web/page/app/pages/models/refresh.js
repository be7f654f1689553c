import { useEffect, useRef, useState } from 'preact/hooks';
import { get, newKey, post } from 'app/core/api.js';
import { classes, html } from 'app/core/html.js';
import { useAction, useLoad } from 'app/core/use.js';
import { took } from 'app/core/time.js';
import { Button, ProblemBox, Waiting } from 'app/parts/basics.js';
import { counted } from 'app/pages/models/picker.js';
import { modelPath } from 'app/pages/models/catalog.js';

const STEPS = [['CHECKOUT', 'Fetch the newest commit'], ['ENVIRONMENT', 'Prepare Python and dbt'], ['PROFILE', 'Write the profile'],
  ['PACKAGES', 'Install packages'], ['PARSE', 'Read the project'], ['COMPILE', 'Compile the SQL']];
const EVERY = 600;
const isUnderWay = job => job?.state === 'QUEUED' || job?.state === 'RUNNING';
const keptAt = id => 'refresh-' + id;

/** The job that this tab asked for last, also after the page was loaded anew; and how to ask for one. */
export function useRefresh(id) {
  const [job, setJob] = useState(() => Number(sessionStorage.getItem(keptAt(id))) || null);
  const key = useRef(newKey());
  const keep = next => {
    next ? sessionStorage.setItem(keptAt(id), next) : sessionStorage.removeItem(keptAt(id));
    setJob(next);
  };
  const asking = useAction(async () => {
    const asked = await post('/projects/' + id + '/refresh', {}, { key: key.current });
    key.current = newKey();
    keep(asked.id);
  });
  return { job, asking, close: () => keep(null) };
}

/** A refresh from its request to what it changed. @param onModels is called when the list of models was replaced */
export function RefreshPanel({ id, job, onModels, onState, onClose }) {
  const loaded = useLoad(signal => get('/projects/' + id + '/refreshes/' + job, {}, signal), [id, job], data => !data || isUnderWay(data) ? EVERY : 0);
  const data = loaded.data;
  const seen = useRef(isUnderWay(data));
  useEffect(() => {
    if (isUnderWay(data)) {
      seen.current = true;
    }
    onState(isUnderWay(data));
    if (seen.current && data && (data.changes || !isUnderWay(data))) {
      onModels();
    }
  }, [data?.state, Boolean(data?.changes)]);
  useEffect(() => {
    // One of another database, or purged.
    if (loaded.problem?.status === 404) {
      onClose();
    }
  }, [loaded.problem]);
  if (!data) {
    return loaded.problem ? html`<${ProblemBox} problem=${loaded.problem} retry=${loaded.reload} />` : html`<${Waiting} text="Asking for the refresh …" />`;
  }
  return html`<section class="card refresh" aria-label="Refresh" data-test="refresh">
    ${isUnderWay(data) ? html`<${Progress} job=${data} />` : data.state === 'SUCCESSFUL' ? html`<${Changes} id=${id} job=${data} />` : html`<${Failed} job=${data} />`}
    ${!isUnderWay(data) && html`<button type="button" class="button quiet small refresh-close" aria-label="Close what the refresh tells" onClick=${onClose}>✕</button>`}
  </section>`;
}

function Progress({ job }) {
  const at = STEPS.findIndex(([step]) => step === job.step);
  return html`<h2>${job.state === 'QUEUED' ? 'The refresh waits for its turn …' : 'Refreshing …'}</h2>
    <p class="unseen" role="status">${STEPS[at]?.[1]}</p>
    <ol class="refresh-steps">${STEPS.map(([step, text], index) => html`
      <li key=${step} class=${classes(index < at && 'done', index === at && 'now')} aria-current=${index === at ? 'step' : undefined}>
        ${index === at ? html`<span class="spinner" aria-hidden="true"></span>` : html`<span aria-hidden="true">${index < at ? '✓' : '○'}</span>`} ${text}</li>`)}</ol>`;
}

const length = job => took(Date.parse(job.finishedAt) - Date.parse(job.requestedAt));

function Failed({ job }) {
  const failure = job.failure ?? { code: 'INTERNAL', message: 'It is not known why.', detail: '' };
  return html`<h2 role="alert"><span class="status bad">Refresh failed</span></h2>
    <p>${failure.message}</p>
    <p class="fine"><code>${failure.code}</code> at step “${STEPS.find(([step]) => step === job.step)?.[1] ?? job.step}” after ${length(job)}. The list of models stays as it was.</p>
    ${failure.detail && html`<details><summary>All that it said</summary><pre class="refresh-detail" tabindex="0">${failure.detail}</pre></details>`}`;
}

function Changes({ id, job }) {
  const { added, removed, changed, schedules } = job.changes ?? { added: NONE, removed: NONE, changed: NONE, schedules: [] };
  const nothing = added.count + removed.count + changed.count === 0;
  return html`<h2 role="status"><span class="status good">Refreshed</span> ${nothing ? 'Nothing has changed' : ''}</h2>
    <p class="fine">${counted(job.modelCount ?? 0, 'node')} with tests, at commit <code>${job.commit?.slice(0, 8)}</code>, in ${length(job)}.</p>
    <div class="diffs">
      <${Names} id=${id} look="good" sign="+" word="added" names=${added} linked />
      <${Names} id=${id} look="bad" sign="−" word="removed" names=${removed} />
      <${Names} id=${id} look="partial" sign="~" word="changed" names=${changed} linked />
    </div>
    ${schedules.map(schedule => html`<p key=${schedule.id}><a href=${'/projects/' + id + '/schedules/' + schedule.id}>Schedule ${schedule.id}</a>
      ${schedule.gained.count > 0 && ' governs ' + counted(schedule.gained.count, 'new model')}${schedule.gained.count > 0 && schedule.lost.count > 0 && ','}
      ${schedule.lost.count > 0 && ' lost ' + counted(schedule.lost.count)}.</p>`)}`;
}

const NONE = { count: 0, names: [] };

const Names = ({ id, look, sign, word, names, linked }) => names.count > 0 ? html`
  <details class="diff" open=${names.count <= 8}>
    <summary><span class=${'diff-count ' + look}>${sign}${names.count}</span> ${word}</summary>
    <ul>${names.names.map(name => html`<li key=${name}>${linked ? html`<a href=${modelPath(id, name)}>${name}</a>` : name}</li>`)}
      ${names.count > names.names.length && html`<li class="fine">and ${names.count - names.names.length} more</li>`}</ul>
  </details>` : null;

/** Asks for a refresh. */
export const RefreshButton = ({ refresh, busy, kind }) => html`
  <${Button} kind=${kind} busy=${busy || refresh.asking.busy} onClick=${refresh.asking.run}>Refresh<//>`;
