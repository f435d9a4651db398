package hub.integration.policy;

import hub.integration.FlowKind;
import java.util.Arrays;
import java.util.List;

/** What happens when a step fails; a route names one in {@code routeConfigurationId}. */
public enum FailurePolicy {
  LEAVE_TO_THE_QUEUE(
      FlowKind.SOURCE,
      "leave-to-the-queue",
      "For what a job started: the job is tried again, and waits for a person after some tries."),
  LEAVE_IT_WHERE_IT_IS(
      FlowKind.SOURCE,
      "leave-it-where-it-is",
      "For what a file started: the file stays and is found again."),
  TRY_AGAIN_NEXT_TIME(
      FlowKind.SOURCE,
      "try-again-next-time",
      "For what a clock started: the next tick is the next try.");

  private final FlowKind kind;
  private final String id;
  private final String does;

  FailurePolicy(FlowKind kind, String id, String does) {
    this.kind = kind;
    this.id = id;
    this.does = does;
  }

  public String id() {
    return id;
  }

  public String does() {
    return does;
  }

  public static List<FailurePolicy> of(FlowKind kind) {
    return Arrays.stream(values()).filter(policy -> policy.kind == kind).toList();
  }
}
