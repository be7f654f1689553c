import { useState } from 'preact/hooks';
import { html } from 'app/core/html.js';
import { useMe } from 'app/core/me.js';
import { session } from 'app/core/session.js';

const SECTIONS = [['projects', 'Projects', '/'], ['runs', 'Runs', '/runs'], ['account', 'Account', '/account']];
const NEXT = { '': 'dark', dark: 'light', light: '' };
const NAMES = { '': 'as the system', dark: 'dark', light: 'light' };

/** What stands around every view. */
export function Shell({ section, children }) {
  const me = useMe();
  return html`
    <a class="skip" href="#main" onClick=${event => {
      event.preventDefault();
      document.getElementById('main').focus();
    }}>Skip to the content</a>
    <header class="shell">
      <a class="brand" href="/" aria-label="DataChannel dbt"><svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" /><path d="M8 22V10l8 6 8-6v12" /></svg>
        <span>DataChannel <b>dbt</b></span></a>
      <nav aria-label="Main">
        ${SECTIONS.map(([id, text, href]) => html`<a href=${href} aria-current=${id === section ? 'true' : undefined}>${text}</a>`)}
      </nav>
      <div class="shell-end">
        ${me.accountId && html`<span class="who fine" title=${'User ' + me.userId + ', ' + me.role.toLowerCase()}>Account ${me.accountId}</span>`}
        <${ThemeButton} />
        <a class="button quiet" href="/docs" target="_blank">API</a>
        <button type="button" class="button quiet" onClick=${() => session.end()}>Log out</button>
      </div>
    </header>
    <main id="main" tabindex="-1">${children}</main>`;
}

function ThemeButton() {
  const [theme, setTheme] = useState(document.documentElement.dataset.theme ?? '');
  const choose = () => {
    const next = NEXT[theme];
    if (next) {
      document.documentElement.dataset.theme = next;
    } else {
      delete document.documentElement.dataset.theme;
    }
    try {
      next ? localStorage.setItem('theme', next) : localStorage.removeItem('theme');
    } catch {
      // Then it lasts as long as this tab.
    }
    setTheme(next);
  };
  return html`<button type="button" class="button quiet" onClick=${choose} aria-label=${'Colours: ' + NAMES[theme] + '. Change'} title=${'Colours: ' + NAMES[theme]}>
    <span aria-hidden="true">${theme === 'dark' ? '☾' : theme === 'light' ? '☀' : '◐'}</span></button>`;
}
