package hub.integration.trial;

import hub.integration.FlowText;
import java.util.List;
import java.util.Map;

/** Tries a flow on one message, in a child process with a heap limit and a deadline. */
public interface DryRun {

  /**
   * Sends nothing, whatever the flow says: each endpoint that leads outwards is replaced by one
   * that writes down.
   *
   * @param flow a text that passed the check
   * @param from which of its consumers gets the message, for instance {@code
   *     direct:flow-some-forum-posts}
   */
  default Trial run(FlowText flow, String from, TrialMessage message) {
    return run(flow, from, message, Map.of());
  }

  /**
   * The same, with answers of the hub for a source flow: what came to {@code
   * direct:flow-ask-forum}, for instance, and was recorded.
   *
   * @param answers by endpoint, in the order in which they are given; JSON. Without one, the answer
   *     is empty
   */
  Trial run(
      FlowText flow, String from, TrialMessage message, Map<String, List<TrialMessage>> answers);
}
