import { useEffect, useState } from 'preact/hooks';
import { call, post } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { go, useLeaveGuard } from 'app/core/router.js';
import { useAction } from 'app/core/use.js';
import { Button, ProblemBox } from 'app/parts/basics.js';
import { Check, SelectField, TextField } from 'app/parts/forms.js';
import { toast } from 'app/parts/toasts.js';
import { More } from 'app/pages/projects/more.js';
import { CommandFields, isAtField, MoreFields, useKey } from 'app/pages/projects/work.js';
import { CadenceFields } from 'app/pages/schedules/cadence-fields.js';
import { bodyOf, lacks } from 'app/pages/schedules/form.js';
import { Preview, usePreview } from 'app/pages/schedules/preview.js';
import { TargetFields } from 'app/pages/schedules/target-fields.js';
import { ZoneField } from 'app/pages/schedules/zone-field.js';

const FOLDED = ['vars', 'arguments', 'threads', 'timeoutSeconds'];
const AT_FIELDS = ['target', 'cadence', 'timeZone', 'command', 'steps', 'graceSeconds', ...FOLDED];
const GAPS = [['NEXT_MOMENT', 'Fire at the next moment that there is'], ['SKIP', 'Leave it out on that day']];
const OVERLAPS = [['FIRST', 'Fire the first time'], ['LAST', 'Fire the second time'], ['BOTH', 'Fire both times']];
const LOSSES = [['FAIL', 'The run fails'], ['QUEUE_ONCE_AGAIN', 'The run is queued again, once']];

/**
 * The form of a schedule, with what it would do beside it.
 *
 * @param schedule absent for a new one @param etag of the schedule @param start the form at first @param onSaved called when a change was saved
 * @param onDirty takes whether there is something to save
 */
export function Editor({ id, schedule, etag, start, context, onSaved, onDirty }) {
  const [form, setForm] = useState(start);
  const [saved, setSaved] = useState(null);
  const [tries, setTries] = useState(0);
  const keyOf = useKey();
  const path = '/projects/' + id + '/schedules' + (schedule ? '/' + schedule.id : '');
  const change = part => setForm(before => ({ ...before, ...part }));
  const changed = JSON.stringify(form) !== JSON.stringify(start);
  useLeaveGuard(changed && !saved);
  useEffect(() => {
    saved?.();
  }, [saved]);
  useEffect(() => onDirty?.(changed), [changed]);

  const lacking = lacks(form);
  const send = (body, options) => call(schedule ? 'PUT' : 'POST', path, { body, ...options });
  const preview = usePreview(lacking ? null : async signal => (await send(bodyOf(form, !schedule), { query: { dryRun: true }, ifMatch: schedule && '*', signal })).data,
    tries + JSON.stringify(form));
  const saving = useAction(async overwrite => {
    const body = bodyOf(form, !schedule);
    if (schedule) {
      await send(body, { ifMatch: overwrite === true ? '*' : etag });
      toast('The schedule is changed.');
      setSaved(() => onSaved);
    } else {
      const made = await post(path, body, { key: keyOf(body) });
      toast('The schedule is set: ' + made.words + '.');
      setSaved(() => () => go('/projects/' + id + '/schedules/' + made.id));
    }
  });
  const problem = saving.problem ?? preview.problem;
  const conflict = saving.problem?.status === 412;
  const elsewhere = problem && !conflict && !isAtField(problem, AT_FIELDS);
  const changeWork = part => change({ work: { ...form.work, ...part } });
  return html`
    <form class="editor" noValidate onSubmit=${event => {
      event.preventDefault();
      saving.run();
    }} onInput=${() => saving.problem && saving.clear()}>
      <div class="stack">
        <section class="card stack"><${TargetFields} id=${id} target=${form.target} onInput=${target => change({ target })} context=${context} problem=${problem} /></section>
        <section class="card stack">
          <${CadenceFields} form=${form.cadence} onInput=${cadence => change({ cadence })} problem=${problem} />
          <${ZoneField} value=${form.timeZone} onInput=${timeZone => change({ timeZone })} problem=${problem} />
        </section>
        <section class="card stack">
          <${CommandFields} work=${form.work} onInput=${changeWork} project=${context.project} problem=${problem} />
          <${More} title="Variables, arguments, limits" open=${FOLDED.some(name => start.work[name] !== '') || isAtField(problem, FOLDED)}>
            <${MoreFields} work=${form.work} onInput=${changeWork} project=${context.project} problem=${problem} /><//>
          <${More} title="Clock changes, missed firings, lost runs" open=${isAtField(problem, ['graceSeconds'])}>
            <${Exceptions} form=${form} onInput=${change} problem=${problem} /><//>
        </section>
      </div>
      <aside class="card stack preview" tabindex="0" aria-label="What this would do" aria-busy=${preview.busy ? 'true' : 'false'}>
        <h2>What this would do</h2>
        <div class=${preview.busy ? 'stale' : ''}>${lacking ? html`<p class="soft">${lacking}</p>`
          : preview.data ? html`<${Preview} preview=${preview.data} self=${schedule?.id} context=${context} zone=${form.timeZone} />`
            : !preview.problem && html`<p class="soft">Asking the service …</p>`}</div>
        ${problem && !elsewhere && !conflict && html`<p class="wrong-text" role="alert">${problem.message}</p>`}
        ${!schedule && html`<${Check} label="Delete what it overrides" checked=${form.discardOverridden} onInput=${discardOverridden => change({ discardOverridden })}
          hint="The schedules that it overrides completely. Otherwise they stay, and come back when this one is deleted." />`}
        ${elsewhere && html`<${ProblemBox} problem=${problem} retry=${!saving.problem && (() => setTries(tries + 1))} />`}
        ${conflict && html`<div class="problem" role="alert"><strong>Someone else changed this schedule meanwhile</strong>
          <p>Load it anew to see their change, which drops yours; or overwrite theirs with what stands here.</p>
          <div class="row"><${Button} onClick=${() => setSaved(() => onSaved)}>Load anew<//><${Button} kind="danger" busy=${saving.busy} onClick=${() => saving.run(true)}>Overwrite<//></div></div>`}
        <div class="row end">
          ${changed && html`<${Button} kind="quiet" onClick=${() => setForm(start)}>Undo changes<//>`}
          <${Button} type="submit" kind="primary" busy=${saving.busy} disabled=${Boolean(lacking) || Boolean(schedule && !changed)} data-test="save-schedule">${schedule ? 'Save changes' : 'Set the schedule'}<//>
        </div>
      </aside>
    </form>`;
}

/** What is to become of firings that cannot be as planned. */
const Exceptions = ({ form, onInput, problem }) => html`
  <${SelectField} label="A time that the clock leaves out (in spring)" value=${form.gap} onInput=${gap => onInput({ gap })} options=${GAPS} />
  <${SelectField} label="A time that comes twice (in autumn)" value=${form.overlap} onInput=${overlap => onInput({ overlap })} options=${OVERLAPS} />
  <${TextField} label="Make good a missed firing for so many minutes" name="graceSeconds" problem=${problem} value=${form.grace} onInput=${grace => onInput({ grace })}
    input=${{ inputmode: 'numeric' }} hint="Of the service having been down. Empty for half the time to the next firing, six hours at most; 0 for never." />
  <${SelectField} label="When the service dies in the middle of a run" value=${form.afterLoss} onInput=${afterLoss => onInput({ afterLoss })} options=${LOSSES} />`;
