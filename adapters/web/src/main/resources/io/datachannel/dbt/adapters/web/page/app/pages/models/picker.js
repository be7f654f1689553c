import { useMemo, useState } from 'preact/hooks';
import { html } from 'app/core/html.js';
import { Button, Empty } from 'app/parts/basics.js';
import { Search } from 'app/parts/forms.js';
import { choices, filtered, foldersOf, isFiltered, NO_FILTER, rowsOf } from 'app/pages/models/catalog.js';
import { Tree } from 'app/pages/models/tree.js';

const FEW = 150;

/**
 * The models by folder, with filters.
 *
 * @param picked a Set of unique ids; null where nothing can be picked @param onPicked takes the new Set
 * @param kept   an object in which filter and folders are kept while another view is shown
 */
export function Picker({ label, models, picked, onPicked, onModel, href, kept = {} }) {
  const [filter, setFilter] = useState(kept.filter ?? NO_FILTER);
  const [opened, setOpened] = useState(kept.opened ?? {});
  kept.filter = filter;
  kept.opened = opened;
  const found = useMemo(() => filtered(models, filter), [models, filter]);
  const folders = useMemo(() => foldersOf(found), [found]);
  const rows = useMemo(() => rowsOf(folders, (folder, level) => opened[folder.path] ?? (found.length <= FEW || level === 1)), [folders, opened]);
  const pick = (ids, on) => {
    const next = new Set(picked);
    ids.forEach(one => on ? next.add(one) : next.delete(one));
    onPicked(next);
  };
  const all = open => {
    const next = {};
    const walk = inside => inside.forEach(folder => {
      next[folder.path] = open;
      walk(folder.folders);
    });
    walk(folders);
    setOpened(next);
  };
  return html`
    <div class="picker">
      <${Filters} models=${models} filter=${filter} onFilter=${setFilter} />
      <div class="picker-line fine">
        <span role="status">${found.length === models.length ? counted(models.length) : found.length + ' of ' + counted(models.length)}</span>
        ${picked && found.length > 0 && html`<${Button} kind="quiet small" onClick=${() => pick(found.map(model => model.uniqueId), true)}>Pick ${isFiltered(filter) ? 'these' : 'all'}<//>`}
        ${picked?.size > 0 && html`<${Button} kind="quiet small" onClick=${() => onPicked(new Set())}>Pick none<//>`}
        ${rows.some(row => row.folder) && html`<span class="push"></span><${Button} kind="quiet small" onClick=${() => all(true)}>Open all<//>
          <${Button} kind="quiet small" onClick=${() => all(false)}>Close all<//>`}
      </div>
      ${found.length > 0 ? html`<${Tree} label=${label} rows=${rows} picked=${picked} onPick=${pick} onModel=${onModel} href=${href}
          onOpen=${(path, open) => setOpened({ ...opened, [path]: open })} />`
        : html`<${Empty} title="Nothing fits these filters"><${Button} onClick=${() => setFilter(NO_FILTER)}>Show all<//><//>`}
    </div>`;
}

export const counted = (count, one = 'model') => count + ' ' + one + (count === 1 ? '' : 's');

function Filters({ models, filter, onFilter }) {
  const { kinds, tags, materializations } = useMemo(() => choices(models), [models]);
  const select = (name, label, any, options) => options.length > 1 || filter[name] ? html`
    <select aria-label=${label} value=${filter[name]} onChange=${event => onFilter({ ...filter, [name]: event.target.value })}>
      <option value="" selected=${!filter[name]}>${any}</option>
      ${options.map(([value, text]) => html`<option value=${value} selected=${filter[name] === value}>${text}</option>`)}
    </select>` : null;
  return html`<div class="model-filters" role="search">
    <${Search} label="Search by name or path" value=${filter.name} onInput=${name => onFilter({ ...filter, name })} />
    ${select('kind', 'Kind', 'All kinds', kinds)}
    ${select('materialized', 'Materialization', 'All materializations', materializations.map(one => [one, one]))}
    ${select('tag', 'Tag', 'All tags', tags.map(one => [one, one]))}
    ${isFiltered(filter) && html`<${Button} kind="quiet small" onClick=${() => onFilter(NO_FILTER)}>Clear<//>`}
  </div>`;
}
