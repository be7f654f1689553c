// The usual forms of a cron expression in words. Of the others nothing is said: the next firings tell.
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const SHORT_DAYS = DAYS.map(day => day.slice(0, 3).toUpperCase());
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const SHORT_MONTHS = ['', ...MONTHS.map(month => month.slice(0, 3).toUpperCase())];
const MACROS = { '@hourly': '0 * * * *', '@daily': '0 0 * * *', '@midnight': '0 0 * * *', '@weekly': '0 0 * * 0', '@monthly': '0 0 1 * *', '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *' };
const MOST_TIMES = 6;

const two = number => String(number).padStart(2, '0');
const and = words => (words.length < 2 ? words.join('') : words.slice(0, -1).join(', ') + ' and ' + words.at(-1));

/** @return the words; empty where there are none for it, also because it is wrong */
export function cronWords(text) {
  const fields = (MACROS[text.trim()] ?? text.trim()).split(/\s+/);
  if (fields.length !== 5) {
    return '';
  }
  const [minute, hour, day, month, weekDay] = fields;
  const when = timeWords(minute, hour);
  const days = dayWords(day, weekDay);
  const months = month === '*' ? '' : listWords(month, 1, 12, SHORT_MONTHS, at => MONTHS[at - 1]);
  if (!when || days === null || months === null) {
    return '';
  }
  return when + (days || (/^at \d\d:/.test(when) ? ' each day' : '')) + (months ? ' in ' + months : '');
}

function timeWords(minute, hour) {
  const everyMinutes = /^\*\/(\d+)$/.exec(minute);
  const minutes = numbers(minute, 59);
  const hours = numbers(hour, 23);
  const everyHours = /^\*\/(\d+)$/.exec(hour);
  const range = /^(\d+)-(\d+)$/.exec(hour);
  if (minutes && hours && minutes.length * hours.length <= MOST_TIMES) {
    return 'at ' + and(hours.flatMap(one => minutes.map(at => two(one) + ':' + two(at))));
  }
  const first = minute === '*' ? 'each minute' : everyMinutes ? 'every ' + everyMinutes[1] + ' minutes'
    : minutes ? (minutes.length === 1 ? 'at minute ' : 'at the minutes ') + and(minutes) : '';
  const then = hour === '*' ? (minutes ? ' of each hour' : '') : everyHours ? ' of every ' + everyHours[1] + ' hours'
    : range ? ` from ${two(range[1])}:00 to ${two(range[2])}:59` : hours ? ' of the hours ' + and(hours) : null;
  return first && then !== null ? first + then : '';
}

/** Where both fields are given, cron takes the days of either. */
function dayWords(day, weekDay) {
  const ofMonth = day === '*' ? '' : listWords(day, 1, 31, [], String);
  const ofWeek = weekDay === '*' || weekDay === '0-6' ? '' : listWords(weekDay, 0, 7, SHORT_DAYS, at => DAYS[at % 7]);
  if (ofMonth === null || ofWeek === null) {
    return null;
  }
  return (ofMonth ? ' on day ' + ofMonth + ' of the month' : '') + (ofMonth && ofWeek ? ', and' : '') + (ofWeek ? ' on ' + ofWeek : '');
}

function listWords(field, low, high, names, word) {
  const value = text => (names.includes(text.toUpperCase()) ? names.indexOf(text.toUpperCase()) : /^\d+$/.test(text) ? Number(text) : NaN);
  const parts = field.split(',').map(part => {
    const ends = part.split('-').map(value);
    return ends.length > 2 || ends.some(end => !(end >= low && end <= high)) ? null : ends.map(word).join(' to ');
  });
  return parts.includes(null) ? null : and(parts);
}

function numbers(field, high) {
  const found = field.split(',').map(part => (/^\d+$/.test(part) && Number(part) <= high ? Number(part) : null));
  return found.includes(null) ? null : found;
}
