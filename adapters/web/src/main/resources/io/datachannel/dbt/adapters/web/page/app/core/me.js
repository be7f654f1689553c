import { useEffect, useState } from 'preact/hooks';
import { call, get } from 'app/core/api.js';
import { session } from 'app/core/session.js';

const RANKS = ['VIEWER', 'EDITOR', 'ADMIN'];
let known = {};

/** Asked once for each token, whoever wants to know it. */
function ask() {
  if (known.token !== session.token || known.failed) {
    const asked = { token: session.token };
    asked.answer = get('/me').then(me => {
      asked.me = me;
    }, () => {
      asked.failed = true;
    });
    known = asked;
  }
  return known.answer;
}

/** Who uses the page. @return {{role, accountId, userId, can: (role) => boolean}} before it is known, one who may read */
export function useMe() {
  const [, again] = useState(0);
  useEffect(() => {
    let here = true;
    ask().then(() => here && again(count => count + 1));
    return () => {
      here = false;
    };
  }, [session.token]);
  const me = known.token === session.token ? known.me : undefined;
  const role = me?.role ?? 'VIEWER';
  return { ...me, role, can: wanted => RANKS.indexOf(role) >= RANKS.indexOf(wanted) };
}

/** Whose token this is, as GET /me says it; null when it is no one's. */
export async function ownerOf(token, signal) {
  try {
    return (await call('GET', '/me', { token, signal })).data;
  } catch (problem) {
    if (problem.status === 401) {
      return null;
    }
    throw problem;
  }
}
