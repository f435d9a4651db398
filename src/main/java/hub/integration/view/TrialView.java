package hub.integration.view;

import hub.integration.trial.Step;
import hub.integration.trial.Trial;
import hub.integration.trial.TrialMessage;
import hub.integration.trial.WouldSend;
import java.time.Duration;
import java.util.List;

/** A dry run as its page shows it: what happened at each step, and what would have left. */
public record TrialView(Trial trial) {
  private static final double NANOS = 1000;

  /** A step with what it would have sent and what it changed in the message. */
  public record Line(Step step, List<WouldSend> sends, List<Difference.Row> change) {

    public String icon() {
      return step.failure() != null ? "bad" : sends.isEmpty() ? "good" : "info";
    }

    public String took() {
      return time(step.took());
    }

    /** What it did, in a sentence. */
    public String words() {
      if (step.failure() != null) {
        return "stopped: " + step.failure();
      }
      if (!sends.isEmpty()) {
        return "would have sent to";
      }
      return change.isEmpty() ? "passed the message on" : "changed the message";
    }
  }

  public List<Line> lines() {
    return trial.steps().stream().map(step -> new Line(step, sendsOf(step), change(step))).toList();
  }

  private List<WouldSend> sendsOf(Step step) {
    return trial.sends().stream().filter(send -> send.step().equals(step.id())).toList();
  }

  private static List<Difference.Row> change(Step step) {
    TrialMessage after = step.after();
    return after == null ? List.of() : Difference.between(text(step.before()), text(after)).rows();
  }

  /** A message as lines: its headers, variables and body. */
  public static String text(TrialMessage message) {
    StringBuilder lines = new StringBuilder();
    new java.util.TreeMap<>(message.headers())
        .forEach((name, value) -> lines.append(name).append(": ").append(value).append('\n'));
    new java.util.TreeMap<>(message.variables())
        .forEach(
            (name, value) ->
                lines.append('$').append(name).append(": ").append(value).append('\n'));
    return lines.append(message.body()).toString();
  }

  /** For a template, which calls no static method. */
  public String textOf(TrialMessage message) {
    return text(message);
  }

  public String took() {
    return time(trial.took());
  }

  private static String time(Duration took) {
    return Numbers.time(Math.round(took.toNanos() / NANOS));
  }
}
