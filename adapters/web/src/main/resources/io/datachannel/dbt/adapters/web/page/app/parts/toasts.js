import { useEffect, useState } from 'preact/hooks';
import { html } from 'app/core/html.js';

const STAYS = 6000;
let toasts = [];
let count = 0;
const listeners = new Set();

/** Tells in passing that something was done; what went wrong stands in its place instead, and stays. */
export function toast(text) {
  const id = ++count;
  toasts = [...toasts, { id, text }];
  listeners.forEach(listener => listener(toasts));
  setTimeout(() => {
    toasts = toasts.filter(one => one.id !== id);
    listeners.forEach(listener => listener(toasts));
  }, STAYS);
}

export function Toasts() {
  const [shown, setShown] = useState(toasts);
  useEffect(() => {
    listeners.add(setShown);
    return () => listeners.delete(setShown);
  }, []);
  return html`<div class="toasts" role="status" aria-live="polite">${shown.map(one => html`<div class="toast" key=${one.id}>${one.text}</div>`)}</div>`;
}
