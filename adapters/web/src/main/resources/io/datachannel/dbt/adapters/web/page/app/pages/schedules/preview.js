import { useEffect, useState } from 'preact/hooks';
import { html } from 'app/core/html.js';
import { nameOf } from 'app/core/names.js';
import { Button } from 'app/parts/basics.js';
import { Search } from 'app/parts/forms.js';
import { More } from 'app/pages/projects/more.js';
import { count, targetWords } from 'app/pages/projects/words.js';
import { FiringTimes } from 'app/pages/schedules/firing-times.js';

const QUIET = 350;
const MOST = 100;
const FEW = 12;

/**
 * What a change would do, asked for once the form is still.
 *
 * @param ask takes a signal, and asks for the dry run; null when there is nothing to be asked for yet
 * @param key changes with what is asked
 */
export function usePreview(ask, key) {
  const [state, setState] = useState({});
  useEffect(() => {
    if (!ask) {
      setState({});
      return undefined;
    }
    const controller = new AbortController();
    setState(before => ({ ...before, busy: true }));
    const timer = setTimeout(() => ask(controller.signal).then(data => setState({ data }),
      problem => controller.signal.aborted || setState({ problem })), QUIET);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key]);
  return state;
}

/**
 * Who governs what before and after: counts first, then the models that change hands.
 *
 * @param self the id of the schedule that is changed; absent for a new one
 */
export function Preview({ preview, self, context, zone, gone = false }) {
  const touched = preview.schedules;
  const own = self ?? touched[0]?.scheduleId;
  const side = governed => (!governed.governed ? 'no schedule' : governed.scheduleId === undefined || governed.scheduleId === own ? 'this schedule'
    : named(context, governed.scheduleId));
  const changed = preview.models.filter(model => model.changes);
  const replaced = touched.find(one => one.effect === 'REPLACED');
  const deleted = touched.filter(one => one.effect === 'DELETED' && one.scheduleId !== self);
  const silenced = silencedBy(preview, own).filter(id => !deleted.some(one => one.scheduleId === id));
  const firings = touched.find(one => (one.scheduleId ?? own) === own && one.effect !== 'DELETED')?.nextFirings ?? [];
  const governs = preview.models.filter(model => model.after.governed && (model.after.scheduleId === undefined || model.after.scheduleId === own)).length;
  return html`
    <div class="stack" data-test="preview">
      ${!gone && html`<div><h3>Next firings</h3><${FiringTimes} firings=${firings} zone=${zone} /></div>`}
      <div class="stack tight"><h3>Who runs what</h3>
        <p role="status">${preview.models.length === 0 ? 'The models are not known yet: refresh the project.' : html`
          ${!gone && html`This schedule runs <strong>${count(governs, 'model')}</strong> of ${preview.models.length}. `}
          ${changed.length === 0 ? 'No model changes hands.' : html`<strong>${count(changed.length, 'model')}</strong> ${changed.length === 1 ? 'changes' : 'change'} hands.`}`}</p>
        ${!gone && governs === 0 && preview.models.length > 0 && html`<p class="note warn">It has no model to run: when it fires, nothing is started.</p>`}
        <${Moves} changed=${changed} side=${side} />
        ${replaced && self === undefined && html`<p class="note">There is a schedule on the same target already. This one takes its place.</p>`}
        ${deleted.map(one => html`<p class="note warn">Deleted: the schedule on ${targetWords(one.target, context.collections)}.</p>`)}
        ${silenced.length > 0 && html`<p class="note warn">Overridden completely, and does not fire any more: ${silenced.map(id => named(context, id)).join('; ')}.</p>`}
        ${changed.length > 0 && html`<${ChangedModels} changed=${changed} side=${side} />`}
      </div>
    </div>`;
}

function named(context, id) {
  const schedule = context.schedules.find(one => one.id === id);
  return schedule ? targetWords(schedule.target, context.collections) : 'schedule ' + id;
}

/** The others that govern something before, and nothing afterwards. */
function silencedBy(preview, own) {
  const ids = part => new Set(preview.models.filter(model => model[part].scheduleId !== undefined).map(model => model[part].scheduleId));
  const after = ids('after');
  return [...ids('before')].filter(id => id !== own && !after.has(id));
}

function Moves({ changed, side }) {
  const moves = new Map();
  changed.forEach(model => {
    const key = JSON.stringify([side(model.before), side(model.after)]);
    moves.set(key, (moves.get(key) ?? 0) + 1);
  });
  return moves.size > 0 && html`<ul class="plain-list moves">${[...moves].sort((one, other) => other[1] - one[1]).map(([key, models]) => {
    const [before, after] = JSON.parse(key);
    return html`<li><span class="number">${models}</span> <span><span class="soft">${before}</span> <span aria-label="then">→</span> <strong>${after}</strong></span></li>`;
  })}</ul>`;
}

function ChangedModels({ changed, side }) {
  const [words, setWords] = useState('');
  const [most, setMost] = useState(MOST);
  const shown = changed.filter(model => model.uniqueId.toLowerCase().includes(words.trim().toLowerCase()));
  return html`<${More} title="The models that change hands" open=${changed.length <= FEW}>
    ${changed.length > FEW && html`<${Search} label="Search these models" value=${words} onInput=${setWords} />`}
    <div class="table-wrap small-table" tabindex="0" role="region" aria-label="Models that change hands"><table><thead><tr><th scope="col">Model</th><th scope="col">Before</th><th scope="col">After</th></tr></thead>
      <tbody>${shown.slice(0, most).map(model => html`<tr key=${model.uniqueId}><th scope="row" title=${model.uniqueId}>${nameOf(model.uniqueId)}</th>
        <td>${side(model.before)}</td><td>${side(model.after)}</td></tr>`)}</tbody></table></div>
    ${shown.length > most && html`<${Button} kind="quiet small" onClick=${() => setMost(most + 500)}>Show more of ${shown.length}<//>`}
  <//>`;
}
