import { useEffect, useState } from 'preact/hooks';
import { get } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useMe } from 'app/core/me.js';
import { useStyle } from 'app/core/style.js';
import { Empty, Tabs, View, Waiting } from 'app/parts/basics.js';
import { CredentialsTab } from 'app/pages/account/credentials.js';
import { HistoryTab } from 'app/pages/account/history.js';
import { NotificationsTab } from 'app/pages/account/notifications.js';
import { TokensTab } from 'app/pages/account/tokens.js';
import { WarehousesTab } from 'app/pages/account/warehouses.js';

const TABS = {
  warehouses: ['Warehouses', '/account', WarehousesTab], credentials: ['Credentials', '/account/credentials', CredentialsTab],
  tokens: ['Tokens', '/account/tokens', TokensTab], notifications: ['Notifications', '/account/notifications', NotificationsTab],
  history: ['History', '/account/history', HistoryTab],
};

/** What the projects of an account share. @param tab of TABS */
export default function Account({ tab = 'warehouses' }) {
  const styled = useStyle('style/setup.css');
  const me = useMe();
  const notified = useNotifications();
  const shown = Object.entries(TABS).filter(([name]) => (name !== 'tokens' || me.can('ADMIN')) && (name !== 'notifications' || notified)).map(([, [text, href]]) => [text, href]);
  const [, href, Tab] = TABS[tab] ?? [];
  return html`
    <${View} title=${me.accountId ? 'Account ' + me.accountId : 'Account'} tabs=${html`<${Tabs} label="Account" tabs=${shown} current=${href} />`}>
      ${!styled ? html`<${Waiting} />` : Tab ? html`<${Tab} me=${me} />` : html`<${Empty} title="There is no page at this address"><p><a href="/account">The account’s warehouses</a></p><//>`}
    <//>`;
}

let known;

/** Whether this service has notification targets; one of an older version has none. */
function useNotifications() {
  const [there, setThere] = useState(known ?? false);
  useEffect(() => {
    if (known === undefined) {
      get('/notification-targets', { limit: 1 }).then(() => true, problem => problem.status !== 404 && undefined).then(answer => {
        known = answer;
        setThere(answer ?? false);
      });
    }
  }, []);
  return there;
}
