// The token of whoever uses the page. It is kept by the browser for this origin alone; the page's policy lets no foreign code read it.
const KEY = 'token';
const listeners = new Set();
let token = read();
let offered = '';
let asked = false;
let why = '';

function read() {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

const tell = () => listeners.forEach(listener => listener());

function keep(value) {
  token = value;
  offered = '';
  asked = false;
  try {
    value ? localStorage.setItem(KEY, value) : localStorage.removeItem(KEY);
  } catch {
    // Then it lasts as long as this tab.
  }
  tell();
}

export const session = {
  get token() {
    return token;
  },
  /** Why the last one ended, for the login view; empty when the user did it. */
  get why() {
    return why;
  },
  /** The token of a link while another one is kept; empty when there is none. */
  get offered() {
    return offered;
  },
  /** The user is being asked whether to take it: from now on it is taken only on the answer. */
  ask() {
    asked = true;
  },
  decline() {
    offered = '';
    asked = false;
    tell();
  },
  begin(value) {
    why = '';
    keep(value.trim());
  },
  end(reason = '') {
    if (token && offered && reason && !asked) {
      session.begin(offered);
    } else if (token) {
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
    tell();
  }
});

/**
 * A link of the form /#token=… logs in; the token stays neither in the address nor in the history. Where another one is kept already, its user is
 * asked first: a link could be a stranger's, who waits for secrets to be entered into an account of his.
 */
export function takeTokenFromAddress() {
  const match = /^#token=([A-Za-z0-9._~+/-]+=*)$/.exec(location.hash);
  if (match) {
    history.replaceState(null, '', location.pathname + location.search);
    if (token && token !== match[1]) {
      offered = match[1];
      asked = false;
      tell();
    } else {
      session.begin(match[1]);
    }
  }
}
