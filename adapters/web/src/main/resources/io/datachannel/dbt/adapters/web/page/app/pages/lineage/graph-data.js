// The graph without its drawing: who is above and below whom, how large a node is, and where it lies.
import { useEffect, useState } from 'preact/hooks';

export const KIND_WORDS = { source: 'Source', seed: 'Seed', model: 'Model', snapshot: 'Snapshot', semantic_model: 'Semantic model', metric: 'Metric',
  saved_query: 'Saved query', exposure: 'Exposure' };
export const hasPage = node => node.kind === 'model' || node.kind === 'seed' || node.kind === 'snapshot';

/** @param lineage as GET /projects/{id}/lineage has it */
export function indexed({ nodes, edges }) {
  const byId = new Map(nodes.map(node => [node.uniqueId, node]));
  const up = new Map(nodes.map(node => [node.uniqueId, []]));
  const down = new Map(nodes.map(node => [node.uniqueId, []]));
  for (const { parent, child } of edges) {
    up.get(child)?.push(parent);
    down.get(parent)?.push(child);
  }
  return { nodes, edges, byId, up, down };
}

/** All that can be reached, without where it begins. @param next graph.up or graph.down */
export function reached(next, from) {
  const found = new Set();
  const waiting = [from];
  while (waiting.length) {
    for (const one of next.get(waiting.pop()) ?? []) {
      if (!found.has(one) && one !== from) {
        found.add(one);
        waiting.push(one);
      }
    }
  }
  return found;
}

/** What is above and below a node, and the node. */
export function around(graph, id) {
  const kept = new Set([id, ...reached(graph.up, id), ...reached(graph.down, id)]);
  return indexed({ nodes: graph.nodes.filter(node => kept.has(node.uniqueId)),
    edges: graph.edges.filter(edge => kept.has(edge.parent) && kept.has(edge.child)) });
}

/** Nodes whose name has all the words, those that begin with them first. */
export function found(graph, text, most) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const rank = node => (node.name.toLowerCase().startsWith(words[0]) ? 0 : 1);
  return words.length === 0 ? [] : graph.nodes.filter(node => words.every(word => (node.name + ' ' + node.path).toLowerCase().includes(word)))
    .sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name)).slice(0, most);
}

const HEIGHT = 32;
const WIDEST = 230;
const PADDING = 24;
const measure = document.createElement('canvas').getContext('2d');

export function sizeOf(node) {
  measure.font = '13px system-ui, sans-serif';
  return { width: Math.min(WIDEST, Math.ceil(measure.measureText(node.name).width) + PADDING), height: HEIGHT };
}

const laidOut = new WeakMap();

/** Where each node lies, found beside the page. @return {{places: Map<string, {x, y}>|undefined, failed, again}} */
export function useLayout(graph) {
  const [state, setState] = useState({});
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (!graph || laidOut.has(graph)) {
      setState({ graph, places: graph && laidOut.get(graph) });
      return undefined;
    }
    setState({ graph });
    const worker = new Worker(new URL('layout-worker.js', import.meta.url));
    const failed = text => setState({ graph, failed: { title: 'The graph could not be laid out', message: text || 'The layout could not be loaded.', code: 'LAYOUT' } });
    worker.onerror = event => failed(event.message);
    worker.onmessage = ({ data }) => {
      worker.terminate();
      if (data.failed) {
        failed(data.failed);
        return;
      }
      const places = new Map(data.places.map(([id, x, y]) => [id, { x, y }]));
      laidOut.set(graph, places);
      setState({ graph, places });
    };
    worker.postMessage({ nodes: graph.nodes.map(node => [node.uniqueId, sizeOf(node).width, HEIGHT]), edges: graph.edges.map(edge => [edge.parent, edge.child]) });
    return () => worker.terminate();
  }, [graph, tries]);
  // Of the graph of before, there is no place in this one.
  return { ...(state.graph === graph ? state : {}), again: () => setTries(count => count + 1) };
}
