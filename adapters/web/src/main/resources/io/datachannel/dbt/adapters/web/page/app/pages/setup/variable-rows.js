import { html } from 'app/core/html.js';
import { Button } from 'app/parts/basics.js';

export const SECRET_PREFIX = 'DBT_ENV_SECRET_';
export const isSecretName = name => name.startsWith(SECRET_PREFIX);

/** Environment variables that are being typed. @param rows a list of {name, value} */
export function VariableRows({ rows, onRows }) {
  const set = (at, patch) => onRows(rows.map((row, index) => (index === at ? { ...row, ...patch } : row)));
  return html`<fieldset class="variables"><legend>Environment variables</legend>
    <p class="hint">Their names begin with <code>DBT_</code>. Those that begin with <code>${SECRET_PREFIX}</code> are sealed, and never shown again.</p>
    ${rows.map((row, at) => html`<div class="variable-row" key=${at}>
      <input aria-label=${'Name of variable ' + (at + 1)} value=${row.name} placeholder="DBT_REGION" autocomplete="off" spellcheck=${false} onInput=${event => set(at, { name: event.target.value })} />
      <input aria-label=${'Value of variable ' + (at + 1)} value=${row.value} placeholder="value" autocomplete="new-password" spellcheck=${false} type=${isSecretName(row.name) ? 'password' : 'text'}
        onInput=${event => set(at, { value: event.target.value })} />
      <${Button} kind="quiet" aria-label=${'Remove variable ' + (at + 1)} onClick=${() => onRows(rows.filter((_, index) => index !== at))}>✕<//>
    </div>`)}
    <div><${Button} kind="small" onClick=${() => onRows([...rows, { name: '', value: '' }])}>Add a variable<//></div>
  </fieldset>`;
}
