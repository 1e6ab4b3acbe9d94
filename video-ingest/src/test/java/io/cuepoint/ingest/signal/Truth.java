package io.cuepoint.ingest.signal;

import io.cuepoint.contract.TimeSpan;

/** What a detector should find. */
record Truth(String label, TimeSpan span) {}
