import { html } from 'app/core/html.js';
import { ago, inZone, when } from 'app/core/time.js';

const day = new Intl.DateTimeFormat(undefined, { weekday: 'short', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });

/** Instants as the viewer's clock has them, and beside that as the schedule's has them where it differs. */
export function FiringTimes({ firings, zone, now }) {
  const there = firings.map(at => inZone(at, zone));
  return firings.length === 0 ? html`<p class="soft">None is planned.</p>` : html`
    <table class="firing-times"><thead class="unseen"><tr><th scope="col">Your time</th><th scope="col">When</th>${there.some(Boolean) && html`<th scope="col">${zone}</th>`}</tr></thead>
      <tbody>${firings.map((at, place) => html`<tr key=${at}><td><time datetime=${at} title=${when(at)}>${day.format(new Date(at))}</time></td>
        <td class="fine">${ago(at, now)}</td>${there.some(Boolean) && html`<td class="fine">${there[place]}</td>`}</tr>`)}</tbody></table>`;
}
