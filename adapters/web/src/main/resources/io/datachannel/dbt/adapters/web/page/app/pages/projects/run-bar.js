import { useRef, useState } from 'preact/hooks';
import { html } from 'app/core/html.js';
import { ago, lengthOf, took } from 'app/core/time.js';
import { look } from 'app/parts/basics.js';

const STEPS = { ArrowLeft: -1, ArrowRight: 1, Home: -99, End: 99 };

const words = (run, now) => 'Run ' + run.id + ': ' + run.status.toLowerCase() + (run.startedAt ? ', ' + took(lengthOf(run, now)) : '')
  + ', ' + ago(run.finishedAt ?? run.queuedAt, now);

/**
 * The last runs as bars, the newest on the right: as high as they took long, in the colour of their status. One stop of the Tab key; the
 * arrows go from run to run. @param runs newest first
 */
export function RunBar({ runs, now }) {
  const bar = useRef(null);
  const [chosen, setChosen] = useState(null);
  const shown = runs.toReversed();
  const longest = Math.max(1, ...shown.map(run => lengthOf(run, now) ?? 0));
  const stop = shown.some(run => run.id === chosen) ? chosen : shown.at(-1)?.id;
  const onKeyDown = event => {
    const step = STEPS[event.key];
    if (step) {
      event.preventDefault();
      const at = shown.findIndex(run => run.id === stop) + step;
      const next = Math.max(0, Math.min(shown.length - 1, at));
      setChosen(shown[next].id);
      bar.current.children[next].focus();
    }
  };
  return shown.length === 0 ? html`<span class="fine">no run yet</span>` : html`
    <div class="run-bar" role="group" aria-label=${'The last ' + shown.length + ' runs'} ref=${bar} onKeyDown=${onKeyDown}>
      ${shown.map(run => html`<a key=${run.id} class=${look(run.status)} href=${'/runs/' + run.id} title=${words(run, now)} aria-label=${words(run, now)}
        tabindex=${run.id === stop ? 0 : -1}><i style=${{ height: Math.max(4, Math.round(28 * Math.sqrt((lengthOf(run, now) ?? 0) / longest))) + 'px' }}></i></a>`)}
    </div>`;
}
