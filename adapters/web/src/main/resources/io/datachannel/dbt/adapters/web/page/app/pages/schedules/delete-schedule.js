import { call } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useLoad } from 'app/core/use.js';
import { Loaded } from 'app/parts/basics.js';
import { Confirm } from 'app/parts/confirm.js';
import { toast } from 'app/parts/toasts.js';
import { targetWords } from 'app/pages/projects/words.js';
import { wordsOf } from 'app/pages/schedules/cadence.js';
import { Preview } from 'app/pages/schedules/preview.js';

/** Deletes a schedule, having shown who runs its models then. */
export function DeleteSchedule({ id, schedule, context, onClose, onDeleted }) {
  const path = '/projects/' + id + '/schedules/' + schedule.id;
  const loaded = useLoad(async signal => {
    const { etag } = await call('GET', path, { signal });
    return { etag, preview: (await call('DELETE', path, { query: { dryRun: true }, ifMatch: etag, signal })).data };
  }, [schedule.id]);
  const remove = async () => {
    // What has not been read cannot have been changed under the user's eyes.
    await call('DELETE', path, { ifMatch: loaded.data?.etag ?? '*' });
    toast('The schedule is deleted.');
    onDeleted();
  };
  return html`<${Confirm} title="Delete the schedule?" word="Delete" action=${remove} onClose=${onClose}>
    <p>${targetWords(schedule.target, context.collections)}, ${wordsOf(schedule)}. Runs that are under way go on.</p>
    <${Loaded} loaded=${loaded}>${({ preview }) => html`<${Preview} preview=${preview} self=${schedule.id} context=${context} zone=${schedule.timeZone} gone />`}<//>
  <//>`;
}
