import { html } from 'app/core/html.js';
import { Choice, SelectField } from 'app/parts/forms.js';
import { PickModels } from 'app/parts/pick-models.js';

const KINDS = [['ALL_MODELS', 'All models'], ['MODELS', 'Chosen models'], ['COLLECTION', 'A collection'], ['PART_OF_COLLECTION', 'Part of a collection']];

/** What a schedule is set on. */
export function TargetFields({ id, target, onInput, context, problem }) {
  const { collections, models } = context;
  const change = part => onInput({ ...target, ...part });
  const ofCollection = target.kind.endsWith('COLLECTION');
  const chosen = collections.find(collection => collection.id === target.collectionId);
  const wrong = problem?.field?.startsWith('target') && problem.field !== 'target.collectionId' ? problem.message : null;
  return html`
    <${Choice} label="What it runs" value=${target.kind} onInput=${kind => change({ kind, collectionId: target.collectionId ?? (collections.length === 1 ? collections[0].id : null) })}
      options=${KINDS} />
    ${target.kind === 'ALL_MODELS' && html`<p class="hint">Every model of the project, also those that come later.</p>`}
    ${target.kind === 'MODELS' && html`<${PickModels} models=${models} picked=${target.models} onInput=${picked => change({ models: picked })} />`}
    ${ofCollection && (collections.length === 0
      ? html`<p class="note">The project has no collection yet. <a href=${'/projects/' + id + '/collections'}>Make one</a></p>`
      : html`<${SelectField} label="Collection" name="target.collectionId" problem=${problem} value=${target.collectionId ? String(target.collectionId) : ''}
          onInput=${value => change({ collectionId: Number(value) || null, without: [] })}
          options=${[['', 'Choose …'], ...collections.map(collection => [String(collection.id), collection.name + ' (' + collection.models.length + ')'])]} />`)}
    ${target.kind === 'PART_OF_COLLECTION' && chosen && html`<${PickModels} label="Left out" verb="left out" picked=${target.without}
      models=${models.filter(model => chosen.models.includes(model.uniqueId))} onInput=${without => change({ without })} />`}
    ${wrong && html`<p class="wrong-text hint">${wrong}</p>`}`;
}
