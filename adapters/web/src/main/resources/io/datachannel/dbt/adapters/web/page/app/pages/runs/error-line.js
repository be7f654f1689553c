// Where in its SQL an error is. Each warehouse says it in words of its own.
const QUOTED = /^\s*LINE (\d+):(.*)$/m;
const NUMBERED = [/\bat line (\d+)/i, /\bline[ :]+(\d+)\b/i, /\bat \[(\d+):\d+\]/, /\[(\d+):\d+\]/];

/** @param compiled whether the text is what the warehouse was given @return counts from 1; undefined where the message names none */
export function lineOfError(message, text, compiled) {
  const quoted = QUOTED.exec(message);
  const lines = text.split('\n');
  if (quoted) {
    // dbt sends more than the model's own SQL, so the number alone is not enough: the words are looked for.
    const words = squeezed(quoted[2].replace(/^\s*\.\.\./, '').replace(/\.\.\.\s*$/, ''));
    const found = words ? lines.flatMap((line, at) => squeezed(line).includes(words) || (words.length > 12 && words.includes(squeezed(line)) && line.trim().length > 8) ? [at + 1] : []) : [];
    if (found.length > 0) {
      return found.reduce((best, one) => Math.abs(one - quoted[1]) < Math.abs(best - quoted[1]) ? one : best);
    }
    return compiled && words === '' ? within(Number(quoted[1]), lines) : undefined;
  }
  for (const pattern of NUMBERED) {
    const found = pattern.exec(message);
    if (found) {
      return within(Number(found[1]), lines);
    }
  }
  return undefined;
}

const squeezed = text => text.replace(/\s+/g, ' ').trim();

const within = (place, lines) => place >= 1 && place <= lines.length ? place : undefined;
