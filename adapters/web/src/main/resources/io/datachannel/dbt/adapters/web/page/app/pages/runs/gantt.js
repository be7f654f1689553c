import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { classes, html } from 'app/core/html.js';
import { took } from 'app/core/time.js';
import { useNow } from 'app/core/use.js';
import { Button, Empty, look, Status } from 'app/parts/basics.js';
import { Choice } from 'app/parts/forms.js';
import { barsOf, ticksOf } from 'app/pages/runs/gantt-data.js';
import { rowByKey, useSlowly, useVirtual } from 'app/pages/runs/virtual.js';

const ROW = 24;
const AXIS = 26;
const CLOSEST = 400;

/** What ran when: a bar for each node, by model or by thread, on one axis. It grows while the run does. */
export function Gantt({ live, onPick }) {
  const { journal } = live;
  const now = useNow(live.isOver ? 3600000 : 500);
  const data = useSlowly(() => barsOf(journal.nodes.values(), Date.now()), live.isOver ? journal.changes : journal.changes + now, 400);
  if (data.bars.length === 0) {
    return html`<${Empty} title=${live.isOver ? 'No model was begun' : 'No model has begun yet'} />`;
  }
  return html`<${Chart} data=${data} onPick=${onPick} />`;
}

function Chart({ data, onPick }) {
  const [by, setBy] = useState('model');
  const [zoom, setZoom] = useState(1);
  const [active, setActive] = useState(0);
  const [hovered, setHovered] = useState(null);
  const id = useId();
  const byModel = by === 'model';
  const count = byModel ? data.bars.length : data.lanes.length;
  const { box, first, last, left, width, show } = useVirtual(ROW, count, AXIS);
  const label = width < 560 ? 96 : 220;
  const inner = Math.max(100, (width - label - 14) * zoom);
  const perMs = inner / data.end;
  const from = (left - label) / perMs;
  const to = (left + width) / perMs;
  const anchor = useRef(null);

  // What was under the pointer, or in the middle, stays there.
  useLayoutEffect(() => {
    if (anchor.current) {
      const { time, place } = anchor.current;
      box.current.scrollLeft = time * perMs - place;
      anchor.current = null;
    }
  }, [zoom]);
  // The keys lead to bars that may lie elsewhere in time.
  useLayoutEffect(() => {
    const { from: begins, to: ends } = data.bars[Math.min(active, data.bars.length - 1)];
    const { scrollLeft } = box.current;
    if (ends * perMs < scrollLeft || begins * perMs > scrollLeft + width - label) {
      box.current.scrollLeft = begins * perMs - (width - label) / 3;
    }
  }, [active]);
  const zoomTo = (next, place = (width - label) / 2) => {
    const bounded = Math.min(CLOSEST, Math.max(1, next));
    anchor.current = { time: (box.current.scrollLeft + place) / perMs, place };
    setZoom(bounded);
  };
  const wheel = useRef(null);
  wheel.current = event => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      zoomTo(zoom * Math.exp(-event.deltaY / 200), event.clientX - box.current.getBoundingClientRect().left - label);
    }
  };
  useEffect(() => {
    const listener = event => wheel.current(event);
    box.current.addEventListener('wheel', listener, { passive: false });
    return () => box.current?.removeEventListener('wheel', listener);
  }, []);

  const shown = byModel ? data.bars.slice(first, last).map((bar, at) => ({ bar, at: first + at, row: first + at }))
    : data.bars.map((bar, at) => ({ bar, at, row: bar.lane })).filter(({ bar, row }) => bar.to >= from && bar.from <= to && row >= first && row < last);
  const go = next => {
    setActive(next);
    setHovered(null);
    show(byModel ? next : data.bars[next].lane);
  };
  const keys = event => {
    const next = rowByKey(event, active, data.bars.length) ?? { ArrowRight: active + 1, ArrowLeft: active - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      go(Math.min(data.bars.length - 1, Math.max(0, next)));
    } else if (event.key === '+' || event.key === '-') {
      zoomTo(event.key === '+' ? zoom * 1.5 : zoom / 1.5, data.bars[active].from * perMs - box.current.scrollLeft);
    } else if (event.key === '0' || event.key === 'Escape') {
      zoomTo(1);
    } else if (event.key === 'Enter') {
      onPick(data.bars[active].node.uniqueId);
    }
  };
  const told = data.bars[hovered ?? active] ?? data.bars[0];
  return html`
    <section class="gantt" aria-label="Timeline">
      <div class="row gantt-tools">
        <${Choice} label=${html`<span class="unseen">Rows</span>`} value=${by} onInput=${setBy} options=${[['model', 'By model'], ['thread', 'By thread']]} />
        <span class="fine grow gantt-hint">Ctrl and wheel zooms; the arrow keys go from model to model.</span>
        <span role="group" aria-label="Zoom" class="row">
          <${Button} class="small" aria-label="Zoom out" disabled=${zoom <= 1} onClick=${() => zoomTo(zoom / 1.6)}>−<//>
          <${Button} class="small" aria-label="Zoom in" disabled=${zoom >= CLOSEST} onClick=${() => zoomTo(zoom * 1.6)}>+<//>
          <${Button} class="small" disabled=${zoom === 1} onClick=${() => zoomTo(1)}>Fit<//>
        </span>
      </div>
      <${Told} bar=${told} onPick=${onPick} />
      <div class="gantt-box" ref=${box} tabindex="0" role="listbox" aria-label="Models by their start" aria-activedescendant=${id + active} data-test="gantt" data-bars=${data.bars.length}
        style=${{ height: Math.min(Math.max(300, innerHeight - 250), count * ROW + AXIS + 18) + 'px' }} onKeyDown=${keys} onMouseLeave=${() => setHovered(null)}>
        <div class="gantt-all" role="presentation" style=${{ width: label + inner + 14 + 'px', height: count * ROW + AXIS + 'px' }}>
          <div class="gantt-axis" aria-hidden="true" style=${{ height: AXIS + 'px' }}><b style=${{ width: label + 'px' }}>${byModel ? data.bars.length + ' nodes' : data.lanes.length + ' threads'}</b>
            ${ticksOf(Math.max(0, from), Math.min(to, data.end), perMs).map(({ at, text }) => html`<i key=${at} style=${{ left: label + at * perMs + 'px' }}>${text}</i>`)}</div>
          ${(byModel ? shown : data.lanes.map((name, row) => ({ row, name }))).map(({ row, bar, name }) => html`
            <div class=${classes('gantt-row', byModel && row === active && 'active')} key=${'r' + row} aria-hidden="true" style=${{ top: AXIS + row * ROW + 'px', height: ROW + 'px' }}>
              <b style=${{ width: label + 'px' }} title=${bar?.node.name ?? name}>${bar?.node.name ?? name.replace(/ \(.*/, '')}</b></div>`)}
          ${shown.map(({ bar, at, row }) => html`<div key=${'b' + bar.node.uniqueId} id=${id + at} role="option" aria-selected=${at === active ? 'true' : 'false'}
            aria-setsize=${data.bars.length} aria-posinset=${at + 1} aria-label=${spoken(bar)}
            class=${classes('gantt-bar', look(bar.node.status), at === active && 'active')}
            style=${{ left: label + bar.from * perMs + 'px', width: Math.max(2, (bar.to - bar.from) * perMs) + 'px', top: AXIS + row * ROW + 4 + 'px' }}
            onMouseEnter=${() => setHovered(at)} onClick=${() => onPick(bar.node.uniqueId)}>${(bar.to - bar.from) * perMs > 60 ? (byModel ? took(bar.to - bar.from) : bar.node.name) : ''}</div>`)}
        </div>
      </div>
    </section>`;
}

const spoken = ({ node, from, to }) => node.name + ', ' + node.status.toLowerCase() + ', after ' + took(from) + ', took ' + took(to - from);

/** What the bar that is pointed at, or was gone to, stands for. */
function Told({ bar, onPick }) {
  const { node } = bar;
  return html`<div class="gantt-told" data-test="gantt-told">
    <div class="row"><${Status} value=${node.status} /><strong class="wrap">${node.name}</strong><span class="fine">${node.resourceType}</span>
      <span class="figure">${took(bar.to - bar.from)}</span><span class="fine figure">from +${took(bar.from)} to +${took(bar.to)}</span>
      ${node.rowsAffected !== undefined && html`<span class="fine figure">${node.rowsAffected.toLocaleString('en')} rows</span>`}
      ${node.thread && html`<span class="fine">${node.thread.replace(/ \(.*/, '')}</span>`}
      <span class="grow"></span><${Button} kind="quiet" class="small" onClick=${() => onPick(node.uniqueId)}>Its lines<//></div>
    <div class="fine clip" title=${node.message}>${node.message || ' '}</div>
  </div>`;
}
