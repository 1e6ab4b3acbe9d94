package io.cuepoint.worker.localize;

import io.cuepoint.contract.TimeSpan;

/** Something the model says happened, on the clip's own clock: 0 is its first frame. */
record LocalEvent(TimeSpan span, String description) {}
