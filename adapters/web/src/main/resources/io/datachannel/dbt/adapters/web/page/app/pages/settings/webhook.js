import { useRef, useState } from 'preact/hooks';
import { call, get, newKey, post } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useAction, useLoad } from 'app/core/use.js';
import { Age, Button, Copyable, Facts, Loaded, ProblemBox } from 'app/parts/basics.js';
import { Confirm } from 'app/parts/confirm.js';
import { Choice } from 'app/parts/forms.js';
import { toast } from 'app/parts/toasts.js';

const PROVIDERS = [['github', 'GitHub'], ['gitlab', 'GitLab'], ['bitbucket', 'Bitbucket']];
const HOW = {
  github: 'Settings › Webhooks › Add webhook: this address as “Payload URL”, content type “application/json”, the secret, “Just the push event”.',
  gitlab: 'Settings › Webhooks: this address as URL, the secret as “Secret token”, “Push events”.',
  bitbucket: 'Repository settings › Webhooks: this address as URL, the secret, “Repository push”.',
};

/** By which the provider tells at once that a branch has moved. */
export function WebhookCard({ project, may }) {
  const path = '/projects/' + project.id + '/webhook';
  const loaded = useLoad(signal => get(path, {}, signal).catch(problem => {
    if (problem.status === 404) {
      return null;
    }
    throw problem;
  }), [project.id]);
  const [asked, setAsked] = useState('');
  const key = useRef(newKey());
  const make = useAction(async () => {
    const made = await post(path, undefined, { key: key.current });
    key.current = newKey();
    loaded.set(made);
  });
  return html`<section class="card stack" aria-labelledby="webhook-title" data-test="webhook-card">
    <h2 id="webhook-title">Webhook</h2>
    <p class="soft">By itself the service looks every few minutes whether the branch has moved. With a webhook your provider tells it at once. One does for all projects of the account at the same repository.</p>
    <${Loaded} loaded=${loaded}>${webhook => html`
      ${webhook && html`<${Shown} webhook=${webhook} url=${project.repositoryUrl} />`}
      <${ProblemBox} problem=${make.problem} />
      ${may && html`<div class="row">${webhook
        ? html`<${Button} busy=${make.busy} onClick=${() => setAsked('renew')}>Make a new secret<//><${Button} kind="quiet" onClick=${() => setAsked('remove')}>Remove the webhook<//>`
        : html`<${Button} busy=${make.busy} onClick=${() => make.run()}>Make a webhook<//>`}</div>`}
      ${!may && !webhook && html`<p class="soft">There is none.</p>`}`}<//>
    ${asked === 'renew' && html`<${Confirm} title="Make a new secret?" word="Make a new one" onClose=${() => setAsked('')} action=${async () => {
      loaded.set(await post(path, undefined, { key: key.current }));
      key.current = newKey();
    }}><p>The provider’s deliveries are refused until it has the new secret.</p><//>`}
    ${asked === 'remove' && html`<${Confirm} title="Remove the webhook?" word="Remove" onClose=${() => setAsked('')} action=${async () => {
      await call('DELETE', path);
      loaded.set(null);
      toast('The webhook is removed.');
    }}><p>What the provider still sends is refused. The branch is looked at every few minutes, as without one.</p><//>`}
  </section>`;
}

function Shown({ webhook, url }) {
  const [provider, setProvider] = useState(() => PROVIDERS.find(([id]) => url.includes(id))?.[0] ?? 'github');
  return html`
    ${webhook.secret && html`<div class="note warn once" data-test="webhook-secret"><strong>This secret is shown only now.</strong><${Copyable} text=${webhook.secret} /></div>`}
    <${Choice} label="Provider" value=${provider} options=${PROVIDERS} onInput=${setProvider} />
    <div><${Copyable} text=${webhook[provider]} /><p class="fine">${HOW[provider]}</p></div>
    <${Facts} rows=${[['Secret made', html`<${Age} at=${webhook.madeAt} />`], ['Last delivery', webhook.lastDeliveryAt ? html`<${Age} at=${webhook.lastDeliveryAt} />` : 'none yet']]} />`;
}
