import { Problem } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { AreaField, SelectField } from 'app/parts/forms.js';

// The calls of dbt that a run makes. Several of them are a text in a form: a call a line, as it would stand behind "dbt".
const COMMANDS = ['build', 'run', 'test', 'seed', 'snapshot', 'source freshness'];
const FULL_REFRESH = '--full-refresh';

/** What a form has in the place of a command when there are several steps. */
export const SEVERAL = 'steps';

/** The words of a command line: quotes keep several together. */
export const wordsOf = text => (text.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map(word => (/^(".*"|'.*')$/s.test(word) ? word.slice(1, -1) : word));

const quoted = word => (/[\s"']/.test(word) || word === '' ? (word.includes('"') ? "'" + word + "'" : '"' + word + '"') : word);

/** For example "run --exclude tag:slow --full-refresh". */
export const stepText = ({ command, arguments: words = [], fullRefresh }) => [command, ...words.map(quoted), ...(fullRefresh ? [FULL_REFRESH] : [])].join(' ');

/** All steps as the text of a form; empty where there is a command alone. */
export const stepsText = steps => (steps ?? []).map(stepText).join('\n');

/** In few words, for what is a run or a schedule, or a project that says it once. */
export const callsText = view => (view.steps?.length > 1 || !view.command ? (view.steps ?? []).map(step => step.command).join(', ') : view.command);

/** @throws Problem when there is none */
export function stepsOf(text) {
  const steps = text.split('\n').map(wordsOf).map(words => (words[0] === 'dbt' ? words.slice(1) : words)).filter(words => words.length > 0).map(words => {
    const [first, second] = words;
    const command = first === 'source' && second === 'freshness' ? 'source freshness' : first;
    const rest = words.slice(command === first ? 1 : 2);
    return { command, arguments: rest.filter(word => word !== FULL_REFRESH), fullRefresh: rest.includes(FULL_REFRESH) };
  });
  if (steps.length === 0) {
    throw new Problem(400, { code: 'FIELD_REQUIRED', field: 'steps', title: 'There is no step', detail: 'Write one command of dbt a line, for example seed, run and test; or choose one command.' });
  }
  return steps;
}

/** What the API takes of command and steps, of which only one may be given. */
export const callsBody = ({ command, steps }) => (command === SEVERAL ? { steps: stepsOf(steps) } : { command: command || undefined });

/** @param first the option before the commands, a [value, text], or none */
export const CallFields = ({ label, hint, value, steps, first, onInput, problem }) => html`
  <${SelectField} label=${label} name="command" problem=${problem} value=${value} hint=${hint} onInput=${command => onInput({ command })}
    options=${[...(first ? [first] : []), ...COMMANDS.map(command => [command, command]), [SEVERAL, 'several steps …']]} />
  ${value === SEVERAL && html`<${AreaField} label="Steps" name="steps" rows=${4} required problem=${stepProblem(problem)} value=${steps} onInput=${text => onInput({ steps: text })} class="whole"
    placeholder=${'seed\nrun --full-refresh\ntest'} hint="One command of dbt a line, one after the other; one that fails ends the run." />`}`;

/** A fault in steps[1] is one of the text of all steps. */
const stepProblem = problem => (problem?.field?.startsWith('steps[') ? { field: 'steps', message: 'Line ' + (Number(/\d+/.exec(problem.field)[0]) + 1) + ': ' + problem.message } : problem);
