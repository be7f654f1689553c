import { useEffect, useRef, useState } from 'preact/hooks';
import { all, call, get, newKey, post } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useAction, useLoad } from 'app/core/use.js';
import { Button, Loaded } from 'app/parts/basics.js';
import { aboutCredential } from 'app/pages/setup/credential-kinds.js';
import { bodyOf, NEW_PROJECT } from 'app/pages/setup/project-form.js';
import { DbtFields, HabitFields, nameOf, SourceFields, standardVersion, VersionField } from 'app/pages/setup/project-fields.js';
import { FormProblem } from 'app/pages/setup/saving.js';
import { isSecretName, VariableRows } from 'app/pages/setup/variable-rows.js';
import { linesOf, TypeSign } from 'app/pages/setup/warehouse-types.js';

const ADVANCED = ['steps', 'projectPath', 'packagesPath', 'command', 'target', 'schema', 'threads', 'timeoutSeconds', 'arguments', 'vars'];

/** Step 3: repository, branch and dbt version; behind "Advanced" the rest. */
export function StepProject({ kept, keep, toStep }) {
  const loaded = useLoad(async signal => {
    const [types, versions, warehouse, credential] = await Promise.all([get('/warehouse-types', {}, signal), get('/dbt-versions', {}, signal),
      get('/warehouses/' + kept.warehouseId, {}, signal), get('/credentials/' + kept.credentialId, {}, signal)]);
    return { versions, warehouse, credential, lines: linesOf(types.items, warehouse) };
  }, [kept.warehouseId, kept.credentialId]);
  return html`<${Loaded} loaded=${loaded}>${data => html`<${Form} ...${data} kept=${kept} keep=${keep} toStep=${toStep} />`}<//>`;
}

function Form({ versions, warehouse, credential, lines, kept, keep, toStep }) {
  const form = { ...NEW_PROJECT, ...kept.project, dbtVersion: versionOf(kept.project?.dbtVersion, versions, lines) };
  const [variables, setVariables] = useState(() => kept.variables ?? []);
  const key = useRef(kept.projectKey ?? newKey());
  const change = patch => keep(before => ({ project: { ...before.project, ...patch } }));
  useEffect(() => keep({ projectKey: key.current }), []);

  const make = useAction(async () => {
    const body = bodyOf({ ...form, name: form.name.trim() || nameOf(form.repositoryUrl), warehouseId: warehouse.id, credentialId: credential.id });
    const project = kept.projectId ? await changed(kept.projectId, body) : await added(body, key);
    keep({ projectId: project.data.id, projectName: project.data.name });
    await setAll(project, variables.filter(row => row.name.trim() !== ''));
    const job = await post('/projects/' + project.data.id + '/refresh', undefined, { key: newKey() });
    keep({ refreshId: job.id });
    toStep(4);
  });
  const advanced = ADVANCED.some(name => form[name] !== NEW_PROJECT[name]) || variables.length > 0;
  const [open] = useState(advanced);
  return html`
    <form class="stack setup-form" data-test="project-form" onSubmit=${event => {
      event.preventDefault();
      make.run();
    }}>
      <p class="chosen"><span><${TypeSign} name=${warehouse.type} />${warehouse.name} <a href="/new?step=1">change</a></span>
        <span>${credential.name} <span class="soft">${aboutCredential(credential)}</span> <a href="/new?step=2">change</a></span></p>
      <${SourceFields} form=${form} change=${change} problem=${make.problem} credential=${credential} named>
        <${VersionField} form=${form} change=${change} problem=${make.problem} versions=${versions} lines=${lines} />
      <//>
      <details class="more" open=${open}><summary>Advanced</summary>
        <${DbtFields} form=${form} change=${change} problem=${make.problem} />
        <${HabitFields} form=${form} change=${change} />
        <${VariableRows} rows=${variables} onRows=${rows => {
          setVariables(rows);
          keep({ variables: rows.map(row => (isSecretName(row.name) ? { name: row.name, value: '' } : row)) });
        }} />
      </details>
      <${FormProblem} problem=${make.problem} />
      ${make.problem?.variable && html`<p class="fine">The project is there; its variable <code>${make.problem.variable}</code> is not. Mend it above and go on.</p>`}
      <div class="foot"><${Button} type="submit" kind="primary" busy=${make.busy}>${kept.projectId ? 'Save and read the models' : 'Create and read the models'}<//></div>
    </form>`;
}

function versionOf(chosen, versions, lines) {
  const fits = chosen && (!lines || lines.some(line => chosen === line || chosen.startsWith(line + '.')));
  return fits ? chosen : standardVersion(versions, lines);
}

const added = (body, key) => call('POST', '/projects', { body: withoutEmpty(body), key: key.current }).catch(problem => {
  key.current = problem.code === 'IDEMPOTENCY_KEY_REUSED' ? newKey() : key.current;
  throw problem;
});

// It was made by this very wizard, which was gone back in: nobody else's change is lost.
const changed = (id, body) => call('PATCH', '/projects/' + id, { body, ifMatch: '*' });

const withoutEmpty = body => Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));

async function setAll(project, rows) {
  const there = await all('/projects/' + project.data.id + '/variables');
  for (const { name } of there.filter(one => !rows.some(row => row.name.trim() === one.name))) {
    await call('DELETE', '/projects/' + project.data.id + '/variables/' + encodeURIComponent(name), { ifMatch: '*' });
  }
  for (const row of rows) {
    const name = row.name.trim();
    if (row.value === '' && isSecretName(name) && there.some(one => one.name === name)) {
      continue;
    }
    await call('PUT', '/projects/' + project.data.id + '/variables/' + encodeURIComponent(name), { body: { value: row.value }, ifMatch: '*' })
      .catch(problem => {
        // Its fields are none of the project's.
        throw Object.assign(problem, { variable: name, field: undefined });
      });
  }
}
