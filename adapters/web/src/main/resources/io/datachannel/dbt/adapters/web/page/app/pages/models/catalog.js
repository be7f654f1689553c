// The models of a project, as its last good refresh found them, and how they are filtered and put into folders.
import { useEffect } from 'preact/hooks';
import { get } from 'app/core/api.js';
import { useLoad } from 'app/core/use.js';

export const KINDS = [['model', 'Models'], ['seed', 'Seeds'], ['snapshot', 'Snapshots']];
export const NO_FILTER = { name: '', kind: '', tag: '', materialized: '' };

/** The project itself; its name is in every head. */
export const useProject = id => useLoad(signal => get('/projects/' + id, {}, signal), [id]);

export const crumbsOf = (id, project, ...more) => [['Projects', '/'], [project?.name ?? 'Project ' + id, '/projects/' + id], ...more];

export const modelPath = (id, uniqueId) => '/projects/' + id + '/models/' + encodeURIComponent(uniqueId);

/** @return all that can be picked, with listed and failedSince as GET /projects/{id}/models has them */
export async function loadCatalog(id, signal) {
  const parts = await Promise.all(KINDS.map(([kind]) => listed(id, kind, signal)));
  return { ...parts[0], items: parts.flatMap(part => part.items) };
}

export const useCatalog = id => useLoad(signal => loadCatalog(id, signal), [id]);

const LOOK_EVERY = 15000;

/** Loads the models again when a refresh has ended that someone else asked for, or the branch. */
export function useFollowed(id, catalog) {
  const seen = useLoad(signal => get('/projects/' + id + '/models', { limit: 1 }, signal), [id], LOOK_EVERY).data;
  const refreshes = data => JSON.stringify([data.listed, data.failedSince]);
  useEffect(() => {
    if (seen && catalog.data && !catalog.loading && refreshes(seen) !== refreshes(catalog.data)) {
      catalog.reload();
    }
  }, [seen]);
}

async function listed(id, resourceType, signal) {
  const first = await get('/projects/' + id + '/models', { resourceType, limit: 200 }, signal);
  const items = first.items;
  for (let after = first.next; after;) {
    const page = await get('/projects/' + id + '/models', { resourceType, limit: 200, after }, signal);
    items.push(...page.items);
    after = page.next;
  }
  return { items, listed: first.listed, failedSince: first.failedSince };
}

export const isFiltered = filter => Object.values(filter).some(Boolean);

export function filtered(models, { name, kind, tag, materialized }) {
  const words = name.toLowerCase().split(/\s+/).filter(Boolean);
  return models.filter(model => (!kind || model.resourceType === kind) && (!tag || model.tags.includes(tag))
    && (!materialized || model.materialized === materialized)
    && words.every(word => (model.name + ' ' + model.path).toLowerCase().includes(word)));
}

/** What the filters offer: only what there is. */
export function choices(models) {
  const sorted = values => [...new Set(values)].filter(Boolean).sort();
  return { kinds: KINDS.filter(([kind]) => models.some(model => model.resourceType === kind)),
    tags: sorted(models.flatMap(model => model.tags)), materializations: sorted(models.map(model => model.materialized)) };
}

/** Folders, each with its folders and models; one that only holds another is one with it. */
export function foldersOf(models) {
  const root = folder('', '');
  for (const model of models) {
    let at = root;
    at.all.push(model.uniqueId);
    const steps = model.path.split('/').slice(0, -1);
    steps.forEach((step, depth) => {
      if (!at.folders.has(step)) {
        at.folders.set(step, folder(step, steps.slice(0, depth + 1).join('/')));
      }
      at = at.folders.get(step);
      at.all.push(model.uniqueId);
    });
    at.models.push(model);
  }
  return [...root.folders.values()].map(joined).sort(byName);
}

const folder = (name, path) => ({ name, path, folders: new Map(), models: [], all: [] });
const byName = (one, other) => one.name.localeCompare(other.name);

function joined(one) {
  const below = [...one.folders.values()].map(joined);
  if (below.length === 1 && one.models.length === 0) {
    return { ...below[0], name: one.name + '/' + below[0].name };
  }
  return { ...one, folders: below.sort(byName), models: one.models.sort(byName) };
}

/** The lines of the tree that are seen. @param isOpen takes a folder and its level */
export function rowsOf(folders, isOpen) {
  const rows = [];
  const add = (level, inside, models) => {
    const size = inside.length + models.length;
    inside.forEach((one, at) => {
      const open = isOpen(one, level);
      rows.push({ id: 'folder:' + one.path, folder: one, level, open, at: at + 1, size });
      if (open) {
        add(level + 1, one.folders, one.models);
      }
    });
    models.forEach((model, at) => rows.push({ id: model.uniqueId, model, level, at: inside.length + at + 1, size }));
  };
  add(1, folders, []);
  return rows;
}
