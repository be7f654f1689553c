import { useEffect, useState } from 'preact/hooks';
import { get, newKey, post } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { nameOf } from 'app/core/names.js';
import { useAction, useLoad } from 'app/core/use.js';
import { Age, Button, Facts, ProblemBox } from 'app/parts/basics.js';
import { toast } from 'app/parts/toasts.js';
import { count, listed, shortCommit } from 'app/pages/projects/words.js';

const STEPS = { '': 'Waiting for its turn', CHECKOUT: 'Fetching the commit', ENVIRONMENT: 'Building the Python environment', PROFILE: 'Writing the profile',
  PACKAGES: 'Installing dbt packages', PARSE: 'Reading the models', COMPILE: 'Compiling the models' };
const under = job => job && (job.state === 'QUEUED' || job.state === 'RUNNING');

/** Which commit the models are of, and the button that reads them anew. */
export function Refresh({ id, data, activity, me, now, reload }) {
  const [job, setJob] = useState(null);
  const started = useAction(async () => setJob((await post('/projects/' + id + '/refresh', {}, { key: newKey() })).id));
  const { head } = data;
  return html`<div class="stack tight">
    <${Facts} rows=${[
      ['In the project', count(data.governance.length, 'model')],
      ['Of commit', head.listed && html`<code>${shortCommit(head.listed.commit)}</code>`],
      ['Read', head.listed ? html`<${Age} at=${head.listed.at} now=${now} />` : 'never'],
      ['Last refresh', activity.lastRefresh && activity.lastRefresh.state.toLowerCase()],
    ]} />
    ${job && html`<${Job} key=${job} id=${id} job=${job} onDone=${reload} />`}
    <${ProblemBox} problem=${started.problem} />
    <div class="row"><a href=${'/projects/' + id + '/models'}>Models</a><a href=${'/projects/' + id + '/lineage'}>Lineage</a>
      ${me.can('EDITOR') && html`<${Button} kind="small" busy=${started.busy || under(activity.lastRefresh)} onClick=${started.run}>Refresh models<//>`}</div>
  </div>`;
}

/** A refresh that goes on, and what became of it. */
function Job({ id, job, onDone }) {
  const loaded = useLoad(signal => get('/projects/' + id + '/refreshes/' + job, {}, signal), [job], data => (!data || under(data) ? 700 : 0));
  const state = loaded.data?.state;
  useEffect(() => {
    if (state === 'SUCCESSFUL' || state === 'FAILED') {
      onDone();
      toast(state === 'SUCCESSFUL' ? 'The models were read.' : 'The refresh failed.');
    }
  }, [state]);
  if (!loaded.data) {
    return html`<${ProblemBox} problem=${loaded.problem} />`;
  }
  if (under(loaded.data)) {
    return html`<p class="waiting-text" role="status"><span class="spinner" aria-hidden="true"></span>${STEPS[loaded.data.step] ?? loaded.data.step} …</p>`;
  }
  const { failure, changes } = loaded.data;
  return failure ? html`<${ProblemBox} problem=${{ title: 'The refresh failed', ...failure }} />`
    : html`<p class="note" role="status">${changes && ['added', 'removed', 'changed'].some(kind => changes[kind].count)
      ? ['added', 'removed', 'changed'].filter(kind => changes[kind].count).map(kind => changes[kind].count + ' ' + kind + ': ' + listed(changes[kind].names.map(nameOf))).join(' · ')
      : 'Nothing has changed.'}</p>`;
}

/** What the owner should know: each with where it is mended. */
export function Warnings({ id, data, activity }) {
  const { head, schedules, collections } = data;
  const path = '/projects/' + id;
  const overridden = schedules.filter(schedule => schedule.state === 'OVERRIDDEN');
  const failed = head.failedSince ?? (activity?.lastRefresh?.state === 'FAILED' ? activity.lastRefresh : null);
  const notes = [
    failed && html`<strong>The last refresh failed</strong> <${Age} at=${failed.at} />${failed.message ? ': ' + failed.message : '.'} <code>${failed.code}</code>
      ${head.listed && html` The models below are those of commit <code>${shortCommit(head.listed.commit)}</code>.`} <a href=${path + '/settings'}>Settings</a>`,
    ...schedules.filter(schedule => schedule.warning).map(schedule => html`<a href=${path + '/schedules/' + schedule.id}>Schedule ${schedule.id}</a>: ${schedule.warning}`),
    ...collections.filter(collection => collection.warning).map(collection => html`<a href=${path + '/collections'}>Collection ${collection.name}</a>: ${collection.warning}`),
    overridden.length > 0 && html`<a href=${path + '/schedules'}>${count(overridden.length, 'schedule')}</a>${overridden.length === 1
      ? ' is overridden by later ones and does not fire.' : ' are overridden by later ones and do not fire.'}`,
  ].filter(Boolean);
  return notes.length > 0 && html`<div class="note warn"><ul class="plain-list">${notes.map(note => html`<li>${note}</li>`)}</ul></div>`;
}
