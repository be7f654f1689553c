import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { classes, html } from 'app/core/html.js';
import { Field } from 'app/parts/forms.js';

const WAIT_FOR_TYPING = 250;

/**
 * A line of text with what it may be, searched while it is typed (WAI-ARIA Authoring Practices, "Combobox").
 *
 * @param search takes (words, signal), answers {items: [{value, text, note}], more: boolean}; null where nothing can be listed
 * @param onPick takes the item that was chosen; onInput each text, also one that is none of them
 * @param about  anything that makes what was found before worthless when it changes
 */
export function Combo({ value, onInput, onPick, search, about, placeholder, ...field }) {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(-1);
  const found = useSearch(search, open, typed, about);
  const list = useId();
  const box = useRef(null);
  const items = open ? found.items : [];

  const close = () => {
    setOpen(false);
    setActive(-1);
    setTyped('');
  };
  const pick = item => {
    onInput(item.value);
    onPick?.(item);
    close();
  };
  const onKeyDown = event => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) {
        setOpen(true);
      } else if (items.length > 0) {
        const step = event.key === 'ArrowDown' ? 1 : -1;
        setActive((active + step + items.length + (active < 0 && step < 0 ? 1 : 0)) % items.length);
      }
    } else if (event.key === 'Enter' && open && items[active]) {
      event.preventDefault();
      pick(items[active]);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };
  useEffect(() => box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }), [active]);

  const shown = open && search && (found.busy || found.problem || items.length > 0 || typed !== '');
  return html`<${Field} ...${field}>
    ${words => html`<div class="combo" ref=${box} onFocusOut=${event => !box.current.contains(event.relatedTarget) && close()}>
      <input ...${words} type="text" ...${search ? { role: 'combobox', 'aria-expanded': shown ? 'true' : 'false', 'aria-controls': list, 'aria-autocomplete': 'list' } : {}}
        aria-activedescendant=${items[active] ? list + '-' + active : undefined} autocomplete="off" spellcheck=${false} placeholder=${placeholder} value=${value ?? ''}
        onClick=${() => setOpen(true)} onKeyDown=${onKeyDown} onInput=${event => {
          setTyped(event.target.value);
          setActive(-1);
          setOpen(true);
          onInput(event.target.value);
        }} />
      ${search && html`<div class=${classes('combo-list', !shown && 'unseen')}>
        <ul role="listbox" id=${list} aria-label=${field.label}>
          ${items.map((item, index) => html`<li key=${item.value} role="option" id=${list + '-' + index} aria-selected=${index === active ? 'true' : 'false'}
            onMouseDown=${event => event.preventDefault()} onClick=${() => pick(item)}><span class="combo-text">${item.text}</span>${item.note && html`<span class="tag">${item.note}</span>`}</li>`)}
        </ul>
        <p class="fine combo-note" role="status">${shown ? noteOf(found, items) : ''}</p>
      </div>`}
    </div>`}
  <//>`;
}

function noteOf(found, items) {
  if (found.busy) {
    return 'Looking …';
  }
  if (found.problem) {
    return found.problem.message + ' You can also type it.';
  }
  if (items.length === 0) {
    return 'Nothing found. What you typed is taken as it is.';
  }
  return found.more ? 'There are more: type to narrow them down.' : items.length + ' found.';
}

/** What a search finds, asked for when the typing rests. */
function useSearch(search, open, words, about) {
  const [found, setFound] = useState({ items: [] });
  useEffect(() => {
    if (!open || !search) {
      return undefined;
    }
    const controller = new AbortController();
    setFound(before => ({ ...before, busy: true, problem: null }));
    const timer = setTimeout(() => search(words, controller.signal).then(
      answer => controller.signal.aborted || setFound(answer),
      problem => controller.signal.aborted || setFound({ items: [], problem })), words ? WAIT_FOR_TYPING : 0);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [open, words, about]);
  return found;
}
