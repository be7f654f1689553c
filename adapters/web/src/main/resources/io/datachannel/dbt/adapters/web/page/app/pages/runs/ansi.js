// Colours of terminals (ECMA-48, SGR): what dbt writes into its lines, as classes instead of colours of their own.
const SEQUENCE = /\x1b\[([0-9;:]*)([A-Za-z])|\x1b[@-Z\\-_]/g;

/** A text without what is meant for terminals. */
export const plain = text => text.includes('\x1b') ? text.replace(SEQUENCE, '') : text;

/** The pieces of a line that look alike. @return a list of [text, class names, or ''] */
export function pieces(text) {
  if (!text.includes('\x1b')) {
    return [[text, '']];
  }
  const found = [];
  let look = {};
  let from = 0;
  for (const match of text.matchAll(SEQUENCE)) {
    add(found, text.slice(from, match.index), look);
    from = match.index + match[0].length;
    if (match[2] === 'm') {
      look = changed(look, match[1]);
    }
  }
  add(found, text.slice(from), look);
  return found;
}

function add(found, text, look) {
  if (text) {
    found.push([text, [look.bold && 'a-b', look.faint && 'a-d', look.italic && 'a-i', look.under && 'a-u', look.colour].filter(Boolean).join(' ')]);
  }
}

function changed(before, words) {
  let look = { ...before };
  const codes = words.split(/[;:]/).map(Number);
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at];
    if (code === 0) {
      look = {};
    } else if (code === 1) {
      look.bold = true;
    } else if (code === 2) {
      look.faint = true;
    } else if (code === 3) {
      look.italic = true;
    } else if (code === 4) {
      look.under = true;
    } else if (code === 22) {
      look.bold = look.faint = false;
    } else if (code === 23) {
      look.italic = false;
    } else if (code === 24) {
      look.under = false;
    } else if (code >= 30 && code <= 37) {
      look.colour = 'a-' + (code - 30);
    } else if (code >= 90 && code <= 97) {
      look.colour = 'a-' + (code - 90);
    } else if (code === 38 || code === 48) {
      // One of 256 or of all: the first sixteen are known here, the others keep the colour of the text.
      const one = codes[at + 1] === 5;
      if (code === 38) {
        look.colour = one && codes[at + 2] < 16 ? 'a-' + codes[at + 2] % 8 : undefined;
      }
      at += one ? 2 : 4;
    } else if (code === 39) {
      look.colour = undefined;
    }
  }
  return look;
}
