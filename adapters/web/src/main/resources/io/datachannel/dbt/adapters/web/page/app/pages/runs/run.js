import { useEffect, useState } from 'preact/hooks';
import { get } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { go, useLocation } from 'app/core/router.js';
import { useStyle } from 'app/core/style.js';
import { useLoad } from 'app/core/use.js';
import { Empty, ProblemBox, Tabs, View, Waiting } from 'app/parts/basics.js';
import { Actions } from 'app/pages/runs/actions.js';
import { Details } from 'app/pages/runs/details.js';
import { Errors, errorsOf } from 'app/pages/runs/errors.js';
import { Gantt } from 'app/pages/runs/gantt.js';
import { Head } from 'app/pages/runs/head.js';
import { useRun } from 'app/pages/runs/live.js';
import { Log } from 'app/pages/runs/log.js';
import { NodeTable } from 'app/pages/runs/nodes.js';
import { useTabSign } from 'app/pages/runs/sign.js';

/** One run: live while it goes on, and everything of it afterwards. */
export default function RunPage({ id }) {
  const styled = useStyle('style/runs.css');
  const live = useRun(id);
  const { run } = live;
  if (!styled || (!run && !live.problem)) {
    return html`<${View} title=${'Run ' + id} crumbs=${[['Runs', '/runs']]}><${Waiting} /><//>`;
  }
  if (!run) {
    return html`<${View} title=${'Run ' + id} crumbs=${[['Runs', '/runs']]}>
      ${live.problem.status === 404
        ? html`<${Empty} title="There is no such run"><p>It may be of another account, or its project was purged. <a href="/runs">All runs</a></p><//>`
        : html`<${ProblemBox} problem=${live.problem} retry=${live.reload} />`}
    <//>`;
  }
  return html`<${Shown} live=${live} />`;
}

function Shown({ live }) {
  const { run, journal } = live;
  const { path, query } = useLocation();
  const tab = query.get('tab') ?? 'log';
  const project = useLoad(signal => get('/projects/' + run.projectId, {}, signal), [run.projectId]);
  const [filter, setFilter] = useState(() => ({ level: 'DEBUG', node: '', text: '', only: false }));
  useTabSign(live, project.data);
  // A link to the lines of one model.
  const node = query.get('node');
  useEffect(() => {
    if (node) {
      setFilter(before => ({ ...before, node, text: '', only: false }));
    }
  }, [node]);
  const toLog = uniqueId => go(path + '?tab=log&node=' + encodeURIComponent(uniqueId));
  const errors = errorsOf(live);
  const tabs = [['Log', 'log'], ['Timeline', 'timeline'], ['Models' + count(journal.nodes.size), 'models'], ['Errors' + count(errors.length), 'errors'],
    ['Details', 'details']].map(([text, name]) => [text, name === 'log' ? path : path + '?tab=' + name]);
  return html`
    <${View} title=${'Run ' + run.id} crumbs=${[['Runs', '/runs'], [project.data?.name ?? 'Project ' + run.projectId, '/projects/' + run.projectId]]}
      actions=${html`<${Actions} live=${live} project=${project.data} />`}>
      ${!(live.connection === 'lost' && live.problem?.isPassing) && html`<${ProblemBox} problem=${live.problem} retry=${live.reload} />`}
      <${Head} live=${live} errors=${errors} />
      <div class="run-tabs">
        <${Tabs} label="Parts of the run" tabs=${tabs} current=${tab === 'log' ? path : path + '?tab=' + tab} />
        ${tab === 'log' && html`<${Log} live=${live} filter=${filter} onFilter=${setFilter} />`}
        ${tab === 'timeline' && html`<${Gantt} live=${live} onPick=${toLog} />`}
        ${tab === 'models' && html`<${NodeTable} live=${live} onPick=${toLog} />`}
        ${tab === 'errors' && html`<${Errors} live=${live} errors=${errors} onPick=${toLog} />`}
        ${tab === 'details' && html`<${Details} live=${live} project=${project.data} />`}
      </div>
    <//>`;
}

const count = number => number > 0 ? ' (' + number + ')' : '';
