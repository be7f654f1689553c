import { get } from 'app/core/api.js';
import { classes, html } from 'app/core/html.js';
import { lengthOf, took } from 'app/core/time.js';
import { useLoad, useNow } from 'app/core/use.js';
import { Age, Status } from 'app/parts/basics.js';
import { stepText } from 'app/parts/steps.js';
import { Counts, STEPS, Trigger, what } from 'app/pages/runs/words.js';

// What the service calls all of a warehouse that one process has to itself.
const WHOLE = 'the whole.warehouse';
const CALLS = { WAITING: 'Waiting', RUNNING: 'Running', NOT_RUN: 'Not run' };
const LOST = {
  connecting: 'Connecting …',
  lost: 'The connection was lost. It is tried again by itself, and goes on where it was.',
  refused: 'The run can not be followed, see above.',
};

/** How it stands with a run, in one look. */
export function Head({ live, errors }) {
  const { run, status, journal, isOver } = live;
  const now = useNow(isOver ? 60000 : 500);
  const tally = journal.counts();
  const counts = isOver && run.counts ? run.counts : {
    succeeded: tally.SUCCEEDED, warned: tally.WARNED, failed: tally.FAILED, skipped: tally.SKIPPED, untouched: tally.UNTOUCHED };
  const firings = useLoad(async signal => run.type === 'SCHEDULED' ? (await get('/runs/' + run.id + '/firings', {}, signal)).items : [], [run.id]);
  const waits = status === 'QUEUED';
  return html`
    <section class="card run-head" aria-label="State of the run">
      <div class="row">
        <span role="status" data-test="run-status"><${Status} value=${status} /></span>
        <strong class="grow wrap">${what(run)}</strong>
        <${Connection} live=${live} />
      </div>
      <dl class="run-facts">
        <div><dt>Asked for</dt><dd><${Trigger} run=${run} firing=${firings.data?.[0]} />, <${Age} at=${run.queuedAt} now=${now} /></dd></div>
        ${run.startedAt && !waits && html`<div><dt>${isOver ? 'Took' : 'Runs for'}</dt><dd class="figure">${took(lengthOf(run, now))}</dd></div>`}
        ${run.commit && html`<div><dt>Commit</dt><dd><code title=${run.commit}>${run.commit.slice(0, 10)}</code></dd></div>`}
        ${run.dbtVersion && html`<div><dt>dbt</dt><dd>${run.dbtVersion}</dd></div>`}
        ${run.attempt > 1 && html`<div><dt>Attempt</dt><dd>${run.attempt}</dd></div>`}
      </dl>
      ${waits && html`<${Place} run=${run} />`}
      ${(journal.nodes.size > 0 || Object.values(run.counts ?? {}).some(Boolean)) && html`<${Progress} live=${live} counts=${counts} running=${tally.RUNNING} />`}
      <${Steps} live=${live} now=${now} />
      ${run.steps?.length > 1 && html`<${Calls} run=${run} now=${now} />`}
      ${isOver && run.failure && html`<div class="problem"><strong>${run.failure.code}</strong><p>${run.failure.message}</p>
        ${errors.length > 0 && html`<a href=${'/runs/' + run.id + '?tab=errors'}>What went wrong</a>`}</div>`}
      ${isOver && !run.failure && status !== 'CANCELLED' && errors.length > 0 && html`<p class="row"><span class="bad-text">${errors.length} ${errors.length === 1 ? 'error' : 'errors'}</span>
        <a href=${'/runs/' + run.id + '?tab=errors'}>What went wrong</a></p>`}
      ${(run.warnings ?? []).map(warning => html`<div class="note warn"><code>${warning.code}</code><p>${warning.message}</p></div>`)}
    </section>`;
}

