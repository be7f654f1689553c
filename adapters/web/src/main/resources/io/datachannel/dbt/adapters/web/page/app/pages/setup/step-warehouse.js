import { useEffect } from 'preact/hooks';
import { all, get } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useLoad } from 'app/core/use.js';
import { Button, Loaded } from 'app/parts/basics.js';
import { RadioCards } from 'app/pages/setup/radio-cards.js';
import { WarehouseForm } from 'app/pages/setup/warehouse-form.js';
import { TestButton } from 'app/pages/setup/warehouse-test.js';
import { placeOf, TypeCards, TypeSign } from 'app/pages/setup/warehouse-types.js';

/** Step 1: a warehouse that is there, or a new one. */
export function StepWarehouse({ kept, keep, toStep }) {
  const loaded = useLoad(async signal => ({
    types: (await get('/warehouse-types', {}, signal)).items, warehouses: await all('/warehouses', {}, signal),
  }), []);
  return html`<${Loaded} loaded=${loaded}>${data => html`<${Choose} ...${data} kept=${kept} keep=${keep} toStep=${toStep} reload=${loaded.reload} />`}<//>`;
}

function Choose({ types, warehouses, kept, keep, toStep, reload }) {
  const form = kept.warehouse;
  const chosen = warehouses.find(one => one.id === kept.warehouseId);
  useEffect(() => {
    if (kept.warehouseId && !chosen && !form) {
      keep({ warehouseId: undefined });
    }
  }, [chosen, form]);
  const type = types.find(one => one.name === form?.type);
  if (type) {
    return html`<${WarehouseForm} key=${type.name} type=${type} id=${form.id} draft=${form.draft}
      onDraft=${draft => keep(before => ({ warehouse: { ...before.warehouse, draft } }))}
      onSaved=${saved => {
        keep(before => ({ warehouseId: saved.id, warehouse: { ...before.warehouse, id: saved.id } }));
        reload();
      }}
      back=${form.id ? 'All warehouses' : 'Choose another type'} onBack=${() => {
        keep({ warehouse: undefined });
        reload();
      }}
      next=${{ text: 'Continue', go: () => toStep(2) }} />`;
  }
  const add = html`<${TypeCards} types=${types} onChoose=${one => keep({ warehouse: { type: one.name } })} />`;
  if (warehouses.length === 0) {
    return html`<p>Which kind of warehouse do you have?</p>${add}`;
  }
  return html`
    <${RadioCards} label="Use one that you have" value=${chosen?.id} onInput=${id => keep({ warehouseId: id })} options=${warehouses.map(one => ({
      value: one.id, title: one.name, text: placeOf(one), sign: html`<${TypeSign} name=${one.type} />`, test: 'warehouse-' + one.id,
    }))} />
    ${chosen && html`<${TestButton} key=${chosen.id} id=${chosen.id}>
      <${Button} onClick=${() => keep({ warehouse: { type: chosen.type, id: chosen.id } })}>Edit<//>
      <span class="grow"></span><${Button} kind="primary" onClick=${() => toStep(2)}>Continue<//>
    <//>`}
    <h3 class="or">${chosen ? 'Or add' : 'Add'} another one</h3>${add}`;
}
