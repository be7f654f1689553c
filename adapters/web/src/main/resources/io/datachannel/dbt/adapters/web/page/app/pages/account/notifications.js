import { useState } from 'preact/hooks';
import { all, call, get, post } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { go, useLocation } from 'app/core/router.js';
import { useAction, useLoad } from 'app/core/use.js';
import { Age, Button, Empty, Loaded, ProblemBox, Status, Waiting } from 'app/parts/basics.js';
import { Confirm } from 'app/parts/confirm.js';
import { Dialog } from 'app/parts/forms.js';
import { toast } from 'app/parts/toasts.js';
import { Outcome } from 'app/pages/setup/saving.js';
import { KINDS, TargetForm } from 'app/pages/account/target-form.js';

const LIST = '/account/notifications';

/** Who is told how runs end: a list, and the form of one. */
export function NotificationsTab({ me }) {
  const loaded = useLoad(async signal => {
    const [targets, projects] = await Promise.all([all('/notification-targets', {}, signal), all('/projects', {}, signal)]);
    return { targets, projects };
  }, []);
  const { query } = useLocation();
  return html`<${Loaded} loaded=${loaded}>${({ targets, projects }) => {
    const back = () => {
      go(LIST);
      loaded.reload();
    };
    const id = Number(query.get('edit'));
    if (me.can('EDITOR') && (query.has('new') || targets.some(one => one.id === id))) {
      return html`<div class="card"><${TargetForm} key=${id} id=${id || null} projects=${projects} onBack=${back} /></div>`;
    }
    return html`<${List} targets=${targets} projects=${projects} editor=${me.can('EDITOR')} reload=${loaded.reload} />`;
  }}<//>`;
}

const receiver = target => (target.kind === 'EMAIL' ? (target.email ?? []).join(', ') : target.url ?? target.host);

function List({ targets, projects, editor, reload }) {
  const [asked, setAsked] = useState({});
  const add = editor && html`<a class="button primary" href=${LIST + '?new'}>Add a target</a>`;
  if (targets.length === 0) {
    return html`<${Empty} title="No one is told yet"><p>Have a webhook, a Slack channel or people told when runs go wrong, and when one is successful again.</p>${add}<//>`;
  }
  const close = () => setAsked({});
  const names = target => (target.projectIds ? target.projectIds.map(id => projects.find(one => one.id === id)?.name ?? 'project ' + id).join(', ') || 'none any more' : 'all');
  return html`
    <div class="row"><p class="grow soft">Who is told how runs end. Which ends are told is in the settings of each project.</p>${add}</div>
    <div class="table-wrap"><table data-test="targets">
      <thead><tr><th scope="col">Target</th><th scope="col">To</th><th scope="col">Projects</th><th scope="col">State</th><th scope="col"><span class="unseen">Actions</span></th></tr></thead>
      <tbody>${targets.map(one => html`<tr key=${one.id}>
        <td><strong class="value">${one.name}</strong><div class="fine">${KINDS.find(([kind]) => kind === one.kind)?.[1] ?? one.kind}</div></td>
        <td class="value">${receiver(one)}</td><td class="value">${names(one)}</td><td><${Status} value=${one.enabled ? 'ACTIVE' : 'PAUSED'} text=${one.enabled ? 'On' : 'Off'} /></td>
        <td><div class="line-actions">
          ${editor && html`<${Button} kind="small" aria-label=${'Test ' + one.name} onClick=${() => setAsked({ test: one })}>Test<//>`}
          <${Button} kind="small" aria-label=${'What was sent to ' + one.name} onClick=${() => setAsked({ sent: one })}>Sent<//>
          ${editor && html`<a class="button small" aria-label=${'Edit ' + one.name} href=${LIST + '?edit=' + one.id}>Edit</a>
          <${Button} kind="quiet small" aria-label=${'Delete ' + one.name} onClick=${() => setAsked({ remove: one })}>Delete<//>`}</div></td></tr>`)}</tbody>
    </table></div>
    ${asked.test && html`<${Try} target=${asked.test} onClose=${close} />`}
    ${asked.sent && html`<${Sent} target=${asked.sent} onClose=${close} />`}
    ${asked.remove && html`<${Confirm} title=${'Delete ' + asked.remove.name + '?'} word="Delete" onClose=${close} action=${async () => {
      await call('DELETE', '/notification-targets/' + asked.remove.id, { ifMatch: '*' });
      toast('“' + asked.remove.name + '” is not told any more.');
      reload();
    }}><p>Nothing more is sent to it; what waits is dropped.</p><//>`}`;
}

/** Sends a test message, and shows what the other side said. */
function Try({ target, onClose }) {
  const [answer, setAnswer] = useState(null);
  const send = useAction(async () => setAnswer(await post('/notification-targets/' + target.id + '/test')));
  return html`<${Dialog} title=${'Test ' + target.name} onClose=${onClose} footer=${html`<${Button} onClick=${onClose}>Close<//><${Button} kind="primary" busy=${send.busy} onClick=${() => send.run()}>Send a test message<//>`}>
    <p>A message that says it is a test goes to ${receiver(target)}.</p>
    ${send.busy && html`<${Waiting} text="Sending …" />`}<${ProblemBox} problem=${send.problem} />
    ${answer && !send.busy && html`<${Outcome} good=${answer.delivered} title=${answer.delivered ? 'It arrived' : 'It did not arrive'}><p class="reason">${answer.answer}</p><//>`}<//>`;
}

const STATES = { SENT: 'SUCCEEDED', FAILED: 'FAILED', WAITING: 'QUEUED' };

function Sent({ target, onClose }) {
  const loaded = useLoad(signal => get('/notification-targets/' + target.id + '/deliveries', { limit: 50 }, signal), [target.id], 5000);
  return html`<${Dialog} wide title=${'Sent to ' + target.name} onClose=${onClose}><${Loaded} loaded=${loaded}>${({ items }) => (items.length === 0
    ? html`<p class="soft">Nothing was sent yet.</p>`
    : html`<div class="table-wrap"><table>
      <thead><tr><th scope="col">State</th><th scope="col">When</th><th scope="col">About</th><th scope="col" class="number">Tries</th><th scope="col">Last answer</th></tr></thead>
      <tbody>${items.map(one => html`<tr key=${one.id}><td><${Status} value=${STATES[one.state] ?? one.state} text=${sentence(one.state)} /></td>
        <td>${html`<${Age} at=${one.writtenAt} />`}</td><td>${one.runId && html`<a href=${'/runs/' + one.runId}>run ${one.runId}</a> `}${one.event === 'run.recovered' && 'Successful again'}</td>
        <td class="number">${one.attempts}</td><td class="value">${one.lastAnswer}</td></tr>`)}</tbody></table></div>`)}<//><//>`;
}

const sentence = word => word.charAt(0) + word.slice(1).toLowerCase();
