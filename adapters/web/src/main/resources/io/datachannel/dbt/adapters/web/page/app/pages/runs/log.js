import { Component } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { classes, html } from 'app/core/html.js';
import { useAction } from 'app/core/use.js';
import { Button, ProblemBox } from 'app/parts/basics.js';
import { download } from 'app/pages/runs/details.js';
import { clock, marked, useLines } from 'app/pages/runs/lines.js';
import { LogTools } from 'app/pages/runs/log-tools.js';
import { useVirtual } from 'app/pages/runs/virtual.js';
import { STEPS } from 'app/pages/runs/words.js';

const ROW = 20;
// Of a line that is longer, the end is in the download.
const LONGEST = 4000;

/** The log: only the lines in sight are made, so that a hundred thousand scroll as well as ten. */
export function Log({ live, filter, onFilter }) {
  const { journal } = live;
  const { rows, hits, errors } = useLines(journal, filter);
  const { box, first, last, show } = useVirtual(ROW, rows.length);
  const [follows, setFollows] = useState(true);
  const [current, setCurrent] = useState(-1);
  const lastTop = useRef(0);
  const stored = useAction(() => download('/runs/' + live.id + '/log', 'run-' + live.id + '-dbt.log'));

  useLayoutEffect(() => {
    // What is being copied stays in its place.
    if (follows && !selects(box.current)) {
      box.current.scrollTop = box.current.scrollHeight;
      lastTop.current = box.current.scrollTop;
    }
  }, [follows, rows.length, filter]);
  useEffect(() => setCurrent(-1), [filter]);

  const scrolled = () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current;
    const atEnd = scrollHeight - scrollTop - clientHeight < ROW * 1.5;
    if (atEnd) {
      setFollows(true);
    } else if (scrollTop < lastTop.current - 1) {
      setFollows(false);
    }
    lastTop.current = scrollTop;
  };
  const goTo = row => {
    setFollows(false);
    setCurrent(row);
    show(row);
  };
  const nextError = (current >= 0 && errors.find(row => row > current)) || errors[0];
  const end = () => {
    setFollows(true);
    box.current.scrollTop = box.current.scrollHeight;
  };
  return html`
    <section class="log" aria-label="Log">
      <${LogTools} filter=${filter} onFilter=${onFilter} journal=${journal} hits=${hits} current=${current} onGo=${goTo} shown=${rows.length}>
        <${Button} class="small" disabled=${errors.length === 0} onClick=${() => goTo(nextError)}>${errors.length === 0 ? 'No error' : nextError === errors[0] ? 'First error' : 'Next error'}<//>
        <${Button} class="small" busy=${stored.busy} onClick=${stored.run}>Download<//>
      <//>
      <${ProblemBox} problem=${stored.problem ?? live.logProblem} />
      <div class="log-frame">
        <div class="log-box" ref=${box} tabindex="0" role="region" aria-label="Lines of the log" data-test="log" data-rows=${rows.length} onScroll=${scrolled}>
          <div class="log-lines" style=${{ height: rows.length * ROW + 'px', minWidth: Math.min(journal.widest, LONGEST) + 26 + 'ch' }}>
            <div class="log-seen" style=${{ transform: 'translateY(' + first * ROW + 'px)' }}>
              ${rows.slice(first, last).map((at, place) => html`<${Line} key=${at} line=${journal.lines[at]} wanted=${filter.text} current=${first + place === current} />`)}
            </div>
          </div>
        </div>
        ${rows.length === 0 && html`<p class="log-empty soft">${nothing(live)}</p>`}
        ${!follows && rows.length > 0 && html`<${Button} class="small log-end" onClick=${end}>${live.isOver ? 'Jump to the end' : 'Follow the end'} ↓<//>`}
      </div>
    </section>`;
}

function nothing({ journal, status, connection }) {
  if (journal.lines.length > 0) {
    return 'No line is like that.';
  }
  if (connection !== 'ended') {
    return status === 'QUEUED' ? 'The log begins when the run does.' : 'Waiting for the first line …';
  }
  return 'There is no log of this run.';
}

class Line extends Component {
  shouldComponentUpdate(next) {
    return next.line !== this.props.line || next.wanted !== this.props.wanted || next.current !== this.props.current;
  }

  render({ line, wanted, current }) {
    const text = line.text.length > LONGEST ? line.text.slice(0, LONGEST) + ' …' : line.text;
    if (line.level === 'STEP') {
      return html`<div class="log-line step">${line.at && html`<span class="at">${clock(line.at)} </span>`}<span>${STEPS[line.text]?.[0] ?? line.text}</span></div>`;
    }
    // Lines of a reporter bear their own time and level.
    if (!line.at) {
      return html`<div class=${classes('log-line', line.level.toLowerCase(), current && 'current')}>${shown(text, wanted)}</div>`;
    }
    return html`<div class=${classes('log-line', line.level.toLowerCase(), current && 'current')}><span class="at">${clock(line.at)} </span><span
      class="level">${line.level.padEnd(6)}</span>${shown(text, wanted)}</div>`;
  }
}

const shown = (text, wanted) => marked(text, wanted).map(([part, look]) => look ? html`<span class=${look}>${part}</span>` : part);

function selects(box) {
  const selection = document.getSelection();
  return selection && !selection.isCollapsed && box.contains(selection.anchorNode);
}
