import { useId } from 'preact/hooks';
import { classes, html } from 'app/core/html.js';

/** One of several, each with what it is. @param options a list of {value, title, text, sign, test} */
export function RadioCards({ label, value, onInput, options }) {
  const name = useId();
  return html`<fieldset class="radio-cards"><legend>${label}</legend>
    <div class="radio-list">${options.map(option => html`<label key=${option.value} class=${classes('radio-card', option.value === value && 'on')} data-test=${option.test}>
      <input type="radio" name=${name} value=${option.value} checked=${option.value === value} onChange=${() => onInput(option.value)} />
      ${option.sign}<span class="radio-words"><strong>${option.title}</strong>${option.text && html`<span class="fine">${option.text}</span>`}</span></label>`)}</div>
  </fieldset>`;
}
