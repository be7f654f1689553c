// How runs are told in words.
import { html } from 'app/core/html.js';
import { callsText } from 'app/parts/steps.js';

export const FINAL = ['SUCCESSFUL', 'PARTIAL SUCCESS', 'FAILED', 'CANCELLED'];

export const STEPS = {
  QUEUED: ['Queue', 'Waiting for its turn'],
  CLAIM: ['Claim', 'Taken from the queue'],
  CHECKOUT: ['Checkout', 'The newest commit of the branch'],
  ENVIRONMENT: ['Environment', 'Python, dbt and the adapter'],
  PROFILE: ['Profile', 'profiles.yml for the warehouse'],
  PACKAGES: ['Packages', 'dbt deps'],
  PARSE: ['Parse', 'What the project consists of'],
  RELATIONS: ['Relations', 'Taking what is written, so that no other run writes it'],
  DBT: ['dbt', 'The run itself'],
  END: ['End', 'Writing down how it ended'],
  STORE: ['Store', 'Log and artifacts go to the storage'],
  STORAGE: ['Store', 'Log and artifacts go to the storage'],
};

/** What a run builds, for example "build · orders, customers and 3 more". */
export function what(run) {
  const names = run.models.map(shortName);
  if (run.modelCount > 0) {
    const more = run.modelCount - 3;
    return callsText(run) + ' · ' + names.slice(0, 3).join(', ') + (more > 0 ? ' and ' + more + ' more' : '');
  }
  return callsText(run) + ' · ' + (run.excludedModelCount > 0 ? 'all models but ' + run.excludedModelCount : 'all models');
}

/** The name in a unique id: model.shop.orders is orders, in test.shop.unique_orders_id.4f2 it is unique_orders_id. */
export function shortName(uniqueId) {
  const parts = uniqueId.split('.');
  return parts.length < 3 ? uniqueId : (parts[0] === 'test' ? parts[2] : parts.slice(2).join('.'));
}

/** Who wanted a run. @param firing of the schedule, where it is known */
export function Trigger({ run, firing }) {
  if (run.retryOf) {
    return html`Retry of <a href=${'/runs/' + run.retryOf}>run ${run.retryOf}</a>`;
  }
  if (run.type === 'SCHEDULED') {
    return firing
      ? html`<a href=${'/projects/' + run.projectId + '/schedules/' + firing.scheduleId}>Schedule ${firing.scheduleId}</a>`
      : 'Schedule';
  }
  return run.reported ? 'Pipeline' : 'By hand';
}

export const TriggerMore = ({ run, firing }) => {
  const text = run.reported ? run.externalId : firing && (firing.schedule.cadence ?? '') + (firing.schedule.timeZone ? ' ' + firing.schedule.timeZone : '');
  return text ? html`<div class="fine clip" title=${text}>${text}</div>` : null;
};

const ORDER = [['succeeded', 'good'], ['warned', 'partial'], ['failed', 'bad'], ['skipped', 'off'], ['untouched', 'still']];

/** How many nodes ended in which way, as a bar and in words. @param total more than that are still to come */
export function Counts({ counts, total = 0 }) {
  if (!counts) {
    return html`<span class="soft">–</span>`;
  }
  const done = ORDER.reduce((sum, [name]) => sum + (counts[name] ?? 0), 0);
  const all = Math.max(total, done, 1);
  const shown = ORDER.filter(([name]) => counts[name] > 0);
  const text = shown.map(([name]) => counts[name] + ' ' + name).join(', ') || 'nothing yet';
  return html`<div class="counts" title=${text}>
    <div class="counts-bar" aria-hidden="true">${shown.map(([name, look]) => html`<i key=${name} class=${look} style=${{ width: counts[name] * 100 / all + '%' }}></i>`)}</div>
    <div class="counts-words">${shown.length ? shown.map(([name, look]) => html`<span key=${name} class=${look}>${counts[name]} ${name}</span>`)
      : html`<span class="soft">nothing yet</span>`}</div>
  </div>`;
}

const MARKS = { SUCCESSFUL: '✓', 'PARTIAL SUCCESS': '◐', FAILED: '✗', CANCELLED: '■', RUNNING: '▶', CANCELLING: '■', QUEUED: '…' };

/** One sign for a status, for the name of a tab. */
export const mark = status => MARKS[status] ?? '';

export const ADVICE = {
  MODEL_FAILED: 'Mend the SQL of the model, push it, and retry from the failure: what succeeded is not built again.',
  TEST_FAILED: 'Look at the rows that the test found: run its compiled SQL in the warehouse.',
  COMPILATION_FAILED: 'dbt could not make SQL of a file. Look at the named file and line, push the change and retry.',
  PARSE_FAILED: 'dbt could not read the project. Run "dbt parse" where you develop; it names the same place.',
  MODEL_MISSING: 'Refresh the project, and take the model out of the schedule or the selection if it is gone for good.',
  NOTHING_SELECTED: 'Refresh the project and select models that it has.',
  WAREHOUSE_UNREACHABLE: 'Test the warehouse under Account: it says whether host, login and network are right.',
  REPOSITORY_ACCESS_DENIED: 'Test the credential under Account, and give it access to this repository.',
  REPOSITORY_NOT_FOUND: 'Compare the address of the repository in the settings of the project.',
  BRANCH_NOT_FOUND: 'Choose a branch that exists, in the settings of the project.',
  ENVIRONMENT_UNRESOLVABLE: 'Compare the dbt version and the requirements file in the settings of the project: these versions do not go together.',
  ENVIRONMENT_BUILD_FAILED: 'Retry the run. If it fails again, look at the traceback, and give it to the operator.',
  PACKAGES_UNRESOLVABLE: 'Look at packages.yml: dbt deps could not get these packages.',
  RUN_TIMED_OUT: 'Give the run more time (its timeout), or find out in the timeline which model takes it.',
  RUN_CANCELLED: 'Run it again when you want to.',
  RUN_LOST: 'The copy of the service that had it went away. Run it again.',
  RUN_QUEUED_AGAIN: 'Nothing to do: the service was stopped, and the run went back to its place in the queue.',
  RUNNER_CRASHED: 'Retry the run. If it crashes again, look at the traceback, and give it to the operator.',
  RUNNER_DISK_FULL: 'Let the models write less, delete file warehouses that are not needed, or ask the operator for more room.',
  RUNNER_OUT_OF_MEMORY: 'Run with fewer threads or fewer models, or ask the operator for more memory.',
  DISK_QUOTA: 'Write less, delete a file warehouse that is not needed any more, or ask the operator for a larger quota.',
  SECRET_UNREADABLE: 'Enter the secret again, under Account.',
};
