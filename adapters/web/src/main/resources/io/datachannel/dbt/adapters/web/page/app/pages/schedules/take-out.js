import { useState } from 'preact/hooks';
import { post } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useAction } from 'app/core/use.js';
import { Button, ProblemBox } from 'app/parts/basics.js';
import { Dialog } from 'app/parts/forms.js';
import { PickModels } from 'app/parts/pick-models.js';
import { toast } from 'app/parts/toasts.js';
import { Preview, usePreview } from 'app/pages/schedules/preview.js';

/** The models that a schedule names, itself or by its collection; of all models none can be taken out. */
export function takeable(schedule, context) {
  const { target } = schedule;
  const collection = context.collections.find(one => one.id === target.collectionId);
  return target.kind === 'MODELS' ? target.models : (collection?.models ?? []).filter(model => !target.without?.includes(model));
}

/** Takes models out of a schedule: they go back to whichever other one covers them. */
export function TakeOut({ id, schedule, context, onClose, onDone }) {
  const [picked, setPicked] = useState([]);
  const path = '/projects/' + id + '/schedules/' + schedule.id + '/take-out';
  const names = takeable(schedule, context);
  const preview = usePreview(picked.length ? signal => post(path, { models: picked }, { query: { dryRun: true }, signal }) : null, picked.join());
  const all = picked.length === names.length;
  const taking = useAction(async () => {
    const left = await post(path, { models: picked });
    toast(left ? 'The models are taken out.' : 'The schedule had no model left, and is deleted.');
    onClose();
    onDone(left);
  });
  return html`<${Dialog} wide title="Take models out" onClose=${onClose} footer=${html`
    <${Button} onClick=${onClose}>Cancel<//><${Button} kind=${all ? 'danger' : 'primary'} busy=${taking.busy} disabled=${picked.length === 0} onClick=${taking.run}>Take out ${picked.length || ''}<//>`}>
    ${schedule.target.kind !== 'MODELS' && html`<p class="soft">The schedule is on a part of the collection from then on; the collection stays as it is.</p>`}
    <div class="grid-2">
      <${PickModels} label="Models" verb="taken out" picked=${picked} onInput=${setPicked}
        models=${names.map(uniqueId => context.models.find(model => model.uniqueId === uniqueId) ?? { uniqueId })} />
      <div class=${preview.busy ? 'stale' : ''}>${preview.data ? html`<${Preview} preview=${preview.data} self=${schedule.id} context=${context} zone=${schedule.timeZone} gone />`
        : html`<p class="soft">Choose models to see who runs them then.</p>`}
        ${all && html`<p class="note warn">These are all of its models: the schedule is deleted.</p>`}</div>
    </div>
    <${ProblemBox} problem=${taking.problem ?? preview.problem} />
  <//>`;
}
