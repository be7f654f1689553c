package io.datachannel.dbt.adapters.git;

import java.util.List;

/**
 * What a checkout does not hold of its commit.
 *
 * @param warnings for the user, in a sentence each
 * @param pointers paths of files that dbt would read and whose content is in Git LFS
 */
record LeftOut(List<String> warnings, List<String> pointers) {}
