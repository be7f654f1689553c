import { useState } from 'preact/hooks';
import { call } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useAction, useLoad } from 'app/core/use.js';
import { Button, Loaded } from 'app/parts/basics.js';
import { Confirm } from 'app/parts/confirm.js';
import { Dialog, TextField } from 'app/parts/forms.js';
import { toast } from 'app/parts/toasts.js';
import { FormProblem } from 'app/pages/setup/saving.js';
import { isSecretName, SECRET_PREFIX } from 'app/pages/setup/variable-rows.js';

/** The environment variables of a project; their tag is the project's. @param tagOf the tag after what this page changed itself behind one @param onTag takes a new one */
export function VariablesCard({ project, tagOf, may, onTag }) {
  const path = '/projects/' + project.id + '/variables';
  const loaded = useLoad(async signal => {
    const { data, etag } = await call('GET', path, { signal });
    return { items: data.items, etag };
  }, [project.id]);
  const [asked, setAsked] = useState({});
  const close = () => setAsked({});
  const put = async (name, value, overwrite) => {
    const answer = await call('PUT', path + '/' + encodeURIComponent(name), { body: { value }, ifMatch: overwrite ? '*' : tagOf(loaded.data.etag) });
    loaded.set({ items: answer.data.items, etag: answer.etag });
    if (!overwrite) {
      onTag(answer.etag);
    }
  };
  const remove = async name => {
    const answer = await call('DELETE', path + '/' + encodeURIComponent(name), { ifMatch: '*' });
    loaded.set({ items: answer.data.items, etag: answer.etag });
    onTag(answer.etag);
  };
  return html`<section class="card stack" aria-labelledby="variables-title" data-test="variables-card">
    <div class="row"><h2 id="variables-title" class="grow">Environment variables</h2>${may && loaded.data && html`<${Button} onClick=${() => setAsked({ edit: {} })}>Add a variable<//>`}</div>
    <p class="soft">Every call of dbt sees them, and your code by <code>env_var()</code>. Those that begin with <code>${SECRET_PREFIX}</code> are sealed, and <code>***</code> in logs.</p>
    <${Loaded} loaded=${loaded}>${({ items }) => (items.length === 0 ? html`<p class="soft">None yet.</p>` : html`<div class="table-wrap"><table>
      <thead><tr><th scope="col">Name</th><th scope="col">Value</th><th scope="col"><span class="unseen">Actions</span></th></tr></thead>
      <tbody>${items.map(one => html`<tr key=${one.name}><td class="value"><code>${one.name}</code></td><td class="value">${one.secret ? html`<span class="tag">secret</span>` : html`<code>${one.value}</code>`}</td>
        <td>${may && html`<div class="line-actions"><${Button} kind="small" aria-label=${'Change ' + one.name} onClick=${() => setAsked({ edit: one })}>Change<//>
          <${Button} kind="quiet small" aria-label=${'Remove ' + one.name} onClick=${() => setAsked({ remove: one })}>Remove<//></div>`}</td></tr>`)}</tbody></table></div>`)}<//>
    ${asked.edit && html`<${Edit} variable=${asked.edit} onClose=${close} save=${put} reload=${loaded.reload} />`}
    ${asked.remove && html`<${Confirm} title=${'Remove ' + asked.remove.name + '?'} word="Remove" onClose=${close} action=${async () => {
      await remove(asked.remove.name);
      toast(asked.remove.name + ' is removed.');
    }}><p>Code that reads it without a default will not compile any more.</p><//>`}
  </section>`;
}

function Edit({ variable, onClose, save, reload }) {
  const [name, setName] = useState(variable.name ?? '');
  const [value, setValue] = useState(variable.value ?? '');
  const saving = useAction(async overwrite => {
    await save(name.trim(), value, overwrite);
    toast(name.trim() + ' is saved.');
    onClose();
  });
  const secret = isSecretName(name);
  return html`<${Dialog} title=${variable.name ? 'Change ' + variable.name : 'Add a variable'} onClose=${onClose}>
    <form class="stack" onSubmit=${event => {
      event.preventDefault();
      saving.run(false);
    }}>
      ${!variable.name && html`<${TextField} label="Name" name="name" required value=${name} problem=${saving.problem} placeholder="DBT_REGION" hint=${'DBT_ and then A-Z, 0-9 and _. Begin with ' + SECRET_PREFIX + ' for a secret.'}
        onInput=${text => setName(text.toUpperCase())} />`}
      <${TextField} label="Value" name="value" required type=${secret ? 'password' : 'text'} autocomplete="new-password" value=${value} problem=${saving.problem} hint=${secret ? 'It is never shown again.' : ''} onInput=${setValue} />
      <${FormProblem} problem=${saving.problem} onReload=${() => {
        reload();
        onClose();
      }} onOverwrite=${() => saving.run(true)} />
      <div class="foot"><${Button} onClick=${onClose}>Cancel<//><${Button} type="submit" kind="primary" busy=${saving.busy}>Save<//></div>
    </form><//>`;
}
