import { useAction } from 'app/core/use.js';
import { html } from 'app/core/html.js';
import { Button, ProblemBox } from 'app/parts/basics.js';
import { Dialog } from 'app/parts/forms.js';

/** Asks before something that cannot be taken back. @param action is awaited; on failure the dialog stays and says why */
export function Confirm({ title, children, word, action, onClose, kind = 'danger' }) {
  const doing = useAction(async () => {
    await action();
    onClose();
  });
  return html`
    <${Dialog} title=${title} onClose=${onClose} footer=${html`
      <${Button} onClick=${onClose}>Keep<//><${Button} kind=${kind} busy=${doing.busy} onClick=${doing.run}>${word}<//>`}>
      ${children}<${ProblemBox} problem=${doing.problem} />
    <//>`;
}
