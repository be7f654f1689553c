import { useEffect, useRef, useState } from 'preact/hooks';
import { call, newKey } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useLeaveGuard } from 'app/core/router.js';
import { useAction, useLoad } from 'app/core/use.js';
import { Button, Copyable, Loaded } from 'app/parts/basics.js';
import { AreaField, Choice, TextField } from 'app/parts/forms.js';
import { KINDS, providerName, PROVIDERS, TOKEN_HINTS } from 'app/pages/setup/credential-kinds.js';
import { CredentialTest } from 'app/pages/setup/credential-test.js';
import { GitHubLogin } from 'app/pages/setup/github-login.js';
import { FormProblem } from 'app/pages/setup/saving.js';

/**
 * Adds a credential, or changes one, and tests it.
 *
 * @param kind       https-token, ssh-key or github-oauth
 * @param id         of the credential, once there is one
 * @param draft      what was typed before, without the token; @param onDraft is told of it
 * @param onSaved    is told the credential when it was added
 * @param repository the address that it is tested on, where it has no provider; @param onRepository is told of it
 * @param next       {text, go}: what comes when it works
 * @param returnTo   where GitHub sends the browser back to
 */
export function CredentialForm({ id, ...words }) {
  const [asked] = useState(id);
  const loaded = useLoad(async signal => (asked ? call('GET', '/credentials/' + asked, { signal }) : { data: null }), [asked]);
  return html`<${Loaded} loaded=${loaded}>${({ data, etag }) => html`<${Form} key=${etag ?? 'new'} ...${words} kind=${data?.kind ?? words.kind} saved=${data} etag=${etag}
    onReload=${loaded.reload} />`}<//>`;
}

const EMPTY = { name: '', provider: 'GITHUB', userName: '', hostKeys: '' };
const STANDARD_USERS = ['x-access-token', 'x-token-auth'];

