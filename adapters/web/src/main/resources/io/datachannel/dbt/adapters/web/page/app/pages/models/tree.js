import { Component } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { classes, html } from 'app/core/html.js';

/**
 * A tree of folders and models (ARIA tree): arrows move, open and close, Space picks, Enter opens a model or a folder.
 *
 * @param rows   of rowsOf
 * @param picked a Set of unique ids; null where nothing can be picked
 * @param onPick takes unique ids, and whether they are picked from now on
 * @param onOpen takes a folder's path, and whether it is open from now on
 * @param onModel what Enter does on a model @param href the address of a model, or none
 */
export function Tree({ label, rows, picked, onPick, onOpen, onModel, href }) {
  const [active, setActive] = useState(null);
  const tree = useRef(null);
  const moved = useRef(false);
  const current = rows.some(row => row.id === active) ? active : rows[0]?.id;
  useLayoutEffect(() => {
    if (moved.current) {
      moved.current = false;
      tree.current.querySelector('[tabindex="0"]')?.focus();
    }
  }, [current]);
  const to = row => {
    if (row) {
      moved.current = row.id !== current;
      setActive(row.id);
    }
  };
  const states = new Map(rows.map(row => [row.id, picked ? stateOf(row, picked) : undefined]));
  const pick = row => picked && onPick(row.folder ? row.folder.all : [row.id], states.get(row.id) !== 'true');
  // The rows are kept as they are while nothing of them changes, so what they call looks up what is true by then.
  const latest = useRef({});
  latest.current = { pick, onOpen, to };
  const calls = useRef({
    pick: row => latest.current.pick(row), open: row => latest.current.onOpen(row.folder.path, !row.open), to: row => latest.current.to(row),
  }).current;
  const keys = event => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const at = rows.findIndex(row => row.id === current);
    const row = rows[at];
    if (KEYS[event.key]?.({ row, at, rows, to, pick, onOpen, onModel }) !== undefined) {
      event.preventDefault();
    }
  };
  return html`<div class=${classes('tree', picked && 'picks')} role="tree" aria-label=${label} aria-multiselectable=${picked ? 'true' : undefined} ref=${tree} onKeyDown=${keys}>
    ${rows.map(row => html`<${Row} key=${row.id} row=${row} state=${states.get(row.id)} active=${row.id === current} calls=${calls} href=${row.model && href?.(row.model)} />`)}
  </div>`;
}

const KEYS = {
  ArrowDown: ({ at, rows, to }) => to(rows[at + 1]) ?? true,
  ArrowUp: ({ at, rows, to }) => to(rows[at - 1]) ?? true,
  Home: ({ rows, to }) => to(rows[0]) ?? true,
  End: ({ rows, to }) => to(rows[rows.length - 1]) ?? true,
  ArrowRight: ({ row, at, rows, to, onOpen }) => row.folder && (row.open ? to(rows[at + 1]) : onOpen(row.folder.path, true), true),
  ArrowLeft: ({ row, at, rows, to, onOpen }) => (row.folder && row.open ? onOpen(row.folder.path, false)
    : to(rows.slice(0, at).findLast(one => one.folder && one.level < row.level)), true),
  ' ': ({ row, pick }) => (pick(row), true),
  Enter: ({ row, onOpen, onModel }) => (row.folder ? onOpen(row.folder.path, !row.open) : onModel?.(row.model), true),
};

function stateOf(row, picked) {
  if (row.model) {
    return picked.has(row.id) ? 'true' : 'false';
  }
  const count = row.folder.all.reduce((sum, one) => sum + (picked.has(one) ? 1 : 0), 0);
  return count === 0 ? 'false' : count === row.folder.all.length ? 'true' : 'mixed';
}

/** Among a thousand, only those are drawn anew that changed. */
class Row extends Component {
  shouldComponentUpdate({ row, state, active, href }) {
    const now = this.props;
    return now.state !== state || now.active !== active || now.href !== href || now.row.open !== row.open || now.row.at !== row.at
      || now.row.size !== row.size || now.row.level !== row.level || now.row.model !== row.model || now.row.folder?.all.length !== row.folder?.all.length;
  }

  render({ row, state, active, calls, href }) {
    const choose = event => {
      const one = this.props.row;
      calls.to(one);
      if (event.target.closest('a')) {
        return;
      }
      if (one.folder && !event.target.closest('.box')) {
        calls.open(one);
      } else {
        calls.pick(one);
      }
    };
    return html`<div role="treeitem" class=${classes('tree-row', row.folder && 'folder')} style=${{ '--level': row.level }} tabindex=${active ? 0 : -1} aria-level=${row.level}
        aria-posinset=${row.at} aria-setsize=${row.size} aria-expanded=${row.folder ? String(row.open) : undefined} aria-checked=${state}
        aria-label=${row.folder ? row.folder.name + ', ' + row.folder.all.length : undefined} onClick=${choose}>
      <span class=${classes('twist', row.open && 'open')} aria-hidden="true">${row.folder && '▸'}</span>
      ${state && html`<span class=${'box ' + state} aria-hidden="true"></span>`}
      ${row.folder ? html`<span class="tree-name">${row.folder.name}</span><span class="fine">${row.folder.all.length}</span>` : html`<${Leaf} model=${row.model} href=${href} />`}
    </div>`;
  }
}

const Leaf = ({ model, href }) => html`
  <span class=${'kind-dot ' + model.resourceType} title=${model.resourceType} aria-hidden="true"></span>
  ${href ? html`<a class="tree-name" href=${href} tabindex="-1">${model.name}</a>` : html`<span class="tree-name">${model.name}</span>`}
  <span class="tree-more">${model.resourceType !== 'model' && html`<span class="unseen">${model.resourceType}</span>`}
    ${model.tags.slice(0, 3).map(tag => html`<span class="tag">${tag}</span>`)}<span class="tree-how">${model.materialized}</span></span>`;
