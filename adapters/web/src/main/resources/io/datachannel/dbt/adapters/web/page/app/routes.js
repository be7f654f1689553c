// Every view of the page, by its address. Each is loaded when it is gone to first.
export const routes = [
  { path: '/', section: 'projects', load: () => import('app/pages/projects/projects.js') },
  { path: '/new', section: 'projects', load: () => import('app/pages/setup/wizard.js') },
  { path: '/projects/:id/settings', section: 'projects', load: () => import('app/pages/settings/settings.js') },
  { path: '/account', section: 'account', load: () => import('app/pages/account/account.js') },
  { path: '/account/:tab', section: 'account', load: () => import('app/pages/account/account.js') },
];
