import { useState } from 'preact/hooks';
import { all, call, get } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useMe } from 'app/core/me.js';
import { useStyle } from 'app/core/style.js';
import { useLoad } from 'app/core/use.js';
import { Loaded, View, Waiting } from 'app/parts/basics.js';
import { ProjectTabs } from 'app/parts/project-tabs.js';
import { EndingCard } from 'app/pages/settings/ending.js';
import { EnvironmentCard } from 'app/pages/settings/environment.js';
import { ProjectCard } from 'app/pages/settings/project-card.js';
import { VariablesCard } from 'app/pages/settings/variables.js';
import { WebhookCard } from 'app/pages/settings/webhook.js';

/** Everything of a project that can be changed. */
export default function Settings({ id }) {
  const styled = useStyle('style/setup.css');
  const me = useMe();
  const loaded = useLoad(async signal => {
    const [project, types, versions, warehouses, credentials] = await Promise.all([call('GET', '/projects/' + id, { signal }), get('/warehouse-types', {}, signal),
      get('/dbt-versions', {}, signal), all('/warehouses', {}, signal), all('/credentials', {}, signal)]);
    return { project: project.data, etag: project.etag, types: types.items, versions, warehouses, credentials };
  }, [id]);
  const name = loaded.data?.project.name;
  return html`
    <${View} title=${name ? name + ': settings' : 'Settings'} crumbs=${[['Projects', '/'], ...(name ? [[name, '/projects/' + id]] : [])]} tabs=${html`<${ProjectTabs} id=${id} current="/settings" />`}>
      ${!styled ? html`<${Waiting} />` : html`<${Loaded} loaded=${loaded}>${data => html`<${Cards} key=${id} ...${data} me=${me} reload=${loaded.reload} />`}<//>`}
    <//>`;
}

function Cards({ project: loaded, etag: tag, me, reload, ...choices }) {
  const [{ project, etag, round }, setState] = useState({ project: loaded, etag: tag, round: 0 });
  const { tagOf, keep } = useOwnChanges();
  const gone = project.status === 'DELETED';
  const may = me.can('EDITOR') && !gone;
  const anew = async () => {
    const { data, etag: newest } = await call('GET', '/projects/' + project.id);
    setState(before => ({ project: data, etag: newest, round: before.round + 1 }));
  };
  return html`
    ${gone && html`<p class="note warn" role="status">This project is deleted: nothing of it runs any more. Its runs can still be read.</p>`}
    <${ProjectCard} key=${round} project=${project} etag=${tagOf(etag)} ...${choices} may=${may} onAnew=${anew} onSaved=${(saved, newest, overwritten) => {
      overwritten || keep(newest);
      setState(before => ({ ...before, project: saved, etag: newest }));
      reload();
    }} />
    <${VariablesCard} project=${project} may=${may} tagOf=${tagOf} onTag=${keep} />
    ${!gone && html`<${WebhookCard} project=${project} may=${may} /><${EnvironmentCard} project=${project} may=${may} />`}
    ${me.can('EDITOR') && html`<${EndingCard} project=${project} me=${me} onChanged=${(changed, newest) => {
      keep(newest);
      setState(before => ({ ...before, project: { ...before.project, status: changed.status } }));
    }} />`}`;
}

/**
 * Each card shows the project as it was when the card read it. What another card has changed since is none of "someone else"; what someone else has
 * changed is, also where another card has overwritten it.
 *
 * @return {{tagOf, keep}} tagOf gives the tag to send by a card that has read this one, keep takes that of a change of this page
 */
function useOwnChanges() {
  const [own, setOwn] = useState([]);
  const tagOf = etag => {
    let revision = revisionOf(etag);
    while (own.includes(revision + 1)) {
      revision++;
    }
    return '"' + revision + '"';
  };
  return { tagOf, keep: etag => etag && setOwn(before => [...before, revisionOf(etag)]) };
}

/** A tag of the service is a number in quotes, one more with each change. */
const revisionOf = etag => Number(etag.replaceAll('"', ''));
