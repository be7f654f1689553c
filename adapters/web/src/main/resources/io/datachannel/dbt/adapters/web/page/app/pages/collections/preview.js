import { html } from 'app/core/html.js';
import { nameOf } from 'app/core/names.js';
import { counted } from 'app/pages/models/picker.js';

const by = (governor, id) => !governor.governed ? 'no schedule' : governor.scheduleId
  ? html`<a href=${'/projects/' + id + '/schedules/' + governor.scheduleId}>schedule ${governor.scheduleId}</a>` : 'the new schedule';
const EFFECTS = { ADDED: 'is added', REPLACED: 'is replaced', CHANGED: 'changes what it covers', DELETED: 'is deleted' };

/** What a change would do to schedules. @param preview as a call with dryRun=true answers it */
export function Effects({ id, preview }) {
  const changes = preview.models.filter(model => model.changes);
  return html`<div class="effects" data-test="effects">
    ${preview.schedules.map(schedule => html`<p key=${schedule.scheduleId}><a href=${'/projects/' + id + '/schedules/' + schedule.scheduleId}>Schedule ${schedule.scheduleId}</a> ${EFFECTS[schedule.effect]}.</p>`)}
    ${changes.length === 0 ? html`<p class="soft">No model gets another schedule.</p>` : html`
      <details open=${changes.length <= 12}><summary>${counted(changes.length)} ${changes.length === 1 ? 'gets' : 'get'} another schedule</summary>
        <div class="plain-table effects-table" tabindex="0" role="group" aria-label="Models with another schedule"><table>
          <thead><tr><th scope="col">Model</th><th scope="col">Now run by</th><th scope="col">Then by</th></tr></thead>
          <tbody>${changes.map(model => html`<tr key=${model.uniqueId}><td title=${model.uniqueId}>${nameOf(model.uniqueId)}</td><td>${by(model.before, id)}</td><td>${by(model.after, id)}</td></tr>`)}</tbody>
        </table></div></details>`}
  </div>`;
}
