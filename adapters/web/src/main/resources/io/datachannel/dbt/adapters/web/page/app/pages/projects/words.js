// Words that the views of projects and schedules share.
import { nameOf } from 'app/core/names.js';

/** For example "1 model" or "12 models". */
export const count = (number, noun) => number + ' ' + noun + (number === 1 ? '' : 's');

/** A repository's address without what is the same for all. */
export const repositoryOf = url => url.replace(/^[a-z+]+:\/\//, '').replace(/\.git$/, '').replace(/\/$/, '');

export const shortCommit = commit => commit.slice(0, 8);

/** For example "orders, customers and 5 more". */
export function listed(names, most = 3) {
  if (names.length <= 1) {
    return names.join('');
  }
  return names.length > most ? names.slice(0, most - 1).join(', ') + ' and ' + (names.length - most + 1) + ' more'
    : names.slice(0, -1).join(', ') + ' and ' + names.at(-1);
}

/** What a schedule is set on. @param collections those of the project */
export function targetWords(target, collections = []) {
  const collection = () => 'Collection ' + (collections.find(one => one.id === target.collectionId)?.name ?? target.collectionId);
  switch (target.kind) {
    case 'ALL_MODELS':
      return 'All models';
    case 'MODELS':
      return listed(target.models.map(nameOf));
    case 'COLLECTION':
      return collection();
    default:
      return collection() + ' without ' + listed(target.without.map(nameOf));
  }
}
