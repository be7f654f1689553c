import { useEffect, useState } from 'preact/hooks';
import { Problem } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { session } from 'app/core/session.js';
import { useAction } from 'app/core/use.js';
import { Button, ProblemBox } from 'app/parts/basics.js';
import { TextField } from 'app/parts/forms.js';

/** Asks for an API token, and looks whether it is one. */
export function Login() {
  const [token, setToken] = useState('');
  useEffect(() => {
    document.title = 'Log in · DataChannel dbt';
  }, []);
  const login = useAction(async () => {
    const answer = await fetch('/api/v1/projects?limit=1', { headers: { Authorization: 'Bearer ' + token.trim() } })
      .catch(() => {
        throw new Problem(0, { code: 'UNREACHABLE', title: 'No connection', detail: 'The service cannot be reached. Check your connection and try again.' });
      });
    if (!answer.ok) {
      throw new Problem(answer.status, answer.status === 401
        ? { code: 'UNAUTHENTICATED', title: 'This is not a valid token', detail: 'It may have been cut off when it was copied, have expired, or have been revoked.', field: 'token' }
        : await answer.json().catch(() => ({})));
    }
    session.begin(token);
  });
  return html`
    <main class="login">
      <form class="card" onSubmit=${event => {
        event.preventDefault();
        login.run();
      }}>
        <h1>DataChannel <b>dbt</b></h1>
        ${session.why && html`<p class="note" role="status">${session.why}</p>`}
        <${TextField} label="API token" type="password" autocomplete="current-password" value=${token} onInput=${setToken} required
          hint="The service shows an admin token at its first start; an admin makes more under Account." input=${{ autofocus: true }} />
        <${ProblemBox} problem=${login.problem} />
        <${Button} type="submit" kind="primary" busy=${login.busy} disabled=${!token.trim()}>Log in<//>
      </form>
    </main>`;
}
