import { html } from 'app/core/html.js';
import { classes } from 'app/core/html.js';
import { Choice, Field, SelectField, TextField } from 'app/parts/forms.js';
import { cadenceCron, cadenceLacks, cadenceWords, DAYS, KINDS, LAST, MONTHS } from 'app/pages/schedules/cadence.js';

const upTo = (low, high) => Array.from({ length: high - low + 1 }, (_, at) => low + at);
const two = number => String(number).padStart(2, '0');

/** Any of many, as small buttons. @param options a list of [value, text, what it is called] */
function Toggles({ label, value, onInput, options, problem, name, all }) {
  const wrong = problem?.field === name ? problem.message : null;
  const every = options.map(([option]) => option);
  return html`<fieldset class="choice toggles"><legend>${label}</legend>
    ${options.map(([option, text, called]) => html`<label class=${classes(value.includes(option) && 'on')}>
      <input type="checkbox" checked=${value.includes(option)} aria-label=${called}
        onChange=${event => onInput(every.filter(one => (one === option ? event.target.checked : value.includes(one))))} />${text}</label>`)}
    ${all && html`<button type="button" class="button quiet small" onClick=${() => onInput(value.length === every.length ? [] : every)}>${value.length === every.length ? 'None' : all}</button>`}
    ${wrong && html`<div class="wrong-text hint">${wrong}</div>`}
  </fieldset>`;
}

const Time = ({ value, onInput, problem }) => html`<${Field} label="At" name="cadence.time" problem=${problem} class="narrow">${field => html`
  <input ...${field} type="time" value=${value} onInput=${event => onInput(event.target.value)} />`}<//>`;

const Minute = ({ label, name, value, onInput, problem }) => html`<${TextField} label=${label} name=${name} problem=${problem} class="narrow" value=${value} onInput=${onInput}
  input=${{ inputmode: 'numeric' }} />`;

const FIELDS = {
  DAILY: Time,
  WEEKLY: words => html`
    <${Toggles} label="Days of the week" name="cadence.weekDays" ...${words.of('weekDays')} options=${DAYS.map(day => [day, day[0] + day.slice(1, 3).toLowerCase(), day.toLowerCase()])} />
    <${Time} ...${words.of('time')} />`,
  MONTHLY: words => html`
    <${Toggles} label="Days of the month" name="cadence.days" ...${words.of('days')} options=${[...upTo(1, 31).map(day => [day, day, 'day ' + day]), [LAST, 'last', 'last day']]} />
    <${Toggles} label="Months" name="cadence.months" all="All" ...${words.of('months')} options=${MONTHS.map((month, at) => [at + 1, month.slice(0, 3), month])} />
    <${Time} ...${words.of('time')} />`,
  EVERY_HOURS: words => html`<div class="row top">
    <${SelectField} label="Every" name="cadence.every" class="narrow" problem=${words.problem} value=${words.form.every} onInput=${words.of('every').onInput}
      options=${upTo(1, 24).map(hours => [String(hours), hours === 1 ? '1 hour' : hours + ' hours'])} />
    <${SelectField} label="From" name="cadence.startHour" class="narrow" problem=${words.problem} value=${words.form.startHour} onInput=${words.of('startHour').onInput}
      options=${upTo(0, 23).map(hour => [String(hour), two(hour) + ' h'])} />
    <${Minute} label="Minute" name="cadence.startMinute" ...${words.of('startMinute')} /></div>`,
  CHOSEN_HOURS: words => html`
    <${Toggles} label="Hours" name="cadence.hours" ...${words.of('hours')} options=${upTo(0, 23).map(hour => [hour, two(hour), 'at ' + hour + ' hours'])} />
    <${Minute} label="Minute" name="cadence.minute" ...${words.of('minute')} />`,
  CRON: words => html`<${TextField} label="Cron expression" name="cadence.cron" ...${words.of('cron')} placeholder="30 2 * * 1-5"
    hint="Minute, hour, day of the month, month, day of the week; or a macro such as @daily." input=${{ class: 'mono' }} />`,
  AFTER_PIPELINES: words => html`
    <${TextField} label="Pipelines" name="cadence.pipelines" ...${words.of('pipelines')} placeholder="7, 12" hint="The ids of pipelines of this account, by comma." />
    <${Choice} label="It fires when" value=${words.form.quorum} onInput=${words.of('quorum').onInput} options=${[['ALL', 'all of them have loaded'], ['ANY', 'any of them has loaded']]} />`,
};

/** How often it fires: the kinds, the fields of the kind that is chosen, and what that comes to in words and in cron. */
export function CadenceFields({ form, onInput, problem }) {
  const words = { form, problem, of: name => ({ value: form[name], problem, onInput: value => onInput({ ...form, [name]: value }) }) };
  const Fields = FIELDS[form.kind];
  const cron = cadenceCron(form);
  const lacking = cadenceLacks(form);
  return html`
    <${Choice} label="How often" value=${form.kind} onInput=${kind => onInput({ ...form, kind, ...(kind === 'CRON' && cron ? { cron } : {}) })} options=${KINDS} />
    ${form.kind === 'DAILY' ? html`<${Time} ...${words.of('time')} />` : Fields(words)}
    <p class="cadence-words" role="status" data-test="cadence-words">${lacking ? html`<span class="soft">${lacking}</span>` : html`<strong>${cadenceWords(form)}</strong>
      ${cron && form.kind !== 'CRON' && html` <code title="The same in cron">${cron}</code>`}`}</p>`;
}
