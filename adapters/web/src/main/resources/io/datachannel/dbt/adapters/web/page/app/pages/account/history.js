import { useEffect, useRef, useState } from 'preact/hooks';
import { all, get } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useAction, useLoad } from 'app/core/use.js';
import { Age, Button, Empty, Loaded, ProblemBox } from 'app/parts/basics.js';
import { SelectField } from 'app/parts/forms.js';

const PAGE = 50;

/** Who changed what, newest first; of one project where the service does not tell of all at once. */
export function HistoryTab() {
  const loaded = useLoad(async signal => {
    const projects = await all('/projects', {}, signal);
    const whole = await get('/history', { limit: PAGE }, signal).catch(problem => {
      if (problem.status === 404) {
        return null;
      }
      throw problem;
    });
    return { projects, whole: whole !== null };
  }, []);
  const [project, setProject] = useState('');
  return html`<${Loaded} loaded=${loaded}>${({ projects, whole }) => {
    const chosen = project || (whole ? '' : String(projects[0]?.id ?? ''));
    if (!whole && !chosen) {
      return html`<${Nothing} />`;
    }
    return html`
      <div class="fields history-filter"><${SelectField} label="Project" value=${chosen} onInput=${setProject}
        options=${[...(whole ? [['', 'All projects']] : []), ...projects.map(one => [String(one.id), one.name])]} /></div>
      <${Changes} key=${chosen} path=${chosen ? '/projects/' + chosen + '/history' : '/history'} named=${!chosen} />`;
  }}<//>`;
}

const Nothing = () => html`<${Empty} title="Nothing was changed yet"><p>Every change of a project, its warehouse and its credential is kept here: what, when and by whom.</p><//>`;

function Changes({ path, named }) {
  const [state, setState] = useState({ items: null });
  const alive = useRef(true);
  const more = useAction(async () => {
    const page = await get(path, { limit: PAGE, after: state.next });
    if (alive.current) {
      setState({ items: [...(state.items ?? []), ...page.items], next: page.next });
    }
  });
  useEffect(() => {
    more.run();
    return () => {
      alive.current = false;
    };
  }, []);
  if (state.items?.length === 0) {
    return html`<${Nothing} />`;
  }
  return html`
    ${state.items && html`<div class="table-wrap"><table data-test="history">
      <thead><tr><th scope="col">When</th>${named && html`<th scope="col">Project</th>`}<th scope="col">By</th><th scope="col">What</th><th scope="col">Before</th><th scope="col">After</th></tr></thead>
      <tbody>${state.items.map(one => html`<tr key=${one.id}>
        <td><${Age} at=${one.at} /></td>${named && html`<td class="value"><a href=${'/projects/' + one.projectId}>${one.projectName ?? 'project ' + one.projectId}</a></td>`}
        <td>user ${one.userId}</td><td><code>${one.property}</code></td><td class="value"><${Value} text=${one.before} /></td><td class="value"><${Value} text=${one.after} /></td></tr>`)}</tbody>
    </table></div>`}
    <${ProblemBox} problem=${more.problem} />
    ${(state.next || more.problem || more.busy) && html`<div><${Button} busy=${more.busy} onClick=${() => more.run()}>${state.items ? 'Show older ones' : 'Loading …'}<//></div>`}`;
}

const LONG = 160;
const Value = ({ text }) => (text === undefined || text === null ? html`<span class="soft">–</span>`
  : text.length > LONG ? html`<details><summary>${text.slice(0, LONG)} …</summary>${text}</details>` : text);
