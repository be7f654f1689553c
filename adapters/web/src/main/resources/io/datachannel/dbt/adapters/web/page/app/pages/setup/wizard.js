import { useEffect, useRef } from 'preact/hooks';
import { html } from 'app/core/html.js';
import { useMe } from 'app/core/me.js';
import { go, useLocation } from 'app/core/router.js';
import { useStyle } from 'app/core/style.js';
import { Button, Empty, View, Waiting } from 'app/parts/basics.js';
import { useKept } from 'app/pages/setup/kept.js';
import { StepCredential } from 'app/pages/setup/step-credential.js';
import { StepProject } from 'app/pages/setup/step-project.js';
import { StepRefresh } from 'app/pages/setup/step-refresh.js';
import { StepWarehouse } from 'app/pages/setup/step-warehouse.js';

const STEPS = [
  ['Warehouse', 'Where dbt builds your models', StepWarehouse], ['Credential', 'What opens your repository', StepCredential],
  ['Project', 'Which repository, and how dbt is called', StepProject], ['Models', 'The models are read', StepRefresh],
];

/** From an account to a project with its models, in four steps (specification, "General Frontend Flow"). */
export default function Wizard() {
  const styled = useStyle('style/setup.css');
  const me = useMe();
  const [kept, keep, forget] = useKept(me.accountId);
  const { query } = useLocation();
  const reached = kept.projectId ? 4 : !kept.warehouseId ? 1 : kept.credentialId ? 3 : 2;
  const asked = Number(query.get('step')) || kept.step || 1;
  const step = Math.min(Math.max(1, asked), reached);
  const heading = useRef(null);
  const before = useRef(step);

  const credential = Number(query.get('credential'));
  const error = query.get('error');
  useEffect(() => {
    if (credential) {
      keep({ credentialId: credential, credential: { kind: 'github-oauth', id: credential }, loginError: null });
    } else if (error) {
      keep({ loginError: error });
    }
    if (credential || error) {
      go('/new?step=2', { replace: true });
    }
  }, [credential, error]);
  useEffect(() => {
    keep({ step });
    // Whoever listens, and does not look, is told the step.
    if (before.current !== step) {
      before.current = step;
      heading.current?.focus();
      scrollTo({ top: 0 });
    }
  }, [step]);

  if (!styled) {
    return html`<${Waiting} />`;
  }
  const crumbs = [['Projects', '/']];
  if (me.accountId && !me.can('EDITOR')) {
    return html`<${View} title="New project" crumbs=${crumbs}><${Empty} title="Your token may only read">
      <p>To set a project up, log in with a token that has the role EDITOR or ADMIN.</p><//><//>`;
  }
  const [title, about, Step] = STEPS[step - 1];
  const toStep = number => go('/new?step=' + number);
  return html`
    <${View} title="New project" crumbs=${crumbs} actions=${(kept.warehouse || kept.warehouseId || kept.credential || kept.project) && html`
      <${Button} kind="quiet" onClick=${() => {
        forget();
        go('/new?step=1', { replace: true });
      }}>Start over<//>`}>
      <nav aria-label="Steps"><ol class="wizard-steps">
        ${STEPS.map(([name], index) => html`<li key=${name} class=${index + 1 < step ? 'past' : index + 1 === step ? 'here' : ''}>
          ${index + 1 !== step && index < reached && !(kept.done && index < 3)
            ? html`<a href=${'/new?step=' + (index + 1)}><${Mark} number=${index + 1} done=${index + 1 < reached} />${name}</a>`
            : html`<span aria-current=${index + 1 === step ? 'step' : undefined}><${Mark} number=${index + 1} done=${index + 1 < step} />${name}</span>`}
        </li>`)}
      </ol></nav>
      <section class="card wizard" aria-labelledby="wizard-step" data-test=${'wizard-step-' + step}>
        <header class="wizard-head"><h2 id="wizard-step" tabindex="-1" ref=${heading}><span class="unseen">Step ${step} of 4: </span>${title}</h2><p class="soft">${about}</p></header>
        <${Step} kept=${kept} keep=${keep} toStep=${toStep} />
      </section>
    <//>`;
}

const Mark = ({ number, done }) => html`<span class=${'mark' + (done ? ' done' : '')} aria-hidden="true">${done ? '✓' : number}</span>`;
