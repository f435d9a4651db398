package hub.integration;

/** A flow takes no messages now, because somebody suspended or stopped it. */
public final class FlowClosed extends RuntimeException {
  @java.io.Serial private static final long serialVersionUID = 1;
  private final String flow;
  private final Flow.State state;

  public FlowClosed(String flow, Flow.State state) {
    super("The flow %s is %s".formatted(flow, state == Flow.State.SUSPENDED ? "suspended" : "off"));
    this.flow = flow;
    this.state = state;
  }

  public String flow() {
    return flow;
  }

  public Flow.State state() {
    return state;
  }
}
