import { useState } from 'preact/hooks';
import { all, call, get } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { go, useLocation } from 'app/core/router.js';
import { useLoad } from 'app/core/use.js';
import { Button, Empty, Loaded } from 'app/parts/basics.js';
import { Confirm } from 'app/parts/confirm.js';
import { Dialog } from 'app/parts/forms.js';
import { toast } from 'app/parts/toasts.js';
import { WarehouseForm } from 'app/pages/setup/warehouse-form.js';
import { TestButton } from 'app/pages/setup/warehouse-test.js';
import { methodOf, placeOf, TypeCards, TypeSign } from 'app/pages/setup/warehouse-types.js';

const LIST = '/account';

/** The warehouses: a list, and the form of one. */
export function WarehousesTab({ me }) {
  const loaded = useLoad(async signal => {
    const [types, warehouses] = await Promise.all([get('/warehouse-types', {}, signal), all('/warehouses', {}, signal)]);
    return { types: types.items, warehouses };
  }, []);
  const { query } = useLocation();
  return html`<${Loaded} loaded=${loaded}>${({ types, warehouses }) => {
    const back = () => {
      go(LIST);
      loaded.reload();
    };
    const edited = warehouses.find(one => one.id === Number(query.get('edit')));
    const type = types.find(one => one.name === (edited?.type ?? query.get('new')));
    if (me.can('EDITOR') && type) {
      return html`<div class="card"><${WarehouseForm} key=${type.name + (edited?.id ?? '')} type=${type} id=${edited?.id} guarded back="All warehouses" onBack=${back}
        next=${{ text: 'Done', go: back }} /></div>`;
    }
    if (me.can('EDITOR') && query.has('new')) {
      return html`<div class="card stack"><div class="form-head"><h2>Which kind of warehouse?</h2><${Button} kind="quiet small" onClick=${back}>All warehouses<//></div>
        <${TypeCards} types=${types} onChoose=${one => go(LIST + '?new=' + one.name)} /></div>`;
    }
    return html`<${List} types=${types} warehouses=${warehouses} editor=${me.can('EDITOR')} reload=${loaded.reload} />`;
  }}<//>`;
}

function List({ types, warehouses, editor, reload }) {
  const [asked, setAsked] = useState({});
  const add = editor && html`<a class="button primary" href=${LIST + '?new'}>Add a warehouse</a>`;
  if (warehouses.length === 0) {
    return html`<${Empty} title="No warehouse yet"><p>A warehouse is where dbt builds the models of your projects.</p>${add}<//>`;
  }
  const close = () => setAsked({});
  return html`
    <div class="row"><p class="grow soft">Where dbt builds the models. Secrets are sealed, and never shown again.</p>${add}</div>
    <div class="table-wrap"><table data-test="warehouses">
      <thead><tr><th scope="col">Warehouse</th><th scope="col">Type</th><th scope="col">Where</th><th scope="col"><span class="unseen">Actions</span></th></tr></thead>
      <tbody>${warehouses.map(one => html`<tr key=${one.id}>
        <td><span class="named"><${TypeSign} name=${one.type} /><strong class="value">${one.name}</strong></span></td>
        <td>${titleOf(types, one)}</td><td class="value">${placeOf(one)}</td>
        <td>${editor && html`<div class="line-actions">
          <${Button} kind="small" aria-label=${'Test ' + one.name} onClick=${() => setAsked({ test: one })}>Test<//>
          <a class="button small" aria-label=${'Edit ' + one.name} href=${LIST + '?edit=' + one.id}>Edit</a>
          <${Button} kind="quiet small" aria-label=${'Delete ' + one.name} onClick=${() => setAsked({ remove: one })}>Delete<//></div>`}</td></tr>`)}</tbody>
    </table></div>
    ${asked.test && html`<${Dialog} title=${'Test ' + asked.test.name} onClose=${close}><${TestButton} id=${asked.test.id} now /><//>`}
    ${asked.remove && html`<${Confirm} title=${'Delete ' + asked.remove.name + '?'} word="Delete" onClose=${close} action=${async () => {
      await call('DELETE', '/warehouses/' + asked.remove.id, { ifMatch: '*' });
      toast('The warehouse “' + asked.remove.name + '” is deleted.');
      reload();
    }}><p>Its connection and secrets are forgotten. What dbt built in it stays. A warehouse that projects use cannot be deleted.</p><//>`}`;
}

function titleOf(types, warehouse) {
  const type = types.find(one => one.name === warehouse.type);
  return type ? html`${type.title}${type.methods.length > 1 && html`<div class="fine">${methodOf(type, warehouse.connection.method).title}</div>`}` : warehouse.type;
}
