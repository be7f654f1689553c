import { useState } from 'preact/hooks';
import { all, post, Problem } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { go } from 'app/core/router.js';
import { useAction, useLoad } from 'app/core/use.js';
import { Button, Loaded, ProblemBox } from 'app/parts/basics.js';
import { Choice, Dialog } from 'app/parts/forms.js';
import { built, PickModels } from 'app/parts/pick-models.js';
import { CommandFields, isAtField, MoreFields, NO_WORK, useKey, workBody } from 'app/pages/projects/work.js';

const FIELDS = ['command', 'vars', 'arguments', 'threads', 'timeoutSeconds'];

/** Starts a run of a project by hand, and goes to it. @param models unique_ids that are picked at first */
export function RunDialog({ project, models = [], onClose }) {
  const [kind, setKind] = useState(models.length ? 'some' : 'all');
  const [picked, setPicked] = useState(models);
  const [work, setWork] = useState(NO_WORK);
  const keyOf = useKey();
  const change = part => setWork(before => ({ ...before, ...part }));
  const starting = useAction(async () => {
    if (kind === 'some' && picked.length === 0) {
      throw new Problem(400, { code: 'FIELD_REQUIRED', field: 'models', title: 'No model is picked', detail: 'Pick at least one model, or run all of them.' });
    }
    const body = { ...workBody(work), models: kind === 'some' ? picked : undefined };
    const run = await post('/projects/' + project.id + '/runs', body, { key: keyOf(body) });
    onClose();
    go('/runs/' + run.id);
  });
  const { problem } = starting;
  return html`
    <${Dialog} title=${'Run ' + project.name + ' now'} onClose=${onClose} footer=${html`
      <${Button} onClick=${onClose}>Cancel<//><${Button} kind="primary" busy=${starting.busy} onClick=${starting.run} data-test="start-run">Start the run<//>`}>
      <${Choice} label="What is run" value=${kind} onInput=${setKind} options=${[['all', 'All models'], ['some', 'Chosen models']]} />
      ${kind === 'some' && html`<${Pick} project=${project} picked=${picked} onInput=${setPicked} />`}
      <${CommandFields} work=${work} onInput=${change} project=${project} problem=${problem} />
      <details class="more" open=${problem && isAtField(problem, FIELDS) ? true : undefined}><summary>Variables, arguments, limits</summary>
        <div class="stack"><${MoreFields} work=${work} onInput=${change} project=${project} problem=${problem} /></div></details>
      ${project.status === 'PAUSED' && html`<p class="note">The project is paused: no schedule fires, but it can be run by hand.</p>`}
      ${!isAtField(problem, FIELDS) && html`<${ProblemBox} problem=${problem} />`}
    <//>`;
}

function Pick({ project, picked, onInput }) {
  const loaded = useLoad(signal => all('/projects/' + project.id + '/models', {}, signal), [project.id]);
  return html`<${Loaded} loaded=${loaded}>${models => html`<${PickModels} models=${built(models)} picked=${picked} onInput=${onInput} />`}<//>`;
}
