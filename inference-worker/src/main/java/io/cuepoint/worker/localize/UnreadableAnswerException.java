package io.cuepoint.worker.localize;

/** What the model said cannot be understood; the same question gives the same words again. */
final class UnreadableAnswerException extends Exception {
  private static final long serialVersionUID = 1;

  private final String answer;

  /**
   * An answer that is no answer.
   *
   * @param message what was found and what was expected
   * @param answer what the model said
   */
  UnreadableAnswerException(String message, String answer) {
    super(message);
    this.answer = answer;
  }

  String answer() {
    return answer;
  }
}
