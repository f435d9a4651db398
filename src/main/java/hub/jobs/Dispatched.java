package hub.jobs;

import java.util.UUID;

/**
 * A place in the line that goes out by a broker.
 *
 * @param place never used again, so a message that comes late or twice finds nothing
 * @param times how often it was sent, this time included
 */
public record Dispatched(long place, UUID jobId, Lane lane, int times) {

  /**
   * The message's key: the job. What nobody took goes out under another key, so that it comes to
   * another process.
   */
  public String key() {
    return times == 1 ? jobId.toString() : jobId + " " + times;
  }
}
