// A schedule as its editor has it, and as the API takes it.
import { viewerZone } from 'app/core/time.js';
import { NO_WORK, numberOf, workBody, workOf } from 'app/pages/projects/work.js';
import { cadenceBody, cadenceLacks, cadenceOf } from 'app/pages/schedules/cadence.js';
import { isZone } from 'app/pages/schedules/zones.js';

/** @param query of the address: models=uid,uid or collection=ID say what a new schedule is set on at first */
export function newForm(query) {
  const models = (query.get('models') ?? '').split(',').filter(Boolean);
  const collection = Number(query.get('collection')) || null;
  return {
    target: { kind: models.length ? 'MODELS' : collection ? 'COLLECTION' : 'ALL_MODELS', models, collectionId: collection, without: [] },
    cadence: cadenceOf(null), timeZone: isZone(viewerZone) ? viewerZone : 'UTC', gap: 'NEXT_MOMENT', overlap: 'FIRST', grace: '', afterLoss: 'FAIL',
    discardOverridden: false, work: NO_WORK,
  };
}

export const formOf = schedule => ({
  target: { models: [], collectionId: null, without: [], ...schedule.target }, cadence: cadenceOf(schedule.cadence), timeZone: schedule.timeZone,
  gap: schedule.clockChange.gap, overlap: schedule.clockChange.overlap, grace: schedule.graceSeconds === undefined ? '' : String(schedule.graceSeconds / 60),
  afterLoss: schedule.afterLoss, discardOverridden: false, work: workOf(schedule),
});

/** @throws Problem naming the field that cannot be sent at all */
export function bodyOf(form, isNew) {
  const grace = numberOf(form.grace);
  return {
    target: targetBody(form.target), cadence: cadenceBody(form.cadence), timeZone: form.timeZone, clockChange: { gap: form.gap, overlap: form.overlap },
    graceSeconds: typeof grace === 'number' ? grace * 60 : grace, afterLoss: form.afterLoss, ...workBody(form.work),
    ...(isNew && form.discardOverridden ? { discardOverridden: true } : {}),
  };
}

function targetBody({ kind, models, collectionId, without }) {
  switch (kind) {
    case 'MODELS':
      return { kind, models };
    case 'COLLECTION':
      return { kind, collectionId };
    case 'PART_OF_COLLECTION':
      return { kind, collectionId, without };
    default:
      return { kind };
  }
}

/** What is still to be said before the service can be asked; empty when nothing is. */
export function lacks({ target, cadence, timeZone }) {
  if (target.kind === 'MODELS' && target.models.length === 0) {
    return 'Choose the models that it runs.';
  }
  if (target.kind.endsWith('COLLECTION') && !target.collectionId) {
    return 'Choose a collection.';
  }
  if (target.kind === 'PART_OF_COLLECTION' && target.without.length === 0) {
    return 'Choose the models that are left out, or take the whole collection.';
  }
  return cadenceLacks(cadence) || (isZone(timeZone) ? '' : 'Choose a time zone from the list.');
}
