// Every view of the page, by its address. Each is loaded when it is gone to first.
export const routes = [
  { path: '/', section: 'projects', load: () => import('app/pages/projects/projects.js') },
  { path: '/projects/:id', section: 'projects', load: () => import('app/pages/projects/overview.js') },
  { path: '/projects/:id/schedules', section: 'projects', load: () => import('app/pages/schedules/schedules.js') },
  { path: '/projects/:id/schedules/new', section: 'projects', load: () => import('app/pages/schedules/new-schedule.js') },
  { path: '/projects/:id/schedules/governance', section: 'projects', load: () => import('app/pages/schedules/governance.js') },
  { path: '/projects/:id/schedules/:sid', section: 'projects', load: () => import('app/pages/schedules/schedule.js') },
  { path: '/projects/:id/models', section: 'projects', load: () => import('app/pages/models/models.js') },
  { path: '/projects/:id/models/:uid', section: 'projects', load: () => import('app/pages/models/model.js') },
  { path: '/projects/:id/lineage', section: 'projects', load: () => import('app/pages/lineage/lineage.js') },
  { path: '/projects/:id/collections', section: 'projects', load: () => import('app/pages/collections/collections.js') },
  { path: '/projects/:id/collections/new', section: 'projects', load: () => import('app/pages/collections/edit.js') },
  { path: '/projects/:id/collections/:cid', section: 'projects', load: () => import('app/pages/collections/edit.js') },
  { path: '/runs', section: 'runs', load: () => import('app/pages/runs/runs.js') },
  { path: '/runs/:id', section: 'runs', load: () => import('app/pages/runs/run.js') },
];
