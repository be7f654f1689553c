// Times are shown in the viewer's zone; where a schedule has one of its own, beside it.
const viewerZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const short = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const STEPS = [['second', 60], ['minute', 60], ['hour', 24], ['day', 30], ['month', 12], ['year', Infinity]];

export { viewerZone };

/** For example "3 minutes ago". */
export function ago(instant, now = Date.now()) {
  let value = (Date.parse(instant) - now) / 1000;
  for (const [unit, size] of STEPS) {
    if (Math.abs(value) < size) {
      return unit === 'second' && Math.abs(value) < 5 ? 'just now' : relative.format(Math.round(value), unit);
    }
    value /= size;
  }
  return '';
}

/** Date and time to the second, in the viewer's zone. */
export const when = instant => full.format(new Date(instant));

/** Month, day and minute, in the viewer's zone. */
export const briefly = instant => short.format(new Date(instant));

/** The same instant as a schedule's zone has it; empty when that is how the viewer sees it, too. */
export function inZone(instant, zone) {
  const at = new Date(instant);
  const options = { weekday: 'short', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' };
  const there = new Intl.DateTimeFormat(undefined, { ...options, timeZone: zone }).format(at);
  const here = new Intl.DateTimeFormat(undefined, options).format(at);
  return there === here ? '' : there;
}

/** For example "1 m 12 s". @param milliseconds may be undefined */
export function took(milliseconds) {
  if (milliseconds === undefined || milliseconds === null || Number.isNaN(milliseconds)) {
    return '–';
  }
  if (milliseconds < 1000) {
    return Math.max(0, Math.round(milliseconds)) + ' ms';
  }
  const seconds = milliseconds / 1000;
  if (seconds < 60) {
    return seconds.toFixed(1) + ' s';
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? minutes + ' m ' + Math.floor(seconds % 60) + ' s' : Math.floor(minutes / 60) + ' h' + (minutes % 60 ? ' ' + (minutes % 60) + ' m' : '');
}

/** How long a run took, or takes by now. */
export function lengthOf(run, now = Date.now()) {
  return run.startedAt ? (run.finishedAt ? Date.parse(run.finishedAt) : now) - Date.parse(run.startedAt) : undefined;
}
