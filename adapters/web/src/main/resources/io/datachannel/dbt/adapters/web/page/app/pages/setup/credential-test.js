import { useEffect, useState } from 'preact/hooks';
import { post } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useAction } from 'app/core/use.js';
import { Button, ProblemBox, Waiting } from 'app/parts/basics.js';
import { TextField } from 'app/parts/forms.js';
import { hasProvider } from 'app/pages/setup/credential-kinds.js';
import { Outcome } from 'app/pages/setup/saving.js';

// The message names the key as the server shows it; texts may change, so without it the key is copied by hand.
const SHOWN_KEY = /Its key is '([^']+)'/;

/**
 * Tries what a credential opens: its provider, or a repository.
 *
 * @param start   another number tests it, where that needs no repository or one is named
 * @param stale   what was tested is not what stands in the form any more
 * @param onTrust takes the line of a server's key
 * @param children takes whether it works
 */
export function CredentialTest({ credential, stale = false, start = 0, repository: given = '', onRepository, onTrust, children }) {
  const [repository, setRepository] = useState(given);
  const [result, setResult] = useState(null);
  const test = useAction(async () => {
    setResult(null);
    setResult(await post('/credentials/' + credential.id + '/test', { repositoryUrl: repository.trim() || undefined }));
  });
  const alone = hasProvider(credential);
  useEffect(() => {
    if (start > 0 && (alone || repository.trim())) {
      test.run();
    }
  }, [start]);
  if (!credential) {
    return children(false);
  }
  const known = result && !stale ? result : null;
  const key = known?.code === 'REPOSITORY_HOST_KEY_UNKNOWN' ? SHOWN_KEY.exec(known.message)?.[1] : null;
  return html`
    <div class="stack" data-test="credential-test">
      ${!alone && html`<div class="fields"><${TextField} label="Repository" name="repositoryUrl" value=${repository} problem=${test.problem} class="whole"
        placeholder=${credential.kind === 'ssh-key' ? 'git@github.com:acme/shop.git' : 'https://github.com/acme/shop.git'} hint="Its address, to try the credential on."
        onInput=${text => {
          setRepository(text);
          setResult(null);
          onRepository?.(text);
        }} /></div>`}
      ${test.busy && html`<${Waiting} text="Opening it …" />`}
      ${!stale && test.problem?.field !== 'repositoryUrl' && html`<${ProblemBox} problem=${test.problem} />`}
      ${known && html`<${Outcome} good=${known.works} title=${known.works ? 'It works' : 'It does not work'}>
        <p class="reason">${known.message}</p>
        ${known.scopes?.length > 0 && html`<p class="fine">It may do: ${known.scopes.join(', ')}</p>`}
        ${known.code && html`<p class="fine"><code>${known.code}</code></p>`}
        ${key && onTrust && html`<${Button} onClick=${() => onTrust(key)}>The key is right: trust this server<//>`}
      <//>`}
      ${!stale && html`<div class="row"><${Button} busy=${test.busy} disabled=${!alone && !repository.trim()} onClick=${() => test.run()}>${known ? 'Test again' : 'Test'}<//></div>`}
    </div>
    ${children(known?.works === true)}`;
}
