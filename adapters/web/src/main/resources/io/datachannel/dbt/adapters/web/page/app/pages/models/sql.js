import { useRef, useState } from 'preact/hooks';
import { html } from 'app/core/html.js';
import { CopyButton } from 'app/parts/basics.js';
import { Choice } from 'app/parts/forms.js';

const KEYWORDS = 'all and any as asc between by case cast create cross current delete desc distinct else end except exists false filter following from full group having in inner '
  + 'insert intersect interval into is join lateral left like limit not null offset on or order outer over partition preceding qualify range right row rows select set '
  + 'table then true unbounded union unnest update using values view when where window with';
const PYTHON = 'and as class def else elif except False for from if import in is lambda None not or pass raise return True try while with yield';
const words = text => new Set(text.split(' '));
const LANGUAGES = { sql: words(KEYWORDS), python: words(PYTHON) };
const PIECES = /(\{#[\s\S]*?#\}|--[^\n]*|\/\*[\s\S]*?\*\/)|(\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\})|('(?:[^'\\]|''|\\.)*'|"(?:[^"\\]|""|\\.)*")|(\b\d+(?:\.\d+)?\b)|([A-Za-z_]\w*)|([^A-Za-z_\d'"{/-]+|[\s\S])/g;

/** @return a list of [class, text], which together are the text */
export function coloured(text, language) {
  const known = LANGUAGES[language] ?? LANGUAGES.sql;
  const pieces = language === 'python' ? new RegExp(PIECES.source.replace('(\\{#', '(#[^\\n]*|\\{#').replace('|--[^\\n]*', ''), 'g') : PIECES;
  return [...text.matchAll(pieces)].map(([piece, comment, jinja, string, number, word]) => [
    comment ? 'comment' : jinja ? 'jinja' : string ? 'string' : number ? 'number' : word && known.has(language === 'python' ? word : word.toLowerCase()) ? 'keyword' : '', piece]);
}

/** The code of a model, as written and as the warehouse is given it. */
export function Code({ raw, compiled, language }) {
  const [shown, setShown] = useState('raw');
  const code = useRef(null);
  const text = shown === 'raw' ? raw : compiled;
  const lines = text.replace(/\n+$/, '').split('\n').length;
  return html`<section class="card code" aria-label="Code" data-test="code">
    <div class="row code-head"><h2 class="grow">${language === 'python' ? 'Python' : 'SQL'}</h2>
      ${compiled !== undefined && html`<${Choice} label="Show" value=${shown} onInput=${setShown} options=${[['raw', 'As written'], ['compiled', 'Compiled']]} />`}
      <${CopyButton} text=${text} shown=${code} /></div>
    ${compiled === undefined && html`<p class="fine">There is no compiled SQL: the last refresh could not compile the project, or this is not compiled.</p>`}
    <div class="code-lines" tabindex="0" role="group" aria-label=${shown === 'raw' ? 'As written' : 'Compiled'}>
      <pre class="line-numbers" aria-hidden="true">${Array.from({ length: lines }, (_, at) => at + 1).join('\n')}</pre>
      <pre class="code-text" ref=${code}>${coloured(text.replace(/\n+$/, ''), language).map(([look, piece]) => look ? html`<span class=${'c-' + look}>${piece}</span>` : piece)}</pre>
    </div>
  </section>`;
}
