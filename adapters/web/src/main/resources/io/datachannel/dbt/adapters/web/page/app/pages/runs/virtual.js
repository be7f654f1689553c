import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

const OVER = 12;

/**
 * Which rows of a long list are within its box: only these are made. All rows are of one height.
 *
 * @param before pixels above the first row that scroll along
 * @return {{box, first: number, last: number, left: number, width: number, show: (row: number) => void}} box is the ref of what scrolls;
 *     last is exclusive; show scrolls to where a row is in the middle
 */
export function useVirtual(rowHeight, count, before = 0) {
  const box = useRef(null);
  const [seen, setSeen] = useState({ top: 0, height: 600, left: 0, width: 800 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) {
      return undefined;
    }
    let frame = 0;
    const measure = () => {
      frame = 0;
      const { scrollTop: top, clientHeight: height, scrollLeft: left, clientWidth: width } = element;
      setSeen(last => last.top === top && last.height === height && last.left === left && last.width === width ? last : { top, height, left, width });
    };
    const soon = () => {
      frame ||= requestAnimationFrame(measure);
    };
    const sizes = new ResizeObserver(soon);
    sizes.observe(element);
    element.addEventListener('scroll', soon, { passive: true });
    measure();
    return () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      element.removeEventListener('scroll', soon);
    };
  }, []);
  // A list that became short is scrolled less than it was.
  const most = Math.max(0, count * rowHeight + before - seen.height);
  const top = Math.min(seen.top, most) - before;
  const first = Math.max(0, Math.floor(top / rowHeight) - OVER);
  const last = Math.min(count, Math.ceil((top + seen.height) / rowHeight) + OVER);
  const show = row => {
    box.current.scrollTop = Math.max(0, row * rowHeight + before - box.current.clientHeight / 2);
  };
  return { box, first, last, left: seen.left, width: seen.width, show };
}

/** Runs when the keys of the list are pressed that everyone knows: up, down, page, first, last. @return the row to go to, or undefined */
export function rowByKey(event, row, count, page = 15) {
  const steps = { ArrowDown: row + 1, ArrowUp: row - 1, PageDown: row + page, PageUp: row - page, Home: 0, End: count - 1 };
  const to = steps[event.key];
  return to === undefined || count === 0 ? undefined : Math.min(count - 1, Math.max(0, to));
}

/** Something that changes with every event, passed on at most so often: a table of hundreds of rows is not sorted at each of them. */
export function useSlowly(make, version, every) {
  const last = useRef({ at: 0, value: undefined, version: -1 });
  const [, again] = useState(0);
  const now = performance.now();
  const due = last.current.version !== version && now - last.current.at >= every;
  if (due || last.current.version === -1) {
    last.current = { at: now, value: make(), version };
  }
  useEffect(() => {
    if (last.current.version === version) {
      return undefined;
    }
    const timer = setTimeout(() => again(count => count + 1), every);
    return () => clearTimeout(timer);
  }, [version]);
  return last.current.value;
}
