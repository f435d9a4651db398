package hub.integration.check;

import hub.integration.FlowText;

/** Finds what is wrong with a flow without running any of it. Safe for many threads. */
public interface FlowCheck {

  /** Never throws for what somebody wrote: that is what problems are for. */
  Checked check(FlowText flow);
}
