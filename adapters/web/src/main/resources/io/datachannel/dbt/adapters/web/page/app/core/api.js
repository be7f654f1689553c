// The FrontendAPI, as any client uses it. What goes wrong is a Problem, whose detail says what to do (RFC 9457).
import { session } from 'app/core/session.js';

const BASE = '/api/v1';

export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? 'The service answered with status ' + status + '.');
    this.status = status;
    this.code = body.code ?? 'HTTP_' + status;
    this.title = body.title;
    this.field = body.field;
    this.requestId = body.requestId;
    this.resetAt = body.resetAt;
  }

  /** The same request may succeed later, as it is. */
  get isPassing() {
    return this.status === 0 || this.status === 429 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

const unreachable = () => new Problem(0, {
  code: 'UNREACHABLE', title: 'No connection', detail: 'The service cannot be reached. Check your connection; nothing that you entered is lost.',
});

function address(path, query = {}) {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') {
        words.append(name, one);
      }
    }
  }
  // A bare colon in a query is refused by the server.
  const text = words.toString();
  return (path.startsWith('/') ? BASE + path : path) + (text ? '?' + text : '');
}

async function refusal(answer, token) {
  let body = {};
  try {
    body = await answer.json();
  } catch {
    // A proxy's own page.
  }
  const problem = new Problem(answer.status, body);
  // Another token may have taken its place meanwhile, or it was only looked whose it is.
  if (answer.status === 401 && token === session.token) {
    session.end('Your token is not valid any more. Log in with another one.');
  }
  return problem;
}

/** The plain answer of a request, which is a good one: for streams and texts. */
export async function raw(method, path, { body, query, headers = {}, signal, token = session.token } = {}) {
  const sent = { Authorization: 'Bearer ' + token, ...headers };
  if (body !== undefined) {
    sent['Content-Type'] = 'application/json';
  }
  let answer;
  try {
    answer = await fetch(address(path, query), { method, signal, headers: sent, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch (failed) {
    if (signal?.aborted) {
      throw failed;
    }
    throw unreachable();
  }
  if (!answer.ok) {
    throw await refusal(answer, token);
  }
  return answer;
}

/**
 * @param options body (an object), query, ifMatch (an ETag, or * to overwrite), key (for Idempotency-Key: the same for each try of one intention), signal, token (of the session unless given)
 * @return {Promise<{data: any, etag: string|null}>}
 */
export async function call(method, path, { ifMatch, key, ...options } = {}) {
  const headers = { Accept: 'application/json' };
  if (ifMatch) {
    headers['If-Match'] = ifMatch;
  }
  if (key) {
    headers['Idempotency-Key'] = key;
  }
  const answer = await raw(method, path, { ...options, headers });
  const text = await answer.text();
  return { data: text ? JSON.parse(text) : null, etag: answer.headers.get('ETag') };
}

export const get = async (path, query, signal) => (await call('GET', path, { query, signal })).data;

export const post = async (path, body = {}, options = {}) => (await call('POST', path, { body, ...options })).data;

/** All items of a list, page by page. @param most where to stop */
export async function all(path, query = {}, signal, most = 5000) {
  const items = [];
  let after;
  do {
    const page = await get(path, { limit: 200, ...query, after }, signal);
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined && after !== null && items.length < most);
  return items;
}

/** A key for one intention of the user: kept while it is tried again. (randomUUID is only there with https.) */
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}
