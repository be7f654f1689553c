import { useEffect, useRef } from 'preact/hooks';
import cytoscape from 'cytoscape';
import { html } from 'app/core/html.js';
import { look } from 'app/parts/basics.js';
import { colours, useThemeChange } from 'app/parts/colours.js';
import { reached, sizeOf } from 'app/pages/lineage/graph-data.js';

// From so many on, edges are straight and have no arrow heads: panning stays smooth.
const MANY_EDGES = 400;
const KIND_TONES = { source: 'kind-source', seed: 'kind-seed', model: 'kind-model', snapshot: 'kind-snapshot' };
const TONES = ['text', 'soft', 'line', 'surface', 'ground', 'accent', 'focus', 'good', 'bad', 'partial', 'running', 'off', 'kind-source', 'kind-seed', 'kind-model', 'kind-snapshot', 'kind-use',
  'good-ground', 'bad-ground', 'partial-ground', 'running-ground', 'off-ground', 'kind-source-ground', 'kind-seed-ground', 'kind-model-ground', 'kind-snapshot-ground', 'kind-use-ground'];
const STEP = 60;
const BEND = 0.35;
// From here on down no name can be read: nodes are then plain blocks in their colour, which are still seen.
const SMALL = 0.35;

// cytoscape would write one rule of style into the page, which the page's policy forbids. It is in style/lineage.css, and cytoscape sees by this that it is there.
if (!document.getElementById('__________cytoscape_stylesheet')) {
  document.head.append(Object.assign(document.createElement('meta'), { id: '__________cytoscape_stylesheet' }));
}

/**
 * The graph on a canvas. Whoever does not see it has the search and the panel beside it, which lead everywhere.
 *
 * @param states what became of each node in the last run, by unique id, when that is what colours tell; else null
 * @param chosen the unique id of a node, or null @param onChoose takes one, or null @param onOpen takes one
 */
export function Graph({ graph, places, states, chosen, onChoose, onOpen }) {
  const place = useRef(null);
  const cy = useRef(null);
  const theme = useThemeChange();
  const calls = useRef({});
  calls.current = { onChoose, onOpen };
  useEffect(() => {
    const drawn = cytoscape({ container: place.current, elements: elementsOf(graph, places), layout: { name: 'preset' }, minZoom: 0.02, maxZoom: 2.5,
      boxSelectionEnabled: false, autounselectify: true, autoungrabify: true, textureOnViewport: graph.edges.length > MANY_EDGES, hideEdgesOnViewport: false });
    cy.current = drawn;
    drawn.on('tap', event => calls.current.onChoose(event.target === drawn ? null : event.target.isNode() ? event.target.id() : null));
    drawn.on('dbltap', 'node', event => calls.current.onOpen(event.target.id()));
    drawn.on('mouseover', 'node', event => {
      place.current.style.cursor = 'pointer';
      place.current.title = event.target.data('label');
    });
    drawn.on('mouseout', 'node', () => {
      place.current.style.cursor = '';
      place.current.title = '';
    });
    const blocks = () => {
      const small = drawn.zoom() < SMALL;
      if (small !== drawn.scratch('small')) {
        drawn.scratch('small', small);
        drawn.batch(() => drawn.nodes().toggleClass('block', small));
      }
    };
    drawn.on('zoom', blocks);
    drawn.scratch('new', true);
    const sizes = new ResizeObserver(() => drawn.resize());
    sizes.observe(place.current);
    return () => {
      sizes.disconnect();
      drawn.destroy();
    };
  }, [graph, places]);
  useEffect(() => {
    const tones = colours(...TONES);
    cy.current.batch(() => cy.current.nodes().forEach(node => {
      const tone = states ? (states.has(node.id()) ? look(states.get(node.id())) : 'off') : KIND_TONES[node.data('kind')] ?? 'kind-use';
      node.data({ tone: tones[tone] ?? tones.off, fill: states && !states.has(node.id()) ? tones.surface : tones[tone + '-ground'] ?? tones['off-ground'] });
    }));
    cy.current.style(styleOf(tones, graph.edges.length > MANY_EDGES));
    // How large nodes are is known by their style only.
    if (cy.current.scratch('new')) {
      cy.current.scratch('new', false);
      fit(cy.current);
    }
  }, [graph, places, theme, states]);
  useEffect(() => highlight(cy.current, graph, chosen), [graph, places, chosen]);
  const keys = event => {
    const move = { ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] }[event.key];
    const factor = { '+': 1.25, '=': 1.25, '-': 0.8 }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || !(move || factor || event.key === '0' || (event.key === 'Escape' && chosen))) {
      return;
    }
    event.preventDefault();
    if (move) {
      cy.current.panBy({ x: move[0], y: move[1] });
    } else if (factor) {
      zoom(cy.current, factor);
    } else if (event.key === '0') {
      fit(cy.current);
    } else {
      onChoose(null);
    }
  };
  return html`
    <div class="graph">
      <div class="graph-canvas" ref=${place} tabindex="0" role="application" data-test="graph" onKeyDown=${keys}
        aria-label=${'Lineage graph of ' + graph.nodes.length + ' nodes. Arrow keys move it, plus and minus zoom, zero shows all. Search and panel tell the same in words.'}></div>
      <div class="graph-buttons" role="group" aria-label="Zoom">
        <button type="button" class="button small" aria-label="Zoom in" onClick=${() => zoom(cy.current, 1.4)}>+</button>
        <button type="button" class="button small" aria-label="Zoom out" onClick=${() => zoom(cy.current, 1 / 1.4)}>−</button>
        <button type="button" class="button small" onClick=${() => fit(cy.current)}>Fit</button>
      </div>
    </div>`;
}

