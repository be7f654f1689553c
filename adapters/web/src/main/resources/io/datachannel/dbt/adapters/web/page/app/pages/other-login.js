import { html } from 'app/core/html.js';
import { ownerOf } from 'app/core/me.js';
import { session } from 'app/core/session.js';
import { useLoad } from 'app/core/use.js';
import { Button, Facts, ProblemBox } from 'app/parts/basics.js';
import { Dialog } from 'app/parts/forms.js';

/** Asks whether the login of a link takes the place of the one that is there. It does by itself when that is over, or the user's own. */
export function OtherLogin() {
  const loaded = useLoad(async signal => {
    const offered = session.offered;
    const [mine, theirs] = await Promise.all([ownerOf(session.token, signal), ownerOf(offered, signal)]);
    if (session.offered === offered && (!mine || (theirs && mine.accountId === theirs.accountId && mine.userId === theirs.userId))) {
      session.begin(offered);
    } else if (session.offered === offered) {
      session.ask();
    }
    return { mine, theirs };
  }, [session.offered, session.token]);
  const { mine, theirs } = loaded.data ?? {};
  if (!mine && !loaded.problem) {
    return null;
  }
  const stay = () => session.decline();
  const footer = html`<${Button} kind="primary" onClick=${stay}>Stay logged in<//>
    ${theirs && html`<${Button} onClick=${() => session.begin(session.offered)}>Go on as user ${theirs.userId}<//>`}`;
  return html`<${Dialog} title=${mine && !theirs ? 'The link is not valid' : 'Log in as someone else?'} onClose=${stay} footer=${footer}>
    <${ProblemBox} problem=${loaded.problem} retry=${loaded.reload} />
    ${mine && !theirs && html`<p>Its token is not valid, or not any more. You stay logged in as you are.</p>`}
    ${theirs && html`<p>The link that you opened is another user’s. What you enter with it belongs to that account: go on only when you know where the link is from.</p>
      <${Facts} rows=${[['Logged in now', words(mine)], ['Of the link', words(theirs)]]} />`}
  <//>`;
}

const words = ({ accountId, userId, role }) => 'account ' + accountId + ', user ' + userId + ', ' + role.toLowerCase();
