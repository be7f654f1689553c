import { useEffect, useRef } from 'preact/hooks';
import { html } from 'app/core/html.js';

/** What is folded away. @param open unfolds it when it becomes true; it never folds by itself, for someone may be typing in it */
export function More({ title, open, children }) {
  const details = useRef(null);
  useEffect(() => {
    if (open) {
      details.current.open = true;
    }
  }, [open]);
  return html`<details class="more" ref=${details}><summary>${title}</summary><div class="stack">${children}</div></details>`;
}
