import { get } from 'app/core/api.js';
import { classes, html } from 'app/core/html.js';
import { useLoad, useNow } from 'app/core/use.js';
import { took } from 'app/core/time.js';
import { ProblemBox } from 'app/parts/basics.js';

const LOOK_EVERY = 700;

export const TEST_STEPS = [['ENVIRONMENT', 'Prepare Python and dbt'], ['PROFILE', 'Write profiles.yml'], ['DBT', 'Connect with dbt debug']];
export const REFRESH_STEPS = [
  ['CHECKOUT', 'Fetch the repository'], ['ENVIRONMENT', 'Prepare Python and dbt'], ['PROFILE', 'Write profiles.yml'],
  ['PACKAGES', 'Install dbt packages', 'where the project names some'], ['PARSE', 'Read the project'], ['COMPILE', 'Compile the SQL'],
];

export const isOver = job => job?.state === 'SUCCESSFUL' || job?.state === 'FAILED';

/** A job that is looked at until it is over. @param path of the job; null for none yet */
export const useJob = path => useLoad(signal => (path ? get(path, {}, signal) : undefined), [path], job => (!path || isOver(job) ? 0 : LOOK_EVERY));

/** How far a job is, step by step. @param loaded of useJob @param steps a list of [id, text, note] */
export function JobSteps({ loaded, steps, label }) {
  const job = loaded.data;
  const over = isOver(job);
  const at = job ? steps.findIndex(([id]) => id === job.step) : -1;
  const stateOf = index => {
    if (job?.state === 'SUCCESSFUL' || index < at) {
      return 'done';
    }
    return index === at ? (job.state === 'FAILED' ? 'failed' : 'now') : 'todo';
  };
  const words = { done: 'done', failed: 'failed', now: 'under way', todo: 'to come' };
  return html`<div class="job">
    <ol class="job-steps" aria-label=${label}>
      ${steps.map(([id, text, note], index) => html`<li key=${id} class=${stateOf(index)}>
        <span class="mark" aria-hidden="true">${stateOf(index) === 'done' ? '✓' : stateOf(index) === 'failed' ? '!' : index + 1}</span>
        <span>${text}${note && html` <span class="fine">${note}</span>`}</span><span class="unseen">: ${words[stateOf(index)]}</span></li>`)}
    </ol>
    <p class="fine" role="status">${over || !job ? '' : job.state === 'RUNNING' ? (steps[at]?.[1] ?? 'Under way') + ' …' : 'Waiting for its turn …'}</p>
    ${job && html`<${Length} job=${job} />`}
    ${loaded.problem && html`<${ProblemBox} problem=${loaded.problem} /><p class="fine" role="status">It is asked again by itself.</p>`}
  </div>`;
}

function Length({ job }) {
  const now = useNow(isOver(job) ? 3_600_000 : 1000);
  const length = (job.finishedAt ? Date.parse(job.finishedAt) : now) - Date.parse(job.requestedAt);
  return html`<p class=${classes('fine', 'job-length')}>${took(Math.max(0, length))}</p>`;
}

/** Why a job failed: what to do, and the tool's own words. */
export const JobFailure = ({ failure }) => html`
  <p class="reason">${failure.message}</p>
  ${failure.detail && html`<details class="more"><summary>In the tool's own words</summary><pre class="detail" tabindex="0">${failure.detail}</pre></details>`}
  <p class="fine"><code>${failure.code}</code></p>`;
