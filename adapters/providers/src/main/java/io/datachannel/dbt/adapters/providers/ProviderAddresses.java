package io.datachannel.dbt.adapters.providers;

import java.net.URI;

/**
 * Where the APIs answer, each without a slash at its end.
 *
 * @param github    for example https://api.github.com
 * @param gitlab    for example https://gitlab.com/api/v4
 * @param bitbucket for example https://api.bitbucket.org/2.0, or https://bitbucket.corp/rest/api/1.0 of a Data Center
 */
public record ProviderAddresses(URI github, URI gitlab, URI bitbucket) {}
