import { render } from 'preact';
import { html } from 'app/core/html.js';
import { takeTokenFromAddress } from 'app/core/session.js';
import { App } from 'app/app.js';

takeTokenFromAddress();
// A link that is opened where the page is already changes the address and loads nothing.
addEventListener('hashchange', takeTokenFromAddress);
const root = document.getElementById('app');
root.replaceChildren();
render(html`<${App} />`, root);
