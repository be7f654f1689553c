import { useEffect, useRef, useState } from 'preact/hooks';
import { all, post, Problem } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { go } from 'app/core/router.js';
import { useAction, useLoad } from 'app/core/use.js';
import { Button, Loaded, ProblemBox } from 'app/parts/basics.js';
import { Choice, Dialog } from 'app/parts/forms.js';
import { built, PickModels } from 'app/parts/pick-models.js';
import { More } from 'app/pages/projects/more.js';
import { CommandFields, isAtField, MoreFields, NO_WORK, useKey, workBody } from 'app/pages/projects/work.js';

const FOLDED = ['vars', 'arguments', 'threads', 'timeoutSeconds'];
const FIELDS = ['command', 'steps', ...FOLDED];

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
  const fields = useRef(null);
  useEffect(() => {
    fields.current.querySelector('.wrong, .problem')?.scrollIntoView({ block: 'nearest' });
  }, [problem]);
  return html`
    <${Dialog} title=${'Run ' + project.name + ' now'} onClose=${onClose} footer=${html`
      <${Button} onClick=${onClose}>Cancel<//><${Button} kind="primary" busy=${starting.busy} onClick=${starting.run} data-test="start-run">Start the run<//>`}>
      <div class="stack" ref=${fields}>
        <${Choice} label="What is run" value=${kind} onInput=${setKind} options=${[['all', 'All models'], ['some', 'Chosen models']]} />
        ${kind === 'some' && html`<${Pick} project=${project} picked=${picked} onInput=${setPicked} />`}
        <${CommandFields} work=${work} onInput=${change} project=${project} problem=${problem} />
        <${More} title="Variables, arguments, limits" open=${isAtField(problem, FOLDED)}>
          <${MoreFields} work=${work} onInput=${change} project=${project} problem=${problem} /><//>
        ${project.status === 'PAUSED' && html`<p class="note">The project is paused: no schedule fires, but it can be run by hand.</p>`}
        ${!isAtField(problem, FIELDS) && html`<${ProblemBox} problem=${problem} />`}
      </div>
    <//>`;
}

function Pick({ project, picked, onInput }) {
  const loaded = useLoad(signal => all('/projects/' + project.id + '/models', {}, signal), [project.id]);
  return html`<${Loaded} loaded=${loaded}>${models => html`<${PickModels} models=${built(models)} picked=${picked} onInput=${onInput} />`}<//>`;
}
