package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.execution.Pause;
import java.time.InstantSource;

/**
 * How time goes by for a run.
 *
 * @param clock  the system's, for what is written down
 * @param steady a clock that never jumps and goes on while the process is suspended, for what is waited for
 */
public record RunTime(InstantSource clock, InstantSource steady, Pause pause) {}
