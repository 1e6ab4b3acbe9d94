package io.cuepoint.contract;

import java.util.UUID;

/**
 * A video that is there is to be looked at again: a work item of ingest, which samples it anew.
 *
 * @param object key of the video in the object store
 * @param sha256 of its bytes, lower-case hex
 */
public record AnalysisRequested(UUID videoId, String object, String sha256, Analysis analysis) {
  public static final Topic<AnalysisRequested> TOPIC =
      new Topic<>(
          "cuepoint.analysis.requested.v1",
          AnalysisRequested.class,
          message -> message.videoId().toString());
}
