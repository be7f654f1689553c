import { plain } from 'app/pages/runs/ansi.js';

const PROGRESS = /(?:^|\s)(\d+) of (\d+) (?:START|OK|PASS|ERROR|FAIL|WARN|SKIP|CREATED|NO-OP)/;
const STORED = /^(\d\d:\d\d:\d\d\.\d{3}) (DEBUG|INFO|WARN|ERROR|STEP) +(.*)$/;
const PART = 5000;
const LEVEL_WORD = /\b(DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL)\b/i;

export const LEVELS = { DEBUG: 0, INFO: 1, STEP: 1, WARN: 2, ERROR: 3 };

/** The events of a run, put in order: lines of the log, steps, nodes. */
export class Journal {
  status = undefined;
  lines = [];
  steps = new Map();
  nodes = new Map();
  total = undefined;
  widest = 0;
  hasLog = false;
  changes = 0;

  /** @return whether the run itself has changed, and is worth reading again */
  add(events) {
    let runChanged = false;
    for (const { event, data } of events) {
      if (event === 'log') {
        this.hasLog = true;
        this.line(data.at, data.level, data.text, data.uniqueId);
        this.count(data.text);
      } else if (event === 'node') {
        this.node(data);
      } else if (event === 'step') {
        this.step(data);
      } else if (event === 'dbt-step') {
        runChanged = true;
        this.dbtStep(data);
      } else if (event === 'status') {
        runChanged = true;
        this.changeStatus(data);
      }
    }
    this.changes++;
    return runChanged;
  }

  line(at, level, text, uniqueId) {
    this.widest = Math.max(this.widest, text.length);
    this.lines.push({ at, level, text, uniqueId, low: undefined });
  }

  count(text) {
    const found = this.total === undefined && text.includes(' of ') && PROGRESS.exec(plain(text));
    if (found) {
      this.total = Number(found[2]);
    }
  }

  changeStatus({ at, status }) {
    // Queued again: what was under way is begun anew.
    if (status === 'QUEUED' && this.status) {
      this.steps.clear();
      this.nodes.clear();
      this.total = undefined;
    }
    this.status = status;
    this.line(at, 'STEP', status[0] + status.slice(1).toLowerCase(), undefined);
  }

  step({ at, step, state, tookMs }) {
    const known = this.steps.get(step);
    if (state === 'started') {
      this.steps.set(step, { step, startedAt: at });
      this.line(at, 'STEP', step, undefined);
    } else {
      this.steps.set(step, { step, startedAt: known?.startedAt ?? at, tookMs });
    }
  }

  /** One of several calls of dbt; how they stand is read with the run. */
  dbtStep({ at, number, of, command, state }) {
    if (state === 'started') {
      this.line(at, 'STEP', 'dbt ' + command + ' (' + number + ' of ' + of + ')', undefined);
    }
    this.total = undefined;
  }

  node({ at, state, result, uniqueId, resourceType, name }) {
    if (state === 'started') {
      this.nodes.set(uniqueId, { uniqueId, resourceType, name, status: 'RUNNING', startedAt: at, message: '' });
    } else {
      this.finished(result, at);
    }
  }

  finished(result, at) {
    const begun = this.nodes.get(result.uniqueId);
    const startedAt = result.startedAt ?? begun?.startedAt ?? (at && new Date(Date.parse(at) - result.tookMs).toISOString());
    this.nodes.set(result.uniqueId, { ...result, startedAt });
    this.changes++;
  }

  /** Nothing comes any more: what had begun did not end. */
  end() {
    for (const node of this.nodes.values()) {
      if (node.status === 'RUNNING') {
        this.nodes.set(node.uniqueId, { ...node, status: 'CANCELLED', message: 'It had begun when the run ended.' });
      }
    }
    this.changes++;
  }

  /**
   * Takes a log as it is stored, some lines at a time, so that the page does not stand still meanwhile.
   *
   * @param uploaded a reporter's own log, behind what was told of the run; else the service's, in the place of what is known
   * @param told     called after each part
   */
  async addText(text, uploaded, told) {
    const lines = text.split(/\r?\n/);
    if (lines[lines.length - 1] === '') {
      lines.pop();
    }
    if (!uploaded) {
      this.lines = [];
    } else if (lines.length) {
      this.line(undefined, 'STEP', 'Log of the reporter', undefined);
    }
    this.hasLog = true;
    for (let from = 0; from < lines.length; from += PART) {
      for (const line of lines.slice(from, from + PART)) {
        const found = STORED.exec(line);
        this.line(found?.[1], found?.[2] ?? levelOf(line), found?.[3] ?? line, undefined);
      }
      this.changes++;
      told();
      await new Promise(done => setTimeout(done));
    }
  }

  counts() {
    const counts = { SUCCEEDED: 0, WARNED: 0, FAILED: 0, SKIPPED: 0, UNTOUCHED: 0, RUNNING: 0, CANCELLED: 0 };
    for (const node of this.nodes.values()) {
      counts[node.status]++;
    }
    return counts;
  }
}

function levelOf(line) {
  const word = LEVEL_WORD.exec(line.slice(0, 60))?.[1].toUpperCase();
  return word === undefined ? 'INFO' : word === 'FATAL' ? 'ERROR' : word.startsWith('WARN') ? 'WARN' : word;
}