const fit = cy => cy.fit(undefined, 30).zoom() > 1.2 && cy.zoom(1.2) && cy.center();
const zoom = (cy, factor) => cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });

function elementsOf(graph, places) {
  const bends = graph.edges.length <= MANY_EDGES;
  const nodes = graph.nodes.map(node => ({ group: 'nodes', position: { ...places.get(node.uniqueId) },
    data: { id: node.uniqueId, label: node.name, kind: node.kind, ...sizeOf(node) } }));
  const edges = graph.edges.map(({ parent, child }) => ({ group: 'edges', data: { id: parent + '>' + child, source: parent, target: child,
    ...(bends ? bend(graph, places, parent, child) : {}) } }));
  return [...nodes, ...edges];
}

/** A curve that leaves to the right and arrives from the left, in cytoscape's terms: points beside the straight line. */
function bend(graph, places, parent, child) {
  const one = places.get(parent);
  const other = places.get(child);
  const dx = other.x - one.x - (sizeOf(graph.byId.get(parent)).width + sizeOf(graph.byId.get(child)).width) / 2;
  const dy = other.y - one.y;
  const square = dx * dx + dy * dy || 1;
  const aside = BEND * dx * dy / Math.sqrt(square);
  return { weights: [BEND * dx * dx / square, ((1 - BEND) * dx * dx + dy * dy) / square], distances: [-aside, aside] };
}

function styleOf(tones, many) {
  return [
    { selector: 'node', style: { shape: 'round-rectangle', width: 'data(width)', height: 'data(height)', 'background-color': 'data(fill)', 'border-color': 'data(tone)', 'border-width': 1.5,
      label: 'data(label)', color: tones.text, 'font-family': 'system-ui, sans-serif', 'font-size': 13, 'text-valign': 'center', 'text-halign': 'center', 'text-wrap': 'ellipsis',
      'text-max-width': 212, 'min-zoomed-font-size': 6 } },
    { selector: 'edge', style: { width: 1.4, 'line-color': tones.soft, 'line-opacity': 0.55, 'target-arrow-color': tones.soft, 'target-arrow-shape': many ? 'none' : 'triangle', 'arrow-scale': 0.8,
      ...(many ? { 'curve-style': 'haystack', 'haystack-radius': 0 } : { 'curve-style': 'unbundled-bezier', 'edge-distances': 'endpoints', 'source-endpoint': '50% 0%', 'target-endpoint': '-50% 0%',
        'control-point-weights': edge => edge.data('weights'), 'control-point-distances': edge => edge.data('distances') }) } },
    { selector: 'node.block', style: { 'background-color': 'data(tone)', 'border-width': 0, 'text-opacity': 0, shape: 'rectangle' } },
    { selector: '.far', style: { opacity: 0.16 } },
    { selector: 'edge.near', style: { 'line-color': tones.accent, 'line-opacity': 0.9, width: 2.2, 'target-arrow-color': tones.accent } },
    { selector: 'node.chosen', style: { 'border-color': tones.accent, 'border-width': 4 } },
    { selector: 'core', style: { 'active-bg-opacity': 0 } },
  ];
}

function highlight(cy, graph, chosen) {
  const near = chosen && graph.byId.has(chosen) ? new Set([...reached(graph.up, chosen), ...reached(graph.down, chosen), chosen]) : null;
  const above = near && reached(graph.up, chosen).add(chosen);
  const below = near && reached(graph.down, chosen).add(chosen);
  cy.batch(() => cy.elements().forEach(element => {
    const isNear = near && (element.isNode() ? near.has(element.id())
      : [above, below].some(way => way.has(element.data('source')) && way.has(element.data('target'))));
    element.toggleClass('far', Boolean(near && !isNear));
    element.toggleClass('near', Boolean(isNear));
    element.toggleClass('chosen', element.id() === chosen);
  }));
  if (near) {
    show(cy, cy.getElementById(chosen));
  }
}

/** Brings a node into sight, and as near that its name can be read. */
function show(cy, node) {
  const box = node.renderedBoundingBox();
  const isSeen = box.x1 > 0 && box.y1 > 0 && box.x2 < cy.width() && box.y2 < cy.height() && cy.zoom() >= SMALL;
  if (!isSeen) {
    const to = { center: { eles: node }, zoom: Math.max(cy.zoom(), 0.8) };
    matchMedia('(prefers-reduced-motion: reduce)').matches ? cy.zoom(to.zoom) && cy.center(node) : cy.animate({ ...to, duration: 250, queue: false });
  }
}
