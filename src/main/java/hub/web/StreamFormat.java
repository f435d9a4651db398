package hub.web;

import java.util.UUID;

/** What a stream sends for what it read: whole events, each with its blank line; or nothing. */
public interface StreamFormat {

  /** New lines. */
  String lines(UUID watched, long after, StreamSource.Snapshot snapshot);

  /**
   * New figures.
   *
   * @param over whether nothing more will come of this thing
   */
  String figures(UUID watched, StreamSource.Snapshot snapshot, boolean over);

  /** A watched thing is not there, or no longer. */
  String gone(UUID watched);

  /** All that was watched has ended. */
  String end();
}
