import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { get } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useStyle } from 'app/core/style.js';
import { took, when } from 'app/core/time.js';
import { useLoad } from 'app/core/use.js';
import { Age, Loaded, Status, look } from 'app/parts/basics.js';
import { colours, useThemeChange } from 'app/parts/colours.js';

const SHOWN = 40;
const HEIGHT = 150;

/** What became of a model in the runs of its project, and how long it took. */
export function ModelRuns({ id, uniqueId }) {
  const loaded = useLoad(async signal => {
    try {
      return (await get('/projects/' + id + '/models/' + encodeURIComponent(uniqueId) + '/runs', { limit: SHOWN }, signal)).items;
    } catch (failed) {
      if (failed.status === 404) {
        return [];
      }
      throw failed;
    }
  }, [id, uniqueId]);
  return html`<section class="card" aria-label="Runs" data-test="model-runs"><h2>Runs</h2>
    <${Loaded} loaded=${loaded}>${runs => runs.length === 0 ? html`<p class="soft">No run has touched it yet.</p>` : html`
      <${Times} runs=${runs.filter(run => run.tookMs !== undefined && run.startedAt && run.status !== 'SKIPPED' && run.status !== 'UNTOUCHED')} />
      <div class="plain-table" tabindex="0" role="group" aria-label="Runs, newest first"><table>
        <thead><tr><th scope="col">Run</th><th scope="col">Result</th><th scope="col">Started</th><th scope="col" class="number">Took</th><th scope="col" class="number">Rows</th></tr></thead>
        <tbody>${runs.map(run => html`<tr key=${run.runId}>
          <td><a class="strong" href=${'/runs/' + run.runId}>${run.runId}</a></td>
          <td><${Status} value=${run.status} />${isTold(run) && html`<div class="fine run-message">${run.message}</div>`}</td>
          <td>${run.startedAt && html`<${Age} at=${run.startedAt} />`}</td>
          <td class="number">${run.status === 'SKIPPED' ? '–' : took(run.tookMs)}</td><td class="number">${run.rowsAffected?.toLocaleString() ?? '–'}</td></tr>`)}</tbody>
      </table></div>`}<//>
  </section>`;
}

const isTold = run => run.message && (run.status === 'FAILED' || run.status === 'WARNED');

/** The times as a line, each run a point in the colour of its status. */
function Times({ runs }) {
  const styled = useStyle('lib/uplot.css');
  const place = useRef(null);
  const theme = useThemeChange();
  useEffect(() => {
    if (!styled || runs.length < 2) {
      return undefined;
    }
    const inTime = [...runs].reverse();
    const tone = colours('soft', 'line', 'good', 'bad', 'partial', 'accent', 'running', 'off');
    const chart = new uPlot(options(inTime, tone, place.current.clientWidth),
      [inTime.map(run => Date.parse(run.startedAt) / 1000), inTime.map(run => run.tookMs / 1000)], place.current);
    const sizes = new ResizeObserver(() => chart.setSize({ width: place.current.clientWidth, height: HEIGHT }));
    sizes.observe(place.current);
    return () => {
      sizes.disconnect();
      chart.destroy();
    };
  }, [styled, theme, runs.length, runs[0]?.runId]);
  if (runs.length < 2) {
    return null;
  }
  const all = runs.map(run => run.tookMs).sort((one, other) => one - other);
  return html`<div class="times" ref=${place} role="img" aria-label=${'How long it took in ' + runs.length + ' runs: between ' + took(all[0]) + ' and ' + took(all[all.length - 1])
    + ', mostly about ' + took(all[Math.floor(all.length / 2)]) + '; each is in the table below.'}></div>`;
}

function options(runs, tone, width) {
  const axis = { stroke: tone.soft, grid: { stroke: tone.line, width: 1 }, ticks: { stroke: tone.line, width: 1 }, font: '12px system-ui, sans-serif' };
  const points = (chart, series, from, to) => {
    const context = chart.ctx;
    context.save();
    for (let at = from; at <= to; at++) {
      context.fillStyle = tone[look(runs[at].status)] ?? tone.soft;
      context.beginPath();
      context.arc(chart.valToPos(chart.data[0][at], 'x', true), chart.valToPos(chart.data[1][at], 'y', true), 3.5 * devicePixelRatio, 0, 2 * Math.PI);
      context.fill();
    }
    context.restore();
    return false;
  };
  return {
    width, height: HEIGHT, legend: { show: false }, cursor: { drag: { x: false, y: false }, points: { show: false } },
    scales: { y: { range: (chart, low, high) => [0, high * 1.1 || 1] } },
    axes: [axis, { ...axis, size: 64, values: (chart, ticks) => ticks.map(tick => took(tick * 1000)) }],
    series: [{}, { stroke: tone.soft, width: 1, points: { show: points } }],
    hooks: { setCursor: [chart => {
      const at = chart.cursor.idx;
      chart.root.title = at === null || at === undefined ? '' : 'Run ' + runs[at].runId + ': ' + took(runs[at].tookMs) + ', ' + when(runs[at].startedAt);
    }] },
  };
}
