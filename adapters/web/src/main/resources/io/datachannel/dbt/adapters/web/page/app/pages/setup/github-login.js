import { useState } from 'preact/hooks';
import { post } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useAction } from 'app/core/use.js';
import { Button } from 'app/parts/basics.js';
import { TextField } from 'app/parts/forms.js';
import { FormProblem } from 'app/pages/setup/saving.js';

/** Sends the browser to GitHub, which sends it back. @param returnTo a path of this service */
export function GitHubLogin({ returnTo }) {
  const [name, setName] = useState('GitHub');
  const start = useAction(async () => {
    const { page } = await post('/oauth/github/start', { name: name.trim() || undefined, returnTo });
    if (!/^https?:/.test(page)) {
      throw Object.assign(new Error('The service named no page of GitHub.'), { code: 'PAGE' });
    }
    location.assign(page);
    // The page is being left: the button stays as it is.
    await new Promise(() => {});
  });
  return html`<form class="stack" onSubmit=${event => {
    event.preventDefault();
    start.run();
  }}>
    <p>GitHub asks whether this service may read your repositories (the scope <code>repo</code>), and sends you back here.</p>
    <div class="fields"><${TextField} label="Name" name="name" value=${name} problem=${start.problem} hint="By which you will find the credential again." onInput=${setName} /></div>
    <${FormProblem} problem=${start.problem} />
    <div class="foot"><${Button} type="submit" kind="primary" busy=${start.busy}>Continue at GitHub<//></div>
  </form>`;
}

const SAID = {
  PROVIDER_ACCESS_DENIED: 'You declined at GitHub, the login was begun in another browser, or it took longer than ten minutes. Nothing was added; begin again, or use a token.',
  PROVIDER_UNAVAILABLE: 'GitHub could not be reached to end the login. Nothing was added; begin again in a few minutes.',
};

/** What GitHub's way back says when it did not work. */
export const loginProblem = code => ({
  code, title: 'GitHub is not connected', message: SAID[code] ?? 'The login at GitHub did not come to its end, and nothing was added. Begin again.',
});
