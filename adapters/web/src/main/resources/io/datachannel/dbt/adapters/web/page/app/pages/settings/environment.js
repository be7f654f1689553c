import { useEffect, useState } from 'preact/hooks';
import { get, newKey, post } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useAction, useLoad } from 'app/core/use.js';
import { Age, Button, Facts, Loaded, ProblemBox } from 'app/parts/basics.js';
import { Search } from 'app/parts/forms.js';
import { isOver, JobFailure, JobSteps, REFRESH_STEPS, useJob } from 'app/pages/setup/job.js';
import { Outcome } from 'app/pages/setup/saving.js';

/** Which Python packages the project runs with, and how to have newer ones. */
export function EnvironmentCard({ project, may }) {
  const path = '/projects/' + project.id + '/environment';
  const loaded = useLoad(signal => get(path, {}, signal), [project.id]);
  const [jobId, setJobId] = useState(null);
  const job = useJob(jobId ? '/projects/' + project.id + '/refreshes/' + jobId : null);
  const upgrade = useAction(async () => setJobId((await post(path + '/upgrade', undefined, { key: newKey() })).id));
  useEffect(() => {
    if (isOver(job.data)) {
      loaded.reload();
    }
  }, [job.data?.state]);
  const busy = upgrade.busy || (jobId !== null && !isOver(job.data));
  return html`<section class="card stack" aria-labelledby="environment-title" data-test="environment-card">
    <div class="row"><h2 id="environment-title" class="grow">Python environment</h2>${may && html`<${Button} busy=${busy} onClick=${() => upgrade.run()}>Upgrade the packages<//>`}</div>
    <p class="soft">Every package is locked, with its version and hashes. Nothing changes by itself: an upgrade looks for the newest that go together.</p>
    <${ProblemBox} problem=${upgrade.problem} />
    ${jobId && !isOver(job.data) && html`<${JobSteps} loaded=${job} steps=${REFRESH_STEPS} label="The upgrade, step by step" />`}
    ${job.data?.state === 'SUCCESSFUL' && html`<${Outcome} good title="The environment is up to date"><p>The models were read with it.</p><//>`}
    ${job.data?.state === 'FAILED' && html`<${Outcome} title="The environment stays as it was"><${JobFailure} failure=${job.data.failure} /><//>`}
    <${Loaded} loaded=${loaded}>${environment => html`<${Shown} environment=${environment} job=${jobId} />`}<//>
  </section>`;
}

function Shown({ environment, job }) {
  const [words, setWords] = useState('');
  const { current, since, upgrade } = environment;
  if (!current) {
    return html`<p class="soft">None was built yet: the first refresh does it.</p>`;
  }
  const found = current.packages.filter(one => one.name.includes(words.toLowerCase().trim()));
  const version = name => current.packages.find(one => one.name === name)?.version;
  return html`
    <${Facts} rows=${[['Python', current.python], ['dbt-core', version('dbt-core')], ['In use since', since && html`<${Age} at=${since} />`], ['Packages', current.packages.length],
      ['Last upgrade', upgrade && html`<${Age} at=${upgrade.endedAt ?? upgrade.requestedAt} />${upgrade.endedAt ? '' : ' asked for'}`]]} />
    ${!job && upgrade?.failure && html`<div class="note warn"><strong>The last upgrade failed, so the environment stayed as it was.</strong><p>${upgrade.failure.message}</p><code>${upgrade.failure.code}</code></div>`}
    <details class="more"><summary>All packages</summary>
      <${Search} label="Search packages" value=${words} onInput=${setWords} />
      <div class="table-wrap packages" tabindex="0" role="region" aria-label="Packages"><table><thead><tr><th scope="col">Package</th><th scope="col">Version</th></tr></thead>
        <tbody>${found.map(one => html`<tr key=${one.name}><td>${one.name}</td><td><code>${one.version}</code></td></tr>`)}</tbody></table></div>
    </details>`;
}
