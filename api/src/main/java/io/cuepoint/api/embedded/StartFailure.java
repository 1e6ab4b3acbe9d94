package io.cuepoint.api.embedded;

import io.cuepoint.embedded.EmbeddedStartException;
import io.cuepoint.queue.BrokerUnavailableException;
import io.cuepoint.start.NotThereException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;

/** A failed start in one line that says what to mend. */
final class StartFailure {
  private StartFailure() {}

  static String line(Throwable failure) {
    String line = explain(failure);
    return line.replaceAll("\\s+", " ").strip();
  }

  private static String explain(Throwable failure) {
    if (find(failure, PortInUseException.class) instanceof PortInUseException e) {
      return "port "
          + e.getPort()
          + " is in use; stop what listens there, or choose another by server.port or SERVER_PORT";
    }
    if (find(failure, BindException.class) instanceof BindException e) {
      return "the property " + e.getName() + ": " + message(root(e));
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof EmbeddedStartException
          || cause instanceof HomeUnusableException
          || cause instanceof BrokerUnavailableException
          || cause instanceof NotThereException) {
        return message(cause);
      }
    }
    Throwable root = root(failure);
    return root instanceof RuntimeException && root.getMessage() != null
        ? root.getMessage()
        : root.getClass().getSimpleName() + ": " + message(root);
  }

  private static @Nullable Throwable find(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return cause;
      }
    }
    return null;
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return root;
  }

  private static String message(Throwable e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
