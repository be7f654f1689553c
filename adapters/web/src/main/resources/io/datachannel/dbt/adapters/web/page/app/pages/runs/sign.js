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
    if (icon) {
      icon.href = 'data:image/svg+xml,' + encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        + '<rect width="32" height="32" rx="8" fill="#e8590c"/><path d="M8 22V10l8 6 8-6v12" fill="none" stroke="#fff" stroke-width="3" '
        + 'stroke-linejoin="round" stroke-linecap="round"/><circle cx="24" cy="24" r="8" fill="' + COLOURS[status] + '" stroke="#fff" stroke-width="2"/></svg>');
    }
    return () => {
      if (icon) {
        icon.href = usual;
      }
    };
  }, [status]);
}
