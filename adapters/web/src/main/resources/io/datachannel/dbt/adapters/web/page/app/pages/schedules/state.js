import { html } from 'app/core/html.js';
import { count, targetWords } from 'app/pages/projects/words.js';

const STATES = { GOVERNING: ['good', 'Governs'], PARTLY_OVERRIDDEN: ['partial', 'Partly overridden'], OVERRIDDEN: ['off', 'Overridden'], IDLE: ['off', 'No models'] };

/** Whether a schedule has its models to itself, and who has taken them. */
export function ScheduleState({ schedule, context, id }) {
  const [look, text] = schedule.paused ? ['waiting', 'Paused'] : STATES[schedule.state];
  return html`<span class=${'status ' + look}>${text}</span>
    ${schedule.paused && schedule.state !== 'GOVERNING' && html` <span class="fine">${STATES[schedule.state][1].toLowerCase()}</span>`}
    ${schedule.overriddenBy.length > 0 && html`<div class="fine">by ${schedule.overriddenBy.map((other, at) => html`${at > 0 && ', '}<a
      href=${'/projects/' + id + '/schedules/' + other}>${targetWords(context.schedules.find(one => one.id === other)?.target ?? { kind: 'MODELS', models: ['schedule ' + other] }, context.collections)}</a>`)}</div>`}
    <div class="fine">${schedule.state === 'OVERRIDDEN' ? 'does not fire' : 'runs ' + count(schedule.models, 'model')}</div>`;
}
