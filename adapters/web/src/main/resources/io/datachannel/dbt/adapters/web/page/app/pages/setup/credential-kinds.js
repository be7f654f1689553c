import { get } from 'app/core/api.js';

export const PROVIDERS = [['GITHUB', 'GitHub'], ['GITLAB', 'GitLab'], ['BITBUCKET', 'Bitbucket'], ['OTHER', 'Another server']];
export const providerName = provider => PROVIDERS.find(([id]) => id === provider)?.[1] ?? provider;

export const KINDS = {
  'https-token': ['Access token', 'A personal or project token of GitHub, GitLab, Bitbucket or any git server, over HTTPS.'],
  'github-oauth': ['Log in at GitHub', 'GitHub asks you, and you enter nothing here.'],
  'ssh-key': ['SSH deploy key', 'A key pair is made here; you add its public half to the repository.'],
  public: ['Public repository', 'Anyone may read it, so there is nothing to enter.'],
};

/** What a credential is, in a few words. */
export function aboutCredential(credential) {
  const parts = [KINDS[credential.kind]?.[0] ?? credential.kind];
  if (credential.provider && credential.kind === 'https-token') {
    parts.push(providerName(credential.provider));
  }
  if (credential.login) {
    parts.push(credential.login);
  }
  return parts.join(' · ');
}

/** Whether its repositories can be listed, and it can be tested without one. */
export const hasProvider = credential => Boolean(credential?.provider) && credential.provider !== 'OTHER';

/** Whether the operator has set up logins at GitHub; a service that does not say so has none. */
export const githubLogins = async signal => get('/oauth/github', {}, signal).then(answer => answer.available === true, () => false);

/** How to get a token, and what it has to be allowed to do. */
export const TOKEN_HINTS = {
  GITHUB: 'A fine-grained token with “Contents: Read” for the repository, or a classic one with the scope “repo”.',
  GITLAB: 'A personal, group or project access token with the scopes “read_api” and “read_repository”.',
  BITBUCKET: 'A repository, project or workspace access token with the permission to read repositories.',
  OTHER: 'The password or token that git would ask for.',
};
