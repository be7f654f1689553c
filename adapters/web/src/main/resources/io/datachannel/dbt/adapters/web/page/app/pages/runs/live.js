// What is known of one run while it is watched: its journal as it comes, told to the views once a frame.
import { useEffect, useReducer, useState } from 'preact/hooks';
import { get, raw } from 'app/core/api.js';
import { follow } from 'app/core/events.js';
import { Journal } from 'app/pages/runs/journal.js';

// How often the run itself is read again. What its events tell is seen at once.
const LOOK_QUEUED = 3000;
const LOOK_RUNNING = 5000;
const HIDDEN = 500;
// Milliseconds from what is shown to what is shown next, and that may be worked at events without a pause.
const SHOWN = 80;
const SLICE = 8;
// Times that a connection may end without a word of a run that is over: its journal was cut off by a crash.
const SILENT_ENDS = 1;

/**
 * Follows a run.
 *
 * @return {{run, status: string, isOver: boolean, errors, problem, journal: Journal, connection: string, reload: () => Promise<void>}}
 *     connection is 'connecting', 'live', 'lost', 'ended' or 'refused'; errors are there when the run is over
 */
export function useRun(id) {
  const [live] = useState(() => new LiveRun(id));
  const [, again] = useReducer(count => count + 1, 0);
  useEffect(() => {
    live.changed = again;
    live.start();
    return () => live.stop();
  }, [live]);
  return live;
}

class LiveRun {
  constructor(id) {
    this.id = id;
    this.journal = new Journal();
    this.connection = 'connecting';
    this.changed = () => {};
    this.controller = new AbortController();
    this.reload = this.reload.bind(this);
  }

  start() {
    this.reload();
    this.look();
  }

  stop() {
    this.controller.abort();
    clearTimeout(this.timer);
    this.changed = () => {};
  }

  get isOver() {
    return Boolean(this.run?.finishedAt);
  }

  /** The status that is known latest, be it by an event or by the run. */
  get status() {
    const status = this.isOver ? this.run.status : this.journal.status ?? this.run?.status;
    return status === 'RUNNING' && this.run?.cancelRequested ? 'CANCELLING' : status;
  }

  /** Some times a second, between two frames; a hidden tab has none, and shows the state in its name all the same. */
  tell() {
    if (!this.waiting) {
      this.waiting = true;
      const now = () => {
        this.waiting = false;
        this.told = performance.now();
        this.changed();
      };
      setTimeout(() => document.hidden ? now() : requestAnimationFrame(now), document.hidden ? HIDDEN : Math.max(0, this.told + SHOWN - performance.now()));
    }
  }

  /** Thousands of events that come at once leave room for frames in between. */
  async breathe() {
    if (performance.now() - this.breathed > SLICE) {
      await new Promise(done => setTimeout(done));
      this.breathed = performance.now();
    }
  }

  async reload() {
    try {
      this.run = await get('/runs/' + this.id, {}, this.controller.signal);
      this.problem = undefined;
      if (!this.follows) {
        this.follows = true;
        this.follow();
      }
      if (this.isOver && !this.errors) {
        this.errors = (await get('/runs/' + this.id + '/errors', {}, this.controller.signal)).items;
      }
    } catch (problem) {
      if (this.controller.signal.aborted) {
        return;
      }
      this.problem = problem;
    }
    this.tell();
  }

  look() {
    const wait = this.run?.status === 'QUEUED' ? LOOK_QUEUED : LOOK_RUNNING;
    this.timer = setTimeout(async () => {
      // The last steps of a run come behind its end.
      if (!document.hidden && !(this.isOver && (this.run.timeline || this.looks++ > 1))) {
        await this.reload();
      }
      if (!this.controller.signal.aborted && !(this.isOver && (this.run.timeline || this.looks > 1))) {
        this.look();
      }
    }, wait);
  }

  looks = 0;
  follows = false;
  atEnd = false;
  told = 0;
  breathed = 0;

  async follow() {
    let silent = 0;
    const connection = new AbortController();
    this.controller.signal.addEventListener('abort', () => connection.abort());
    const path = '/runs/' + this.id + '/events';
    try {
      await follow(path, {
        signal: connection.signal,
        onEvents: events => {
          silent = 0;
          if (this.journal.add(events)) {
            this.reload();
          }
          this.tell();
          return this.breathe();
        },
        onState: state => {
          this.connection = state;
          if (state === 'lost' && !this.problem?.isPassing && this.isOver && silent++ >= SILENT_ENDS) {
            connection.abort();
            this.end();
          }
          if (state === 'lost') {
            this.reload();
          }
          this.tell();
        },
      });
      if (!this.controller.signal.aborted) {
        await this.end();
      }
    } catch (problem) {
      this.connection = 'refused';
      this.problem = problem;
      this.tell();
    }
  }

  /** What only a run that is over has: the log that its reporter uploaded, or that outlived the journal, and its last figures. */
  async end() {
    if (this.atEnd) {
      return;
    }
    this.atEnd = true;
    this.connection = 'ended';
    this.journal.end();
    this.tell();
    this.errors = undefined;
    await this.reload();
    await Promise.all([this.readLog(), this.readNodes()]);
  }

  async readLog() {
    if (!this.run || (this.journal.hasLog && !this.run.reported) || this.logRead) {
      return;
    }
    this.logRead = true;
    try {
      const text = await (await raw('GET', '/runs/' + this.id + '/log', { signal: this.controller.signal })).text();
      await this.journal.addText(text, this.run.reported, () => this.tell());
    } catch (problem) {
      this.logProblem = problem;
    }
    this.tell();
  }

  /** The rows of the models, where the journal has them not. */
  async readNodes() {
    if (this.journal.nodes.size > 0) {
      return;
    }
    try {
      const { items } = await get('/runs/' + this.id + '/models', {}, this.controller.signal);
      items.forEach(node => this.journal.finished(node));
      this.tell();
    } catch {
      // The problem of the run itself is shown.
    }
  }
}
