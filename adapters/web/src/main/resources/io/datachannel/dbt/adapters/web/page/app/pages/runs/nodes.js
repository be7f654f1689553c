import { useState } from 'preact/hooks';
import { classes, html } from 'app/core/html.js';
import { took } from 'app/core/time.js';
import { Empty, look, Status } from 'app/parts/basics.js';
import { Search } from 'app/parts/forms.js';
import { useSlowly, useVirtual } from 'app/pages/runs/virtual.js';

const ROW = 46;
const HEAD = 38;
const STATUSES = ['RUNNING', 'FAILED', 'WARNED', 'SUCCEEDED', 'SKIPPED', 'UNTOUCHED', 'CANCELLED'];

const COLUMNS = [
  ['status', 'Status', node => STATUSES.indexOf(node.status)],
  ['name', 'Name', node => node.name.toLowerCase()],
  ['start', 'Start', node => node.startedAt ? Date.parse(node.startedAt) : Infinity, 'number'],
  ['took', 'Took', node => node.tookMs ?? -1, 'number'],
  ['rows', 'Rows', node => node.rowsAffected ?? -1, 'number'],
  ['message', 'Message', node => node.message],
];

/** What became of each node, sorted as one likes. Only the rows in sight are made. */
export function NodeTable({ live, onPick }) {
  const { journal } = live;
  const [order, setOrder] = useState({ by: 'start', down: false });
  const [words, setWords] = useState('');
  const [status, setStatus] = useState('');
  const counts = journal.counts();
  const rows = useSlowly(() => sorted([...journal.nodes.values()].filter(node => (!status || node.status === status)
    && (!words || node.uniqueId.toLowerCase().includes(words.toLowerCase()))), order), journal.changes + JSON.stringify([order, words, status]), live.isOver ? 0 : 250);
  if (journal.nodes.size === 0) {
    return html`<${Empty} title=${live.isOver ? 'No model was begun' : 'No model has begun yet'} />`;
  }
  return html`
    <div class="row node-tools">
      <${Search} label="Find a model" value=${words} onInput=${setWords} />
      <div class="row" role="group" aria-label="Status">
        <button type="button" class="pill" aria-pressed=${status === '' ? 'true' : 'false'} onClick=${() => setStatus('')}>All ${journal.nodes.size}</button>
        ${STATUSES.filter(one => counts[one] > 0).map(one => html`<button type="button" key=${one} class=${classes('pill', look(one))} aria-pressed=${status === one ? 'true' : 'false'}
          onClick=${() => setStatus(status === one ? '' : one)}>${one[0] + one.slice(1).toLowerCase()} ${counts[one]}</button>`)}
      </div>
    </div>
    <${Table} rows=${rows} order=${order} onOrder=${setOrder} onPick=${onPick} begin=${Date.parse(live.run.startedAt ?? live.run.queuedAt)} project=${live.run.projectId} />`;
}

function sorted(nodes, { by, down }) {
  const key = COLUMNS.find(([name]) => name === by)[2];
  const way = down ? -1 : 1;
  return nodes.map(node => ({ node, key: key(node) })).sort((one, other) => (one.key < other.key ? -way : one.key > other.key ? way : 0)).map(({ node }) => node);
}

function Table({ rows, order, onOrder, onPick, begin, project }) {
  const { box, first, last } = useVirtual(ROW, rows.length, HEAD);
  return html`<div class="table-wrap nodes" ref=${box} tabindex="0" role="region" aria-label="Models of the run" data-test="nodes">
    <table aria-rowcount=${rows.length + 1}>
      <thead><tr>${COLUMNS.map(([name, text, , kind]) => html`<th key=${name} scope="col" class=${classes(kind, 'n-' + name)} aria-sort=${order.by === name ? (order.down ? 'descending' : 'ascending') : undefined}>
        <button type="button" class="sort" onClick=${() => onOrder({ by: name, down: order.by === name ? !order.down : kind === 'number' && name !== 'start' })}>${text}
          <span aria-hidden="true">${order.by === name ? (order.down ? ' ↓' : ' ↑') : ''}</span></button></th>`)}</tr></thead>
      <tbody>
        ${first > 0 && html`<tr key="above" aria-hidden="true"><td colspan="6" class="gap" style=${{ height: first * ROW + 'px' }}></td></tr>`}
        ${rows.slice(first, last).map((node, at) => html`<tr key=${node.uniqueId} aria-rowindex=${first + at + 2} style=${{ height: ROW + 'px' }}>
          <td><${Status} value=${node.status} /></td>
          <td class="n-name"><a class="strong clip" title=${node.uniqueId} href=${'/projects/' + project + '/models/' + encodeURIComponent(node.uniqueId)}>${node.name}</a>
            <div class="fine clip">${node.resourceType} · <button type="button" class="as-link" onClick=${() => onPick(node.uniqueId)}>its lines<span class="unseen"> of ${node.name}</span></button></div></td>
          <td class="number">${node.startedAt ? '+' + took(Date.parse(node.startedAt) - begin) : '–'}</td>
          <td class="number">${node.status === 'RUNNING' ? '…' : took(node.tookMs)}</td>
          <td class="number">${node.rowsAffected?.toLocaleString('en') ?? '–'}</td>
          <td class="n-message"><div class="clip-2" title=${node.message}>${node.message}</div></td>
        </tr>`)}
        ${last < rows.length && html`<tr key="below" aria-hidden="true"><td colspan="6" class="gap" style=${{ height: (rows.length - last) * ROW + 'px' }}></td></tr>`}
      </tbody>
    </table>
    ${rows.length === 0 && html`<p class="soft nodes-none">No model is like that.</p>`}
  </div>`;
}
