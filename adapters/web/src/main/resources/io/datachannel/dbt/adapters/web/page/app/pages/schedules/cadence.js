// When a schedule fires: as the form has it, as the API takes it, in words and in cron. The words and the cron are those of the service.
import { numberOf } from 'app/pages/projects/work.js';
import { cronWords } from 'app/pages/schedules/cron-words.js';

export const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
export const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
export const KINDS = [['DAILY', 'Daily'], ['WEEKLY', 'Weekly'], ['MONTHLY', 'Monthly'], ['EVERY_HOURS', 'Every n hours'], ['CHOSEN_HOURS', 'Chosen hours'],
  ['CRON', 'Cron'], ['AFTER_PIPELINES', 'After pipelines']];
const MEMBERS = { EVERY_HOURS: ['every', 'startHour', 'startMinute'], CHOSEN_HOURS: ['hours', 'minute'], DAILY: ['time'], WEEKLY: ['weekDays', 'time'],
  MONTHLY: ['days', 'months', 'time'], CRON: ['cron'], AFTER_PIPELINES: ['pipelines', 'quorum'] };
const NUMBERS = ['every', 'startHour', 'startMinute', 'minute'];
const FIRST = { kind: 'DAILY', every: '6', startHour: '0', startMinute: '0', hours: [6, 18], minute: '0', time: '02:30', weekDays: ['MONDAY'], days: [1],
  months: MONTHS.map((_, at) => at + 1), cron: '30 2 * * 1-5', pipelines: '', quorum: 'ALL' };

export const LAST = -1;

/** The form of a cadence, with something sensible in what its kind does not use. */
export function cadenceOf(view) {
  const texts = Object.fromEntries(NUMBERS.filter(name => view?.[name] !== undefined).map(name => [name, String(view[name])]));
  return { ...FIRST, ...view, ...texts, pipelines: view?.pipelines?.join(', ') ?? '' };
}

export function cadenceBody(form) {
  const body = { kind: form.kind };
  MEMBERS[form.kind].forEach(name => {
    body[name] = NUMBERS.includes(name) ? numberOf(form[name]) : name === 'pipelines' ? pipelinesOf(form) : form[name];
  });
  return body;
}

const pipelinesOf = form => form.pipelines.split(/[\s,]+/).filter(Boolean).map(numberOf);

/** What is still to be said; empty when it can be asked for. */
export function cadenceLacks(form) {
  switch (form.kind) {
    case 'CHOSEN_HOURS':
      return form.hours.length ? '' : 'Choose at least one hour.';
    case 'WEEKLY':
      return !form.weekDays.length ? 'Choose at least one day of the week.' : form.time ? '' : 'Say at what time.';
    case 'MONTHLY':
      return !form.days.length ? 'Choose at least one day of the month.' : !form.months.length ? 'Choose at least one month.' : form.time ? '' : 'Say at what time.';
    case 'CRON':
      return form.cron.trim() ? '' : 'Write a cron expression.';
    case 'AFTER_PIPELINES':
      return pipelinesOf(form).length ? '' : 'Name at least one pipeline by its id.';
    case 'DAILY':
      return form.time ? '' : 'Say at what time.';
    default:
      return form.every.trim() ? '' : 'Say every how many hours.';
  }
}

const two = number => String(number).padStart(2, '0');
export const joined = (words, last = 'and') => (words.length < 2 ? words.join('') : words.slice(0, -1).join(', ') + ' ' + last + ' ' + words.at(-1));
const sorted = numbers => numbers.toSorted((one, other) => one - other);
const dayName = day => day[0] + day.slice(1).toLowerCase();

export function cadenceWords(form) {
  switch (form.kind) {
    case 'EVERY_HOURS':
      return `every ${form.every === '1' ? 'hour' : form.every + ' hours'} from ${two(form.startHour)}:${two(form.startMinute)}`;
    case 'CHOSEN_HOURS':
      return 'each day at ' + joined(sorted(form.hours).map(hour => two(hour) + ':' + two(form.minute)));
    case 'DAILY':
      return 'each day at ' + form.time;
    case 'WEEKLY':
      return 'each ' + joined(DAYS.filter(day => form.weekDays.includes(day)).map(dayName)) + ' at ' + form.time;
    case 'MONTHLY':
      return 'on ' + joined([...sorted(form.days.filter(day => day > 0)).map(day => 'day ' + day), ...(form.days.includes(LAST) ? ['the last day'] : [])]) + ' of '
        + (form.months.length === 12 ? 'each month' : joined(sorted(form.months).map(month => MONTHS[month - 1]))) + ' at ' + form.time;
    case 'CRON':
      return cronWords(form.cron) || 'at the times of the cron expression';
    default: {
      const ids = pipelinesOf(form);
      return ids.length === 1 ? 'when pipeline ' + ids[0] + ' has loaded' : form.quorum === 'ALL' ? 'when all of the pipelines ' + joined(ids) + ' have loaded'
        : 'when any of the pipelines ' + joined(ids, 'or') + ' has loaded';
    }
  }
}

/** When a schedule of the API fires, in words. */
export const wordsOf = schedule => cadenceWords(cadenceOf(schedule.cadence)) + (schedule.cadence.kind === 'AFTER_PIPELINES' ? '' : ' (' + schedule.timeZone + ')');

/** Whether it has models to run; one that is overridden completely fires for nothing. */
export const fires = schedule => schedule.state === 'GOVERNING' || schedule.state === 'PARTLY_OVERRIDDEN';

/** The same in Unix cron; empty where there is none. */
export function cadenceCron(form) {
  const [hour, minute] = (form.time ?? '').split(':').map(Number);
  const at = minute + ' ' + hour;
  switch (form.kind) {
    case 'EVERY_HOURS':
      return Number(form.startMinute) + ' ' + hoursField(Number(form.every), Number(form.startHour)) + ' * * *';
    case 'CHOSEN_HOURS':
      return Number(form.minute) + ' ' + sorted(form.hours).join() + ' * * *';
    case 'DAILY':
      return at + ' * * *';
    case 'WEEKLY':
      return at + ' * * ' + (form.weekDays.length === 7 ? '*' : sorted(form.weekDays.map(day => (DAYS.indexOf(day) + 1) % 7)).join());
    case 'MONTHLY':
      return form.days.includes(LAST) ? '' : at + ' ' + sorted(form.days).join() + ' ' + (form.months.length === 12 ? '*' : sorted(form.months).join()) + ' *';
    case 'CRON':
      return form.cron.trim();
    default:
      return '';
  }
}

function hoursField(every, start) {
  if (!(every >= 1 && every <= 24 && start >= 0 && start <= 23)) {
    return '?';
  }
  if (every < 24 && 24 % every === 0) {
    return every === 1 ? '*' : start % every === 0 ? '*/' + every : (start % every) + '-23/' + every;
  }
  return sorted(Array.from({ length: Math.ceil(24 / every) }, (_, at) => (start + at * every) % 24)).join();
}
