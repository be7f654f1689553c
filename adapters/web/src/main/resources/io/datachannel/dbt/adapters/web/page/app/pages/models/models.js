import { useState } from 'preact/hooks';
import { html } from 'app/core/html.js';
import { useMe } from 'app/core/me.js';
import { go } from 'app/core/router.js';
import { useStyle } from 'app/core/style.js';
import { Age, Empty, Loaded, ProblemBox, View } from 'app/parts/basics.js';
import { ProjectTabs } from 'app/parts/project-tabs.js';
import { crumbsOf, modelPath, useCatalog, useFollowed, useProject } from 'app/pages/models/catalog.js';
import { PickBar } from 'app/pages/models/pick.js';
import { Picker } from 'app/pages/models/picker.js';
import { RefreshButton, RefreshPanel, useRefresh } from 'app/pages/models/refresh.js';

// What was picked and opened, while other views are looked at.
const kept = new Map();

/** The models of a project: found, picked, run. */
export default function Models({ id }) {
  const styled = useStyle('style/models.css');
  const me = useMe();
  const project = useProject(id);
  const catalog = useCatalog(id);
  useFollowed(id, catalog);
  const refresh = useRefresh(id);
  const [underWay, setUnderWay] = useState(false);
  const mayChange = me.can('EDITOR') && project.data?.status !== 'DELETED';
  return html`
    <${View} title="Models" crumbs=${crumbsOf(id, project.data)} tabs=${html`<${ProjectTabs} id=${id} current="/models" />`}
      actions=${mayChange && catalog.data?.items.length > 0 && html`<${RefreshButton} refresh=${refresh} busy=${underWay} />`}>
      <${ProblemBox} problem=${refresh.asking.problem} />
      ${refresh.job && styled && html`<${RefreshPanel} key=${refresh.job} id=${id} job=${refresh.job} onModels=${catalog.reload} onState=${setUnderWay} onClose=${refresh.close} />`}
      <${Loaded} loaded=${styled ? catalog : { loading: true }}>${data => html`
        <${Standing} data=${data} job=${refresh.job} />
        ${data.items.length > 0 ? html`<${Picking} id=${id} project=${project.data} models=${data.items} mayPick=${mayChange} />`
          : html`<${None} listed=${data.listed} refresh=${refresh} busy=${underWay} mayChange=${mayChange} />`}`}<//>
    <//>`;
}

function Picking({ id, project, models, mayPick }) {
  if (!kept.has(id)) {
    kept.set(id, { picked: new Set() });
  }
  const memory = kept.get(id);
  const [all, setAll] = useState(memory.picked);
  const there = new Set(models.map(model => model.uniqueId));
  const picked = new Set([...all].filter(one => there.has(one)));
  const setPicked = next => {
    memory.picked = next;
    setAll(next);
  };
  return html`
    <${Picker} label="Models by folder" models=${models} kept=${memory} picked=${mayPick ? picked : null} onPicked=${setPicked}
      href=${model => modelPath(id, model.uniqueId)} onModel=${model => go(modelPath(id, model.uniqueId))} />
    ${mayPick && picked.size > 0 && html`<${PickBar} id=${id} project=${project} picked=${picked} onClear=${() => setPicked(new Set())} />`}`;
}

/** Which refresh the models are of, and whether a later one failed. */
const Standing = ({ data: { listed, failedSince }, job }) => html`
  ${failedSince && failedSince.refreshId !== job && html`<div class="note warn" data-test="failed-since">
    <strong>${listed ? 'A later refresh failed' : 'The refresh failed'}</strong> ${failedSince.at && html`<${Age} at=${failedSince.at} />`}
    ${failedSince.commit && html` at commit <code>${failedSince.commit.slice(0, 8)}</code>`}: ${failedSince.message} <code>${failedSince.code}</code>
    ${listed && ' The models below are still the earlier ones.'}</div>`}
  ${listed && html`<p class="fine">As of commit <code title=${listed.commit}>${listed.commit?.slice(0, 8)}</code>, ${listed.at
    ? html`refreshed <${Age} at=${listed.at} />` : 'still being compiled'}.</p>`}`;

const None = ({ listed, refresh, busy, mayChange }) => html`
  <${Empty} title=${listed ? 'The project has no models' : 'The models are not read yet'}>
    <p>${listed ? 'At this commit dbt finds no model, seed or snapshot. Are the branch and the project path right?' : 'A refresh fetches the newest commit and lets dbt read it.'}</p>
    ${mayChange && html`<${RefreshButton} refresh=${refresh} busy=${busy} kind="primary" />`}
  <//>`;
