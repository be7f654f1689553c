import { useRef } from 'preact/hooks';
import { plain, pieces } from 'app/pages/runs/ansi.js';
import { LEVELS } from 'app/pages/runs/journal.js';

/**
 * The lines that a filter lets through. Only new lines are looked at, as long as the filter stays.
 *
 * @param filter level (the lowest), node (a part of a unique id), text, only (lines with the text alone)
 * @return {{rows: number[], hits: number[], errors: number[]}} rows are places in the journal; hits and errors are places in rows
 */
export function useLines(journal, filter) {
  const kept = useRef({});
  const key = JSON.stringify(filter);
  if (kept.current.key !== key || kept.current.lines !== journal.lines) {
    kept.current = { key, lines: journal.lines, upTo: 0, rows: [], hits: [], errors: [] };
  }
  const { lines, rows, hits, errors } = kept.current;
  const level = LEVELS[filter.level];
  const node = filter.node.toLowerCase();
  const text = filter.text.toLowerCase();
  for (let at = kept.current.upTo; at < lines.length; at++) {
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
  kept.current.upTo = lines.length;
  return kept.current;
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
