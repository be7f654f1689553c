import { useEffect, useState } from 'preact/hooks';
import { newKey, post } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useAction } from 'app/core/use.js';
import { Button, ProblemBox } from 'app/parts/basics.js';
import { JobFailure, JobSteps, TEST_STEPS, useJob } from 'app/pages/setup/job.js';
import { Outcome } from 'app/pages/setup/saving.js';

/**
 * A test under way, or what it showed.
 *
 * @param path  of the job; none yet where it is not set
 * @param stale what was tested is not what stands in the form any more
 * @param children takes whether it works, and whether that is being found out
 */
export function WarehouseTest({ path, stale, children }) {
  const loaded = useJob(path ?? null);
  const job = path && !stale ? loaded.data : null;
  const works = job?.state === 'SUCCESSFUL';
  const testing = Boolean(path) && !stale && !works && job?.state !== 'FAILED';
  return html`
    ${testing && html`<${JobSteps} loaded=${loaded} steps=${TEST_STEPS} label="The test, step by step" />`}
    ${works && html`<${Outcome} good title="The connection works"><p>dbt could log in.</p><//>`}
    ${job?.state === 'FAILED' && html`<${Outcome} title=${TITLES[job.step] ?? 'The test failed'}><${JobFailure} failure=${job.failure} /><//>`}
    ${children(works, testing)}`;
}

const TITLES = { ENVIRONMENT: 'Python and dbt could not be prepared', PROFILE: 'profiles.yml could not be written', DBT: 'dbt could not connect' };

/** Tests a warehouse that is there. @param now whether it begins by itself */
export function TestButton({ id, now = false, children }) {
  const [path, setPath] = useState(null);
  const start = useAction(async () => {
    const job = await post('/warehouses/' + id + '/test', undefined, { key: newKey() });
    setPath('/warehouses/' + id + '/tests/' + job.id);
  });
  useEffect(() => {
    if (now) {
      start.run();
    }
  }, []);
  return html`<div class="stack">
    <${WarehouseTest} path=${path} stale=${start.busy}>${() => html`
      <${ProblemBox} problem=${start.problem} />
      <div class="row"><${Button} busy=${start.busy} onClick=${() => start.run()}>Test the connection<//>${children}</div>`}<//>
  </div>`;
}
