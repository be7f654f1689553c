import { useEffect, useState } from 'preact/hooks';

const loaded = new Map();
// Where this very state of the page lies: …/web/<version>/
const base = new URL('../../', import.meta.url);

/** Loads a view's own style when it is gone to first. @return whether it is there; a view waits for it, so that nothing jumps */
export function useStyle(name) {
  const [ready, setReady] = useState(loaded.get(name) === true);
  useEffect(() => {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise(done => {
        const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: new URL(name, base).href });
        // Without its style a view is plain, and can be used all the same.
        link.onload = link.onerror = done;
        document.head.append(link);
      }).then(() => loaded.set(name, true)));
    }
    if (loaded.get(name) !== true) {
      let current = true;
      loaded.get(name).then(() => current && setReady(true));
      return () => {
        current = false;
      };
    }
    setReady(true);
    return undefined;
  }, [name]);
  return ready;
}
