import { useMemo, useState } from 'preact/hooks';
import { all, get } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { go, useLocation } from 'app/core/router.js';
import { useStyle } from 'app/core/style.js';
import { useLoad } from 'app/core/use.js';
import { Empty, Loaded, ProblemBox, View, Waiting } from 'app/parts/basics.js';
import { Choice } from 'app/parts/forms.js';
import { ProjectTabs } from 'app/parts/project-tabs.js';
import { crumbsOf, modelPath, useProject } from 'app/pages/models/catalog.js';
import { around, hasPage, indexed, useLayout } from 'app/pages/lineage/graph-data.js';
import { Graph } from 'app/pages/lineage/graph.js';
import { Find, Legend, NodePanel } from 'app/pages/lineage/panel.js';

/** What is built of what in a project. The node that is looked at stands in the address. */
export default function Lineage({ id }) {
  const styled = [useStyle('style/lineage.css'), useStyle('style/models.css')].every(Boolean);
  const project = useProject(id);
  const lineage = useLoad(async signal => indexed(await get('/projects/' + id + '/lineage', {}, signal)), [id]);
  return html`
    <${View} wide title="Lineage" crumbs=${crumbsOf(id, project.data)} tabs=${html`<${ProjectTabs} id=${id} current="/lineage" />`}>
      <${Loaded} loaded=${styled ? lineage : { loading: true }}>${graph => graph.nodes.length === 0 ? html`
        <${Empty} title="There is nothing to draw yet"><p>A refresh reads the models of the project, and what is built of what.</p><a class="button" href=${'/projects/' + id + '/models'}>To the models</a><//>`
        : html`<${Drawing} id=${id} whole=${graph} />`}<//>
    <//>`;
}

/** The newest run of the project that dbt began, and what became of each node in it. */
async function lastRun(id, signal) {
  const { items } = await get('/projects/' + id + '/runs', { limit: 10 }, signal);
  const run = items.find(one => one.counts && Object.values(one.counts).some(Boolean));
  const nodes = run ? await all('/runs/' + run.id + '/models', {}, signal) : [];
  return { run, states: new Map(nodes.map(node => [node.uniqueId, node.status])) };
}

function Drawing({ id, whole }) {
  const { query } = useLocation();
  const of = query.get('of');
  const chosen = whole.byId.has(of) ? of : null;
  const only = chosen !== null && query.has('only');
  const [colourBy, setColourBy] = useState('kind');
  const run = useLoad(signal => lastRun(id, signal), [id]);
  const graph = useMemo(() => only ? around(whole, chosen) : whole, [whole, only && chosen]);
  const layout = useLayout(graph);
  const choose = (node, alone = only) => {
    const words = new URLSearchParams(node ? { of: node, ...(alone ? { only: '' } : {}) } : {}).toString();
    go('/projects/' + id + '/lineage' + (words ? '?' + words : ''), { replace: true });
  };
  const open = node => hasPage(whole.byId.get(node)) && go(modelPath(id, node));
  const states = colourBy === 'run' && run.data?.run ? run.data.states : null;
  return html`
    <div class="lineage-bar">
      <${Find} graph=${whole} onChoose=${choose} />
      ${run.data?.run && html`<${Choice} label="Colour by" value=${colourBy} onInput=${setColourBy} options=${[['kind', 'Kind'], ['run', 'Last run']]} />`}
      <span class="fine push">${graph === whole ? whole.nodes.length + ' nodes' : graph.nodes.length + ' of ' + whole.nodes.length + ' nodes'}, ${graph.edges.length} edges</span>
    </div>
    <${ProblemBox} problem=${run.problem} retry=${run.reload} />
    ${of && !chosen && html`<p class="note warn">The project has no node <code>${of}</code> as of its last refresh.</p>`}
    <div class="lineage">
      ${layout.places ? html`<${Graph} graph=${graph} places=${layout.places} states=${states} chosen=${chosen} onChoose=${choose} onOpen=${open} />`
        : html`<div class="graph waiting">${layout.failed ? html`<${ProblemBox} problem=${layout.failed} retry=${layout.again} />`
          : html`<${Waiting} text=${'Laying out ' + graph.nodes.length + ' nodes …'} />`}</div>`}
      ${chosen ? html`<${NodePanel} id=${id} graph=${whole} node=${whole.byId.get(chosen)} state=${run.data?.states.get(chosen)} run=${run.data?.run} only=${only}
          onOnly=${alone => choose(chosen, alone)} onChoose=${choose} />`
        : html`<${Legend} graph=${graph} states=${states} run=${run.data?.run} />`}
    </div>`;
}
