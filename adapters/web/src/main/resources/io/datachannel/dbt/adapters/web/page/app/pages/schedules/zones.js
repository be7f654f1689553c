import { viewerZone } from 'app/core/time.js';

// The zones that the API takes: names of the form Area/City, and UTC.
const zones = Intl.supportedValuesOf('timeZone').filter(zone => zone.includes('/'));

export const isZone = name => name === 'UTC' || zones.includes(name) || (name.includes('/') && isKnown(name));

/** A browser lists each zone under one of its names, and knows the others. */
function isKnown(name) {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** The viewer's own first, then UTC. */
export const allZones = [...new Set([...(isZone(viewerZone) ? [viewerZone] : []), 'UTC', ...zones])];

/** For example GMT+1: how far it is from UTC now. */
export const offsetOf = zone => new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(new Date())
  .find(part => part.type === 'timeZoneName').value;
