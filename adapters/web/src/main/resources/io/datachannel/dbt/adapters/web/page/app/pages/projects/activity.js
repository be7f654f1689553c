import { all, get } from 'app/core/api.js';

/** All projects, each with what happened and what comes next. Where the second is not to be had, the first is shown all the same. */
export async function projectsWithActivity(signal) {
  const [projects, activities] = await Promise.all([
    all('/projects', {}, signal),
    all('/projects/activity', {}, signal).then(items => ({ items }), problem => ({ items: [], problem })),
  ]);
  const byProject = new Map(activities.items.map(item => [item.projectId, item]));
  return { projects: projects.map(project => ({ ...project, activity: byProject.get(project.id) })), problem: activities.problem };
}

/** The activity of one project: the list is in the order of ids, so it is the first one behind the id before. */
export async function activityOf(id, signal) {
  const page = await get('/projects/activity', { limit: 1, after: id > 1 ? id - 1 : undefined }, signal);
  return page.items.find(item => item.projectId === id) ?? { projectId: id, lastRuns: [], underWay: 0 };
}
