import { useEffect } from 'preact/hooks';
import { get, newKey, post } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { go } from 'app/core/router.js';
import { useAction, useLoad } from 'app/core/use.js';
import { Button, ProblemBox } from 'app/parts/basics.js';
import { JobFailure, JobSteps, REFRESH_STEPS, useJob } from 'app/pages/setup/job.js';
import { Outcome } from 'app/pages/setup/saving.js';

const SHOWN = 12;

/** Step 4: the models are read, while one looks; then what to do with them. */
export function StepRefresh({ kept, keep, toStep }) {
  const project = '/projects/' + kept.projectId;
  const loaded = useJob(kept.refreshId ? project + '/refreshes/' + kept.refreshId : null);
  const again = useAction(async () => {
    const job = await post(project + '/refresh', undefined, { key: newKey() });
    keep({ refreshId: job.id, done: false });
  });
  const job = loaded.data;
  useEffect(() => {
    if (job?.state === 'SUCCESSFUL') {
      keep({ done: true });
    }
  }, [job?.state]);
  if (!kept.refreshId) {
    return html`<p>The project is there. Its models have not been read yet.</p><${ProblemBox} problem=${again.problem} />
      <div class="foot"><${Button} kind="primary" busy=${again.busy} onClick=${() => again.run()}>Read the models<//></div>`;
  }
  if (job?.state === 'SUCCESSFUL') {
    return html`<${Done} project=${project} name=${kept.projectName} job=${job} />`;
  }
  return html`
    ${!job && loaded.problem?.status === 404 ? html`<${ProblemBox} problem=${loaded.problem} />` : html`<${JobSteps} loaded=${loaded} steps=${REFRESH_STEPS} label="Reading the models, step by step" />`}
    ${job?.state === 'FAILED' ? html`
      <${Outcome} title="The models could not be read"><${JobFailure} failure=${job.failure} /><//>
      <${ProblemBox} problem=${again.problem} />
      <div class="foot"><${Button} onClick=${() => toStep(3)}>Change the project<//><${Button} kind="primary" busy=${again.busy} onClick=${() => again.run()}>Try again<//></div>`
      : html`<p class="fine">You can leave this page: it goes on, and the project is in the list. The first time takes longest, since Python and dbt are installed.</p>`}`;
}

function Done({ project, name, job }) {
  const models = useLoad(signal => get(project + '/models', { limit: SHOWN, resourceType: 'model' }, signal), [project]);
  const run = useAction(async () => {
    const started = await post(project + '/runs', {}, { key: newKey() });
    go('/runs/' + started.id);
  });
  const none = job.modelCount === 0;
  return html`
    <${Outcome} good=${!none} title=${none ? 'The project was read, and has no models' : name + ' is ready'}>
      <p>${none ? 'Look whether the project path and the branch are right.' : html`<strong>${job.modelCount}</strong> ${job.modelCount === 1 ? 'node was' : 'nodes were'} found: models, seeds, snapshots and tests, at commit <code>${job.commit?.slice(0, 8)}</code>.`}</p><//>
    <${ProblemBox} problem=${models.problem} retry=${models.reload} />
    ${models.data?.items.length > 0 && html`<ul class="model-list" aria-label="Models">${models.data.items.map(model => html`<li key=${model.uniqueId}><strong>${model.name}</strong>
      <span class="fine">${model.path}</span></li>`)}${models.data.next && html`<li><a href=${project + '/models'}>… all models</a></li>`}</ul>`}
    <h3>What next?</h3>
    <${ProblemBox} problem=${run.problem} />
    <ul class="next-cards">
      <li><button type="button" class="kind-card primary" data-test="run-now" disabled=${run.busy || none} onClick=${() => run.run()}><strong>Run it now</strong><span class="fine">Builds all models, and shows it live.</span></button></li>
      <li><a class="kind-card" href=${project + '/schedules'}><strong>Set a schedule</strong><span class="fine">For all models, some, or a collection.</span></a></li>
      <li><a class="kind-card" href=${project}><strong>Open the project</strong><span class="fine">Its models, runs and settings.</span></a></li>
    </ul>`;
}
