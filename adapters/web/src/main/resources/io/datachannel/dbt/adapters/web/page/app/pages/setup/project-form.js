import { Problem } from 'app/core/api.js';
import { callsBody, SEVERAL, stepsText, wordsOf } from 'app/parts/steps.js';

/** What a project is set up with, as texts of a form. */
export const NEW_PROJECT = {
  name: '', repositoryUrl: '', branch: '', dbtVersion: '', command: 'build', steps: '', target: '', schema: '', threads: '', timeoutSeconds: '', projectPath: '', packagesPath: '',
  arguments: '', vars: '', autoRefresh: true, notificationLevel: 'ERROR',
};

export function formOf(project) {
  return {
    ...NEW_PROJECT, ...project, threads: String(project.threads), timeoutSeconds: String(project.timeoutSeconds), packagesPath: project.packagesPath ?? '',
    command: project.command ?? SEVERAL, steps: stepsText(project.steps), target: project.target ?? '', schema: project.schema ?? '', arguments: linesOf(project.arguments),
    vars: Object.keys(project.vars).length > 0 ? JSON.stringify(project.vars, null, 2) : '',
  };
}

/**
 * The request's body; what is empty is null, which a merge patch takes away.
 *
 * @throws Problem with the field at fault
 */
export function bodyOf(form) {
  const text = name => form[name].trim() || null;
  return {
    name: form.name.trim(), warehouseId: form.warehouseId, credentialId: form.credentialId, repositoryUrl: form.repositoryUrl.trim(), branch: form.branch.trim(),
    dbtVersion: text('dbtVersion'), ...callsBody(form), target: text('target'), schema: text('schema'), threads: whole(form, 'threads'),
    timeoutSeconds: whole(form, 'timeoutSeconds'), projectPath: text('projectPath'), packagesPath: text('packagesPath'), arguments: wordsOf(form.arguments),
    vars: varsOf(form.vars), autoRefresh: form.autoRefresh, notificationLevel: form.notificationLevel,
  };
}

function whole(form, name) {
  const text = form[name].trim();
  if (text === '') {
    return null;
  }
  if (!/^\d+$/.test(text)) {
    throw invalid(name, 'This must be a whole number.');
  }
  return Number(text);
}

function varsOf(text) {
  if (text.trim() === '') {
    return null;
  }
  let vars;
  try {
    vars = JSON.parse(text);
  } catch (failed) {
    throw invalid('vars', 'This is not JSON: ' + failed.message + ' Names and texts stand in double quotes.');
  }
  if (typeof vars !== 'object' || vars === null || Array.isArray(vars)) {
    throw invalid('vars', 'This must be a JSON object, for example {"currency": "EUR"}.');
  }
  return vars;
}

const invalid = (field, detail) => new Problem(400, { code: 'FIELD_INVALID', title: 'Look at this field again', detail, field });

function linesOf(words) {
  return words.map((word, index) => {
    const quoted = /[\s"']/.test(word) || word === '' ? (word.includes('"') ? "'" + word + "'" : '"' + word + '"') : word;
    return (index === 0 ? '' : word.startsWith('-') ? '\n' : ' ') + quoted;
  }).join('');
}
