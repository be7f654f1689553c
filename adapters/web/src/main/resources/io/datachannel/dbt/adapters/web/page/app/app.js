import { Component } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { html } from 'app/core/html.js';
import { match, useLocation } from 'app/core/router.js';
import { session } from 'app/core/session.js';
import { Button, Empty, ProblemBox, View, Waiting } from 'app/parts/basics.js';
import { Shell } from 'app/parts/shell.js';
import { Toasts } from 'app/parts/toasts.js';
import { Login } from 'app/pages/login.js';
import { OtherLogin } from 'app/pages/other-login.js';
import { routes } from 'app/routes.js';

/** The whole page: the login, or the view that the address means. */
export function App() {
  const [, again] = useState(0);
  useEffect(() => session.listen(() => again(count => count + 1)), []);
  const { path } = useLocation();
  if (!session.token) {
    return html`<${Login} />`;
  }
  const found = match(routes, path);
  return html`
    <${Shell} section=${found?.route.section} path=${path}>
      ${found ? html`<${Routed} key=${session.token + found.route.path + JSON.stringify(found.params)} route=${found.route} params=${found.params} />` : html`<${Nowhere} />`}
    <//>
    ${session.offered && html`<${OtherLogin} />`}
    <${Toasts} />`;
}

/** Loads a view's module, and keeps the rest of the page alive when it breaks. */
function Routed({ route, params }) {
  const [shown, setShown] = useState({});
  useEffect(() => {
    let current = true;
    route.load().then(module => current && setShown({ Page: module.default }),
      failed => current && setShown({ failed }));
    return () => {
      current = false;
    };
  }, [route]);
  if (shown.failed) {
    return html`<div class="view"><${Outdated} /></div>`;
  }
  return shown.Page ? html`<${Guard}><${shown.Page} ...${params} /><//>` : html`<div class="view"><${Waiting} /></div>`;
}

/** The service was exchanged for another version meanwhile, whose files have other addresses. */
const Outdated = () => html`
  <${Empty} title="This part of the page could not be loaded">
    <p>The connection was lost, or the service has been updated since you opened the page.</p>
    <${Button} kind="primary" onClick=${() => location.reload()}>Load the page again<//>
  <//>`;

const Nowhere = () => html`<${View} title="Not found"><${Empty} title="There is no page at this address"><p><a href="/">All projects</a></p><//><//>`;

class Guard extends Component {
  componentDidCatch(error) {
    console.error(error);
    this.setState({ error });
  }

  render() {
    return this.state.error
      ? html`<${ProblemBox} problem=${{ title: 'This view broke', message: this.state.error.message, code: 'PAGE' }} retry=${() => this.setState({ error: null })} />`
      : this.props.children;
  }
}
