import { useRef } from 'preact/hooks';
import { newKey, Problem } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { took } from 'app/core/time.js';
import { AreaField, Check, TextField } from 'app/parts/forms.js';
import { CallFields, callsBody, callsText, SEVERAL, stepsText } from 'app/parts/steps.js';

// What dbt is to do, as a form: of a run that is started now, and of a schedule. Everything is text until it is sent.
export const NO_WORK = { command: '', steps: '', fullRefresh: false, vars: '', arguments: '', threads: '', timeoutSeconds: '' };

/** The form of what the API shows. */
export const workOf = view => ({
  command: view.command ?? (view.steps ? SEVERAL : ''), steps: stepsText(view.steps), fullRefresh: view.fullRefresh, vars: Object.keys(view.vars).length ? JSON.stringify(view.vars, null, 2) : '',
  arguments: view.arguments.join('\n'), threads: String(view.threads ?? ''), timeoutSeconds: String(view.timeoutSeconds ?? ''),
});

/** What the API takes. @throws Problem naming the field that cannot be sent at all */
export function workBody(work) {
  const words = work.arguments.split('\n').map(line => line.trim()).filter(Boolean);
  return {
    ...callsBody(work), fullRefresh: work.fullRefresh, vars: work.vars.trim() ? varsOf(work.vars) : undefined,
    arguments: words.length ? words : undefined, threads: numberOf(work.threads), timeoutSeconds: numberOf(work.timeoutSeconds),
  };
}

function varsOf(text) {
  try {
    const vars = JSON.parse(text);
    if (vars && typeof vars === 'object' && !Array.isArray(vars)) {
      return vars;
    }
  } catch {
    // Told below.
  }
  throw new Problem(400, { code: 'FIELD_INVALID', field: 'vars', title: 'The variables cannot be read', detail: 'Write a JSON object, for example {"currency": "EUR"}.' });
}

/** A number, or nothing for an empty field; what is neither is sent as it is, and the service says what it takes. */
export const numberOf = text => (text.trim() === '' ? undefined : Number.isNaN(Number(text)) ? text : Number(text));

/** A key for each intention: the same as long as the same is sent. @return takes the body */
export function useKey() {
  const last = useRef({});
  return body => {
    const text = JSON.stringify(body);
    if (last.current.text !== text) {
      last.current = { text, key: newKey() };
    }
    return last.current.key;
  };
}

export function CommandFields({ work, onInput, project, problem }) {
  return html`
    <${CallFields} label="dbt command" value=${work.command} steps=${work.steps} problem=${problem} onInput=${onInput}
      first=${['', 'as the project says' + (project ? ' (' + callsText(project) + ')' : '')]} />
    <${Check} label="Full refresh" checked=${work.fullRefresh} onInput=${fullRefresh => onInput({ fullRefresh })} hint="Builds incremental models anew." />`;
}

/** What is seldom needed. */
export function MoreFields({ work, onInput, project, problem }) {
  const seconds = Number(work.timeoutSeconds);
  return html`
    <${AreaField} label="Variables (vars)" name="vars" problem=${problem} rows=${3} value=${work.vars} onInput=${vars => onInput({ vars })}
      placeholder='{"currency": "EUR"}' hint="A JSON object. They win over the project’s, one by one." />
    <${AreaField} label="Arguments" name="arguments" problem=${problem} rows=${2} value=${work.arguments} onInput=${text => onInput({ arguments: text })}
      placeholder="--fail-fast" hint="Options of dbt behind those of the project, one word a line." />
    <div class="grid-2">
      <${TextField} label="Threads" name="threads" problem=${problem} value=${work.threads} onInput=${threads => onInput({ threads })}
        input=${{ inputmode: 'numeric' }} placeholder=${project?.threads} hint="1 to 64; empty for the project’s." />
      <${TextField} label="Time limit in seconds" name="timeoutSeconds" problem=${problem} value=${work.timeoutSeconds}
        onInput=${timeoutSeconds => onInput({ timeoutSeconds })} input=${{ inputmode: 'numeric' }} placeholder=${project?.timeoutSeconds}
        hint=${seconds > 0 ? 'That is ' + took(seconds * 1000) + '.' : 'Empty for the project’s.'} />
    </div>`;
}

/** Whether a problem is shown at one of the fields, so that it need not be shown again. */
export const isAtField = (problem, fields) => fields.some(field => problem?.field === field || problem?.field?.startsWith(field + '.') || problem?.field?.startsWith(field + '['));
