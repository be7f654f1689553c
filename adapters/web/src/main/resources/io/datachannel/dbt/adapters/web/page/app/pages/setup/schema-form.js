import { html } from 'app/core/html.js';
import { AreaField, Check, SelectField, TextField } from 'app/parts/forms.js';

const DOCUMENTS = ['CERTIFICATE', 'KEY', 'KEY_FILE', 'SERVICE_ACCOUNT'];
const SECRETS = ['SECRET', 'KEY', 'KEY_FILE', 'SERVICE_ACCOUNT'];

export const isSecret = field => SECRETS.includes(field.kind);
const sentence = text => text.charAt(0).toUpperCase() + text.slice(1);

/** The values to send: what was left as it stands by itself is left out. @param values texts by the names of fields */
export function connectionOf(type, method, values) {
  const given = method.fields.map(field => [field.name, (values[field.name] ?? '').trim()])
    .filter(([, text]) => text !== '');
  return Object.fromEntries(type.methods.length > 1 ? [['method', method.name], ...given] : given);
}

/** The values without what must not be kept anywhere. */
export function openValues(method, values) {
  const secret = method.fields.filter(isSecret).map(field => field.name);
  return Object.fromEntries(Object.entries(values).filter(([name]) => !secret.includes(name)));
}

/**
 * The fields of one way to log in to a warehouse: those that have to be filled in, and behind them the others.
 *
 * @param values  texts by the names of fields @param onInput takes a name and a text
 * @param kept    names of the secrets that are stored already
 * @param problem of the last try
 */
export function SchemaForm({ method, values, onInput, kept = [], problem }) {
  const first = method.fields.filter(field => field.required || field.kind === 'PORT');
  const rest = method.fields.filter(field => !first.includes(field));
  const part = fields => html`<div class="fields">${fields.map(field => html`<${SchemaField} key=${field.name} field=${field} value=${values[field.name]}
    kept=${kept.includes(field.name)} problem=${problem} onInput=${text => onInput(field.name, text)} />`)}</div>`;
  const asked = rest.some(field => (values[field.name] && values[field.name] !== field.default) || problem?.field === 'connection.' + field.name);
  return html`${part(first)}
    ${rest.length > 0 && html`<details class="more" open=${asked}><summary>More options <span class="soft">${rest.length}</span></summary>${part(rest)}</details>`}`;
}

function SchemaField({ field, value, kept, problem, onInput }) {
  const name = 'connection.' + field.name;
  const words = {
    label: field.title, hint: hintOf(field, kept), name,
    // The form's own word for it, not the API's.
    problem: problem?.field === name ? { field: name, message: problem.message.replaceAll("'" + name + "'", '“' + field.title + '”') } : null, required: field.required && !kept, value: value ?? '', onInput,
  };
  if (DOCUMENTS.includes(field.kind)) {
    return html`<${DocumentField} ...${words} kept=${kept} json=${field.kind === 'SERVICE_ACCOUNT'} />`;
  }
  if (field.kind === 'FLAG') {
    return html`<div class="field whole"><${Check} label=${field.title} hint=${sentence(field.meaning) + '.'} checked=${(value || field.default) === 'true'}
      onInput=${on => onInput(String(on) === (field.default ?? 'false') ? '' : String(on))} /></div>`;
  }
  if (field.choices.length > 0) {
    return html`<${SelectField} ...${words} value=${value || field.default || ''}
      options=${[...(field.default || field.required ? [] : [['', '–']]), ...field.choices.map(choice => [choice, choice])]} />`;
  }
  const secret = isSecret(field);
  return html`<${TextField} ...${words} type=${secret ? 'password' : 'text'} autocomplete=${secret ? 'new-password' : 'off'}
    placeholder=${kept ? 'unchanged' : field.default} input=${field.kind === 'PORT' || field.kind === 'NUMBER' ? { inputmode: 'numeric' } : {}} />`;
}

function hintOf(field, kept) {
  return sentence(field.meaning) + '.' + (kept ? ' It is stored, and stays when this is left empty.' : '');
}

/** A key or certificate: pasted, or read from a file. */
function DocumentField({ value, onInput, kept, json, label, ...field }) {
  const read = async event => {
    const file = event.target.files[0];
    event.target.value = '';
    if (file) {
      onInput(await file.text());
    }
  };
  return html`<div class="whole document">
    <${AreaField} ...${field} label=${label} value=${value} onInput=${onInput} rows=${5}
      placeholder=${kept ? 'unchanged' : json ? '{ "type": "service_account", … }' : '-----BEGIN …'} />
    <label class="button small file">Read from a file …<input type="file" class="unseen" aria-label=${'Read ' + label + ' from a file'} onChange=${read} /></label>
  </div>`;
}
