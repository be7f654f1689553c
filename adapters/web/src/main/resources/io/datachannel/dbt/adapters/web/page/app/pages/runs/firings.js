import { useEffect, useRef, useState } from 'preact/hooks';
import { get } from 'app/core/api.js';

// Kept for as long as the page is open: a firing of a run never becomes another one.
const known = new Map();
const AT_ONCE = 3;

/** Which schedules the runs are of. The list does not tell, so each is asked for once, a few at a time. @return the first firing by the id of the run */
export function useFirings(runs) {
  const [, again] = useState(0);
  const asked = useRef(null);
  const wanted = runs.filter(run => run.type === 'SCHEDULED' && !known.has(run.id)).map(run => run.id);
  useEffect(() => {
    const controller = new AbortController();
    asked.current = controller;
    const rest = [...wanted];
    const one = async () => {
      while (rest.length > 0 && !controller.signal.aborted) {
        const id = rest.shift();
        try {
          const { items } = await get('/runs/' + id + '/firings', {}, controller.signal);
          known.set(id, items[0]);
          again(count => count + 1);
        } catch {
          // It stays "Schedule", which is true, too.
        }
      }
    };
    for (let count = 0; count < AT_ONCE; count++) {
      one();
    }
    return () => controller.abort();
  }, [wanted.join()]);
  return known;
}
