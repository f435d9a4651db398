package hub.integration.child;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.http.base.HttpOperationFailedException;

/** Why a flow failed, in words. */
final class Failures {
  private static final int LONGEST = 900;

  private Failures() {}

  /**
   * For the delivery log, which is kept: what can be said without a word of the message, which may
   * have to be erased.
   */
  static String withoutText(Throwable failure, String step) {
    String where = step.isEmpty() ? "" : "Step " + step + ": ";
    return Bodies.cut(where + words(failure), LONGEST);
  }

  private static String words(Throwable failure) {
    for (Throwable cause : causes(failure)) {
      switch (cause) {
        case Refused refused -> {
          return String.valueOf(refused.getMessage());
        }
        case HttpOperationFailedException answer -> {
          return "%s answered %d".formatted(host(answer.getUri()), answer.getStatusCode());
        }
        case UnknownHostException unknown -> {
          return "No way to the host: " + unknown.getMessage();
        }
        case SQLException database -> {
          return asked(database);
        }
        case SocketTimeoutException late -> {
          return "No answer in time";
        }
        case ConnectException refused -> {
          return "No connection: " + refused.getMessage();
        }
        case DirectConsumerNotAvailableException none -> {
          return "The flow consumes from no such endpoint";
        }
        case StackOverflowError deep -> {
          return "The flow calls itself without an end";
        }
        default -> {}
      }
    }
    return causes(failure).getLast().getClass().getSimpleName();
  }

  /**
   * Of a statement that is wrong in itself the database's own words, which speak of the flow's
   * text; others may hold what a message said.
   */
  private static String asked(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return switch (state.substring(0, Math.min(2, state.length()))) {
      case "42" -> "The database refused the statement: " + firstLine(failure);
      case "57" -> "The statement took longer than 5 s";
      case "08", "28", "53" -> "No connection to the database, state " + state;
      default -> "The database refused the statement, state " + state;
    };
  }

  private static String firstLine(SQLException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private static String host(String uri) {
    return java.net.URI.create(uri).getHost();
  }

  /** For a trial, which is shown once to who sees the message anyway. */
  static String inFull(Throwable failure) {
    Throwable last = causes(failure).getLast();
    String message = last.getMessage();
    return Bodies.cut(
        message == null || message.isBlank()
            ? last.getClass().getSimpleName()
            : last instanceof Refused ? message : last.getClass().getSimpleName() + ": " + message,
        LONGEST);
  }

  /** For a flow that cannot start: all that the loader says, since it speaks of the flow's text. */
  static String ofStart(Throwable failure) {
    for (Throwable cause : causes(failure)) {
      if (cause instanceof Refused refused) {
        return String.valueOf(refused.getMessage());
      }
    }
    return inFull(failure);
  }

  private static List<Throwable> causes(Throwable failure) {
    return new ArrayList<>(
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(20).toList());
  }
}
