import { useEffect, useState } from 'preact/hooks';

const KEY = 'new-project';

/** What the wizard has come to, so that a reload loses nothing. Secrets are never in it. */
function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

/** @param accountId what another account began is not gone on with @return [state, change(patch or function), forget()] */
export function useKept(accountId) {
  const [state, setState] = useState(() => {
    const kept = read();
    // One that came to its end is only shown again.
    return kept.done && !location.search.includes('step=4') ? {} : kept;
  });
  useEffect(() => {
    if (accountId && state.accountId !== accountId) {
      setState(before => (before.accountId ? { accountId } : { ...before, accountId }));
    }
  }, [accountId]);
  useEffect(() => {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(state));
    } catch {
      // Then it lasts as long as this view.
    }
  }, [state]);
  const change = patch => setState(before => ({ ...before, ...(typeof patch === 'function' ? patch(before) : patch) }));
  return [state, change, () => setState(accountId ? { accountId } : {})];
}
