import { useRef, useState } from 'preact/hooks';
import { newKey, post } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { nameOf } from 'app/core/names.js';
import { go } from 'app/core/router.js';
import { useAction } from 'app/core/use.js';
import { Button, ProblemBox } from 'app/parts/basics.js';
import { Check, Dialog, SelectField, TextField } from 'app/parts/forms.js';
import { toast } from 'app/parts/toasts.js';
import { counted } from 'app/pages/models/picker.js';
import { callsText } from 'app/parts/steps.js';

// Each is named in the address of the schedule's form, and servers take no longer ones.
const MOST_IN_ADDRESS = 60;
const COMMANDS = [['build', 'build – models with their tests'], ['run', 'run – models without tests'], ['test', 'test – only the tests'],
  ['seed', 'seed – only seeds'], ['snapshot', 'snapshot – only snapshots']];

/** What can be done with the models that are picked, at the foot of the view. */
export function PickBar({ id, project, picked, onClear }) {
  const [dialog, setDialog] = useState(null);
  const ids = [...picked].sort();
  return html`
    <div class="pick-bar" role="region" aria-label="Picked models" data-test="pick-bar">
      <strong role="status">${counted(ids.length)} picked</strong>
      <${Button} kind="quiet small" onClick=${onClear}>Pick none<//>
      <span class="push"></span>
      <${Button} onClick=${() => setDialog('collection')}>Make a collection<//>
      <${Button} onClick=${() => ids.length > MOST_IN_ADDRESS ? setDialog('schedule') : go(scheduleOn(id, ids))}>Set a schedule<//>
      <${Button} kind="primary" onClick=${() => setDialog('run')}>Run now<//>
    </div>
    <${PickDialog} id=${id} project=${project} ids=${ids} dialog=${dialog} onClose=${() => setDialog(null)} onDone=${onClear} />`;
}

export const scheduleOn = (id, ids) => '/projects/' + id + '/schedules/new?models=' + encodeURIComponent(ids.join(','));

/** @param dialog run, collection, schedule (through a collection) or null */
export function PickDialog({ id, project, ids, dialog, onClose, onDone = () => {} }) {
  if (!dialog) {
    return null;
  }
  return dialog === 'run' ? html`<${RunDialog} id=${id} project=${project} ids=${ids} onClose=${onClose} />`
    : html`<${CollectionDialog} id=${id} ids=${ids} toSchedule=${dialog === 'schedule'} onClose=${onClose} onDone=${onDone} />`;
}

/** @param of what is run, when it has a name of its own */
export function RunDialog({ id, project, ids, of, onClose }) {
  const [command, setCommand] = useState('');
  const [fullRefresh, setFullRefresh] = useState(false);
  const key = useRef(newKey());
  const running = useAction(async () => {
    const run = await post('/projects/' + id + '/runs', { models: ids, fullRefresh, ...(command ? { command } : {}) }, { key: key.current });
    onClose();
    go('/runs/' + run.id);
  });
  const change = set => value => {
    // Another intention than the one that was refused.
    key.current = newKey();
    set(value);
  };
  return html`
    <${Dialog} title=${'Run ' + (of ?? (ids.length === 1 ? nameOf(ids[0]) : counted(ids.length)))} onClose=${onClose} footer=${html`
      <${Button} onClick=${onClose}>Cancel<//><${Button} kind="primary" busy=${running.busy} onClick=${running.run}>Run now<//>`}>
      <${SelectField} label="Command" name="command" problem=${running.problem} value=${command} onInput=${change(setCommand)}
        options=${[['', 'As the project has it' + (project ? ': ' + callsText(project) : '')], ...COMMANDS]} />
      <${Check} label="Full refresh" checked=${fullRefresh} onInput=${change(setFullRefresh)} hint="Incremental models are dropped and built from nothing." />
      ${ids.length > 1 && html`<details><summary>${counted(ids.length)}</summary><ul class="pick-names">${ids.map(one => html`<li key=${one}><code>${one}</code></li>`)}</ul></details>`}
      <${ProblemBox} problem=${running.problem} />
    <//>`;
}

function CollectionDialog({ id, ids, toSchedule, onClose, onDone }) {
  const [name, setName] = useState('');
  const key = useRef(newKey());
  const making = useAction(async () => {
    const made = await post('/projects/' + id + '/collections', { name: name.trim(), models: ids }, { key: key.current });
    onDone();
    onClose();
    toast('The collection ' + made.name + ' has ' + counted(made.models.length) + '.');
    go(toSchedule ? '/projects/' + id + '/schedules/new?collection=' + made.id : '/projects/' + id + '/collections');
  });
  const make = event => {
    event.preventDefault();
    making.run();
  };
  return html`
    <${Dialog} title=${toSchedule ? 'Set a schedule on ' + counted(ids.length) : 'Make a collection of ' + counted(ids.length)} onClose=${onClose} footer=${html`
      <${Button} onClick=${onClose}>Cancel<//>
      <${Button} kind="primary" busy=${making.busy} disabled=${!name.trim()} onClick=${making.run}>${toSchedule ? 'Go on to the schedule' : 'Make the collection'}<//>`}>
      ${toSchedule && html`<p>A schedule on so many models is set on a collection of them. Change the collection, and the schedule runs what it has then.</p>`}
      <form onSubmit=${make}><${TextField} label="Name of the collection" name="name" required value=${name} problem=${making.problem} input=${{ autofocus: true, maxlength: 255 }} onInput=${text => {
        key.current = newKey();
        setName(text);
      }} /></form>
      <${ProblemBox} problem=${making.problem?.field === 'name' ? null : making.problem} />
    <//>`;
}
