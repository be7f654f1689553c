// Server-sent events (WHATWG HTML, "Server-sent events") over fetch, since a browser's EventSource sends no token.
import { raw } from 'app/core/api.js';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15000;

/**
 * Follows a run to its end, also over lost connections: each goes on behind the last event that arrived.
 *
 * @param path     for example /runs/17/events
 * @param onEvents takes a list of {id, event, data}, in order, each once
 * @param onState  takes 'connecting', 'live', 'lost' (tried again by itself) or 'ended'
 * @param signal   ends it
 * @throws Problem when the service refuses it for good
 */
export async function follow(path, { after = 0, onEvents, onState = () => {}, signal }) {
  let last = after;
  let wait = FIRST_WAIT;
  let ended = false;
  onState('connecting');
  while (!ended && !signal.aborted) {
    try {
      const answer = await raw('GET', path, { headers: { Accept: 'text/event-stream', 'Last-Event-ID': String(last) }, signal });
      onState('live');
      for await (const events of eventsOf(answer.body)) {
        wait = FIRST_WAIT;
        const fresh = events.filter(event => event.id > last);
        if (fresh.length) {
          last = fresh[fresh.length - 1].id;
          ended ||= fresh.some(event => event.event === 'status' && event.data.ended);
          onEvents(fresh);
        }
      }
    } catch (failed) {
      if (signal.aborted) {
        return;
      }
      if (failed.status && !failed.isPassing) {
        throw failed;
      }
    }
    if (!ended && !signal.aborted) {
      onState('lost');
      await pause(wait * (0.75 + Math.random() / 2), signal);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    }
  }
  if (ended) {
    onState('ended');
  }
}

/** Whole events as they come, those of one piece of the stream together. */
async function* eventsOf(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        return;
      }
      rest += value;
      const cut = rest.lastIndexOf('\n\n');
      if (cut >= 0) {
        const events = rest.slice(0, cut).split('\n\n').map(parsed).filter(Boolean);
        rest = rest.slice(cut + 2);
        if (events.length) {
          yield events;
        }
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function parsed(block) {
  const event = { id: 0, event: 'message', data: '' };
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).replace(/^ /, '');
    if (name === 'id') {
      event.id = Number(value);
    } else if (name === 'event') {
      event.event = value;
    } else if (name === 'data') {
      event.data += value;
    }
  }
  return event.data ? { ...event, data: JSON.parse(event.data) } : null;
}

function pause(milliseconds, signal) {
  return new Promise(done => {
    const timer = setTimeout(done, milliseconds);
    const now = () => {
      clearTimeout(timer);
      done();
    };
    signal.addEventListener('abort', now, { once: true });
    // Back in reach: no need to wait on.
    addEventListener('online', now, { once: true });
  });
}
