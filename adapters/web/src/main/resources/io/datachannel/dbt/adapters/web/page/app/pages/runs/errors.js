import { useEffect, useRef, useState } from 'preact/hooks';
import { get } from 'app/core/api.js';
import { classes, html } from 'app/core/html.js';
import { useLoad } from 'app/core/use.js';
import { Button, Empty, Waiting } from 'app/parts/basics.js';
import { plain } from 'app/pages/runs/ansi.js';
import { lineOfError } from 'app/pages/runs/error-line.js';
import { ADVICE, shortName } from 'app/pages/runs/words.js';

// So many are shown with their SQL at once; each asks the service for a model.
const AT_ONCE = 5;
const ROW = 20;

/** The errors of a run; while it goes on, those of its nodes by now. */
export function errorsOf({ run, errors, journal, isOver }) {
  if (isOver && errors) {
    return errors;
  }
  return [...journal.nodes.values()].filter(node => node.status === 'FAILED').map(node => ({
    type: node.resourceType === 'test' ? 'TEST' : 'MODEL', code: node.resourceType === 'test' ? 'TEST_FAILED' : 'MODEL_FAILED',
    uniqueId: node.uniqueId, message: node.message, traceback: '', run: run.id }));
}

/** What went wrong, each with what to do and, of a model, with the SQL that the warehouse was given. */
export function Errors({ live, errors, onPick }) {
  const { run } = live;
  // The project's models are those of its last refresh, which may be of another commit than the run.
  const listed = useLoad(signal => get('/projects/' + run.projectId + '/models', { limit: 1 }, signal), [run.projectId]);
  const [shown, setShown] = useState(50);
  if (errors.length === 0) {
    return html`<${Empty} title=${live.isOver ? 'Nothing went wrong' : 'Nothing went wrong so far'} />`;
  }
  const other = run.commit && listed.data?.listed?.commit && listed.data.listed.commit !== run.commit;
  return html`<div class="stack">
    ${errors.slice(0, shown).map((error, at) => html`
      <${ErrorCard} key=${at + (error.uniqueId ?? error.code)} error=${error} project=${run.projectId} open=${at < AT_ONCE} onPick=${onPick}
        note=${other ? 'as of commit ' + listed.data.listed.commit.slice(0, 10) + ', which was refreshed last; the run had ' + run.commit.slice(0, 10) : ''} />`)}
    ${errors.length > shown && html`<p><${Button} onClick=${() => setShown(shown + 100)}>Show more of ${errors.length}<//></p>`}
  </div>`;
}

function ErrorCard({ error, project, open, onPick, note }) {
  const [sql, setSql] = useState(open);
  const message = plain(error.message);
  return html`<article class="card error-card" data-test="error" aria-label=${error.code + (error.uniqueId ? ' of ' + shortName(error.uniqueId) : '')}>
    <header class="row">
      <span class="tag bad-tag">${error.type.replace('_', ' ').toLowerCase()}</span><code>${error.code}</code>
      ${error.uniqueId && html`<strong class="grow wrap">${shortName(error.uniqueId)}</strong>
        <${Button} kind="quiet" class="small" onClick=${() => onPick(error.uniqueId)}>Its lines<//>
        <a class="button quiet small" href=${'/projects/' + project + '/models/' + encodeURIComponent(error.uniqueId)}>Model</a>`}
    </header>
    <div class=${classes('error-parts', error.uniqueId && sql && 'two')}>
      <div class="stack">
        <pre class="error-text" tabindex="0">${message}</pre>
        ${ADVICE[error.code] && html`<p class="advice">${ADVICE[error.code]}</p>`}
        ${error.traceback && html`<details><summary>Traceback</summary><pre class="error-text" tabindex="0">${plain(error.traceback)}</pre></details>`}
        ${error.uniqueId && !sql && html`<p><${Button} class="small" onClick=${() => setSql(true)}>Show its SQL<//></p>`}
      </div>
      ${error.uniqueId && sql && html`<${ErrorSql} project=${project} uniqueId=${error.uniqueId} message=${message} note=${note} />`}
    </div>
  </article>`;
}

function ErrorSql({ project, uniqueId, message, note }) {
  const loaded = useLoad(signal => get('/projects/' + project + '/models/' + encodeURIComponent(uniqueId), {}, signal), [project, uniqueId]);
  const [kind, setKind] = useState('compiledSql');
  const box = useRef(null);
  const text = loaded.data?.[kind] ?? loaded.data?.rawSql;
  const compiled = Boolean(loaded.data?.compiledSql) && kind === 'compiledSql';
  const place = text ? lineOfError(message, text, compiled) : undefined;
  useEffect(() => {
    if (box.current) {
      // What dbt makes often begins with blank lines.
      const first = text.split('\n').findIndex(line => line.trim());
      box.current.scrollTop = Math.max(0, (place ? place - 4 : first) * ROW);
    }
  }, [place, text]);
  if (!text) {
    return html`<div>${loaded.loading ? html`<${Waiting} text="Its SQL …" />` : html`<p class="fine">Its SQL is not among the project's models as of the last refresh.</p>`}</div>`;
  }
  return html`<div class="error-sql">
    <div class="row"><span class="fine grow wrap">${loaded.data.path} ${note}</span>
      ${loaded.data.compiledSql && html`<span role="group" aria-label="SQL">
        <${Button} kind="quiet" class="small" aria-pressed=${compiled ? 'true' : 'false'} onClick=${() => setKind('compiledSql')}>Compiled<//>
        <${Button} kind="quiet" class="small" aria-pressed=${compiled ? 'false' : 'true'} onClick=${() => setKind('rawSql')}>As written<//></span>`}
    </div>
    <pre class="sql" ref=${box} tabindex="0" aria-label=${(compiled ? 'Compiled SQL' : 'SQL as written') + (place ? ', the error is in line ' + place : '')}
      >${text.split('\n').map((line, at) => html`<div class=${classes('sql-line', at + 1 === place && 'marked')}><span class="no" aria-hidden="true">${at + 1}</span>${line || ' '}</div>`)}</pre>
  </div>`;
}
