import { useEffect, useRef, useState } from 'preact/hooks';
import { all, call, newKey } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useMe } from 'app/core/me.js';
import { go, useLeaveGuard } from 'app/core/router.js';
import { useStyle } from 'app/core/style.js';
import { useAction, useLoad } from 'app/core/use.js';
import { Button, Empty, Loaded, ProblemBox, View } from 'app/parts/basics.js';
import { TextField } from 'app/parts/forms.js';
import { toast } from 'app/parts/toasts.js';
import { crumbsOf, modelPath, useCatalog, useProject } from 'app/pages/models/catalog.js';
import { Picker, counted } from 'app/pages/models/picker.js';
import { Effects } from 'app/pages/collections/preview.js';
import { schedulesOn } from 'app/pages/collections/collections.js';

const PAUSE = 500;

/** Makes a collection by picking, or changes one. @param cid none for a new one */
export default function EditCollection({ id, cid }) {
  const styled = useStyle('style/models.css');
  const me = useMe();
  const project = useProject(id);
  const catalog = useCatalog(id);
  const path = '/projects/' + id + '/collections';
  const current = useLoad(async signal => {
    if (!cid) {
      return { collection: { name: '', models: [], missing: [] }, etag: null, schedules: [] };
    }
    const [{ data, etag }, schedules] = await Promise.all([call('GET', path + '/' + cid, { signal }), all('/projects/' + id + '/schedules', {}, signal)]);
    return { collection: data, etag, schedules: schedulesOn(schedules).get(data.id) ?? [] };
  }, [id, cid]);
  const name = current.data?.collection.name;
  const mayChange = me.can('EDITOR') && project.data?.status !== 'DELETED';
  return html`
    <${View} title=${cid ? name ?? 'Collection' : 'New collection'} crumbs=${crumbsOf(id, project.data, ['Collections', path])}>
      <${Loaded} loaded=${styled ? current : { loading: true }}>${data => html`<${Loaded} loaded=${catalog}>${({ items }) => items.length === 0 && !cid ? html`
        <${Empty} title="There are no models to pick"><p>A refresh reads them from the repository.</p><a class="button" href=${'/projects/' + id + '/models'}>To the models</a><//>` : html`
        <${Form} key=${data.etag} id=${id} cid=${cid} from=${data} models=${items} mayChange=${mayChange} onReload=${current.reload} />`}<//>`}<//>
    <//>`;
}

const same = (one, other) => one.size === other.length && other.every(model => one.has(model));

function Form({ id, cid, from, models, mayChange, onReload }) {
  const { collection, etag, schedules } = from;
  const [name, setName] = useState(collection.name);
  const [picked, setPicked] = useState(() => new Set(collection.models));
  const [forget, setForget] = useState(false);
  const [saved, setSaved] = useState(false);
  const key = useRef(newKey());
  const path = '/projects/' + id + '/collections' + (cid ? '/' + cid : '');
  const others = forget || !same(picked, collection.models);
  const changed = others || name.trim() !== collection.name;
  useLeaveGuard(changed && !saved);
  // Before the list is left, the guard has to be gone.
  useEffect(() => {
    if (saved) {
      go('/projects/' + id + '/collections');
    }
  }, [saved]);
  // A new name alone leaves those in it that the project has lost.
  const body = { name: name.trim(), ...(others || !cid ? { models: [...picked].sort() } : {}) };
  const saving = useAction(async overwrite => {
    await (cid ? call('PATCH', path, { body, ifMatch: overwrite === true ? '*' : etag }) : call('POST', path, { body, key: key.current }));
    toast(cid ? 'The collection is changed.' : 'The collection ' + body.name + ' has ' + counted(picked.size) + '.');
    setSaved(true);
  });
  const edit = set => value => {
    key.current = newKey();
    set(value);
  };
  const save = event => {
    event.preventDefault();
    saving.run();
  };
  const problem = saving.problem;
  return html`
    ${collection.missing.length > 0 && html`<div class="note warn">The last refresh did not find ${collection.missing.map(one => one.uniqueId).join(', ')}; no schedule runs these until a refresh finds them again.
      ${mayChange && (others ? ' They are forgotten when you save.' : html` <${Button} kind="small" onClick=${() => setForget(true)}>Forget them<//>`)}</div>`}
    <form class="stack" onSubmit=${save}>
      <${TextField} label="Name" name="name" required value=${name} problem=${problem} onInput=${edit(setName)} input=${{ maxlength: 255, disabled: !mayChange }} />
      <${Picker} label="Models of the collection" models=${mayChange ? models : models.filter(model => picked.has(model.uniqueId))} picked=${mayChange ? picked : null} onPicked=${edit(setPicked)} href=${model => modelPath(id, model.uniqueId)} />
      ${schedules.length > 0 && changed && html`<${Preview} id=${id} path=${path} body=${body} etag=${etag} />`}
      ${mayChange && html`<div class="pick-foot">
        ${problem && problem.field !== 'name' && problem.status !== 412 && html`<${ProblemBox} problem=${problem} />`}
        ${problem?.status === 412 && html`<div class="problem" role="alert"><strong>Someone else has changed the collection meanwhile</strong>
          <p>Load it anew and lose what you have picked here, or overwrite it with yours.</p>
          <div class="row"><${Button} onClick=${onReload}>Load it anew<//><${Button} kind="danger" busy=${saving.busy} onClick=${() => saving.run(true)}>Overwrite it<//></div></div>`}
        <div class="pick-bar" role="region" aria-label="Save">
          <strong role="status">${counted(picked.size)} picked</strong><span class="push"></span>
          <a class="button" href=${'/projects/' + id + '/collections'}>Cancel</a>
          <${Button} type="submit" kind="primary" busy=${saving.busy} disabled=${!name.trim() || !changed}>${cid ? 'Save' : 'Make the collection'}<//>
        </div>
      </div>`}
    </form>`;
}

/** What the change would do to the schedules on it, a moment after the last one. */
function Preview({ id, path, body, etag }) {
  const [asked, setAsked] = useState(body);
  const text = JSON.stringify(body);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(body), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  const loaded = useLoad(async signal => (await call('PATCH', path, { body: asked, query: { dryRun: true }, ifMatch: etag, signal })).data, [JSON.stringify(asked)]);
  return html`<section class="card" aria-label="What this does to schedules" aria-live="polite"><h2>What this does to schedules</h2>
    ${loaded.problem?.status === 412 ? html`<p>Someone else has changed the collection meanwhile; saving offers what to do.</p>`
      : html`<${Loaded} loaded=${loaded}>${preview => html`<${Effects} id=${id} preview=${preview} />`}<//>`}
  </section>`;
}
