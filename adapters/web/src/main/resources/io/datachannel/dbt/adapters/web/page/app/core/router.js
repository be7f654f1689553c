import { useEffect, useState } from 'preact/hooks';

const listeners = new Set();
const guards = new Set();
const here = () => location.pathname + location.search;
let shown = here();

const mayLeave = () => [...guards].every(guard => guard());

function moved() {
  shown = here();
  listeners.forEach(listener => listener());
}

/** Shows another view. @param replace whether the back button passes over the one of now */
export function go(to, { replace = false } = {}) {
  if (!mayLeave()) {
    return;
  }
  history[replace ? 'replaceState' : 'pushState'](null, '', to);
  moved();
}

/** Where the page is: the path, and the words of its query. */
export function useLocation() {
  const [, again] = useState(0);
  useEffect(() => {
    const listener = () => again(count => count + 1);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, []);
  return { path: location.pathname, query: new URLSearchParams(location.search) };
}

/** Asks before the user leaves a form with what was not saved. */
export function useLeaveGuard(changed) {
  useEffect(() => {
    if (!changed) {
      return undefined;
    }
    const guard = () => confirm('Leave this page? What you have changed is not saved.');
    const unload = event => event.preventDefault();
    guards.add(guard);
    addEventListener('beforeunload', unload);
    return () => {
      guards.delete(guard);
      removeEventListener('beforeunload', unload);
    };
  }, [changed]);
}

/** The route of a path, and what its :names stand for. */
export function match(routes, path) {
  for (const route of routes) {
    const names = [];
    const pattern = route.path.replace(/:(\w+)/g, (_, name) => {
      names.push(name);
      return '([^/]+)';
    });
    const found = new RegExp('^' + pattern + '/?$').exec(path);
    if (found) {
      return { route, params: Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(found[at + 1])])) };
    }
  }
  return null;
}

// Back and forward: the browser has moved already when it tells, so whoever stays gets the address again that is shown.
addEventListener('popstate', () => {
  if (here() === shown) {
    return;
  }
  if (mayLeave()) {
    moved();
  } else {
    history.pushState(null, '', shown);
  }
});

// Links within the page do not load it anew; a click that asks for another tab stays as it is.
addEventListener('click', event => {
  const link = event.target.closest?.('a[href]');
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
      || link.target || link.hasAttribute('download') || link.origin !== location.origin || /^\/(api|docs|openapi)/.test(link.pathname)) {
    return;
  }
  event.preventDefault();
  go(link.pathname + link.search);
});
