package hub.analysis.view;

import java.util.Locale;

/** Where an analysis is in its life. */
public enum AnalysisState {
  /** In line; nothing was charged yet. */
  QUEUED(false),
  RUNNING(false),
  /** A vendor or source is away; it goes on by itself. */
  WAITING(false),
  /** Cancelled, and calls are still on their way. */
  CANCELLING(false),
  DONE(true),
  /** The budget was reached: ranked, real, and can be raised. */
  PARTIAL(true),
  CANCELLED(true),
  /** It could not go on and says why. */
  STOPPED(true);

  private final boolean ended;

  AnalysisState(boolean ended) {
    this.ended = ended;
  }

  /** Whether nothing more comes by itself. */
  public boolean ended() {
    return ended;
  }

  /** As programs and files name it: {@code cancelling}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The dot beside the words: {@code running}, {@code done}, {@code slow}, {@code stopped} or
   * {@code waits}.
   */
  public String dot() {
    return switch (this) {
      case RUNNING, CANCELLING -> "running";
      case DONE -> "done";
      case PARTIAL -> "slow";
      case STOPPED -> "stopped";
      case QUEUED, WAITING, CANCELLED -> "waits";
    };
  }
}
