import { html } from 'app/core/html.js';
import { Tabs } from 'app/parts/basics.js';

const TABS = [['Overview', ''], ['Models', '/models'], ['Lineage', '/lineage'], ['Collections', '/collections'], ['Schedules', '/schedules'], ['Settings', '/settings']];

/** The views of one project. @param current the end of the address, for example /models; empty for the overview */
export const ProjectTabs = ({ id, current }) => html`
  <${Tabs} label="Project" tabs=${TABS.map(([text, end]) => [text, '/projects/' + id + end])} current=${'/projects/' + id + current} />`;
