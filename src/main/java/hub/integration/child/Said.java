package hub.integration.child;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line that a child says.
 *
 * @param id the task's; empty for what is about none
 * @param number a step's
 * @param micros how long a step took
 * @param text an endpoint's address, or why something failed, without secrets
 * @param failed flows that did not start, and why
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Said(
    What what,
    String id,
    @Nullable Integer number,
    @Nullable String route,
    @Nullable String step,
    @Nullable Integer line,
    @Nullable Long micros,
    @Nullable String text,
    @Nullable Note note,
    @Nullable Map<String, String> failed) {

  /** What a line is about. */
  public enum What {
    /** All flows were loaded, or told as failed. */
    STARTED,
    /** A step of a trial began. */
    STEP,
    /** A step of a trial ended. */
    AFTER,
    /** Something would have left. */
    SEND,
    /** There are more steps or sends than are told. */
    CUT,
    /** A task ended; the text says why it failed. */
    DONE
  }

  static Said started(Map<String, String> failed) {
    return new Said(What.STARTED, "", null, null, null, null, null, null, null, failed);
  }

  static Said step(int number, String route, String step, int line, Note before) {
    return new Said(What.STEP, "", number, route, step, line, null, null, before, null);
  }

  static Said after(int number, long micros, @Nullable Note after, @Nullable String failure) {
    return new Said(What.AFTER, "", number, null, null, null, micros, failure, after, null);
  }

  static Said send(String step, String to, Note note) {
    return new Said(What.SEND, "", null, null, step, null, null, to, note, null);
  }

  static Said cut() {
    return new Said(What.CUT, "", null, null, null, null, null, null, null, null);
  }

  static Said done(String id, @Nullable String failure) {
    return new Said(What.DONE, id, null, null, null, null, null, failure, null, null);
  }
}
