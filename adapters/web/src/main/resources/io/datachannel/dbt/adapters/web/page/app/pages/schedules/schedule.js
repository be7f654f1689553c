import { useState } from 'preact/hooks';
import { call, post } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useMe } from 'app/core/me.js';
import { go } from 'app/core/router.js';
import { useStyle } from 'app/core/style.js';
import { useAction, useLoad, useNow } from 'app/core/use.js';
import { Button, Facts, Loaded, ProblemBox, View, Waiting } from 'app/parts/basics.js';
import { toast } from 'app/parts/toasts.js';
import { targetWords } from 'app/pages/projects/words.js';
import { fires, wordsOf } from 'app/pages/schedules/cadence.js';
import { contextOf } from 'app/pages/schedules/context.js';
import { DeleteSchedule } from 'app/pages/schedules/delete-schedule.js';
import { Editor } from 'app/pages/schedules/editor.js';
import { FiringTimes } from 'app/pages/schedules/firing-times.js';
import { Firings } from 'app/pages/schedules/firings.js';
import { formOf } from 'app/pages/schedules/form.js';
import { ScheduleState } from 'app/pages/schedules/state.js';
import { TakeOut, takeable } from 'app/pages/schedules/take-out.js';
import { callsText } from 'app/parts/steps.js';

/** One schedule: how it is, how it is changed, and what became of its firings. */
export default function SchedulePage({ id, sid }) {
  const styled = [useStyle('style/projects.css'), useStyle('style/schedules.css')].every(Boolean);
  const me = useMe();
  const [dialog, setDialog] = useState(null);
  const [dirty, setDirty] = useState(false);
  // The editor begins anew with what was saved, and only then: what is typed in it is not lost, nor mixed with another's change.
  const [edition, setEdition] = useState(0);
  const list = '/projects/' + id + '/schedules';
  const loaded = useLoad(async signal => {
    const [{ data, etag }, context] = await Promise.all([call('GET', list + '/' + sid, { signal }), contextOf(id, signal, { models: true })]);
    return { schedule: data, etag, context };
  }, [id, sid]);
  const { schedule, context } = loaded.data ?? {};
  const renew = async () => {
    await loaded.reload();
    setEdition(before => before + 1);
  };
  const close = () => setDialog(null);
  return html`
    <${View} title=${schedule ? targetWords(schedule.target, context.collections) : 'Schedule ' + sid}
      crumbs=${[['Projects', '/'], [context?.project.name ?? 'Project', '/projects/' + id], ['Schedules', list]]}
      actions=${schedule && me.can('EDITOR') && html`<${Actions} path=${list + '/' + sid} schedule=${schedule} context=${context} dirty=${dirty} reload=${renew} onOpen=${setDialog} />`}>
      ${styled ? html`<${Loaded} loaded=${loaded}>${({ etag }) => html`
        <${Summary} id=${id} schedule=${schedule} context=${context} firings=${!me.can('EDITOR')} />
        ${me.can('EDITOR') && html`<${Editor} key=${edition} id=${id} schedule=${schedule} etag=${etag} start=${formOf(schedule)} context=${context} onSaved=${renew} onDirty=${setDirty} />`}
        <${Firings} id=${id} schedule=${schedule} />`}<//>` : html`<${Waiting} />`}
      ${dialog === 'delete' && html`<${DeleteSchedule} id=${id} schedule=${schedule} context=${context} onClose=${close} onDeleted=${() => go(list)} />`}
      ${dialog === 'take-out' && html`<${TakeOut} id=${id} schedule=${schedule} context=${context} onClose=${close} onDone=${left => (left ? renew() : go(list))} />`}
    <//>`;
}

function Actions({ path, dirty, schedule, context, reload, onOpen }) {
  const pausing = useAction(async () => {
    await post(path + (schedule.paused ? '/resume' : '/pause'));
    toast(schedule.paused ? 'The schedule goes on from now.' : 'The schedule is paused. It keeps its models: nobody else runs them meanwhile.');
    await reload();
  });
  const waits = dirty ? { disabled: true, title: 'Save or undo your changes first' } : {};
  return html`
    ${schedule.target.kind !== 'ALL_MODELS' && takeable(schedule, context).length > 0 && html`<${Button} ...${waits} onClick=${() => onOpen('take-out')}>Take models out<//>`}
    <${Button} ...${waits} busy=${pausing.busy} onClick=${pausing.run}>${schedule.paused ? 'Resume' : 'Pause'}<//>
    <${Button} onClick=${() => onOpen('delete')}>Delete<//>
    <${ProblemBox} problem=${pausing.problem} />`;
}

/** @param firings whether the next ones are shown, where no editor shows them */
function Summary({ id, schedule, context, firings }) {
  const now = useNow(1000);
  return html`<section class="card stack" aria-label="How it is now">
    <${Facts} rows=${[
      ['State', html`<${ScheduleState} schedule=${schedule} context=${context} id=${id} />`],
      ['Fires', wordsOf(schedule)],
      ['Cron', schedule.cron && html`<code>${schedule.cron}</code>`],
      ['Command', html`<code>dbt ${callsText(schedule) || callsText(context.project)}</code>`],
      ['Next firing', schedule.nextFiring && fires(schedule) ? html`<${FiringTimes} firings=${[schedule.nextFiring]} zone=${schedule.timeZone} now=${now} />` : 'none'],
    ]} />
    ${schedule.warning && html`<p class="note warn">${schedule.warning}</p>`}
    ${firings && fires(schedule) && schedule.nextFirings.length > 1 && html`<div><h3>Next firings</h3><${FiringTimes} firings=${schedule.nextFirings} zone=${schedule.timeZone} now=${now} /></div>`}
  </section>`;
}
