import { useState } from 'preact/hooks';
import { all } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useLoad } from 'app/core/use.js';
import { Empty, Loaded, Status, View } from 'app/parts/basics.js';
import { Search } from 'app/parts/forms.js';

/** All projects of the account. */
export default function Projects() {
  const loaded = useLoad(signal => all('/projects', {}, signal), []);
  const [words, setWords] = useState('');
  return html`
    <${View} title="Projects" actions=${html`
      <${Search} label="Search projects" value=${words} onInput=${setWords} />
      <a class="button primary" href="/new">New project</a>`}>
      <${Loaded} loaded=${loaded}>${projects => html`<${List} projects=${projects} words=${words} />`}<//>
    <//>`;
}

function List({ projects, words }) {
  const shown = projects.filter(project => (project.name + ' ' + project.repositoryUrl).toLowerCase().includes(words.toLowerCase()));
  if (projects.length === 0) {
    return html`<${Empty} title="No project yet">
      <p>Bring a dbt project in a git repository and a warehouse; the rest is done here.</p>
      <a class="button primary" href="/new">Set up the first project</a>
    <//>`;
  }
  return html`<div class="table-wrap"><table>
    <thead><tr><th scope="col">Project</th><th scope="col">Status</th><th scope="col">Branch</th></tr></thead>
    <tbody>${shown.map(project => html`<tr key=${project.id}>
      <td><a class="strong" href=${'/projects/' + project.id}>${project.name}</a><div class="fine">${project.repositoryUrl}</div></td>
      <td><${Status} value=${project.status} /></td><td><code>${project.branch}</code></td></tr>`)}</tbody>
  </table></div>`;
}
