import { useState } from 'preact/hooks';
import { all, call } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { nameOf } from 'app/core/names.js';
import { useMe } from 'app/core/me.js';
import { useStyle } from 'app/core/style.js';
import { useAction, useLoad } from 'app/core/use.js';
import { Button, Empty, Loaded, ProblemBox, View } from 'app/parts/basics.js';
import { ProjectTabs } from 'app/parts/project-tabs.js';
import { toast } from 'app/parts/toasts.js';
import { crumbsOf, modelPath, useProject } from 'app/pages/models/catalog.js';
import { RunDialog } from 'app/pages/models/pick.js';
import { counted } from 'app/pages/models/picker.js';
import { DeleteCollection } from 'app/pages/collections/delete.js';

/** @return the ids of the schedules on each collection, by the collection's id */
export function schedulesOn(schedules) {
  const found = new Map();
  for (const { id, target } of schedules) {
    if (target.collectionId) {
      found.set(target.collectionId, [...found.get(target.collectionId) ?? [], id]);
    }
  }
  return found;
}

/** Named sets of a project's models. */
export default function Collections({ id }) {
  const styled = useStyle('style/models.css');
  const me = useMe();
  const project = useProject(id);
  const loaded = useLoad(async signal => {
    const [collections, schedules] = await Promise.all([all('/projects/' + id + '/collections', {}, signal), all('/projects/' + id + '/schedules', {}, signal)]);
    return { collections, on: schedulesOn(schedules) };
  }, [id]);
  const [asked, setAsked] = useState(null);
  const mayChange = me.can('EDITOR') && project.data?.status !== 'DELETED';
  const base = '/projects/' + id + '/collections';
  const removing = useAction(async collection => {
    // By the revision of now: what is deleted is what the preview was of.
    const { etag } = await call('GET', base + '/' + collection.id);
    setAsked({ what: 'delete', collection, etag });
  });
  return html`
    <${View} title="Collections" crumbs=${crumbsOf(id, project.data)} tabs=${html`<${ProjectTabs} id=${id} current="/collections" />`}
      actions=${mayChange && html`<a class="button primary" href=${base + '/new'}>New collection</a>`}>
      <${ProblemBox} problem=${removing.problem} />
      <${Loaded} loaded=${styled ? loaded : { loading: true }}>${({ collections, on }) => collections.length === 0 ? html`
        <${Empty} title="No collection yet"><p>A collection is a named set of models: run them together, and set schedules on them. When the collection changes, its schedules follow.</p>
          ${mayChange && html`<a class="button primary" href=${base + '/new'}>Pick models</a>`}<//>` : html`
        <div class="stack">${collections.map(collection => html`<${Card} key=${collection.id} id=${id} collection=${collection} schedules=${on.get(collection.id) ?? []}
          mayChange=${mayChange} onRun=${() => setAsked({ what: 'run', collection })} onDelete=${() => removing.run(collection)} />`)}</div>`}<//>
      ${asked?.what === 'run' && html`<${RunDialog} id=${id} project=${project.data} ids=${asked.collection.models} of=${asked.collection.name} onClose=${() => setAsked(null)} />`}
      ${asked?.what === 'delete' && html`<${DeleteCollection} id=${id} collection=${asked.collection} etag=${asked.etag} schedules=${loaded.data.on.get(asked.collection.id) ?? []}
        onClose=${() => setAsked(null)} onDone=${() => {
          setAsked(null);
          toast('The collection ' + asked.collection.name + ' is deleted.');
          loaded.reload();
        }} />`}
    <//>`;
}

const SHOWN = 12;

function Card({ id, collection, schedules, mayChange, onRun, onDelete }) {
  const [whole, setWhole] = useState(false);
  const models = whole ? collection.models : collection.models.slice(0, SHOWN);
  const own = '/projects/' + id + '/collections/' + collection.id;
  return html`<article class="card collection" aria-label=${collection.name} data-test="collection">
    <div class="row"><h2 class="grow">${collection.name} <span class="fine">${counted(collection.models.length)}</span></h2>
      ${mayChange && html`
        ${collection.models.length > 0 && html`<${Button} kind="small" onClick=${onRun}>Run now<//>`}
        <a class="button small" href=${'/projects/' + id + '/schedules/new?collection=' + collection.id}>Set a schedule</a>
        <a class="button small" href=${own}>Change</a><${Button} kind="small" onClick=${onDelete}>Delete<//>`}</div>
    ${collection.warning && html`<p class="note warn">${collection.warning}</p>`}
    <p class="chips">${models.map(model => html`<a key=${model} class="tag" href=${modelPath(id, model)} title=${model}>${nameOf(model)}</a>`)}
      ${collection.models.length > SHOWN && html`<${Button} kind="quiet small" aria-expanded=${String(whole)} onClick=${() => setWhole(!whole)}>${whole ? 'Show fewer' : 'and ' + (collection.models.length - SHOWN) + ' more'}<//>`}</p>
    ${schedules.length > 0 && html`<p class="fine">Run by ${schedules.map((schedule, at) => html`${at > 0 && ', '}<a href=${'/projects/' + id + '/schedules/' + schedule}>schedule ${schedule}</a>`)}</p>`}
  </article>`;
}
