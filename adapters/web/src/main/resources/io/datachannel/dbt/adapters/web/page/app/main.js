import { render } from 'preact';
import { html } from 'app/core/html.js';
import { takeTokenFromAddress } from 'app/core/session.js';
import { App } from 'app/app.js';

takeTokenFromAddress();
const root = document.getElementById('app');
root.replaceChildren();
render(html`<${App} />`, root);
