import { useEffect, useState } from 'preact/hooks';
import { get } from 'app/core/api.js';
import { session } from 'app/core/session.js';

const RANKS = ['VIEWER', 'EDITOR', 'ADMIN'];
let known = null;
let asked = '';

/** Who uses the page. @return {{role, accountId, userId, can: (role) => boolean}} before it is known, one who may read */
export function useMe() {
  const [me, setMe] = useState(known);
  useEffect(() => {
    if (asked === session.token && known) {
      setMe(known);
      return;
    }
    asked = session.token;
    get('/me').then(answer => {
      known = answer;
      setMe(answer);
    }, () => {});
  }, [session.token]);
  const role = me?.role ?? 'VIEWER';
  return { ...me, role, can: wanted => RANKS.indexOf(role) >= RANKS.indexOf(wanted) };
}