function Form({ kind, draft, onDraft, onSaved, onBack, back, next, returnTo, repository, onRepository, guarded, saved, etag, onReload }) {
  const [form, setForm] = useState(() => ({ ...EMPTY, ...(saved ? formOf(saved) : draft) }));
  const [token, setToken] = useState('');
  const [stored, setStored] = useState({ credential: saved, etag });
  const [dirty, setDirty] = useState(false);
  // What GitHub just gave shows at once that it works.
  const [tested, setTested] = useState(saved?.kind === 'github-oauth' ? 1 : 0);
  const key = useRef(draft?.key ?? newKey());
  useLeaveGuard(guarded && dirty);
  useEffect(() => onDraft?.({ ...form, key: key.current }), [form]);
  const change = patch => {
    setForm(before => ({ ...before, ...patch }));
    setDirty(true);
  };
  const credential = stored.credential;

  const save = useAction(async (overwrite, more = {}) => {
    const body = bodyOf(kind, { ...form, ...more }, token);
    let answer;
    if (credential) {
      answer = dirty || Object.keys(more).length > 0
        ? await call('PUT', '/credentials/' + credential.id, { body, ifMatch: overwrite ? '*' : stored.etag }) : { data: credential, etag: stored.etag };
    } else {
      answer = await call('POST', '/credentials', { body, key: key.current }).catch(problem => {
        key.current = problem.code === 'IDEMPOTENCY_KEY_REUSED' ? newKey() : key.current;
        throw problem;
      });
      onSaved?.(answer.data);
    }
    setStored({ credential: answer.data, etag: answer.etag });
    setForm(before => ({ ...before, ...more }));
    setDirty(false);
    setTested(count => count + 1);
  });

  const [title] = KINDS[kind];
  if (kind === 'github-oauth' && !credential) {
    return html`<div class="stack setup-form"><div class="form-head"><h2>${title}</h2><${Button} kind="quiet small" onClick=${onBack}>${back}<//></div>
      <${GitHubLogin} returnTo=${returnTo} /></div>`;
  }
  return html`
    <form class="stack setup-form" data-test="credential-form" onSubmit=${event => {
      event.preventDefault();
      save.run(false);
    }}>
      <div class="form-head"><h2>${title}</h2><${Button} kind="quiet small" onClick=${onBack}>${back}<//></div>
      ${kind === 'https-token' && html`<${Choice} label="Where the repository is" value=${form.provider} options=${PROVIDERS} onInput=${provider => change({ provider })} />`}
      <div class="fields">
        <${TextField} label="Name" name="name" required value=${form.name} problem=${save.problem} placeholder=${kind === 'ssh-key' ? 'shop deploy key' : 'acme on ' + providerName(form.provider)}
          hint="By which you will find it again." onInput=${name => change({ name })} />
        ${kind === 'https-token' && html`<${TextField} label="Token" name="token" type="password" autocomplete="new-password" required=${!credential} value=${token}
          problem=${save.problem} placeholder=${credential ? 'unchanged' : ''} hint=${TOKEN_HINTS[form.provider]} onInput=${text => {
            setToken(text);
            setDirty(true);
          }} />`}
        ${kind === 'https-token' && html`<${TextField} label="User name" name="userName" value=${form.userName} problem=${save.problem}
          placeholder=${form.provider === 'BITBUCKET' ? 'x-token-auth' : 'x-access-token'} hint="Left empty, the one that goes with tokens." onInput=${userName => change({ userName })} />`}
      </div>
      ${credential?.publicKey && html`<${PublicKey} text=${credential.publicKey} />`}
      ${kind === 'ssh-key' && html`<details class="more" open=${Boolean(form.hostKeys) || save.problem?.field === 'hostKeys'}><summary>Servers other than GitHub, GitLab and Bitbucket</summary>
        <${AreaField} label="Trusted host keys" name="hostKeys" rows=${3} value=${form.hostKeys} problem=${save.problem} placeholder="git.acme.example ssh-ed25519 AAAA…"
          hint="One a line, as in a known_hosts file. The test below shows the key that a server has." onInput=${hostKeys => change({ hostKeys })} /></details>`}
      <${FormProblem} problem=${save.problem} onReload=${onReload} onOverwrite=${() => save.run(true)} />
      <${CredentialTest} credential=${credential} stale=${dirty || save.busy} start=${tested} repository=${repository} onRepository=${onRepository}
        onTrust=${kind === 'ssh-key' ? line => save.run(false, { hostKeys: [form.hostKeys, line].filter(Boolean).join('\n') }) : undefined}>
        ${works => html`<div class="foot">
          ${credential && !works && html`<${Button} kind="quiet" disabled=${dirty || save.busy} onClick=${() => next.go(credential)}>${next.text} without a test<//>`}
          ${(!credential || dirty) && html`<${Button} type="submit" kind="primary" busy=${save.busy}>${kind === 'ssh-key' && !credential ? 'Make the key pair' : 'Save and test'}<//>`}
          ${works && html`<${Button} kind="primary" onClick=${() => next.go(credential)}>${next.text}<//>`}
        </div>`}<//>
    </form>`;
}

const PublicKey = ({ text }) => html`
  <div class="note public-key" data-test="public-key"><strong>Add this public key to the repository</strong>
    <p class="fine">As a read-only deploy key: at GitHub under Settings › Deploy keys, at GitLab under Settings › Repository › Deploy keys, at Bitbucket under Repository settings › Access keys.</p>
    <${Copyable} text=${text} label="Copy" /></div>`;

function formOf(credential) {
  const userName = credential.userName ?? '';
  return {
    name: credential.name, provider: credential.provider ?? 'GITHUB', userName: STANDARD_USERS.includes(userName) ? '' : userName,
    hostKeys: (credential.hostKeys ?? []).join('\n'),
  };
}

function bodyOf(kind, form, token) {
  const body = { name: form.name.trim(), kind };
  if (kind === 'https-token') {
    body.provider = form.provider;
    body.userName = form.userName.trim() || undefined;
    body.token = token.trim() || undefined;
  } else if (kind === 'ssh-key') {
    body.hostKeys = form.hostKeys.split('\n').map(line => line.trim()).filter(Boolean);
  }
  return body;
}
