import { useMemo } from 'preact/hooks';
import { html } from 'app/core/html.js';
import { useMe } from 'app/core/me.js';
import { useLocation } from 'app/core/router.js';
import { useStyle } from 'app/core/style.js';
import { useLoad } from 'app/core/use.js';
import { Empty, Loaded, View, Waiting } from 'app/parts/basics.js';
import { contextOf } from 'app/pages/schedules/context.js';
import { Editor } from 'app/pages/schedules/editor.js';
import { newForm } from 'app/pages/schedules/form.js';

/** Sets a schedule. The query may say what on: models=uid,uid or collection=ID. */
export default function NewSchedule({ id }) {
  const styled = [useStyle('style/projects.css'), useStyle('style/schedules.css')].every(Boolean);
  const me = useMe();
  const { query } = useLocation();
  const start = useMemo(() => newForm(query), [query.toString()]);
  const loaded = useLoad(signal => contextOf(id, signal, { models: true }), [id]);
  return html`
    <${View} title="New schedule" crumbs=${[['Projects', '/'], [loaded.data?.project.name ?? 'Project', '/projects/' + id], ['Schedules', '/projects/' + id + '/schedules']]}>
      ${styled ? html`<${Loaded} loaded=${loaded}>${context => (me.can('EDITOR')
        ? html`<${Editor} key=${query.toString()} id=${id} start=${start} context=${context} />`
        : html`<${Empty} title="Your token may only read"><p>Someone with the role editor can set schedules.</p><//>`)}<//>` : html`<${Waiting} />`}
    <//>`;
}
