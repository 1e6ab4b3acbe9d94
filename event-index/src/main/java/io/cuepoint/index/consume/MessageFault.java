package io.cuepoint.index.consume;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/** Tells a message that cannot be applied from a database that cannot apply it now. */
final class MessageFault {
  private MessageFault() {}

  /** Whether {@code failure} lies in the message itself, so that no further try can help. */
  static boolean is(Throwable failure) {
    if (failure instanceof DataIntegrityViolationException) {
      return true;
    }
    return failure instanceof RuntimeException
        && !(failure instanceof DataAccessException)
        && !(failure instanceof TransactionException);
  }

  /** The innermost cause in one line, without the message's content. */
  static String describe(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName()
        + ": "
        + String.valueOf(root.getMessage()).lines().findFirst().orElse("");
  }
}
