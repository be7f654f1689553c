import { useState } from 'preact/hooks';
import { call } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useAction, useLoad } from 'app/core/use.js';
import { Button, Loaded, ProblemBox } from 'app/parts/basics.js';
import { Dialog } from 'app/parts/forms.js';
import { counted } from 'app/pages/models/picker.js';
import { Effects } from 'app/pages/collections/preview.js';

/** Shows what deleting a collection would do, and does it. @param schedules the ids of those on it, which go with it */
export function DeleteCollection({ id, collection, etag, schedules, onClose, onDone }) {
  const path = '/projects/' + id + '/collections/' + collection.id;
  // Someone else may have set one since the list was loaded; the service then says so by IN_USE.
  const [withSchedules, setWithSchedules] = useState(schedules.length > 0);
  const query = { withSchedules: withSchedules || undefined };
  const preview = useLoad(async signal => (await call('DELETE', path, { query: { ...query, dryRun: true }, ifMatch: etag, signal })).data, [withSchedules]);
  const deleting = useAction(async overwrite => {
    await call('DELETE', path, { query, ifMatch: overwrite === true ? '*' : etag });
    onDone();
  });
  const problem = deleting.problem ?? preview.problem;
  return html`
    <${Dialog} title=${'Delete ' + collection.name} onClose=${onClose} footer=${html`
      <${Button} onClick=${onClose}>Keep<//>
      <${Button} kind="danger" busy=${deleting.busy} disabled=${!preview.data} onClick=${() => deleting.run()}>
        ${withSchedules ? 'Delete it and ' + (schedules.length > 0 ? counted(schedules.length, 'schedule') : 'its schedules') : 'Delete'}<//>`}>
      <p>${withSchedules ? 'Schedules are set on this collection, and are deleted with it. Their models go back to the newest of the other schedules that cover them.'
        : 'No schedule is set on it. Its models stay as they are.'}</p>
      ${withSchedules && html`<${Loaded} loaded=${{ ...preview, problem: null, loading: preview.loading }}>${data => html`<${Effects} id=${id} preview=${data} />`}<//>`}
      ${problem && html`<${ProblemBox} problem=${problem} retry=${preview.problem ? preview.reload : undefined} />`}
      ${problem?.code === 'IN_USE' && html`<${Button} onClick=${() => {
        deleting.clear();
        setWithSchedules(true);
      }}>Show what deleting it with its schedules does<//>`}
      ${deleting.problem?.status === 412 && html`<p>Someone else has changed it meanwhile.</p><${Button} onClick=${() => deleting.run(true)}>Delete it all the same<//>`}
    <//>`;
}
