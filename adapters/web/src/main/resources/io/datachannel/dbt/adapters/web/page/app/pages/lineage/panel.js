import { useState } from 'preact/hooks';
import { html } from 'app/core/html.js';
import { Button, Status } from 'app/parts/basics.js';
import { modelPath } from 'app/pages/models/catalog.js';
import { found, hasPage, KIND_WORDS, reached } from 'app/pages/lineage/graph-data.js';

const MOST_FOUND = 12;

const Dot = ({ kind }) => html`<span class=${'kind-dot ' + kind} aria-hidden="true"></span>`;

/** Finds a node by name; the results are buttons, so that everything can be reached without the canvas. */
export function Find({ graph, onChoose }) {
  const [text, setText] = useState('');
  const nodes = found(graph, text, MOST_FOUND + 1);
  const choose = node => {
    setText('');
    onChoose(node.uniqueId);
  };
  return html`<div class="find" role="search">
    <input class="search" type="search" aria-label="Find a node" placeholder="Find a node" value=${text} spellcheck=${false} onInput=${event => setText(event.target.value)}
      onKeyDown=${event => {
        if (event.key === 'Enter' && nodes.length > 0) {
          choose(nodes[0]);
        } else if (event.key === 'Escape' && text) {
          event.preventDefault();
          setText('');
        }
      }} />
    ${text.trim() && html`<ul class="found" aria-label="Found">
      ${nodes.slice(0, MOST_FOUND).map(node => html`<li key=${node.uniqueId}><button type="button" class="pick-node" onClick=${() => choose(node)}><${Dot} kind=${node.kind} />
        <span>${node.name}</span><span class="fine">${KIND_WORDS[node.kind] ?? node.kind}</span></button></li>`)}
      ${nodes.length > MOST_FOUND && html`<li class="fine">and more; type on</li>`}
    </ul>`}
    <p class="unseen" role="status">${text.trim() && (nodes.length === 0 ? 'Nothing found' : Math.min(nodes.length, MOST_FOUND) + ' found')}</p>
    ${text.trim() && nodes.length === 0 && html`<p class="found fine">Nothing has such a name.</p>`}
  </div>`;
}

/** One node in words, with its neighbours. @param state of the last run, if it was in it */
export function NodePanel({ id, graph, node, state, run, only, onOnly, onChoose }) {
  const above = reached(graph.up, node.uniqueId).size;
  const below = reached(graph.down, node.uniqueId).size;
  return html`<aside class="card lineage-panel" aria-label="Chosen node" data-test="node-panel">
    <div class="row"><h2 class="grow">${node.name}</h2><button type="button" class="button quiet small" aria-label="Choose nothing" onClick=${() => onChoose(null)}>✕</button></div>
    <p class="row"><${Dot} kind=${node.kind} />${KIND_WORDS[node.kind] ?? node.kind}${state && html`<span><${Status} value=${state} /> <a class="fine" href=${'/runs/' + run.id}>run ${run.id}</a></span>`}</p>
    <p class="fine"><code>${node.path}</code></p>
    <p role="status">${above} upstream, ${below} downstream</p>
    <div class="row">
      ${hasPage(node) && html`<a class="button primary" href=${modelPath(id, node.uniqueId)}>Open</a>`}
      <${Button} onClick=${() => onOnly(!only)}>${only ? 'Show the whole graph' : 'Only its lineage'}<//>
    </div>
    <${Neighbours} title="Built of" ids=${graph.up.get(node.uniqueId)} graph=${graph} onChoose=${onChoose} />
    <${Neighbours} title="Used by" ids=${graph.down.get(node.uniqueId)} graph=${graph} onChoose=${onChoose} />
  </aside>`;
}

const Neighbours = ({ title, ids, graph, onChoose }) => ids.length > 0 ? html`<div><h3>${title} <span class="fine">${ids.length}</span></h3>
  <ul class="bare-list">${[...ids].sort().map(one => html`<li key=${one}><button type="button" class="pick-node" onClick=${() => onChoose(one)}>
    <${Dot} kind=${graph.byId.get(one).kind} /><span>${graph.byId.get(one).name}</span></button></li>`)}</ul></div>` : null;

const STATES = ['SUCCEEDED', 'WARNED', 'FAILED', 'SKIPPED', 'UNTOUCHED'];

/** What the colours mean, and how many there are of each. */
export function Legend({ graph, states, run }) {
  const count = of => graph.nodes.filter(of).length;
  const rows = states
    ? [...STATES.map(state => [html`<${Status} value=${state} />`, count(node => states.get(node.uniqueId) === state)]), [html`<span class="soft">Not in it</span>`, count(node => !states.has(node.uniqueId))]]
    : Object.entries(KIND_WORDS).map(([kind, word]) => [html`<${Dot} kind=${kind} />${word}`, count(node => node.kind === kind)]);
  return html`<aside class="card lineage-panel" aria-label="What the colours mean">
    <h2>${states ? html`Results of <a href=${'/runs/' + run.id}>run ${run.id}</a>` : 'Kinds'}</h2>
    <ul class="bare-list legend">${rows.filter(([, number]) => number > 0).map(([text, number]) => html`<li>${text}<span class="push">${number}</span></li>`)}</ul>
    <p class="fine">Click a node to see what it is built of and what uses it. A double click opens it.</p>
  </aside>`;
}
