import { useRef, useState } from 'preact/hooks';
import { call, newKey, post, Problem } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useLeaveGuard } from 'app/core/router.js';
import { useAction, useLoad } from 'app/core/use.js';
import { Button, Copyable, Loaded } from 'app/parts/basics.js';
import { Confirm } from 'app/parts/confirm.js';
import { AreaField, Check, Choice, TextField } from 'app/parts/forms.js';
import { toast } from 'app/parts/toasts.js';
import { FormProblem } from 'app/pages/setup/saving.js';

export const KINDS = [['WEBHOOK', 'Webhook'], ['SLACK', 'Slack'], ['EMAIL', 'E-mail']];
const HINTS = {
  WEBHOOK: 'Gets a signed POST for each message, by https.', SLACK: 'An incoming webhook of Slack, or of what speaks like it. It is a secret, and not shown again.',
};

/** Adds a target of notifications, or changes one. */
export function TargetForm({ id, projects, onBack }) {
  const loaded = useLoad(async signal => (id ? call('GET', '/notification-targets/' + id, { signal }) : { data: null }), [id]);
  return html`<${Loaded} loaded=${loaded}>${({ data, etag }) => html`<${Form} key=${etag ?? 'new'} saved=${data} etag=${etag} projects=${projects} onBack=${onBack} onReload=${loaded.reload} />`}<//>`;
}

function Form({ saved, etag, projects, onBack, onReload }) {
  const [form, setForm] = useState(() => ({
    kind: saved?.kind ?? 'WEBHOOK', name: saved?.name ?? '', url: saved?.kind === 'SLACK' ? '' : saved?.url ?? '', email: (saved?.email ?? []).join('\n'),
    projectIds: saved?.projectIds ?? [], some: Array.isArray(saved?.projectIds), enabled: saved?.enabled ?? true,
  }));
  const [dirty, setDirty] = useState(false);
  const [secret, setSecret] = useState(null);
  const [renewing, setRenewing] = useState(false);
  const key = useRef(newKey());
  useLeaveGuard(dirty);
  const change = patch => {
    setForm({ ...form, ...patch });
    setDirty(true);
  };
  const save = useAction(async overwrite => {
    const none = form.some && form.projectIds.length === 0;
    if (none && (form.enabled || saved?.projectIds?.length !== 0)) {
      throw new Problem(0, { code: 'NO_PROJECT', title: 'Not saved', detail: 'Choose a project at least, or all; to have no one told, switch the target off instead.' });
    }
    // One that is left with none, since its projects are purged, may stay so while it is off.
    const body = { name: form.name.trim(), enabled: form.enabled, projectIds: none ? undefined : form.some ? form.projectIds : null };
    if (form.kind === 'EMAIL') {
      body.email = form.email.split(/[\s,;]+/).filter(Boolean);
    } else if (form.url.trim()) {
      body.url = form.url.trim();
    }
    const answer = saved ? await call('PATCH', '/notification-targets/' + saved.id, { body, ifMatch: overwrite ? '*' : etag })
      : await call('POST', '/notification-targets', { body: { ...body, kind: form.kind, projectIds: body.projectIds ?? undefined }, key: key.current }).catch(problem => {
        key.current = problem.code === 'IDEMPOTENCY_KEY_REUSED' ? newKey() : key.current;
        throw problem;
      });
    setDirty(false);
    if (answer.data.secret) {
      setSecret(answer.data.secret);
    } else {
      toast('“' + answer.data.name + '” is saved.');
      // The guard goes with the next painting.
      setTimeout(onBack);
    }
  });
  if (secret) {
    return html`<div class="stack"><h2>${form.name}</h2><div class="note warn once"><strong>This secret is shown only now.</strong>
      <p>Your receiver checks the signature of each message with it.</p><${Copyable} text=${secret} /></div><div class="foot"><${Button} kind="primary" onClick=${onBack}>I have kept it<//></div></div>`;
  }
  const some = id => (form.projectIds.includes(id) ? form.projectIds.filter(one => one !== id) : [...form.projectIds, id]);
  return html`
    <form class="stack setup-form" data-test="target-form" onSubmit=${event => {
      event.preventDefault();
      save.run(false);
    }}>
      <div class="form-head"><h2>${saved ? saved.name : 'New target'}</h2><${Button} kind="quiet small" onClick=${onBack}>All targets<//></div>
      ${!saved && html`<${Choice} label="Kind" value=${form.kind} options=${KINDS} onInput=${kind => change({ kind })} />`}
      <div class="fields">
        <${TextField} label="Name" name="name" required value=${form.name} problem=${save.problem} placeholder="data team" onInput=${name => change({ name })} />
        ${form.kind === 'EMAIL'
          ? html`<${AreaField} label="Addresses" name="email" required rows=${3} class="whole" value=${form.email} problem=${save.problem} placeholder="team@acme.example" hint="One a line." onInput=${email => change({ email })} />`
          : html`<${TextField} label="Address" name="url" required=${!saved} class="whole" value=${form.url} problem=${save.problem} placeholder=${saved ? 'unchanged' : form.kind === 'SLACK' ? 'https://hooks.slack.com…' : 'https://dbt-hooks.acme.example'}
            hint=${HINTS[form.kind]} onInput=${url => change({ url })} />`}
      </div>
      <${Choice} label="Of which projects" value=${form.some ? 'some' : 'all'} options=${[['all', 'all, also later ones'], ['some', 'only of these']]} onInput=${value => change({ some: value === 'some' })} />
      ${form.some && html`<div class="checks">${projects.map(one => html`<${Check} key=${one.id} label=${one.name} checked=${form.projectIds.includes(one.id)} onInput=${() => change({ projectIds: some(one.id) })} />`)}</div>`}
      <${Check} label="On" hint="Switched off, nothing is sent, and nothing is caught up later." checked=${form.enabled} onInput=${enabled => change({ enabled })} />
      <${FormProblem} problem=${save.problem} onReload=${onReload} onOverwrite=${() => save.run(true)} />
      <div class="foot">${saved?.kind === 'WEBHOOK' && html`<${Button} kind="quiet" onClick=${() => setRenewing(true)}>Make a new secret<//>`}
        <${Button} onClick=${onBack}>Cancel<//><${Button} type="submit" kind="primary" busy=${save.busy}>Save<//></div>
      ${renewing && html`<${Confirm} title="Make a new secret?" word="Make a new one" onClose=${() => setRenewing(false)} action=${async () => {
        setSecret((await post('/notification-targets/' + saved.id + '/secret', undefined, { key: newKey() })).secret);
      }}><p>Messages are signed with it at once. What was typed in this form and is not saved is dropped.</p><//>`}
    </form>`;
}
