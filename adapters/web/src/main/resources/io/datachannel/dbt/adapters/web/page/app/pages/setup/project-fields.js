import { get } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { AreaField, Check, Choice, SelectField, TextField } from 'app/parts/forms.js';
import { Combo } from 'app/pages/setup/combo.js';
import { CallFields } from 'app/parts/steps.js';
import { hasProvider } from 'app/pages/setup/credential-kinds.js';

const SHOWN = 20;

/** Where the project comes from. @param form of project-form.js @param change takes a patch of it @param named whether it gets its name of the repository when none is given */
export function SourceFields({ form, change, problem, credential, named = false, children }) {
  const listed = hasProvider(credential);
  const repositories = listed ? async (words, signal) => {
    const page = await get('/credentials/' + credential.id + '/repositories', { search: words, limit: SHOWN }, signal);
    return { items: page.items.map(one => ({ value: one.url, text: one.name, note: one.private ? 'private' : '', branch: one.defaultBranch })), more: Boolean(page.next) };
  } : null;
  const address = form.repositoryUrl.trim();
  const branches = credential && address ? async (words, signal) => {
    const page = await get('/credentials/' + credential.id + '/branches', { repository: address, search: words, limit: SHOWN }, signal);
    return { items: page.items.map(one => ({ value: one.name, text: one.name })), more: Boolean(page.next) };
  } : null;
  return html`<div class="fields">
    <${Combo} class="whole" label="Repository" name="repositoryUrl" required value=${form.repositoryUrl} problem=${problem} search=${repositories} about=${credential?.id}
      placeholder=${listed ? 'Search, or paste an address' : credential?.kind === 'ssh-key' ? 'git@github.com:acme/shop.git' : 'https://github.com/acme/shop.git'}
      hint=${listed ? 'One that the credential opens, or the address of another.' : 'Its address, as for git clone.'}
      onInput=${repositoryUrl => change({ repositoryUrl })} onPick=${one => change({ repositoryUrl: one.value, branch: one.branch ?? '' })} />
    <${Combo} label="Branch" name="branch" required value=${form.branch} problem=${problem} search=${branches} about=${address} placeholder="main"
      hint="Runs take its newest commit." onInput=${branch => change({ branch })} />
    <${TextField} label="Project name" name="name" required=${!named} value=${form.name} problem=${problem} placeholder=${nameOf(address)} hint=${named ? 'Left empty, that of the repository.' : 'As it is shown here.'} onInput=${name => change({ name })} />
    ${children}
  </div>`;
}

/** The short name of a repository. */
export const nameOf = address => address.replace(/\/+$/, '').split(/[/:]/).pop().replace(/\.git$/, '');

/** @param versions of GET /dbt-versions @param lines those that go with the warehouse, or null for all */
export function VersionField({ form, change, problem, versions, lines }) {
  const fitting = versions.items.filter(one => !lines || lines.includes(one.line));
  const standard = fitting.find(one => one.default) ?? fitting[0];
  const options = fitting.map(one => [one.version, 'dbt-core ' + one.version + (one === standard ? ' (recommended)' : '')]);
  const value = form.dbtVersion || standard?.version || '';
  if (value && !options.some(([version]) => version === value)) {
    options.unshift([value, 'dbt-core ' + value + (lines && !lines.some(line => value === line || value.startsWith(line + '.')) ? ' (does not go with this warehouse)' : '')]);
  }
  return html`<${SelectField} label="dbt version" name="dbtVersion" value=${value} options=${options} problem=${problem}
    hint=${lines && lines.length < versions.items.length ? 'Those that go with the warehouse’s adapter.' : 'Its adapter is chosen to go with it.'} onInput=${dbtVersion => change({ dbtVersion })} />`;
}

/** The version that is taken where none was chosen. */
export function standardVersion(versions, lines) {
  const fitting = versions.items.filter(one => !lines || lines.includes(one.line));
  return (fitting.find(one => one.default) ?? fitting[0])?.version ?? '';
}

/** How dbt is called, and where things are in the repository. */
export const DbtFields = ({ form, change, problem }) => {
  const text = (name, words) => html`<${TextField} name=${name} value=${form[name]} problem=${problem} onInput=${value => change({ [name]: value })} ...${words} />`;
  const area = (name, words) => html`<${AreaField} name=${name} value=${form[name]} problem=${problem} onInput=${value => change({ [name]: value })} ...${words} />`;
  return html`<div class="fields">
    ${text('projectPath', { label: 'Project path', placeholder: '(the top of the repository)', hint: 'The folder of dbt_project.yml.' })}
    ${text('packagesPath', { label: 'Packages path', placeholder: 'requirements.txt', hint: 'Python packages to install. dbt’s own packages.yml is found by itself.' })}
    <${CallFields} label="Command" value=${form.command} steps=${form.steps} problem=${problem} hint="What a run does that says nothing else." onInput=${change} />
    ${text('target', { label: 'Target', placeholder: 'prod', hint: 'What target.name is in your code.' })}
    ${text('schema', { label: 'Schema', placeholder: '(that of the warehouse)', hint: 'Where models are built.' })}
    ${text('threads', { label: 'Threads', placeholder: '4', input: { inputmode: 'numeric' }, hint: 'Models that are built at the same time, 1 to 64.' })}
    ${text('timeoutSeconds', { label: 'Timeout in seconds', placeholder: '7200', input: { inputmode: 'numeric' }, hint: 'A run that takes longer is stopped.' + inWords(form.timeoutSeconds) })}
    ${area('arguments', { label: 'Arguments', rows: 3, placeholder: '--fail-fast', class: 'whole', hint: 'Options of dbt that every call gets, as on a command line.' })}
    ${area('vars', { label: 'Variables of dbt (vars)', rows: 4, placeholder: '{"currency": "EUR"}', class: 'whole', hint: 'A JSON object, as for --vars.' })}
  </div>`;
};

function inWords(text) {
  const seconds = Number(text);
  const parts = [[Math.floor(seconds / 3600), ' h'], [Math.round((seconds % 3600) / 60), ' min']].filter(([count]) => count > 0).map(part => part.join(''));
  return parts.length > 0 ? ' That is ' + parts.join(' ') + '.' : '';
}

/** What happens by itself. */
export const HabitFields = ({ form, change }) => html`
  <${Check} label="Read the models anew when the branch moves" checked=${form.autoRefresh} onInput=${autoRefresh => change({ autoRefresh })} />
  <${Choice} label="Notify" value=${form.notificationLevel} options=${[['ERROR', 'of runs that went wrong'], ['SUCCESS', 'of every run']]}
    onInput=${notificationLevel => change({ notificationLevel })} />`;
