// The nodes of a run as bars on a time axis.
const NICE = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 15000, 30000, 60000, 120000, 300000, 600000, 1800000, 3600000, 7200000, 21600000];

/** @return {{bars: {node, from: number, to: number, row: number}[], lanes: string[], begin: number, end: number}} from and to in milliseconds since begin */
export function barsOf(nodes, now) {
  const bars = [...nodes].filter(node => node.startedAt).map(node => {
    const from = Date.parse(node.startedAt);
    return { node, from, to: node.status === 'RUNNING' ? Math.max(now, from) : from + (node.tookMs ?? 0) };
  }).sort((one, other) => one.from - other.from);
  const begin = bars.length ? bars[0].from : 0;
  let end = 0;
  for (const bar of bars) {
    bar.from -= begin;
    bar.to -= begin;
    end = Math.max(end, bar.to);
  }
  return { bars, begin, end: Math.max(end, 1), lanes: lanesOf(bars) };
}

/** By thread. Of one that runs the thread is told at its end only: until then it is drawn in one that is free. */
function lanesOf(bars) {
  const lanes = [];
  const busy = new Map();
  const lane = name => {
    if (!busy.has(name)) {
      busy.set(name, 0);
      lanes.push(name);
    }
    return lanes.indexOf(name);
  };
  for (const bar of bars) {
    if (bar.node.thread) {
      bar.lane = lane(bar.node.thread);
      busy.set(bar.node.thread, Math.max(busy.get(bar.node.thread), bar.to));
    }
  }
  for (const bar of bars) {
    if (!bar.node.thread) {
      const free = lanes.find(name => busy.get(name) <= bar.from) ?? 'Thread ' + (lanes.length + 1);
      bar.lane = lane(free);
      busy.set(free, bar.to);
    }
  }
  return lanes;
}

/** Where the axis is marked: round times, not too close. @param perMs pixels of a millisecond */
export function ticksOf(from, to, perMs) {
  const step = NICE.find(one => one * perMs >= 84) ?? NICE[NICE.length - 1];
  const ticks = [];
  for (let at = Math.floor(from / step) * step; at <= to; at += step) {
    ticks.push({ at, text: tick(at, step) });
  }
  return ticks;
}

function tick(at, step) {
  const seconds = at / 1000;
  if (seconds < 60) {
    return (step < 1000 ? seconds.toFixed(step < 100 ? 2 : 1) : seconds) + ' s';
  }
  const rest = seconds % 60;
  const two = (step < 1000 ? rest.toFixed(1) : String(rest)).padStart(step < 1000 ? 4 : 2, '0');
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? minutes + ':' + two : Math.floor(minutes / 60) + ':' + String(minutes % 60).padStart(2, '0') + ':' + two;
}