function Connection({ live }) {
  if (live.isOver && (live.connection === 'live' || live.connection === 'connecting')) {
    return html`<span class="fine" role="status" data-test="connection">Reading the log …</span>`;
  }
  if (live.connection === 'live') {
    return html`<span class="fine live-sign" data-test="connection">live</span>`;
  }
  const text = LOST[live.connection];
  return text ? html`<span class=${classes('fine', live.connection !== 'connecting' && 'bad-text')} role="status" data-test="connection">${text}</span>` : null;
}

function Progress({ live, counts, running }) {
  const done = Object.values(counts).reduce((sum, number) => sum + number, 0);
  const total = live.isOver ? done : Math.max(live.journal.total ?? 0, done + running);
  return html`<div class="run-progress">
    <${Counts} counts=${counts} total=${total} />
    <span class="fine figure" data-test="progress">${live.isOver || !live.journal.total ? done + ' done' : done + ' of ' + total}${running > 0 ? ', ' + running + ' under way' : ''}</span>
  </div>`;
}

/** Why a run is not begun. Its place counts the runs of this account; the accounts take turns besides. */
function Place({ run }) {
  const queue = useLoad(async signal => {
    const { items } = await get('/runs', { status: ['QUEUED', 'RUNNING'], limit: 200, reported: false }, signal);
    return {
      ahead: items.filter(one => one.status === 'QUEUED' && (one.priority < run.priority || (one.priority === run.priority && one.id < run.id))).length,
      running: items.filter(one => one.status === 'RUNNING').length,
    };
  }, [run.id], 3000);
  if (run.reported) {
    return html`<p class="note">Its reporter has not begun it.</p>`;
  }
  if (run.waitsFor) {
    return html`<p class="note" data-test="queue">Waits for <a href=${'/runs/' + run.waitsFor.run}>run ${run.waitsFor.run}</a> to end:
      ${run.waitsFor.relation === WHOLE ? 'only one run at once can have this warehouse open.'
        : html`both write <code>${run.waitsFor.relation}</code>, and no two runs write one relation at once.`}</p>`;
  }
  const { ahead, running } = queue.data ?? { ahead: 0, running: 0 };
  return html`<p class="note" data-test="queue">${ahead > 0 ? ahead + (ahead === 1 ? ' run' : ' runs') + ' of your account go first.' : 'It is the next of your account.'}
    ${' '}${running === 0 ? 'None is under way.' : running + (running === 1 ? ' is' : ' are') + ' under way.'}</p>`;
}

/** The calls of dbt, where there are several. */
const Calls = ({ run, now }) => html`<ol class="calls" aria-label="Calls of dbt" data-test="calls">${run.steps.map(step => html`<li>
  <${Status} value=${step.state} text=${CALLS[step.state]} /><code class="grow wrap">dbt ${stepText(step)}</code>
  <span class="fine figure">${step.startedAt && took(step.tookMs ?? (step.state === 'RUNNING' ? now - Date.parse(step.startedAt) : undefined))}</span></li>`)}</ol>`;

/** The way of the run. The service keeps the times of all steps when it is over; until then its events tell them. */
function Steps({ live, now }) {
  const { run, journal, isOver } = live;
  const told = [...journal.steps.values()];
  const spans = run.timeline ?? told;
  if (spans.length === 0) {
    return null;
  }
  const broken = isOver && told.find(step => step.tookMs === undefined)?.step;
  return html`<ol class="steps" aria-label="Steps" tabindex="0">${spans.map(span => {
    const open = span.tookMs === undefined;
    const bad = broken === span.step;
    const [name, hint] = STEPS[span.step] ?? [span.step, ''];
    return html`<li key=${span.step} class=${classes(bad ? 'bad' : open ? 'open' : 'done')} title=${hint} aria-current=${open && !isOver ? 'step' : undefined}>
      <span>${name}</span>
      <span class="fine figure">${bad && open ? 'broke off' : took(open ? Math.max(0, now - Date.parse(span.startedAt)) : span.tookMs)}</span>
    </li>`;
  })}</ol>`;
}
