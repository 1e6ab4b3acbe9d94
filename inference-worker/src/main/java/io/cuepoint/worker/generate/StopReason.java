package io.cuepoint.worker.generate;

/** Why an answer ended. */
public enum StopReason {
  /** The model said so, by one of its end ids. */
  END,
  /** As many tokens as were asked for. */
  BUDGET,
  /** The KV cache is full. */
  CONTEXT,
  /** The caller did not want more. */
  CANCELLED
}
