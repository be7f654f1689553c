import { useState } from 'preact/hooks';
import { call } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { go } from 'app/core/router.js';
import { useAction } from 'app/core/use.js';
import { Button, ProblemBox } from 'app/parts/basics.js';
import { Confirm } from 'app/parts/confirm.js';
import { TextField } from 'app/parts/forms.js';
import { toast } from 'app/parts/toasts.js';

/** Pausing, deleting and purging a project. @param onChanged takes the project and its new tag */
export function EndingCard({ project, me, onChanged }) {
  const [asked, setAsked] = useState('');
  const path = '/projects/' + project.id;
  const paused = project.status === 'PAUSED';
  const toggle = useAction(async () => {
    const answer = await call('POST', path + (paused ? '/resume' : '/pause'));
    onChanged(answer.data, answer.etag);
    toast(paused ? 'Its schedules fire again.' : 'Its schedules are stopped.');
  });
  const gone = project.status === 'DELETED';
  return html`<section class="card" aria-labelledby="ending-title" data-test="ending-card">
    <h2 id="ending-title">Pause and delete</h2>
    <${ProblemBox} problem=${toggle.problem} />
    <div class="danger-rows">
      ${!gone && html`<div><div><strong>${paused ? 'Resume the project' : 'Pause the project'}</strong>
        <p class="fine">${paused ? 'It is paused: no schedule starts a run, and its models are not read by themselves.' : 'No schedule starts a run until it is resumed. You can still run it by hand.'}</p></div>
        <${Button} busy=${toggle.busy} onClick=${() => toggle.run()}>${paused ? 'Resume' : 'Pause'}<//></div>
      <div><div><strong>Delete the project</strong><p class="fine">Its runs are stopped, and it leaves the list. Its runs and logs can still be read.</p></div>
        <${Button} onClick=${() => setAsked('delete')}>Delete …<//></div>`}
      ${me.can('ADMIN') && html`<div><div><strong>Purge the project</strong><p class="fine">Takes everything away for good: runs, logs, models, schedules, environment. What dbt built in the warehouse stays.</p></div>
        <${Button} kind="danger" onClick=${() => setAsked('purge')}>Purge …<//></div>`}
    </div>
    ${asked === 'delete' && html`<${Confirm} title=${'Delete ' + project.name + '?'} word="Delete" onClose=${() => setAsked('')} action=${async () => {
      const answer = await call('DELETE', path, { ifMatch: '*' });
      onChanged(answer.data, answer.etag);
      toast('The project “' + project.name + '” is deleted.');
      go('/');
    }}><p>Runs that are under way are stopped, and its schedules fire no more.</p><//>`}
    ${asked === 'purge' && html`<${Purge} project=${project} onClose=${() => setAsked('')} />`}
  </section>`;
}

/** Asks for the name to be typed, since it cannot be taken back. */
function Purge({ project, onClose }) {
  const [name, setName] = useState('');
  return html`<${Confirm} title=${'Purge ' + project.name + '?'} word="Purge for good" onClose=${onClose} action=${async () => {
    if (name.trim() !== project.name) {
      throw { title: 'That is not its name', message: 'Type the name of the project to have it purged.', code: 'PAGE' };
    }
    await call('DELETE', '/projects/' + project.id, { query: { purge: true }, ifMatch: '*' });
    toast('The project “' + project.name + '” is being purged.');
    go('/');
  }}><p>Everything that the service keeps of it is taken away. This cannot be taken back.</p>
    <${TextField} label=${'Type “' + project.name + '” to go on'} value=${name} onInput=${setName} /><//>`;
}
