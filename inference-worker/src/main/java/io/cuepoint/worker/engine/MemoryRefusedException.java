package io.cuepoint.worker.engine;

/** What was asked for does not fit; nothing was allocated. The code is {@code engine.memory}. */
public final class MemoryRefusedException extends EngineException {
  private static final long serialVersionUID = 1;

  public MemoryRefusedException(String message) {
    super(message);
  }

  @Override
  public String code() {
    return "engine.memory";
  }
}
