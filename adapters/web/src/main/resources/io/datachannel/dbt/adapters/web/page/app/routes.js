// Every view of the page, by its address. Each is loaded when it is gone to first.
export const routes = [
  { path: '/', section: 'projects', load: () => import('app/pages/projects/projects.js') },
];
