import { all, get } from 'app/core/api.js';
import { built } from 'app/parts/pick-models.js';

/** What every view of schedules needs of a project: its other schedules, its collections, and where wanted its models. */
export async function contextOf(id, signal, { models = false } = {}) {
  const path = '/projects/' + id;
  const [project, schedules, collections, nodes] = await Promise.all([get(path, {}, signal), all(path + '/schedules', {}, signal),
    all(path + '/collections', {}, signal), models ? all(path + '/models', {}, signal) : []]);
  return { project, schedules, collections, models: built(nodes) };
}
