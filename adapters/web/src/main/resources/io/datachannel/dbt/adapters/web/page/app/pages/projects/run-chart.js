import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { html } from 'app/core/html.js';
import { go } from 'app/core/router.js';
import { useStyle } from 'app/core/style.js';
import { briefly, lengthOf, took } from 'app/core/time.js';
import { look } from 'app/parts/basics.js';

const HEIGHT = 190;
// Where the axis has its marks, in seconds: lengths of time that people count in.
const MARKS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 28800, 86400];
const axisText = seconds => (seconds === 0 ? '0' : took(seconds * 1000).replace(/ 0 [sm]$/, '').replace('.0', ''));

/** How long the last runs took, as points in the colour of their status; a click opens the run. @param runs newest first, those that began */
export function RunChart({ runs }) {
  const styled = useStyle('lib/uplot.css');
  const place = useRef(null);
  const lengths = runs.map(run => lengthOf(run));
  const key = runs.map(run => run.id + run.status).join();
  useEffect(() => (styled ? drawn(place.current, runs.toReversed()) : undefined), [styled, key]);
  return html`<div class="run-chart" ref=${place} role="img"
    aria-label=${`Lengths of the last ${runs.length} runs, ${took(Math.min(...lengths))} to ${took(Math.max(...lengths))}. The table below has the newest.`}></div>`;
}

/** Draws it, and again when the colours or the width change. @return what takes it away */
function drawn(place, runs) {
  let plot;
  const draw = () => {
    plot?.destroy();
    plot = new uPlot(options(place, runs), [runs.map((_, at) => at), runs.map(run => lengthOf(run) / 1000)], place);
  };
  draw();
  const width = new ResizeObserver(() => plot.width !== place.clientWidth && plot.setSize({ width: place.clientWidth, height: HEIGHT }));
  width.observe(place);
  const theme = new MutationObserver(draw);
  theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', draw);
  return () => {
    width.disconnect();
    theme.disconnect();
    dark.removeEventListener('change', draw);
    plot.destroy();
  };
}

function options(place, runs) {
  const colour = name => {
    place.style.color = 'var(--' + name + ')';
    const found = getComputedStyle(place).color;
    place.style.color = '';
    return found;
  };
  const [soft, line, ground] = ['soft', 'line', 'surface'].map(colour);
  const colours = runs.map(run => colour(look(run.status) === 'waiting' ? 'off' : look(run.status)));
  const axis = { stroke: soft, font: '12px system-ui, sans-serif', grid: { stroke: line, width: 1 }, ticks: { show: false } };
  return {
    width: place.clientWidth, height: HEIGHT, legend: { show: false }, padding: [12, 12, 0, 4],
    cursor: { x: true, y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: { x: { time: false, range: [-0.5, runs.length - 0.5] }, y: { range: (_, __, most) => [0, Math.max(most * 1.15, 0.1)] } },
    axes: [
      { ...axis, grid: { show: false }, size: 26, space: 90, incrs: [1, 2, 5, 10, 20, 50], values: (_, at) => at.map(one => (runs[one] ? briefly(runs[one].queuedAt) : '')) },
      { ...axis, size: 62, space: 34, incrs: MARKS, values: (_, marks) => marks.map(axisText) },
    ],
    series: [{}, { stroke: line, width: 1.5, points: { show: false } }],
    hooks: {
      draw: [plot => points(plot, colours, ground)],
      ready: [plot => hover(plot, runs)],
    },
  };
}

function points(plot, colours, ground) {
  const { ctx, data } = plot;
  const size = devicePixelRatio;
  ctx.save();
  data[0].forEach((x, at) => {
    ctx.beginPath();
    ctx.arc(plot.valToPos(x, 'x', true), plot.valToPos(data[1][at], 'y', true), 5 * size, 0, 7);
    ctx.fillStyle = colours[at];
    ctx.strokeStyle = ground;
    ctx.lineWidth = 2 * size;
    ctx.fill();
    ctx.stroke();
  });
  ctx.restore();
}

/** Says what the pointer is at, and opens it. */
function hover(plot, runs) {
  const tip = Object.assign(document.createElement('div'), { className: 'chart-tip', hidden: true });
  plot.over.append(tip);
  const at = event => runs[plot.posToIdx(event.clientX - plot.over.getBoundingClientRect().left)];
  plot.over.addEventListener('mousemove', event => {
    const run = at(event);
    tip.hidden = !run;
    if (run) {
      tip.textContent = 'Run ' + run.id + ' · ' + run.status.toLowerCase() + ' · ' + took(lengthOf(run)) + ' · ' + briefly(run.queuedAt);
      const left = plot.valToPos(runs.indexOf(run), 'x');
      tip.style.left = Math.max(0, Math.min(left - tip.offsetWidth / 2, plot.over.clientWidth - tip.offsetWidth)) + 'px';
    }
  });
  plot.over.addEventListener('mouseleave', () => {
    tip.hidden = true;
  });
  plot.over.addEventListener('click', event => at(event) && go('/runs/' + at(event).id));
}
