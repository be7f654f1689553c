import { useEffect, useRef, useState } from 'preact/hooks';
import { call, newKey, post } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useLeaveGuard } from 'app/core/router.js';
import { useAction, useLoad } from 'app/core/use.js';
import { Button, Loaded } from 'app/parts/basics.js';
import { Choice, TextField } from 'app/parts/forms.js';
import { FormProblem } from 'app/pages/setup/saving.js';
import { connectionOf, openValues, SchemaForm } from 'app/pages/setup/schema-form.js';
import { methodOf, TypeSign } from 'app/pages/setup/warehouse-types.js';
import { WarehouseTest } from 'app/pages/setup/warehouse-test.js';

/**
 * Adds a warehouse, or changes one, and tests its connection.
 *
 * @param type    of GET /warehouse-types
 * @param id      of the warehouse, once there is one
 * @param draft   what was typed before, without secrets; @param onDraft is told of it
 * @param onSaved is told the warehouse when it was added
 * @param next    {text, go}: what comes when it works
 * @param guarded whether leaving with unsaved words asks first
 */
export function WarehouseForm({ type, id, draft, onDraft, onSaved, onBack, back, next, guarded = false }) {
  const words = { type, draft, onDraft, onSaved, onBack, back, next, guarded };
  const [asked] = useState(id);
  const loaded = useLoad(async signal => (asked ? call('GET', '/warehouses/' + asked, { signal }) : { data: null }), [asked]);
  return html`<${Loaded} loaded=${loaded}>${({ data, etag }) => html`<${Form} key=${etag ?? 'new'} ...${words} saved=${data} etag=${etag} onReload=${loaded.reload} />`}<//>`;
}

function Form({ type, draft, onDraft, onSaved, onBack, back, next, guarded, saved, etag, onReload }) {
  const [form, setForm] = useState(() => ({ name: type.title, method: type.methods[0].name, values: {}, ...(saved ? formOf(type, saved) : draft) }));
  const [stored, setStored] = useState({ warehouse: saved, etag });
  const [dirty, setDirty] = useState(false);
  const [test, setTest] = useState({});
  const key = useRef(draft?.key ?? newKey());
  const method = methodOf(type, form.method);
  useLeaveGuard(guarded && dirty);
  useEffect(() => onDraft?.({ name: form.name, method: form.method, values: openValues(method, form.values), key: key.current }), [form]);

  const change = patch => {
    setForm(before => ({ ...before, ...patch }));
    setDirty(true);
  };
  const save = useAction(async overwrite => {
    const body = { name: form.name.trim(), type: type.name, connection: connectionOf(type, method, form.values) };
    let answer = { data: stored.warehouse, etag: stored.etag };
    if (!stored.warehouse) {
      answer = await call('POST', '/warehouses', { body, key: key.current }).catch(problem => {
        // The answer of an earlier try was lost, and the words are others now.
        key.current = problem.code === 'IDEMPOTENCY_KEY_REUSED' ? newKey() : key.current;
        throw problem;
      });
    } else if (dirty) {
      answer = await call('PUT', '/warehouses/' + stored.warehouse.id, { body, ifMatch: overwrite ? '*' : stored.etag });
    }
    setStored({ warehouse: answer.data, etag: answer.etag });
    setDirty(false);
    if (!stored.warehouse) {
      onSaved?.(answer.data);
    }
    setTest({ path: null });
    const job = await post('/warehouses/' + answer.data.id + '/test', undefined, { key: newKey() });
    setTest({ path: '/warehouses/' + answer.data.id + '/tests/' + job.id });
  });
  const same = stored.warehouse && (stored.warehouse.connection.method ?? type.methods[0].name) === method.name;
  const kept = same ? stored.warehouse.secretFields : [];

  return html`
    <form class="stack setup-form" data-test="warehouse-form" onSubmit=${event => {
      event.preventDefault();
      save.run(false);
    }}>
      <div class="form-head"><${TypeSign} name=${type.name} title=${type.title} /><h2>${type.title}</h2>
        <${Button} kind="quiet small" onClick=${onBack}>${back}<//></div>
      <div class="fields"><${TextField} label="Name" name="name" required value=${form.name} problem=${save.problem} hint="By which you will find it again."
        onInput=${name => change({ name })} /></div>
      ${type.methods.length > 1 && html`<${Choice} label="How to log in" value=${method.name} options=${type.methods.map(one => [one.name, one.title])}
        onInput=${name => change({ method: name })} />`}
      <${SchemaForm} method=${method} values=${form.values} kept=${kept} problem=${save.problem}
        onInput=${(name, text) => change({ values: { ...form.values, [name]: text } })} />
      <${FormProblem} problem=${save.problem} onReload=${onReload} onOverwrite=${() => save.run(true)} />
      <${WarehouseTest} path=${test.path} stale=${dirty || save.busy}>${(works, testing) => html`
        <div class="foot">
          ${stored.warehouse && !works && !testing && html`<${Button} kind="quiet" disabled=${dirty || save.busy} onClick=${next.go}>${next.text} without a working connection<//>`}
          <${Button} type="submit" kind=${works ? '' : 'primary'} busy=${save.busy}>${stored.warehouse && !dirty ? 'Test again' : 'Save and test'}<//>
          ${works && html`<${Button} kind="primary" onClick=${next.go}>${next.text}<//>`}
        </div>`}<//>
    </form>`;
}

function formOf(type, warehouse) {
  const { method, ...values } = warehouse.connection;
  return { name: warehouse.name, method: methodOf(type, method).name, values };
}
