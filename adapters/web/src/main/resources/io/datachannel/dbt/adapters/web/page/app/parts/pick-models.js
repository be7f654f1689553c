import { useState } from 'preact/hooks';
import { html } from 'app/core/html.js';
import { nameOf } from 'app/core/names.js';
import { Button } from 'app/parts/basics.js';
import { Search } from 'app/parts/forms.js';

const MOST = 200;
const BUILT = ['model', 'seed', 'snapshot'];

/** Of all nodes of a project those that a run or a schedule can name; tests go with their models. */
export const built = nodes => nodes.filter(node => BUILT.includes(node.resourceType));

/**
 * Picks some of many models by search and checkboxes.
 *
 * @param models  a list of {uniqueId, path?, resourceType?} @param picked a list of unique_ids, also of models that are gone
 * @param onInput takes the unique_ids that are picked then
 */
export function PickModels({ models, picked, onInput, label = 'Models', verb = 'picked' }) {
  const [words, setWords] = useState('');
  const chosen = new Set(picked);
  const known = new Set(models.map(model => model.uniqueId));
  const all = [...picked.filter(id => !known.has(id)).map(uniqueId => ({ uniqueId, gone: true })), ...models];
  const wanted = words.trim().toLowerCase();
  const matching = all.filter(model => (model.uniqueId + ' ' + (model.path ?? '')).toLowerCase().includes(wanted));
  const toggle = (ids, on) => {
    const next = new Set(picked);
    ids.forEach(id => (on ? next.add(id) : next.delete(id)));
    onInput([...next]);
  };
  const every = matching.length > 0 && matching.every(model => chosen.has(model.uniqueId));
  return html`
    <fieldset class="pick">
      <legend>${label} <span class="soft" role="status">${picked.length} of ${models.length} ${verb}</span></legend>
      <div class="row"><div class="grow"><${Search} label="Search models by name or folder" value=${words} onInput=${setWords} /></div>
        ${matching.length > 0 && html`<${Button} kind="quiet small" onClick=${() => toggle(matching.map(model => model.uniqueId), !every)}>
          ${(every ? 'None' : 'All') + (wanted ? ' of these ' + matching.length : '')}<//>`}</div>
      <ul tabindex="-1">
        ${matching.slice(0, MOST).map(model => html`<li key=${model.uniqueId}><label>
          <input type="checkbox" checked=${chosen.has(model.uniqueId)} onChange=${event => toggle([model.uniqueId], event.target.checked)} />
          <span class="pick-name">${nameOf(model.uniqueId)}</span>
          <span class="fine clip">${model.gone ? 'not in the project any more' : (model.resourceType && model.resourceType !== 'model' ? model.resourceType + ' · ' : '') + (model.path ?? '')}</span>
        </label></li>`)}
        ${matching.length === 0 && html`<li class="fine">${all.length === 0 ? 'The project has no models yet: refresh it first.' : 'No model matches.'}</li>`}
        ${matching.length > MOST && html`<li class="fine">… and ${matching.length - MOST} more. Search to narrow them down.</li>`}
      </ul>
    </fieldset>`;
}
