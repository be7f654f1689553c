import { useEffect, useRef, useState } from 'preact/hooks';
import { get, newKey, post } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { useMe } from 'app/core/me.js';
import { go } from 'app/core/router.js';
import { useAction } from 'app/core/use.js';
import { Button, ProblemBox } from 'app/parts/basics.js';
import { Confirm } from 'app/parts/confirm.js';
import { toast } from 'app/parts/toasts.js';
import { mark } from 'app/pages/runs/words.js';

/** What can be done with a run: stop it, build again what failed, run all of it again, be told of its end. */
export function Actions({ live, project }) {
  const me = useMe();
  const { run, status } = live;
  const [asks, setAsks] = useState(false);
  const keys = useRef({});
  const keyed = async (name, action) => {
    keys.current[name] ??= newKey();
    const made = await action({ key: keys.current[name] });
    delete keys.current[name];
    go('/runs/' + made.id);
    toast('Run ' + made.id + ' is queued.');
  };
  const retry = useAction(() => keyed('retry', options => post('/runs/' + run.id + '/retry', {}, options)));
  const again = useAction(async () => {
    const now = await get('/projects/' + run.projectId);
    await keyed('again', options => post('/projects/' + run.projectId + '/runs', orderOf(run, now), options));
  });
  const may = me.can('EDITOR');
  // One that was cancelled is asked for again as it was, which is what "Run again" does, but for the models that schedules leave out.
  const failed = status === 'FAILED' || status === 'PARTIAL SUCCESS' || (status === 'CANCELLED' && run.excludedModelCount > 0);
  const active = project?.status !== 'DELETED';
  return html`
    ${!live.isOver && html`<${Notify} live=${live} project=${project} />`}
    ${may && !live.isOver && html`<${Button} disabled=${status === 'CANCELLING'} onClick=${() => setAsks(true)}>
      ${status === 'CANCELLING' ? 'Cancelling …' : 'Cancel'}<//>`}
    ${may && active && live.isOver && failed && run.links.retry && html`<${Button} kind="primary" busy=${retry.busy} onClick=${retry.run}>Retry from failure<//>`}
    ${may && active && live.isOver && !run.reported && run.excludedModelCount === 0
      && html`<${Button} busy=${again.busy} onClick=${again.run}>Run again<//>`}
    ${(retry.problem ?? again.problem) && html`<${ProblemBox} problem=${retry.problem ?? again.problem} />`}
    ${asks && html`<${Confirm} title=${'Cancel run ' + run.id + '?'} word="Cancel the run" onClose=${() => setAsks(false)} action=${async () => {
      try {
        await post('/runs/' + run.id + '/cancel');
      } catch (problem) {
        // It came to its end meanwhile, which its status tells.
        if (problem.code !== 'RUN_ALREADY_FINISHED') {
          throw problem;
        }
        toast('The run was over already.');
      }
      await live.reload();
    }}>
      <p>${run.reported ? 'Its reporter is told that it should stop.'
        : status === 'QUEUED' ? 'It is taken out of the queue.' : 'dbt stops the queries that are under way. Models that are built stay as they are.'}</p>
    <//>`}`;
}

/** The same as the run was asked for; the project's own arguments come by themselves. */
function orderOf(run, project) {
  const own = project.arguments ?? [];
  const rest = words => (own.every((word, at) => words[at] === word) ? words.slice(own.length) : words);
  const calls = run.steps?.length > 1
    ? { steps: run.steps.map(step => ({ command: step.command, arguments: rest(step.arguments), fullRefresh: step.fullRefresh })) }
    : { command: run.command, fullRefresh: run.fullRefresh, arguments: rest(run.arguments) };
  return {
    ...calls, vars: run.vars, threads: run.threads, timeoutSeconds: run.timeoutSeconds,
    models: run.modelCount > 0 ? run.models : undefined,
  };
}

/** Asks the browser to tell of the end, for whoever looks at something else meanwhile. */
function Notify({ live, project }) {
  const [wanted, setWanted] = useState(false);
  const last = useRef({});
  last.current = { live, project, wanted };
  useEffect(() => () => {
    const { live: { run, status, isOver }, project: of, wanted: still } = last.current;
    if (still && isOver) {
      new Notification(mark(status) + ' Run ' + run.id + ': ' + status.toLowerCase(), { body: of?.name, tag: 'run-' + run.id });
    }
  }, []);
  if (!window.Notification || Notification.permission === 'denied') {
    return null;
  }
  return html`<${Button} kind="quiet" aria-pressed=${wanted ? 'true' : 'false'} onClick=${async () => {
    setWanted(!wanted && (Notification.permission === 'granted' || await Notification.requestPermission() === 'granted'));
  }}>${wanted ? '✓ You will be told' : 'Tell me when it ends'}<//>`;
}
