// The token of whoever uses the page. It is kept by the browser for this origin alone; the page's policy lets no foreign code read it.
const KEY = 'token';
const listeners = new Set();
let token = read();
let why = '';

function read() {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

function keep(value) {
  token = value;
  try {
    value ? localStorage.setItem(KEY, value) : localStorage.removeItem(KEY);
  } catch {
    // Then it lasts as long as this tab.
  }
  listeners.forEach(listener => listener());
}

export const session = {
  get token() {
    return token;
  },
  /** Why the last one ended, for the login view; empty when the user did it. */
  get why() {
    return why;
  },
  begin(value) {
    why = '';
    keep(value.trim());
  },
  end(reason = '') {
    if (token) {
      why = reason;
      keep('');
    }
  },
  /** @return what stops the listening */
  listen(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

// Another tab logged in or out.
addEventListener('storage', event => {
  if (event.key === KEY) {
    token = event.newValue ?? '';
    listeners.forEach(listener => listener());
  }
});

/** A link of the form /#token=… logs in; the token stays neither in the address nor in the history. */
export function takeTokenFromAddress() {
  const match = /^#token=([A-Za-z0-9._~+/-]+=*)$/.exec(location.hash);
  if (match) {
    history.replaceState(null, '', location.pathname + location.search);
    session.begin(match[1]);
  }
}
