import { useEffect, useRef, useState } from 'preact/hooks';
import { plain, pieces } from 'app/pages/runs/ansi.js';
import { LEVELS } from 'app/pages/runs/journal.js';

// Milliseconds of a frame that may be spent on looking through lines.
const SLICE = 8;

/**
 * The lines that a filter lets through. Only new lines are looked at, as long as the filter stays; with another one, those of the old one
 * stay until all are looked through, some in each frame.
 *
 * @param filter level (the lowest), node (a part of a unique id), text, only (lines with the text alone)
 * @return {{rows: number[], hits: number[], errors: number[], looking: boolean}} rows are places in the journal; hits and errors are places in rows
 */
export function useLines(journal, filter) {
  const [, again] = useState(0);
  const kept = useRef({});
  const { lines } = journal;
  const key = JSON.stringify(filter);
  const newest = kept.current.next ?? kept.current.shown;
  if (newest?.key !== key || newest.lines !== lines) {
    const next = { key, filter, lines, upTo: 0, rows: [], hits: [], errors: [] };
    kept.current = kept.current.shown?.lines === lines ? { ...kept.current, next } : { shown: next };
  }
  const { shown, next } = kept.current;
  look(next ?? shown, performance.now() + SLICE);
  const looking = (next ?? shown).upTo < lines.length;
  if (next && !looking) {
    kept.current = { shown: next };
  }
  useEffect(() => {
    if (!looking) {
      return undefined;
    }
    const frame = requestAnimationFrame(() => again(count => count + 1));
    return () => cancelAnimationFrame(frame);
  });
  return { ...kept.current.shown, looking };
}

function look(found, until) {
  const { lines, filter, rows, hits, errors } = found;
  const level = LEVELS[filter.level];
  const node = filter.node.toLowerCase();
  const text = filter.text.toLowerCase();
  let at = found.upTo;
  for (; at < lines.length && (at % 500 !== 0 || performance.now() < until); at++) {
    const line = lines[at];
    if (LEVELS[line.level] < level || (node && !line.uniqueId?.toLowerCase().includes(node))) {
      continue;
    }
    if (text) {
      line.low ??= plain(line.text).toLowerCase();
      const hit = line.low.includes(text);
      if (filter.only && !hit) {
        continue;
      }
      if (hit) {
        hits.push(rows.length);
      }
    }
    if (line.level === 'ERROR') {
      errors.push(rows.length);
    }
    rows.push(at);
  }
  found.upTo = at;
}

/** The pieces of a line, cut where the text that is looked for begins and ends. @return a list of [text, class names] */
export function marked(text, wanted) {
  const parts = pieces(text);
  if (!wanted) {
    return parts;
  }
  const low = plain(text).toLowerCase();
  const word = wanted.toLowerCase();
  const found = [];
  let offset = 0;
  for (const [part, look] of parts) {
    let at = 0;
    while (at < part.length) {
      const place = offset + at;
      const hit = low.lastIndexOf(word, place);
      const within = hit >= 0 && place < hit + word.length;
      const next = within ? hit + word.length : low.indexOf(word, place);
      const end = next < 0 ? part.length : Math.min(part.length, next - offset);
      found.push([part.slice(at, end), within ? look + ' hit' : look]);
      at = end;
    }
    offset += part.length;
  }
  return found;
}

/** To the thousandth of a second, in the viewer's zone; a stored log has times alone, which are UTC. */
export function clock(at) {
  if (!at) {
    return '';
  }
  if (at.length === 12) {
    return at;
  }
  const date = new Date(at);
  const two = number => String(number).padStart(2, '0');
  return two(date.getHours()) + ':' + two(date.getMinutes()) + ':' + two(date.getSeconds()) + '.' + String(date.getMilliseconds()).padStart(3, '0');
}
