package io.cuepoint.worker.constrain;

/** Rules that allow no byte. */
enum Ends implements Rule {
  /** All is written. */
  DONE,
  /** This could not have been written. */
  DEAD;

  @Override
  public Rule after(int next) {
    return DEAD;
  }

  @Override
  public boolean mayEnd() {
    return this == DONE;
  }
}
