import { useEffect, useRef } from 'preact/hooks';
import { all, get } from 'app/core/api.js';
import { classes, html } from 'app/core/html.js';
import { go, useLocation } from 'app/core/router.js';
import { useStyle } from 'app/core/style.js';
import { lengthOf, took } from 'app/core/time.js';
import { useLoad, useNow } from 'app/core/use.js';
import { Age, Button, Empty, ProblemBox, Status, View, Waiting } from 'app/parts/basics.js';
import { Filters, queryOf } from 'app/pages/runs/filters.js';
import { useFirings } from 'app/pages/runs/firings.js';
import { Counts, Trigger, TriggerMore, what } from 'app/pages/runs/words.js';

const PAGE = 50;
const LOOK_FIRST = 3000;
const LOOK_OLDER = 15000;

/** The runs of the account, newest first. The first page shows new ones as they come. */
export default function Runs() {
  const styled = useStyle('style/runs.css');
  const { path, query } = useLocation();
  const after = query.get('after');
  const address = query.toString();
  const loaded = useLoad(signal => get('/runs', { ...queryOf(query), after, limit: PAGE }, signal), [address], after ? LOOK_OLDER : LOOK_FIRST);
  const projects = useLoad(signal => all('/projects', {}, signal), []);
  const names = new Map((projects.data ?? []).map(project => [project.id, project.name]));
  if (!styled) {
    return html`<${View} title="Runs"><${Waiting} /><//>`;
  }
  const filtered = [...query.keys()].some(name => name !== 'after');
  const page = next => {
    const words = new URLSearchParams(query);
    next === undefined ? words.delete('after') : words.set('after', next);
    go(path + (words.size ? '?' + words : ''));
    scrollTo(0, 0);
  };
  return html`
    <${View} title="Runs">
      <${Filters} query=${query} projects=${projects.data ?? []} onQuery=${words => go(path + (words.size ? '?' + words : ''), { replace: true })} />
      <${ProblemBox} problem=${loaded.problem} retry=${loaded.reload} />
      ${loaded.data ? html`
        ${loaded.data.items.length === 0 ? html`<${Nothing} filtered=${filtered} after=${after} />` : html`<${Table} runs=${loaded.data.items} names=${names} address=${address} />`}
        <div class="row pages">
          ${after && html`<${Button} onClick=${() => page(undefined)}>← Newest<//>`}
          ${loaded.data.next && html`<${Button} onClick=${() => page(loaded.data.next)}>Older →<//>`}
          <span class="fine">${after ? 'Older runs' : 'New runs appear by themselves.'}</span>
        </div>` : !loaded.problem && html`<${Waiting} />`}
    <//>`;
}

const Nothing = ({ filtered, after }) => filtered || after
  ? html`<${Empty} title="No run is like that"><p><a href="/runs">All runs</a></p><//>`
  : html`<${Empty} title="No run yet"><p>A run begins by hand, by a schedule, or is reported by a pipeline.</p><a class="button primary" href="/">Go to the projects</a><//>`;

function Table({ runs, names, address }) {
  const now = useNow(runs.some(run => !run.finishedAt) ? 1000 : 15000);
  const firings = useFirings(runs);
  const fresh = useFresh(runs, address);
  return html`
    <span class="unseen" role="status">${fresh.size > 0 ? fresh.size + (fresh.size === 1 ? ' new run' : ' new runs') : ''}</span>
    <div class="table-wrap"><table class="runs" data-test="runs">
      <thead><tr><th scope="col">Status</th><th scope="col">Run</th><th scope="col">Project</th><th scope="col">Asked for by</th><th scope="col">When</th>
        <th scope="col" class="number">Took</th><th scope="col">Nodes</th></tr></thead>
      <tbody>${runs.map(run => {
        const status = run.status === 'RUNNING' && run.cancelRequested ? 'CANCELLING' : run.status;
        return html`<tr key=${run.id} class=${classes(fresh.has(run.id) && 'fresh')}>
          <td><${Status} value=${status} /></td>
          <td><a class="strong" href=${'/runs/' + run.id}>Run ${run.id}</a><div class="fine clip" title=${what(run)}>${what(run)}</div></td>
          <td><a class="plain-link clip" href=${'/projects/' + run.projectId}>${names.get(run.projectId) ?? 'Project ' + run.projectId}</a></td>
          <td><${Trigger} run=${run} firing=${firings.get(run.id)} /><${TriggerMore} run=${run} firing=${firings.get(run.id)} /></td>
          <td class="nowrap"><${Age} at=${run.queuedAt} now=${now} /></td>
          <td class="number nowrap">${took(lengthOf(run, now))}</td>
          <td>${run.failure && !run.counts ? html`<code class="fine">${run.failure.code}</code>` : html`<${Counts} counts=${Object.values(run.counts ?? {}).some(Boolean) ? run.counts : undefined} />`}</td>
        </tr>`;
      })}</tbody>
    </table></div>`;
}

/** Those that came while one looks. */
function useFresh(runs, address) {
  const known = useRef({});
  if (known.current.address !== address) {
    known.current = { address, seen: new Set(runs.map(run => run.id)), fresh: new Set() };
  }
  for (const run of runs) {
    if (!known.current.seen.has(run.id)) {
      known.current.seen.add(run.id);
      known.current.fresh.add(run.id);
    }
  }
  useEffect(() => {
    const timer = setTimeout(() => known.current.fresh.clear(), 4000);
    return () => clearTimeout(timer);
  }, [known.current.fresh.size]);
  return known.current.fresh;
}
