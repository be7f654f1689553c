import { useId, useRef, useState } from 'preact/hooks';
import { html } from 'app/core/html.js';
import { viewerZone } from 'app/core/time.js';
import { Field } from 'app/parts/forms.js';
import { allZones, offsetOf } from 'app/pages/schedules/zones.js';

const MOST = 60;

/** A time zone, found by typing a part of its name (the ARIA pattern of a combobox with a list). */
export function ZoneField({ value, onInput, problem }) {
  const list = useId();
  const [words, setWords] = useState(null);
  const [at, setAt] = useState(0);
  const box = useRef(null);
  const open = words !== null;
  const wanted = (words ?? '').trim().toLowerCase().replaceAll(' ', '_');
  const found = open ? allZones.filter(zone => zone.toLowerCase().includes(wanted)).slice(0, MOST) : [];
  const choose = zone => {
    onInput(zone);
    setWords(null);
  };
  const move = to => {
    setAt(to);
    box.current?.children[to]?.scrollIntoView({ block: 'nearest' });
  };
  const keys = {
    ArrowDown: () => (open ? move(Math.min(at + 1, found.length - 1)) : setWords('')),
    ArrowUp: () => move(Math.max(at - 1, 0)),
    Enter: () => found[at] && choose(found[at]),
    Escape: () => setWords(null),
  };
  return html`<${Field} label="Time zone" name="timeZone" problem=${problem} hint="Its clock says when the schedule fires.">${field => html`
    <div class="combo"><input ...${field} role="combobox" autocomplete="off" spellcheck=${false} aria-expanded=${open} aria-controls=${list} aria-autocomplete="list"
      aria-activedescendant=${open && found[at] ? list + '-' + at : undefined} value=${words ?? value} placeholder=${value}
      onClick=${() => open || setWords('')} onBlur=${() => setWords(null)}
      onInput=${event => {
        setWords(event.target.value);
        setAt(0);
      }}
      onKeyDown=${event => {
        if (keys[event.key] && (open || event.key === 'ArrowDown')) {
          event.preventDefault();
          keys[event.key]();
        }
      }} />
      ${open && html`<ul id=${list} role="listbox" aria-label="Time zones" ref=${box}>
        ${found.map((zone, place) => html`<li key=${zone} id=${list + '-' + place} role="option" aria-selected=${zone === value} class=${place === at ? 'at' : undefined}
          onMouseDown=${event => {
            event.preventDefault();
            choose(zone);
          }}><span>${zone}${zone === viewerZone ? ' (yours)' : ''}</span><span class="fine">${offsetOf(zone)}</span></li>`)}
        ${found.length === 0 && html`<li class="fine" role="option" aria-disabled="true" aria-selected="false">No zone has this in its name.</li>`}
      </ul>`}
    </div>`}<//>`;
}
