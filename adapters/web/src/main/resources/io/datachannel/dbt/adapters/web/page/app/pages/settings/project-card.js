import { useRef, useState } from 'preact/hooks';
import { call } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useLeaveGuard } from 'app/core/router.js';
import { useAction } from 'app/core/use.js';
import { Button } from 'app/parts/basics.js';
import { SelectField } from 'app/parts/forms.js';
import { toast } from 'app/parts/toasts.js';
import { aboutCredential } from 'app/pages/setup/credential-kinds.js';
import { bodyOf, formOf } from 'app/pages/setup/project-form.js';
import { DbtFields, HabitFields, SourceFields, VersionField } from 'app/pages/setup/project-fields.js';
import { FormProblem } from 'app/pages/setup/saving.js';
import { linesOf } from 'app/pages/setup/warehouse-types.js';

/**
 * Where a project comes from, and how dbt is called for it.
 *
 * @param may     whether it can be changed
 * @param onSaved takes the project, its new tag, and whether the change of someone else was overwritten; onAnew shows the newest instead of what was typed
 */
export function ProjectCard({ project, etag, types, versions, warehouses, credentials, may, onSaved, onAnew }) {
  const [form, setForm] = useState(() => formOf(project));
  const kept = useRef(formOf(project));
  const changed = Object.keys(form).filter(name => form[name] !== kept.current[name] && name in kept.current && typeof form[name] !== 'object');
  const dirty = changed.length > 0;
  useLeaveGuard(dirty);
  const change = patch => setForm(before => ({ ...before, ...patch }));
  const save = useAction(async overwrite => {
    const whole = bodyOf(form);
    const body = Object.fromEntries(changed.filter(name => name in whole).map(name => [name, whole[name]]));
    const answer = await call('PATCH', '/projects/' + project.id, { body, ifMatch: overwrite ? '*' : etag });
    kept.current = formOf(answer.data);
    setForm(kept.current);
    onSaved(answer.data, answer.etag, overwrite);
    toast('Saved. The next run and refresh take it.');
  });
  const warehouse = warehouses.find(one => one.id === form.warehouseId);
  const credential = credentials.find(one => one.id === form.credentialId);
  const part = { form, change, problem: save.problem };
  return html`
    <form class="card stack setup-form" data-test="project-card" onSubmit=${event => {
      event.preventDefault();
      save.run(false);
    }}>
      <fieldset class="plain" disabled=${!may}>
        <h2>Repository</h2>
        <${SourceFields} ...${part} credential=${credential} />
        <div class="fields">
          <${SelectField} label="Credential" name="credentialId" value=${String(form.credentialId)} problem=${save.problem} hint="What opens the repository."
            options=${credentials.map(one => [String(one.id), one.name + ' – ' + aboutCredential(one)])} onInput=${value => change({ credentialId: Number(value) })} />
          <${SelectField} label="Warehouse" name="warehouseId" value=${String(form.warehouseId)} problem=${save.problem} hint="Where the models are built."
            options=${warehouses.map(one => [String(one.id), one.name])} onInput=${value => change({ warehouseId: Number(value) })} />
          <${VersionField} ...${part} versions=${versions} lines=${linesOf(types, warehouse)} />
        </div>
        <${HabitFields} ...${part} />
        <h2>How dbt is called</h2>
        <${DbtFields} ...${part} />
      </fieldset>
      ${may && dirty && html`<div class="save-bar">
        <${FormProblem} problem=${save.problem} onReload=${onAnew} onOverwrite=${() => save.run(true)} />
        <div class="foot"><span class="grow soft" role="status">Not saved yet</span>
          <${Button} onClick=${() => {
            save.clear();
            setForm(kept.current);
          }}>Drop the changes<//><${Button} type="submit" kind="primary" busy=${save.busy}>Save<//></div></div>`}
    </form>`;
}
