import { useEffect } from 'preact/hooks';
import { mark } from 'app/pages/runs/words.js';

const COLOURS = { SUCCESSFUL: '#15803d', 'PARTIAL SUCCESS': '#b45309', FAILED: '#b91c1c', CANCELLED: '#6b7280', RUNNING: '#1d4ed8', CANCELLING: '#6b7280', QUEUED: '#6b7280' };

/** The state of the run in the name and the icon of the tab: one sees it from another one. */
export function useTabSign(live, project) {
  const status = live.status;
  useEffect(() => {
    document.title = mark(status) + ' Run ' + live.run.id + (project ? ' · ' + project.name : '') + ' · DataChannel dbt';
  });
  useEffect(() => {
    const icon = document.querySelector('link[rel="icon"]');
    const usual = icon?.href;
    let current = true;
    if (icon) {
      fetch(usual).then(answer => answer.text()).then(svg => {
        if (current) {
          icon.href = 'data:image/svg+xml,' + encodeURIComponent(svg.replace('</svg>',
            '<circle cx="23" cy="23" r="8" fill="' + COLOURS[status] + '" stroke="#fff" stroke-width="2"/></svg>'));
        }
      }, () => {});
    }
    return () => {
      current = false;
      if (icon) {
        icon.href = usual;
      }
    };
  }, [status]);
}
