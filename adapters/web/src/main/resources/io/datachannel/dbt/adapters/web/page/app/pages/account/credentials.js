import { useState } from 'preact/hooks';
import { all, call } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { go, useLocation } from 'app/core/router.js';
import { useLoad } from 'app/core/use.js';
import { Button, Empty, Loaded, ProblemBox } from 'app/parts/basics.js';
import { Confirm } from 'app/parts/confirm.js';
import { Dialog } from 'app/parts/forms.js';
import { toast } from 'app/parts/toasts.js';
import { CredentialForm } from 'app/pages/setup/credential-form.js';
import { aboutCredential, githubLogins, hasProvider, KINDS } from 'app/pages/setup/credential-kinds.js';
import { CredentialTest } from 'app/pages/setup/credential-test.js';
import { loginProblem } from 'app/pages/setup/github-login.js';

const LIST = '/account/credentials';

/** The credentials: a list, and the form of one. */
export function CredentialsTab({ me }) {
  const loaded = useLoad(async signal => {
    const [credentials, github] = await Promise.all([all('/credentials', {}, signal), githubLogins(signal)]);
    return { credentials, github };
  }, []);
  const { query } = useLocation();
  return html`<${Loaded} loaded=${loaded}>${({ credentials, github }) => {
    const back = () => {
      go(LIST);
      loaded.reload();
    };
    const edited = credentials.find(one => one.id === Number(query.get('edit')) && one.kind !== 'public');
    const kind = edited?.kind ?? query.get('new');
    if (me.can('EDITOR') && KINDS[kind]) {
      return html`<div class="card"><${CredentialForm} key=${kind + (edited?.id ?? '')} kind=${kind} id=${edited?.id} guarded back="All credentials" onBack=${back} returnTo=${LIST}
        next=${{ text: 'Done', go: back }} /></div>`;
    }
    if (me.can('EDITOR') && query.has('new')) {
      return html`<div class="card stack"><div class="form-head"><h2>Which kind of credential?</h2><${Button} kind="quiet small" onClick=${back}>All credentials<//></div>
        <ul class="kind-cards">${['https-token', ...(github ? ['github-oauth'] : []), 'ssh-key'].map(one => html`<li key=${one}>
          <a class="kind-card" href=${LIST + '?new=' + one}><strong>${KINDS[one][0]}</strong><span class="fine">${KINDS[one][1]}</span></a></li>`)}</ul></div>`;
    }
    return html`${query.get('error') && html`<${ProblemBox} problem=${loginProblem(query.get('error'))} />`}
      <${List} credentials=${credentials} editor=${me.can('EDITOR')} reload=${loaded.reload} />`;
  }}<//>`;
}

function List({ credentials, editor, reload }) {
  const [asked, setAsked] = useState({});
  const add = editor && html`<a class="button primary" href=${LIST + '?new'}>Add a credential</a>`;
  if (credentials.length === 0) {
    return html`<${Empty} title="No credential yet"><p>A credential opens your git repository. Public repositories need none.</p>${add}<//>`;
  }
  const close = () => setAsked({});
  return html`
    <div class="row"><p class="grow soft">What opens your git repositories. Tokens and private keys are sealed, and never shown again.</p>${add}</div>
    <div class="table-wrap"><table data-test="credentials">
      <thead><tr><th scope="col">Credential</th><th scope="col">Kind</th><th scope="col"><span class="unseen">Actions</span></th></tr></thead>
      <tbody>${credentials.map(one => html`<tr key=${one.id}>
        <td><strong class="value">${one.name}</strong></td><td>${aboutCredential(one)}${one.scopes?.length > 0 && html`<div class="fine">may do: ${one.scopes.join(', ')}</div>`}</td>
        <td>${editor && html`<div class="line-actions">
          <${Button} kind="small" aria-label=${'Test ' + one.name} onClick=${() => setAsked({ test: one })}>Test<//>
          ${one.kind !== 'public' && html`<a class="button small" aria-label=${'Edit ' + one.name} href=${LIST + '?edit=' + one.id}>Edit</a>`}
          <${Button} kind="quiet small" aria-label=${'Delete ' + one.name} onClick=${() => setAsked({ remove: one })}>Delete<//></div>`}</td></tr>`)}</tbody>
    </table></div>
    ${asked.test && html`<${Dialog} title=${'Test ' + asked.test.name} onClose=${close}>
      <${CredentialTest} credential=${asked.test} start=${hasProvider(asked.test) ? 1 : 0}>${() => null}<//><//>`}
    ${asked.remove && html`<${Confirm} title=${'Delete ' + asked.remove.name + '?'} word="Delete" onClose=${close} action=${async () => {
      await call('DELETE', '/credentials/' + asked.remove.id, { ifMatch: '*' });
      toast('The credential “' + asked.remove.name + '” is deleted.');
      reload();
    }}><p>Its secrets are forgotten. At the provider nothing changes: revoke the token or remove the deploy key there, too. A credential that projects use cannot be deleted.</p><//>`}`;
}
