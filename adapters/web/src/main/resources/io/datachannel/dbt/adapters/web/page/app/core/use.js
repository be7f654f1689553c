import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/**
 * What is loaded from the service, kept while it is loaded again.
 *
 * @param load  takes an AbortSignal; called anew when one of the inputs changes
 * @param every milliseconds after which it is loaded again while the tab is seen; 0 for never. A function of the data decides it by that.
 * @return {{data, problem, loading: boolean, reload: () => Promise<void>, set: (data) => void}}
 */
export function useLoad(load, inputs, every = 0) {
  const [state, setState] = useState({ loading: true });
  const current = useRef(null);
  const latest = useRef(load);
  latest.current = load;

  const reload = useCallback(async () => {
    current.current?.abort();
    const controller = new AbortController();
    current.current = controller;
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
    }
  }, []);

  useEffect(() => {
    setState({ loading: true });
    reload();
    return () => current.current?.abort();
  }, inputs);

  const interval = typeof every === 'function' ? every(state.data) : every;
  useEffect(() => {
    if (!interval) {
      return undefined;
    }
    const timer = setInterval(() => document.hidden || reload(), interval);
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
