import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

// A look that takes longer than this is not waited for any more by the next one: its connection may be dead.
const LONGEST_LOOK = 60000;

/**
 * What is loaded from the service, kept while it is loaded again.
 *
 * @param load  takes an AbortSignal; called anew when one of the inputs changes
 * @param every milliseconds after which it is loaded again while the tab is seen; 0 for never. A function of the data decides it by that.
 *              One that is under way still is not begun again: where the service is slow, none would come to its end.
 * @return {{data, problem, loading: boolean, reload: () => Promise<void>, set: (data) => void}}
 */
export function useLoad(load, inputs, every = 0) {
  const [state, setState] = useState({ loading: true });
  const current = useRef(null);
  const latest = useRef(load);
  latest.current = load;

  const reload = useCallback(async () => {
    current.current?.controller.abort();
    const controller = new AbortController();
    const own = { controller, since: Date.now() };
    current.current = own;
    setState(before => ({ ...before, loading: true }));
    try {
      const data = await latest.current(controller.signal);
      if (!controller.signal.aborted) {
        setState({ data, loading: false });
      }
    } catch (problem) {
      if (!controller.signal.aborted) {
        setState(before => ({ data: before.data, problem, loading: false }));
      }
    } finally {
      if (current.current === own) {
        current.current = null;
      }
    }
  }, []);

  useEffect(() => {
    setState({ loading: true });
    reload();
    return () => current.current?.controller.abort();
  }, inputs);

  const interval = typeof every === 'function' ? every(state.data) : every;
  useEffect(() => {
    if (!interval) {
      return undefined;
    }
    const isUnderWay = () => current.current && Date.now() - current.current.since < LONGEST_LOOK;
    const timer = setInterval(() => document.hidden || isUnderWay() || reload(), interval);
    return () => clearInterval(timer);
  }, [interval, ...inputs]);

  return { ...state, reload, set: data => setState({ data, loading: false }) };
}

/**
 * What a button does: once at a time, with what went wrong.
 *
 * @return {{busy: boolean, problem, run: (...words) => Promise<any>, clear: () => void}} run answers undefined where it failed
 */
export function useAction(action) {
  const [state, setState] = useState({ busy: false });
  const running = useRef(false);
  const alive = useRef(true);
  useEffect(() => () => {
    alive.current = false;
  }, []);
  const run = async (...words) => {
    if (running.current) {
      return undefined;
    }
    running.current = true;
    setState({ busy: true });
    try {
      const result = await action(...words);
      if (alive.current) {
        setState({ busy: false });
      }
      return result;
    } catch (problem) {
      if (alive.current) {
        setState({ busy: false, problem });
      }
      return undefined;
    } finally {
      running.current = false;
    }
  };
  return { ...state, run, clear: () => setState({ busy: false }) };
}

/** The time, as milliseconds, again each so many milliseconds: for ages and running lengths. */
export function useNow(every = 1000) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
