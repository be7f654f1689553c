import { useEffect, useRef, useState } from 'preact/hooks';
import { html } from 'app/core/html.js';
import { Button, ProblemBox } from 'app/parts/basics.js';

/**
 * What went wrong with a form: at its field where it has one, which gets the focus; else as a box.
 *
 * @param onReload    for a change that someone else was faster with: shows theirs, and drops what was typed here
 * @param onOverwrite for the same: saves once more, over theirs
 */
export function FormProblem({ problem, onReload, onOverwrite, retry }) {
  const here = useRef(null);
  const [shown, setShown] = useState({});
  useEffect(() => {
    const wrong = problem?.field ? here.current?.closest('form')?.querySelector('[aria-invalid="true"]') : null;
    wrong?.closest('details')?.setAttribute('open', '');
    wrong?.focus();
    setShown({ problem, atField: Boolean(wrong) });
  }, [problem]);
  return html`<div class="form-problem" ref=${here}>
    ${problem && (problem.status === 412 && onOverwrite
      ? html`<${Conflict} onReload=${onReload} onOverwrite=${onOverwrite} />`
      : shown.problem === problem && shown.atField
        ? html`<p class="wrong-text" role="alert">Not saved: look at the field that is marked in red.</p>`
        : html`<${ProblemBox} problem=${problem} retry=${retry} />`)}
  </div>`;
}

const Conflict = ({ onReload, onOverwrite }) => html`
  <div class="problem" role="alert">
    <strong>Someone else changed this meanwhile</strong>
    <p>Nothing was saved. You can look at the newest state, which drops what you typed here, or put yours in its place.</p>
    <div class="row"><${Button} onClick=${onReload}>Load the newest<//><${Button} kind="danger" onClick=${onOverwrite}>Overwrite with mine<//></div>
  </div>`;

/** The answer to a test. @param children what can be done about it */
export const Outcome = ({ good, title, children }) => html`
  <div class=${'outcome ' + (good ? 'good' : 'bad')} role="status"><span class="mark" aria-hidden="true">${good ? '✓' : '!'}</span>
    <div><strong>${title}</strong>${children}</div></div>`;
