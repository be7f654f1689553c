import { all, newKey, post } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useAction, useLoad } from 'app/core/use.js';
import { Button, Loaded, ProblemBox } from 'app/parts/basics.js';
import { CredentialForm } from 'app/pages/setup/credential-form.js';
import { aboutCredential, githubLogins, KINDS } from 'app/pages/setup/credential-kinds.js';
import { CredentialTest } from 'app/pages/setup/credential-test.js';
import { loginProblem } from 'app/pages/setup/github-login.js';
import { RadioCards } from 'app/pages/setup/radio-cards.js';

/** Step 2: what opens the repository. */
export function StepCredential({ kept, keep, toStep }) {
  const loaded = useLoad(async signal => {
    const [credentials, github] = await Promise.all([all('/credentials', {}, signal), githubLogins(signal)]);
    return { credentials, github };
  }, []);
  return html`
    ${kept.loginError && html`<${ProblemBox} problem=${loginProblem(kept.loginError)} />`}
    <${Loaded} loaded=${loaded}>${data => html`<${Choose} ...${data} kept=${kept} keep=${keep} toStep=${toStep} reload=${loaded.reload} />`}<//>`;
}

function Choose({ credentials, github, kept, keep, toStep, reload }) {
  const form = kept.credential;
  const next = { text: 'Continue', go: credential => {
    keep({ credentialId: credential.id });
    toStep(3);
  } };
  const open = useAction(async () => {
    const there = credentials.find(one => one.kind === 'public');
    next.go(there ?? await post('/credentials', { name: 'public', kind: 'public' }, { key: newKey() }));
  });
  if (form?.kind) {
    return html`<${CredentialForm} key=${form.kind + (form.kind === 'github-oauth' ? form.id : '')} kind=${form.kind} id=${form.id} draft=${form.draft}
      onDraft=${draft => keep(before => ({ credential: { ...before.credential, draft } }))}
      onSaved=${saved => keep(before => ({ credentialId: saved.id, credential: { ...before.credential, id: saved.id } }))}
      repository=${kept.project?.repositoryUrl} onRepository=${repositoryUrl => keep(before => ({ project: { ...before.project, repositoryUrl } }))}
      returnTo="/new?step=2" back="Other ways" onBack=${() => {
        keep({ credential: undefined, loginError: undefined });
        reload();
      }} next=${next} />`;
  }
  const chosen = credentials.find(one => one.id === kept.credentialId);
  const kinds = ['public', 'https-token', ...(github ? ['github-oauth'] : []), 'ssh-key'];
  const closed = credentials.filter(one => one.kind !== 'public');
  return html`
    ${closed.length > 0 && html`
      <${RadioCards} label="Use one that you have" value=${chosen?.id} onInput=${id => keep({ credentialId: id })} options=${closed.map(one => ({
        value: one.id, title: one.name, text: aboutCredential(one), test: 'credential-' + one.id,
      }))} />
      ${chosen && chosen.kind !== 'public' && html`<${CredentialTest} key=${chosen.id} credential=${chosen} repository=${kept.project?.repositoryUrl}
        onRepository=${repositoryUrl => keep(before => ({ project: { ...before.project, repositoryUrl } }))}>${() => html`
        <div class="foot"><${Button} kind="primary" onClick=${() => next.go(chosen)}>Continue<//></div>`}<//>`}
      <h3 class="or">Or take another way</h3>`}
    <${ProblemBox} problem=${open.problem} />
    <ul class="kind-cards">${kinds.map(kind => html`<li key=${kind}><button type="button" class="kind-card" data-test=${'kind-' + kind} disabled=${open.busy} onClick=${() => (kind === 'public'
      ? open.run() : keep({ credential: { kind } }))}><strong>${KINDS[kind][0]}</strong><span class="fine">${KINDS[kind][1]}</span></button></li>`)}</ul>`;
}
