import { h } from 'preact';
import htm from 'htm';

/** Markup in a template literal, as JSX without a compiler. */
export const html = htm.bind(h);

/** Class names, without those that are false. */
export const classes = (...names) => names.filter(Boolean).join(' ');
