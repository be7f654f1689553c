import { useId, useRef, useEffect } from 'preact/hooks';
import { classes, html } from 'app/core/html.js';

/**
 * A labelled field with its hint and what is wrong with it. children is called with what the input needs: id and descriptions.
 *
 * @param problem of the last try; shown here when it names this field @param name as the API calls it
 */
export function Field({ label, hint, name, problem, required, children, class: more }) {
  const id = useId();
  const wrong = problem && name && (problem.field === name || problem.field?.startsWith(name + '.')) ? problem.message : null;
  return html`
    <div class=${classes('field', wrong && 'wrong', more)}>
      <label for=${id}>${label}${required && html`<span class="required" aria-hidden="true"> *</span>`}</label>
      ${children({ id, name, required, 'aria-describedby': hint || wrong ? id + '-hint' : undefined, 'aria-invalid': wrong ? 'true' : undefined })}
      <div class="hint" id=${id + '-hint'}>${wrong ? html`<span class="wrong-text">${wrong}</span>` : hint}</div>
    </div>`;
}

/** A line of text. @param onInput takes the text */
export const TextField = ({ value, onInput, type = 'text', placeholder, autocomplete = 'off', input = {}, ...field }) => html`
  <${Field} ...${field}>
    ${words => html`<input ...${words} ...${input} type=${type} value=${value ?? ''} placeholder=${placeholder} autocomplete=${autocomplete} spellcheck=${false}
      onInput=${event => onInput(event.target.value)} />`}
  <//>`;

/** Several lines of text. */
export const AreaField = ({ value, onInput, rows = 4, placeholder, ...field }) => html`
  <${Field} ...${field}>
    ${words => html`<textarea ...${words} rows=${rows} placeholder=${placeholder} spellcheck=${false} value=${value ?? ''}
      onInput=${event => onInput(event.target.value)}></textarea>`}
  <//>`;

/** @param options a list of [value, text] @param onInput takes the value */
export const SelectField = ({ value, onInput, options, ...field }) => html`
  <${Field} ...${field}>
    ${words => html`<select ...${words} value=${value} onChange=${event => onInput(event.target.value)}>
      ${options.map(([option, text]) => html`<option value=${option} selected=${option === value}>${text}</option>`)}
    </select>`}
  <//>`;

export function Check({ label, checked, onInput, hint, disabled }) {
  const id = useId();
  return html`<div class="check"><input type="checkbox" id=${id} checked=${checked} disabled=${disabled} onChange=${event => onInput(event.target.checked)}
      aria-describedby=${hint ? id + '-hint' : undefined} />
    <label for=${id}>${label}</label>${hint && html`<div class="hint" id=${id + '-hint'}>${hint}</div>`}</div>`;
}

/** One of a few, as buttons. @param options a list of [value, text] */
export function Choice({ label, value, onInput, options }) {
  const name = useId();
  return html`<fieldset class="choice"><legend>${label}</legend>
    ${options.map(([option, text]) => html`<label class=${classes(option === value && 'on')}>
      <input type="radio" name=${name} value=${option} checked=${option === value} onChange=${() => onInput(option)} />${text}</label>`)}
  </fieldset>`;
}

/** A search field that does not make the view jump: the caller filters what it has. */
export const Search = ({ value, onInput, label, placeholder }) => html`
  <input class="search" type="search" aria-label=${label} placeholder=${placeholder ?? label} value=${value} spellcheck=${false}
    onInput=${event => onInput(event.target.value)} />`;

/** A dialog over the page; Escape closes it, and the focus goes back to where it was. */
export function Dialog({ title, onClose, children, footer, wide = false }) {
  const dialog = useRef(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current.showModal();
    return () => before?.focus?.();
  }, []);
  return html`
    <dialog ref=${dialog} class=${classes('dialog', wide && 'wide')} aria-labelledby=${id} onCancel=${event => {
      event.preventDefault();
      onClose();
    }}>
      <header><h2 id=${id}>${title}</h2><button type="button" class="button quiet" aria-label="Close" onClick=${onClose}>✕</button></header>
      <div class="dialog-body">${children}</div>
      ${footer && html`<footer>${footer}</footer>`}
    </dialog>`;
}
