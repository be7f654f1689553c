import { useRef, useState } from 'preact/hooks';
import { all, call, newKey, post } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { when } from 'app/core/time.js';
import { useAction, useLoad } from 'app/core/use.js';
import { Age, Button, Copyable, Empty, Loaded, Status } from 'app/parts/basics.js';
import { Confirm } from 'app/parts/confirm.js';
import { Dialog, SelectField, TextField } from 'app/parts/forms.js';
import { toast } from 'app/parts/toasts.js';
import { RadioCards } from 'app/pages/setup/radio-cards.js';
import { FormProblem } from 'app/pages/setup/saving.js';

const ROLES = [
  ['VIEWER', 'Viewer', 'Reads everything but secrets.'], ['EDITOR', 'Editor', 'Sets projects up, and runs them.'],
  ['ADMIN', 'Admin', 'Also issues tokens, and purges projects.'], ['SERVICE', 'Service', 'For pipelines that report their runs by MetaAPI; nothing else.'],
];
const DAY = 86_400_000;
const TERMS = [['30', '30 days'], ['90', '90 days'], ['365', 'a year'], ['', 'never'], ['date', 'on a day …']];

/** The API tokens of the account; for admins. */
export function TokensTab({ me }) {
  const loaded = useLoad(signal => (me.can('ADMIN') ? all('/tokens', {}, signal) : []), [me.role]);
  const [asked, setAsked] = useState({});
  if (!me.can('ADMIN')) {
    return html`<${Empty} title="Tokens are for admins"><p>Log in with a token that has the role ADMIN.</p><//>`;
  }
  const close = () => setAsked({});
  const issue = html`<${Button} kind="primary" onClick=${() => setAsked({ issue: true })}>Issue a token<//>`;
  return html`
    <div class="row"><p class="grow soft">What people and programs log in with. A token acts for you, with the role that you give it.</p>${issue}</div>
    <${Loaded} loaded=${loaded}>${tokens => html`<div class="table-wrap"><table data-test="tokens">
      <thead><tr><th scope="col">Token</th><th scope="col">Role</th><th scope="col">State</th><th scope="col">Last used</th><th scope="col">Issued</th><th scope="col"><span class="unseen">Actions</span></th></tr></thead>
      <tbody>${[...tokens].sort((a, b) => isOpen(b) - isOpen(a) || b.id - a.id).map(one => html`<tr key=${one.id} class=${isOpen(one) ? '' : 'soft'}>
        <td><strong class="value">${one.label}</strong></td><td>${ROLES.find(([role]) => role === one.role)?.[1] ?? one.role}</td><td><${State} token=${one} /></td>
        <td>${one.lastUsedAt ? html`<${Age} at=${one.lastUsedAt} />` : html`<span class="soft">never</span>`}</td><td><${Age} at=${one.createdAt} /></td>
        <td><div class="line-actions">${isOpen(one) && html`<${Button} kind="quiet small" aria-label=${'Revoke ' + one.label} onClick=${() => setAsked({ revoke: one })}>Revoke<//>`}</div></td></tr>`)}</tbody>
    </table></div>`}<//>
    ${asked.issue && html`<${Issue} onClose=${() => {
      close();
      loaded.reload();
    }} />`}
    ${asked.revoke && html`<${Confirm} title=${'Revoke ' + asked.revoke.label + '?'} word="Revoke" onClose=${close} action=${async () => {
      await call('DELETE', '/tokens/' + asked.revoke.id);
      toast('The token “' + asked.revoke.label + '” opens nothing any more.');
      loaded.reload();
    }}><p>Whoever uses it is refused at once, for good. If it is the one that you are logged in with, you are logged out.</p><//>`}`;
}

const isOpen = token => !token.revokedAt && !(token.expiresAt && Date.parse(token.expiresAt) < Date.now());

function State({ token }) {
  if (token.revokedAt) {
    return html`<${Status} value="DELETED" text="Revoked" />`;
  }
  if (!isOpen(token)) {
    return html`<${Status} value="DELETED" text="Expired" />`;
  }
  return html`<${Status} value="ACTIVE" text="Good" />${token.expiresAt && html`<div class="fine">until ${when(token.expiresAt)}</div>`}`;
}

function Issue({ onClose }) {
  const [form, setForm] = useState({ label: '', role: 'EDITOR', term: '90', date: '' });
  const [issued, setIssued] = useState(null);
  const key = useRef(newKey());
  const change = patch => setForm({ ...form, ...patch });
  const issue = useAction(async () => {
    const expiresAt = form.term === 'date' ? new Date(form.date + 'T23:59:59').toISOString() : form.term && new Date(Date.now() + Number(form.term) * DAY).toISOString();
    setIssued(await post('/tokens', { label: form.label.trim(), role: form.role, expiresAt: expiresAt || undefined }, { key: key.current }).catch(problem => {
      key.current = problem.status ? newKey() : key.current;
      throw problem;
    }));
  });
  if (issued) {
    return html`<${Dialog} title="The token" onClose=${onClose} footer=${html`<${Button} kind="primary" onClick=${onClose}>I have kept it<//>`}>
      <div class="note warn once" data-test="issued-token"><strong>This is shown only now.</strong><p>Copy it to where it is needed. It cannot be shown again.</p><${Copyable} text=${issued.token} /></div><//>`;
  }
  const tomorrow = new Date(Date.now() + DAY).toISOString().slice(0, 10);
  return html`<${Dialog} title="Issue a token" onClose=${onClose}>
    <form class="stack" onSubmit=${event => {
      event.preventDefault();
      issue.run();
    }}>
      <${TextField} label="Label" name="label" required value=${form.label} problem=${issue.problem} placeholder="ci" hint="Who or what uses it." onInput=${label => change({ label })} />
      <${RadioCards} label="Role" value=${form.role} onInput=${role => change({ role })} options=${ROLES.map(([value, title, text]) => ({ value, title, text }))} />
      <div class="fields"><${SelectField} label="Expires" name="expiresAt" value=${form.term} options=${TERMS} problem=${issue.problem} onInput=${term => change({ term })} />
        ${form.term === 'date' && html`<${TextField} label="Last day" type="date" required value=${form.date} input=${{ min: tomorrow }} onInput=${date => change({ date })} />`}</div>
      <${FormProblem} problem=${issue.problem} />
      <div class="foot"><${Button} onClick=${onClose}>Cancel<//><${Button} type="submit" kind="primary" busy=${issue.busy}>Issue<//></div>
    </form><//>`;
}
