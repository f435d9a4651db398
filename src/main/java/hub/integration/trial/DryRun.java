package hub.integration.trial;

import hub.integration.FlowText;

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
  Trial run(FlowText flow, String from, TrialMessage message);
}
